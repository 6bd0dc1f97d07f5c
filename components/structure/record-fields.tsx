import { TextArea, TextField } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'
import { CheckboxField, RadioField, SelectField } from '@/components/forms/choice-fields'
import { FoldedFields } from '@/components/forms/folded-fields'
import { optionsOfActions, shortenOption } from './action-options'
import { type PlanState, PARTNER_KINDS, PARTNER_ROLES } from '@/lib/domain/plan/plan'
import type { StructureKind } from '@/lib/domain/structure/structure'
import { ROLE_LABELS } from '@/lib/format/structure/structure-words'
import { ACTIVITY_LABELS, PARTNER_KIND_LABELS } from '@/lib/format/words'
import type { FormValues } from '@/lib/schemas/form'

interface Props {
  readonly plan: PlanState
  /** The record as it is; null when it is being added. */
  readonly values: FormValues | null
}

const SLUG_HINT = 'Used in the web address. Lower-case letters, numbers and hyphens.'

/** The fields of a form about a record of a plan. */
export function RecordFields({ kind, ...props }: Props & { readonly kind: StructureKind }) {
  const Fields = FIELDS[kind]
  return <Fields {...props} />
}

const FIELDS: Readonly<Record<StructureKind, (props: Props) => React.ReactNode>> = {
  pillar: () => (
    <>
      <TextField name="name" label="Name" />
      <TextArea name="aim" label="Aim" />
      <TextField name="code" label="Code" hint={SLUG_HINT} className="ds_input--fixed-20" />
    </>
  ),
  section: ({ plan, values }) => (
    <>
      <TextField name="code" label="Number" hint="Such as 1.1" className="ds_input--fixed-10" />
      <TextArea name="title" label="Title" rows={2} />
      <PillarSelect plan={plan} />
      <PartnerRoles plan={plan} values={values} />
      {plan.outcomes.length > 0 && (
        <FoldedFields
          summary={withCount('Outcomes', [values?.outcomes ?? []].flat().length)}
          fields={['outcomes']}
        >
          <CheckboxField
            name="outcomes"
            label="Outcomes"
            options={plan.outcomes.map(({ code, text }) => ({ value: code, label: text }))}
          />
        </FoldedFields>
      )}
      <FoldedFields summary={withCount('Note on the source', values?.note ? 1 : 0)} fields={['note']}>
        <TextArea name="note" label="Note on the source" />
      </FoldedFields>
    </>
  ),
  action: ActionFields,
  partner: () => (
    <>
      <TextField name="name" label="Name" />
      <TextField name="abbreviation" label="Short name" className="ds_input--fixed-20" />
      <SelectField
        name="kind"
        label="Kind of organisation"
        empty="Choose"
        options={PARTNER_KINDS.map((value) => ({ value, label: PARTNER_KIND_LABELS[value] }))}
      />
      <TextField name="code" label="Code" hint={SLUG_HINT} className="ds_input--fixed-20" />
    </>
  ),
  timescale: () => (
    <>
      <TextField name="label" label="Label" hint="As in the plan, such as Short term 2023-25" />
      <DateField name="starts" label="First day" />
      <DateField name="ends" label="Last day (optional)" hint="Leave empty if the timescale has no end" />
      <TextField name="code" label="Code" hint={SLUG_HINT} className="ds_input--fixed-20" />
    </>
  ),
  outcome: ({ plan }) => (
    <>
      <TextArea name="text" label="Outcome" rows={3} />
      <PillarSelect plan={plan} />
      <TextField name="code" label="Code" hint={SLUG_HINT} className="ds_input--fixed-20" />
    </>
  ),
}

function ActionFields({ plan, values }: Props) {
  const own = values && plan.actions.find(({ ref }) => ref === values.ref)
  const one = plan.words.action.one.toLowerCase()
  return (
    <>
      <TextField
        name="ref"
        label="Number"
        hint="Such as 12, or 12.3 for a part"
        className="ds_input--fixed-10"
      />
      <TextArea name="title" label="Wording" rows={3} />
      <SelectField
        name="section"
        label={plan.words.section.one}
        empty="Choose"
        options={plan.sections.map(({ code, title }) => ({
          value: code,
          label: shortenOption(`${code} ${title}`),
        }))}
      />
      <SelectField
        name="parent"
        label={`Part of another ${one} (optional)`}
        empty={`No, it is ${/^[aeiou]/.test(one) ? 'an' : 'a'} ${one} of its own`}
        options={optionsOfActions(plan, own?.ref)}
      />
      {!own && (
        <RadioField
          name="counted"
          label="Is it counted?"
          hint="Counted actions make up the figures. If you count its parts, do not count the action too."
          options={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
        />
      )}
      <SelectField
        name="timescale"
        label="Timescale"
        empty="Not recorded"
        options={plan.timescales.map(({ code, label }) => ({ value: code, label }))}
      />
      {!own?.originalDue && (
        <DateField
          name="due"
          label="Due date (optional)"
          hint="The original date is always kept. Later dates are set in updates."
        />
      )}
      <TextArea name="doneWhen" label="What done looks like (optional)" rows={3} />
      <PartnerRoles plan={plan} values={values} />
      <FoldedFields summary="Activity, notes and dates" fields={['activity', 'dueNote', 'note', 'added']}>
        <SelectField
          name="activity"
          label="Activity"
          empty="Not recorded"
          options={Object.entries(ACTIVITY_LABELS).map(([value, label]) => ({ value, label }))}
        />
        <TextField name="dueNote" label="Due date in the plan’s own words (optional)" />
        <TextArea name="note" label="Note on the source (optional)" rows={3} />
        {!own && (
          <DateField
            name="added"
            label="Added to the plan on (optional)"
            hint="Leave empty for today. Figures for an earlier day do not include it."
          />
        )}
      </FoldedFields>
    </>
  )
}

function PillarSelect({ plan }: { plan: PlanState }) {
  return (
    <SelectField
      name="pillar"
      label={plan.words.pillar.one}
      empty="Choose"
      options={plan.pillars.map(({ code, name }) => ({ value: code, label: name }))}
    />
  )
}

/** Which part each partner plays. Out of sight until wanted: plans have many partners, and most play none here. */
function PartnerRoles({ plan, values }: Props) {
  if (plan.partners.length === 0) return null
  const count = Object.keys(values ?? {}).filter((name) => name.startsWith('partner-')).length
  return (
    <FoldedFields summary={withCount('Partners', count)} fields={['partner-']}>
      <div className="partner-roles">
        {plan.partners.map(({ code, name }) => (
          <SelectField
            key={code}
            name={`partner-${code}`}
            label={name}
            empty="Not named"
            options={PARTNER_ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))}
          />
        ))}
      </div>
    </FoldedFields>
  )
}

/** The number says how many of what is folded away hold something. */
function withCount(summary: string, count: number): string {
  return count > 0 ? `${summary} (${count})` : summary
}

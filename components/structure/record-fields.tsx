import { TextArea, TextField } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'
import { CheckboxField, RadioField, SelectField } from '@/components/forms/choice-fields'
import { FoldedFields } from '@/components/forms/folded-fields'
import { ActionField } from './action-field'
import { OwnFieldInputs } from './own-field-inputs'
import { shortenOption } from './action-options'
import {
  hasPillars,
  hasSections,
  METRIC_QUALIFIERS,
  PARTNER_KINDS,
  type PlanState,
} from '@/lib/domain/plan/plan'
import type { StructureKind } from '@/lib/domain/structure/structure'
import { rolesOf } from '@/lib/domain/plan/roles'
import { ACTIVITY_LABELS, PARTNER_KIND_LABELS, QUALIFIER_LABELS, withArticle } from '@/lib/format/words'
import type { FormValues } from '@/lib/schemas/form'
import { MOST_SAME_WORK } from '@/lib/domain/structure/same-work'
import {
  MOST_OUTCOME_BOXES,
  MOST_ROLE_FIELDS,
  roleListField,
  splitList,
} from '@/lib/domain/structure/typed-lists'
import { metricField, metricNumbers } from '@/lib/schemas/structure/citing'

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
          fields={['outcomes', 'outcomeList']}
        >
          {plan.outcomes.length > MOST_OUTCOME_BOXES ? (
            <TextArea
              name="outcomeList"
              label="Outcomes"
              hint="Their codes, with commas between them"
              rows={3}
            />
          ) : (
            <CheckboxField
              name="outcomes"
              label="Outcomes"
              options={plan.outcomes.map(({ code, text }) => ({ value: code, label: text }))}
            />
          )}
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
  achievement: ({ plan, values }) => (
    <>
      <TextArea name="summary" label="What was achieved" rows={3} />
      <CitedActions plan={plan} />
      <DateField
        name="reported"
        label="Date reported"
        hint="When the document reported it. Leave the day empty if you do not know it; a year alone is enough."
      />
      <TextField name="sourceTitle" label="Document that reports it" />
      <TextField
        name="sourcePage"
        label="Page (optional)"
        hint="Such as 12, or 12 to 14"
        className="ds_input--fixed-10"
      />
      <Metrics values={values} />
      <SameWorkField values={values} />
      <FoldedFields
        summary={withCount('Notes for readers', [values?.note, values?.doubtfulMatch].filter(Boolean).length)}
        fields={['note', 'doubtfulMatch']}
      >
        <CheckboxField
          name="doubtfulMatch"
          label={`Does the document mean this ${plan.words.action.one.toLowerCase()}?`}
          options={[
            {
              value: 'yes',
              label: `The document names this ${plan.words.action.one.toLowerCase()}, but may mean a different one`,
            },
          ]}
        />
        <TextArea name="note" label="Note (optional)" rows={3} />
      </FoldedFields>
    </>
  ),
  publication: ({ plan, values }) => (
    <>
      <TextArea name="title" label="Title" rows={2} />
      <CitedActions plan={plan} />
      <TextField name="publisher" label="Publisher (optional)" />
      <DateField
        name="published"
        label="Date published (optional)"
        hint="Leave the day empty if you do not know it; a year alone is enough."
      />
      <TextField
        name="url"
        label="Web address (optional)"
        hint="Begins with https:// or http://"
        type="url"
      />
      <FoldedFields summary={withCount('Note for readers', values?.note ? 1 : 0)} fields={['note']}>
        <TextArea name="note" label="Note (optional)" rows={3} />
      </FoldedFields>
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
      <SectionSelect plan={plan} />
      <ActionField
        plan={plan}
        except={own?.ref}
        name="parent"
        label={`Part of another ${one} (optional)`}
        empty={`No, it is ${withArticle(one)} of its own`}
      />
      {!own && (
        <RadioField
          name="counted"
          label="Is it counted?"
          hint={`Counted ${plan.words.action.many.toLowerCase()} make up the figures. If you count its parts, do not count the ${one} too.`}
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
      <OwnFieldInputs fields={plan.fields} />
      <PartnerRoles plan={plan} values={values} />
      <SameWorkField values={values} />
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

function CitedActions({ plan }: { plan: PlanState }) {
  return (
    <TextField
      name="actions"
      label={`${plan.words.action.many} it belongs to`}
      hint={`Numbers, with commas between them, such as ${
        plan.actions
          .slice(0, 2)
          .map(({ ref }) => ref)
          .join(', ') || '1, 2'
      }`}
    />
  )
}

/** What other plans name as their own work too. */
function SameWorkField({ values }: Pick<Props, 'values'>) {
  const isThere = Boolean(values?.sameWork)
  return (
    <FoldedFields
      summary={withCount(
        'Same work in other plans',
        isThere ? splitList(String(values?.sameWork)).length : 0,
      )}
      fields={['sameWork']}
    >
      <TextArea
        name="sameWork"
        label="Same work in other plans (optional)"
        hint={`A plan and the number of an action in it, such as Delivery Plan 2.4. Put commas between several, up to ${MOST_SAME_WORK}. Each plan counts its own.`}
        rows={2}
      />
    </FoldedFields>
  )
}

const BLANK_METRICS = 3

/** The figures there are, and some empty ones. */
function Metrics({ values }: { values: FormValues | null }) {
  const count = metricNumbers(values ?? {}).length
  const metrics = Array.from({ length: count + BLANK_METRICS }, (_, at) => at + 1)
  return (
    <FoldedFields summary={withCount('Figures', count)} fields={['metric-']} open={count > 0}>
      <p className="ds_hint-text">
        What was measured, such as people trained. To remove a figure, clear all of its fields. To add more
        than there is room for, save first.
      </p>
      {metrics.map((number) => (
        <fieldset className="metric-fields" key={number}>
          <legend>Figure {number}</legend>
          <TextField
            name={metricField(number, 'label')}
            label="What it counts"
            {...(number === 1 && { hint: 'Such as People trained' })}
          />
          <div className="metric-fields__row">
            <SelectField
              name={metricField(number, 'qualifier')}
              label="How exact"
              options={METRIC_QUALIFIERS.map((value) => ({ value, label: QUALIFIER_LABELS[value] }))}
            />
            <TextField name={metricField(number, 'value')} label="Number" className="ds_input--fixed-10" />
            <TextField
              name={metricField(number, 'unit')}
              label="Unit"
              {...(number === 1 && { hint: 'Such as people or percent' })}
              className="ds_input--fixed-20"
            />
            <TextField
              name={metricField(number, 'as-of')}
              label="Date"
              {...(number === 1 && { hint: 'Such as 2024-25 or March 2025' })}
              className="ds_input--fixed-20"
            />
          </div>
        </fieldset>
      ))}
    </FoldedFields>
  )
}

/** Which section an action is in. */
export function SectionSelect({ plan }: { plan: PlanState }) {
  if (!hasSections(plan)) return null
  return (
    <SelectField
      name="section"
      label={plan.words.section.one}
      empty="Choose"
      options={plan.sections.map(({ code, title }) => ({
        value: code,
        label: shortenOption(`${code} ${title}`),
      }))}
    />
  )
}

function PillarSelect({ plan }: { plan: PlanState }) {
  if (!hasPillars(plan)) return null
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
    <FoldedFields summary={withCount('Partners', count)} fields={['partner-', 'partners-']}>
      {plan.partners.length > MOST_ROLE_FIELDS ? (
        rolesOf(plan).map(({ code, one }) => (
          <TextArea
            key={code}
            name={roleListField(code)}
            label={`Partners: ${one.toLowerCase()}`}
            hint="Their short names or codes, with commas between them"
            rows={2}
          />
        ))
      ) : (
        <div className="partner-roles">
          {plan.partners.map(({ code, name }) => (
            <SelectField
              key={code}
              name={`partner-${code}`}
              label={name}
              empty="Not named"
              options={rolesOf(plan).map((role) => ({ value: role.code, label: role.one }))}
            />
          ))}
        </div>
      )}
    </FoldedFields>
  )
}

/** The number says how many of what is folded away hold something. */
function withCount(summary: string, count: number): string {
  return count > 0 ? `${summary} (${count})` : summary
}

import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { CheckboxField, RadioField, SelectField } from '@/components/forms/choice-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { FoldedFields } from '@/components/forms/folded-fields'
import { SubmitButton } from '@/components/forms/submit-button'
import { HiddenField, TextField } from '@/components/forms/text-fields'
import { PageHeader } from '@/components/page/page-header'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { StatusSwatch } from '@/components/status/status-tag'
import { requireActor } from '@/lib/auth/require'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { MEANINGS, MOST_STATUSES } from '@/lib/domain/status/status'
import { MEANING_LABELS } from '@/lib/domain/status/templates'
import { MEANING_WORDS, TEMPLATE_OPTIONS } from '@/lib/format/status/messages'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { listUsedStatuses } from '@/lib/queries/status/used-statuses'
import { fingerprint } from '@/lib/queries/structure/structure'
import { ADDED, fillStatuses, statusFields } from '@/lib/schemas/status/plan-statuses'
import { EditorsOnly } from '../require-role'
import { submitStatuses } from './submit'

export const metadata: Metadata = { title: 'Statuses' }

const MEANING_OPTIONS = MEANINGS.map((meaning) => ({
  value: meaning,
  label: `${MEANING_LABELS[meaning]}: ${MEANING_WORDS[meaning]}`,
}))

export default async function StatusesPage({ params }: PageProps<'/plans/[plan]/statuses'>) {
  const { plan: slug } = await params
  const actor = await requireActor(paths.statuses(slug))
  const plan = await readPlan(slug)
  if (!plan) return <MissingInPlan />
  if (!canEditPlan(actor, plan)) return <EditorsOnly slug={slug} />
  const { used, isAnythingRecorded } = await listUsedStatuses(plan)
  const values = fillStatuses(plan)
  const unused = plan.statuses.filter(({ code }) => !used.has(code))
  return (
    <>
      <ManageCrumbs plan={plan} />
      <PageHeader title="Statuses">
        <p className="ds_leader">
          What this plan calls the statuses of its {plan.words.action.many.toLowerCase()}. Reports that were
          issued keep the names they were issued with.
        </p>
      </PageHeader>
      <DraftForm
        opened={await openPageForm(paths.statuses(slug), {
          values: {
            ...values,
            [statusFields(ADDED).place]: String(Math.min(plan.statuses.length + 1, MOST_STATUSES)),
            fingerprint: fingerprint(values),
          },
        })}
        submit={submitStatuses.bind(null, slug)}
      >
        <HiddenField name="fingerprint" />
        {plan.statuses.map(({ code, label, meaning }) => (
          <fieldset key={code} className="evidence">
            <legend>
              <StatusSwatch meaning={meaning} /> {label}
            </legend>
            <p className="ds_hint-text">
              Meaning: {MEANING_LABELS[meaning]}. {MEANING_WORDS[meaning]}
            </p>
            <StatusInputs code={code} label={label} />
          </fieldset>
        ))}
        {plan.statuses.length < MOST_STATUSES && (
          <FoldedFields
            summary="Add a status"
            fields={[statusFields(ADDED).label, statusFields(ADDED).definition, statusFields(ADDED).meaning]}
          >
            <SelectField
              name={statusFields(ADDED).meaning}
              label="Meaning"
              hint="It decides the colour, and how the status counts. It cannot be changed later."
              empty="Select a meaning"
              options={MEANING_OPTIONS}
            />
            <StatusInputs code={ADDED} label="New status" />
          </FoldedFields>
        )}
        {unused.length > 0 && (
          <CheckboxField
            name="remove"
            label="Remove statuses"
            hint="Only statuses that were never used can be removed."
            options={unused.map(({ code, label }) => ({ value: code, label }))}
          />
        )}
        {!isAnythingRecorded && (
          <FoldedFields summary="Use another list" fields={['template']}>
            <RadioField
              name="template"
              label="Use another list"
              hint="It replaces all statuses above. You can do this until the first update, rating or report is recorded."
              options={TEMPLATE_OPTIONS}
            />
          </FoldedFields>
        )}
        <div className="form__buttons">
          <SubmitButton>Save</SubmitButton>
          <a href={paths.manage(slug)}>Cancel</a>
        </div>
      </DraftForm>
    </>
  )
}

/** What an editor writes of a status. Each field says of which status it is, for those who do not see the frame around it. */
function StatusInputs({ code, label }: { readonly code: string; readonly label: string }) {
  const names = statusFields(code)
  return (
    <>
      <TextField name={names.label} label={`Name of ${label}`} />
      <TextField
        name={names.shortLabel}
        label={`Short name of ${label}`}
        hint="For narrow columns. The name is used if this is empty."
      />
      <TextField name={names.definition} label={`Definition of ${label}`} />
      <TextField
        name={names.aliases}
        label={`Other names of ${label}`}
        hint="As printed reports and spreadsheets may have them, separated by semicolons."
      />
      <TextField name={names.place} label={`Place of ${label} in the list`} className="ds_input--fixed-3" />
    </>
  )
}

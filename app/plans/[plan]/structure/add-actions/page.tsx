import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { ConfirmedSubmit } from '@/components/forms/confirmed-submit'
import { HiddenField, TextArea, TextField } from '@/components/forms/text-fields'
import { RadioField, SelectField } from '@/components/forms/choice-fields'
import { DraftForm } from '@/components/forms/draft-form'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { ActionField } from '@/components/structure/action-field'
import { SectionSelect } from '@/components/structure/record-fields'
import { PageHeader } from '@/components/page/page-header'
import { isCountedAtFirst, nextNumber } from '@/lib/domain/structure/structure'
import { paths } from '@/lib/paths'
import { newSubmission, SUBMISSION_KEY } from '@/lib/schemas/form'
import { MOST_NEW_ACTIONS } from '@/lib/schemas/structure/new-actions'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { submitNewActions } from './submit'

export const metadata: Metadata = { title: 'Add several actions' }

export default async function AddActionsPage(props: PageProps<'/plans/[plan]/structure/add-actions'>) {
  const [{ plan: slug }, query] = await Promise.all([props.params, props.searchParams])
  const why = 'Only editors of this plan can change its structure.'
  const { plan, refusal } = await requireEditor(slug, paths.addActions(slug), why)
  if (!plan) return refusal
  const { action } = plan.words
  const whole = plan.actions.find(({ ref }) => ref === query.parent) ?? null
  const one = action.one.toLowerCase()
  const initial = {
    section: typeof query.section === 'string' ? query.section : '',
    parent: whole?.ref ?? '',
    first: nextNumber(plan.actions, whole),
    counted: isCountedAtFirst(plan.actions, whole) ? 'yes' : 'no',
  }
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Structure', href: paths.structure(slug) }]} />
      <PageHeader title={`Add several ${action.many.toLowerCase()}`}>
        <p className="ds_leader">Paste their wording. You can check it before anything is added.</p>
      </PageHeader>
      <DraftForm
        opened={await openPageForm(paths.addActions(slug), {
          values: initial,
          own: { ...newSubmission(), confirmed: '', seen: '' },
        })}
        submit={submitNewActions.bind(null, slug)}
      >
        <SectionSelect plan={plan} />
        <ActionField plan={plan} name="parent" label={`Part of another ${one} (optional)`} empty="No" />
        <RadioField
          name="counted"
          label="Are they counted?"
          options={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: 'No' },
          ]}
        />
        <SelectField
          name="timescale"
          label="Timescale"
          empty="Not recorded"
          options={plan.timescales.map(({ code, label }) => ({ value: code, label }))}
        />
        <TextField
          name="first"
          label="Number of the first action"
          hint="The others follow on, such as 64, 65 or 26.3, 26.4"
          className="ds_input--fixed-10"
        />
        <TextArea
          name="titles"
          label="Wording"
          hint={`One action on each line, up to ${MOST_NEW_ACTIONS}`}
          rows={12}
        />
        <HiddenField name="seen" />
        <HiddenField name={SUBMISSION_KEY} />
        <ConfirmedSubmit confirm="Add actions" page={paths.structure(slug)}>
          Check the list
        </ConfirmedSubmit>
      </DraftForm>
    </>
  )
}

import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { HiddenField, TextField } from '@/components/forms/text-fields'
import { CheckboxField, RadioField, SelectField } from '@/components/forms/choice-fields'
import { IsAnotherField } from '@/components/forms/insist-field'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { MorePlanFields, PlanFields } from '@/components/structure/plan-fields'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { ForbiddenPage } from '@/components/page/forbidden-page'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { requireActor } from '@/lib/auth/require'
import { canManageAccounts } from '@/lib/domain/people/permissions'
import { TEMPLATE_OPTIONS } from '@/lib/format/status/messages'
import { paths } from '@/lib/paths'
import { listPlanNames } from '@/lib/queries/plan/plans'
import { type FormValues, newSubmission, SUBMISSION_KEY } from '@/lib/schemas/form'
import { fillWords } from '@/lib/schemas/structure/plan-details'
import { submitNewPlan } from './submit'

export const metadata: Metadata = { title: 'New plan' }

const COPY_OPTIONS = [
  { value: 'pillars', label: 'Top level (pillars)' },
  { value: 'outcomes', label: 'Outcomes' },
  { value: 'sections', label: 'Middle level (sections)' },
  { value: 'actions', label: 'Actions in the plan, without their statuses and dates' },
  { value: 'timescales', label: 'Timescales' },
  { value: 'partners', label: 'Partners' },
]

const INITIAL: FormValues = {
  access: 'inside',
  levels: 'pillars',
  statuses: 'published',
  next: 'structure',
  licence: 'Open Government Licence v3.0',
  attribution: 'Contains public sector information licensed under the Open Government Licence v3.0.',
  ...fillWords({
    pillar: { one: 'Pillar', many: 'Pillars' },
    section: { one: 'Section', many: 'Sections' },
    action: { one: 'Action', many: 'Actions' },
  }),
}

export default async function NewPlanPage() {
  const actor = await requireActor(paths.newPlan())
  if (!canManageAccounts(actor)) return <ForbiddenPage why="Only administrators can add a plan." />
  const plans = await listPlanNames()
  return (
    <PlainPage>
      <Breadcrumbs crumbs={[{ label: 'Plans', href: paths.plans() }]} />
      <PageHeader title="New plan">
        <p className="ds_leader">You will be its editor until you give that role to someone else.</p>
      </PageHeader>
      <DraftForm
        opened={await openPageForm(paths.newPlan(), { values: INITIAL, own: newSubmission() })}
        submit={submitNewPlan}
      >
        <HiddenField name={SUBMISSION_KEY} />
        <IsAnotherField />
        <PlanFields />
        <TextField
          name="slug"
          label="Web address"
          hint="Used in the web address and cannot be changed later. Lower-case letters, numbers and hyphens"
        />
        <RadioField
          name="access"
          label="Who can read it?"
          options={[
            { value: 'inside', label: 'Only people with a role in this plan' },
            { value: 'public', label: 'Everyone, without signing in' },
          ]}
        />
        <SelectField
          name="statuses"
          label="Statuses"
          hint="What its actions can be. You can change them later. A copied plan brings its own"
          options={TEMPLATE_OPTIONS}
        />
        <RadioField
          name="next"
          label="How do you want to fill it?"
          options={[
            {
              value: 'file',
              label: 'From a spreadsheet',
              hint: 'Excel, ODS or CSV. You see every change first',
            },
            { value: 'structure', label: 'By hand, or with what is copied from another plan' },
          ]}
        />
        {plans.length > 0 && (
          <>
            <SelectField
              name="from"
              label="Copy from another plan (optional)"
              empty="Do not copy"
              options={plans.map(({ slug, title }) => ({ value: slug, label: title }))}
            />
            <CheckboxField name="copy" label="What to copy" options={COPY_OPTIONS} />
          </>
        )}
        <MorePlanFields />
        <div className="form__buttons">
          <SubmitButton>Add plan</SubmitButton>
          <a href={paths.plans()}>Cancel</a>
        </div>
      </DraftForm>
    </PlainPage>
  )
}

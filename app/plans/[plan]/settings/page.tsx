import type { Metadata } from 'next'
import { RadioField } from '@/components/forms/choice-fields'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { Forbidden } from '@/components/page/forbidden-page'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { canChangeSettings } from '@/lib/domain/people/permissions'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { submitSettings } from './submit'

export const metadata: Metadata = { title: 'Readers and approval' }

export default async function SettingsPage({ params }: PageProps<'/plans/[plan]/settings'>) {
  const { plan: slug } = await params
  const actor = await requireActor(paths.settings(slug))
  const plan = await readPlan(slug)
  if (!plan) return <MissingInPlan />
  if (!canChangeSettings(actor, plan))
    return <Forbidden why="Only administrators can change the settings of a plan." />
  const { isPublic, needsApproval } = plan
  return (
    <>
      <ManageCrumbs plan={plan} />
      <PageHeader title="Readers and approval" />
      <Form
        submit={submitSettings.bind(null, slug, { isPublic, needsApproval })}
        initial={{
          values: { isPublic: isPublic ? 'yes' : 'no', needsApproval: needsApproval ? 'yes' : 'no' },
          errors: {},
        }}
      >
        <RadioField
          name="isPublic"
          label="Who can read the plan?"
          options={[
            {
              value: 'yes',
              label: 'Everyone',
              hint: 'Without signing in. They do not see officers’ names or updates waiting for approval.',
            },
            { value: 'no', label: 'Only people with a role in this plan' },
          ]}
        />
        <RadioField
          name="needsApproval"
          label="When is an update published?"
          options={[
            { value: 'no', label: 'As soon as the officer sends it' },
            {
              value: 'yes',
              label: 'When an editor approves it',
              hint: 'Updates already waiting for approval still have to be approved, whatever you choose.',
            },
          ]}
        />
        <SubmitButton>Save</SubmitButton>
      </Form>
    </>
  )
}

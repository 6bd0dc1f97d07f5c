import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { HiddenField } from '@/components/forms/text-fields'
import { IsAnotherField } from '@/components/forms/insist-field'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { MorePlanFields, PlanFields, RoleFields } from '@/components/structure/plan-fields'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { fingerprint } from '@/lib/queries/structure/structure'
import { fillPlanDetails } from '@/lib/schemas/structure/plan-details'
import { EditorsOnly } from '../require-role'
import { submitDetails } from './submit'

export const metadata: Metadata = { title: 'Plan details' }

export default async function DetailsPage({ params }: PageProps<'/plans/[plan]/details'>) {
  const { plan: slug } = await params
  const actor = await requireActor(paths.details(slug))
  const plan = await readPlan(slug)
  if (!plan) return <MissingInPlan />
  if (!canEditPlan(actor, plan)) return <EditorsOnly slug={slug} />
  const values = fillPlanDetails(plan)
  return (
    <>
      <ManageCrumbs plan={plan} />
      <PageHeader title="Plan details" />
      <DraftForm
        opened={await openPageForm(paths.details(slug), {
          values: { ...values, fingerprint: fingerprint(values) },
        })}
        submit={submitDetails.bind(null, slug)}
      >
        <HiddenField name="fingerprint" />
        <IsAnotherField />
        <PlanFields />
        <MorePlanFields levels={plan.levels} />
        <RoleFields />
        <div className="form__buttons">
          <SubmitButton>Save</SubmitButton>
          <a href={paths.manage(slug)}>Cancel</a>
        </div>
      </DraftForm>
    </>
  )
}

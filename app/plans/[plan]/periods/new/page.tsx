import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { DraftForm } from '@/components/forms/draft-form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { PageHeader } from '@/components/page/page-header'
import { paths } from '@/lib/paths'
import { requireEditor } from '@/app/plans/[plan]/require-role'
import { EDITORS_ONLY, PeriodFields } from '../period-fields'
import { submitNewPeriod } from '../submit'

export const metadata: Metadata = { title: 'Add a reporting period' }

export default async function NewPeriodPage({ params }: PageProps<'/plans/[plan]/periods/new'>) {
  const { plan: slug } = await params
  const { plan, refusal } = await requireEditor(slug, paths.newPeriod(slug), EDITORS_ONLY)
  if (!plan) return refusal
  return (
    <>
      <ManageCrumbs plan={plan} below={[{ label: 'Reporting periods', href: paths.periods(slug) }]} />
      <PageHeader title="Add a reporting period" />
      <DraftForm opened={await openPageForm(paths.newPeriod(slug))} submit={submitNewPeriod.bind(null, slug)}>
        <PeriodFields withOpening />
        <SubmitButton>Add period</SubmitButton>
      </DraftForm>
    </>
  )
}

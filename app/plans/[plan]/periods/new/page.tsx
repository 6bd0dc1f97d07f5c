import type { Metadata } from 'next'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { ManageCrumbs } from '@/components/plan/manage-crumbs'
import { PageHeader } from '@/components/ui/page-header'
import { paths } from '@/lib/paths'
import { admitEditor } from '../../admit-editor'
import { EDITORS_ONLY, PeriodFields } from '../period-fields'
import { submitNewPeriod } from '../submit'

export const metadata: Metadata = { title: 'Add a reporting period' }

export default async function NewPeriodPage({ params }: PageProps<'/plans/[plan]/periods/new'>) {
  const { plan: slug } = await params
  const { plan, refusal } = await admitEditor(slug, paths.newPeriod(slug), EDITORS_ONLY)
  if (!plan) return refusal
  return (
    <>
      <ManageCrumbs plan={plan} below={[{ label: 'Reporting periods', href: paths.periods(slug) }]} />
      <PageHeader title="Add a reporting period" />
      <Form submit={submitNewPeriod.bind(null, slug)}>
        <PeriodFields withOpening />
        <SubmitButton>Add period</SubmitButton>
      </Form>
    </>
  )
}

import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { PageHeader } from '@/components/page/page-header'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanFieldForm } from '@/components/structure/plan-field-form'
import { requireActor } from '@/lib/auth/require'
import { paths } from '@/lib/paths'
import { getFieldsPage } from '@/lib/queries/structure/plan-fields'
import { newSubmission } from '@/lib/schemas/form'
import { EditorsOnly } from '../../require-role'
import { submitField } from '../fields/submit'

export const metadata: Metadata = { title: 'Add a field' }

export default async function AddFieldPage({ params }: PageProps<'/plans/[plan]/structure/add-field'>) {
  const { plan: slug } = await params
  await requireActor(paths.addField(slug))
  const page = await getFieldsPage(slug)
  if (page === 'forbidden') return <EditorsOnly slug={slug} />
  if (!page) return <MissingInPlan />
  return (
    <>
      <PlanCrumbs plan={page.plan} below={[{ label: 'Fields', href: paths.fields(slug) }]} />
      <PageHeader title="Add a field" />
      <PlanFieldForm
        plan={slug}
        field={null}
        opened={await openPageForm(paths.addField(slug), { own: newSubmission() })}
        submit={submitField.bind(null, slug, null)}
      />
    </>
  )
}

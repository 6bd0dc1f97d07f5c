import type { Metadata } from 'next'
import { Form } from '@/components/forms/form'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { StructureTree } from '@/components/structure/structure-tree'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { EditorsOnly } from '../require-role'
import { submitMove } from './submit'

export const metadata: Metadata = { title: 'Plan structure' }

export default async function StructurePage(props: PageProps<'/plans/[plan]/structure'>) {
  const { plan: slug } = await props.params
  const query = await props.searchParams
  const actor = await requireActor(paths.structure(slug))
  const plan = await readPlan(slug)
  if (!plan) return <MissingInPlan />
  if (!canEditPlan(actor, plan)) return <EditorsOnly slug={slug} />
  return (
    <>
      <ManageCrumbs plan={plan} />
      <PageHeader title="Plan structure">
        <p className="ds_leader">
          What the plan is made of, in order. You can also{' '}
          <a href={paths.details(slug)}>change its title, dates and wording</a>.
        </p>
      </PageHeader>
      <Form submit={submitMove.bind(null, slug)} className="structure">
        <StructureTree plan={plan} params={query} />
      </Form>
    </>
  )
}

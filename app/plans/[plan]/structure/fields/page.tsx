import type { Metadata } from 'next'
import { Form } from '@/components/forms/form'
import { PageHeader } from '@/components/page/page-header'
import { ManageCrumbs } from '@/components/plan/plan-crumbs'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { FieldList } from '@/components/structure/field-list'
import { requireActor } from '@/lib/auth/require'
import { MOST_FIELDS } from '@/lib/domain/own-fields'
import { paths } from '@/lib/paths'
import { getFieldsPage } from '@/lib/queries/structure/plan-fields'
import { EditorsOnly } from '../../require-role'
import { submitFieldMove } from './submit'

export const metadata: Metadata = { title: 'Fields' }

export default async function FieldsPage({ params }: PageProps<'/plans/[plan]/structure/fields'>) {
  const { plan: slug } = await params
  await requireActor(paths.fields(slug))
  const page = await getFieldsPage(slug)
  if (page === 'forbidden') return <EditorsOnly slug={slug} />
  if (!page) return <MissingInPlan />
  const { plan, fields } = page
  const [inUse, retired] = [false, true].map((isRetired) =>
    fields.filter((field) => field.isRetired === isRetired),
  )
  return (
    <>
      <ManageCrumbs plan={plan} />
      <PageHeader title="Fields">
        <p className="ds_leader">
          What else this plan records of its {plan.words.action.many.toLowerCase()}, such as a budget, a
          priority or a second reference. It can have {MOST_FIELDS} of them.
        </p>
      </PageHeader>
      {inUse && inUse.length > 0 && (
        <Form submit={submitFieldMove.bind(null, slug)} className="structure">
          <FieldList plan={slug} words={plan.words.action} fields={inUse} />
        </Form>
      )}
      {inUse && inUse.length < MOST_FIELDS && (
        <p>
          <a className="structure__add" href={paths.addField(slug)}>
            Add a field
          </a>
        </p>
      )}
      {retired && retired.length > 0 && (
        <section className="pillar structure" aria-labelledby="retired">
          <h2 id="retired">Retired</h2>
          <p>These are on no page, form or file. What was entered in them is kept.</p>
          <FieldList plan={slug} words={plan.words.action} fields={retired} isFixed />
        </section>
      )}
    </>
  )
}

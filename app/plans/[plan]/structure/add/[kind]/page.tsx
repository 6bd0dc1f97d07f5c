import type { Metadata } from 'next'
import { openPageForm } from '@/app/drafts/open-form'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { RecordForm } from '@/components/structure/record-form'
import { PageHeader } from '@/components/page/page-header'
import { requireActor } from '@/lib/auth/require'
import { isCountedAtFirst, isStructureKind } from '@/lib/domain/structure/structure'
import { kindWord } from '@/lib/format/structure/structure-words'
import { paths } from '@/lib/paths'
import { newSubmission } from '@/lib/schemas/form'
import { getRecordPage } from '@/lib/queries/structure/structure'
import { EditorsOnly } from '../../../require-role'
import { submitRecord } from '../../submit'

export const metadata: Metadata = { title: 'Add to the plan' }

/** Where the new record stands, or which actions it cites, may be said in the address. */
const PLACES = ['pillar', 'section', 'parent', 'actions']

export default async function AddRecordPage(props: PageProps<'/plans/[plan]/structure/add/[kind]'>) {
  const { plan: slug, kind } = await props.params
  const query = await props.searchParams
  await requireActor(paths.addRecord(slug, kind))
  const found = isStructureKind(kind) ? await getRecordPage(slug, kind, null) : null
  if (!isStructureKind(kind) || !found) return <MissingInPlan />
  if (found === 'forbidden') return <EditorsOnly slug={slug} />
  const { plan } = found
  const place = Object.fromEntries(
    PLACES.flatMap((name) => (typeof query[name] === 'string' ? [[name, query[name]] as const] : [])),
  )
  const whole = plan.actions.find(({ ref }) => ref === place.parent) ?? null
  const counted = kind === 'action' && { counted: isCountedAtFirst(plan.actions, whole) ? 'yes' : 'no' }
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Structure', href: paths.structure(slug) }]} />
      <PageHeader title={`Add ${kindWord(plan.words, kind).one.toLowerCase()}`} />
      {kind === 'action' && (
        <p>
          <a href={paths.addActions(slug, place)}>
            Add several {plan.words.action.many.toLowerCase()} from a list
          </a>
        </p>
      )}
      <RecordForm
        // A browser keeps a form's fields over a change of address; one that was emptied is another form.
        key={String(query.emptied)}
        plan={plan}
        kind={kind}
        submit={submitRecord.bind(null, slug, kind, null)}
        opened={await openPageForm(paths.addRecord(slug, kind, place), {
          values: { ...place, ...counted },
          own: newSubmission(),
        })}
        values={null}
      />
    </>
  )
}

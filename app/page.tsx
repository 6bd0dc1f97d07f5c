import type { Metadata } from 'next'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { PagedList } from '@/components/ui/paged-list'
import { currentActor } from '@/lib/auth/actor'
import { FEW_ROWS } from '@/lib/domain/paging'
import { paths } from '@/lib/paths'
import { listPlanNames } from '@/lib/queries/plan/plans'
import { submitPinRemoval } from '@/app/pins/submit'
import { AllPlansLink, PlanArticle } from './plan-article'
import { StartPage } from './start-page'

export async function generateMetadata(): Promise<Metadata> {
  const { kind } = await currentActor()
  return { title: { absolute: kind === 'person' ? 'Your start page - Cairn' : 'Plans - Cairn' } }
}

/** For strangers the public plans; for whoever is signed in, their own start page. */
export default async function FirstPage({ searchParams }: PageProps<'/'>) {
  const [actor, params] = await Promise.all([currentActor(), searchParams])
  if (actor.kind === 'person')
    return (
      <PlainPage>
        <StartPage actor={actor} params={params} removePin={submitPinRemoval} />
      </PlainPage>
    )
  const plans = await listPlanNames()
  return (
    <PlainPage>
      <PageHeader title="Plans">
        <p className="ds_leader">Track progress on public action plans.</p>
      </PageHeader>
      {plans.length === 0 && <p>There are no plans yet.</p>}
      {plans.length > 1 && <AllPlansLink />}
      <PagedList rows={plans} params={params} size={FEW_ROWS} label="Pages of plans" here={paths.plans()}>
        {(rows) => rows.map(({ slug }) => <PlanArticle key={slug} slug={slug} headingLevel={2} />)}
      </PagedList>
    </PlainPage>
  )
}

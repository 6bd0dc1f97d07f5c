import type { Metadata } from 'next'
import { langOf } from '@/lib/domain/plan/languages'
import { Headline } from '@/components/overview/headline'
import { FreshnessLine } from '@/components/overview/freshness'
import { InventedNotice } from '@/components/plan/invented-notice'
import { PageHeader } from '@/components/page/page-header'
import { PlainPage } from '@/components/page/plain-page'
import { currentActor } from '@/lib/auth/actor'
import { inventedInPlan } from '@/lib/domain/plan/invented'
import { canManageAccounts } from '@/lib/domain/people/permissions'
import { joinNames } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { getPlanHead } from '@/lib/queries/plan/overview'
import { listPlans } from '@/lib/queries/plan/plans'

export const metadata: Metadata = { title: { absolute: 'Plans - Cairn' } }

export default async function PlansPage() {
  const plans = (await Promise.all((await listPlans()).map(({ slug }) => getPlanHead(slug)))).filter(
    (p) => p !== null,
  )
  return (
    <PlainPage>
      <PageHeader title="Plans">
        <p className="ds_leader">Track progress on public action plans.</p>
      </PageHeader>
      {canManageAccounts(await currentActor()) && (
        <p>
          <a href={paths.newPlan()}>Add a plan</a>
        </p>
      )}
      {plans.length === 0 && <p>There are no plans yet.</p>}
      {plans.map(({ plan, overview, movement }) => (
        <article className="pillar" key={plan.slug} aria-labelledby={`plan-${plan.slug}`}>
          <h2 id={`plan-${plan.slug}`}>
            <a href={paths.plan(plan)} lang={langOf(plan)}>
              {plan.title}
            </a>
          </h2>
          <p className="aside">
            {joinNames(plan.publishers)} · {plan.period}
          </p>
          <FreshnessLine freshness={overview.freshness} word={plan.words.action} plan={plan} />
          <InventedNotice plan={plan} invented={inventedInPlan(plan)} />
          <Headline plan={plan} overview={overview} movement={movement} headingLevel={3} />
        </article>
      ))}
    </PlainPage>
  )
}

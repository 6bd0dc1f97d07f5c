import type { Metadata } from 'next'
import { SpanText } from '@/components/paper/span-text'
import { RecentChanges } from '@/components/overview/recent-changes'
import { NeedsAttention } from '@/components/overview/needs-attention'
import { RecentlyDelivered } from '@/components/overview/recently-delivered'
import { FreshnessLine } from '@/components/overview/freshness'
import { Headline } from '@/components/overview/headline'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { PinLink } from '@/components/people/pin-link'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { RatingAgreement } from '@/components/overview/rating-agreement'
import { SectionOverview } from '@/components/overview/section-overview'
import { MOST_REPORTS, TrendBars } from '@/components/overview/trend-bars'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { PageHeader } from '@/components/page/page-header'
import { currentActor } from '@/lib/auth/actor'
import { hasSections } from '@/lib/domain/plan/plan'
import { inventedInAll, inventedInPlan } from '@/lib/domain/plan/invented'
import { langOf } from '@/lib/domain/plan/languages'
import { joinNames, levelsTitle } from '@/lib/format/words'
import { describePrintedHeadline } from '@/lib/format/printed/printed-headline'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { getOverview } from '@/lib/queries/plan/overview'
import { readPrintedHeadlines } from '@/lib/queries/printed/printed-reports'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

type Props = PageProps<'/plans/[plan]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const plan = await readPlan(await readPlanAt((await params).plan))
  if (!plan) return { title: 'Not found' }
  // The title of a report's pages (layout.tsx) is made for those below this one.
  return { title: plan.report === null ? plan.title : `${plan.title} - report ${plan.report}` }
}

export default async function OverviewPage({ params }: Props) {
  const found = await getOverview(await readPlanAt((await params).plan))
  if (!found) return <MissingInPlan />
  const { plan, overview, movement, timeInStatus, trend, lastReport } = found
  const [printed, actor] = await Promise.all([readPrintedHeadlines(plan), currentActor()])
  const { freshness } = overview
  const { action } = plan.words
  const isLive = plan.report === null && plan.asAt === null
  const shownReports = isLive ? trend.points.slice(-MOST_REPORTS) : []
  return (
    <>
      <div className="not-on-phone">
        <Breadcrumbs crumbs={[{ label: 'Plans', href: paths.plans() }]} />
      </div>
      <AsAtBanner plan={plan} now={paths.plan(plan.slug)} />
      <PageHeader
        label={`${joinNames(plan.publishers)} · ${plan.period}`}
        title={plan.title}
        lang={langOf(plan)}
      >
        <FreshnessLine
          freshness={freshness}
          word={action}
          lastReport={isLive ? lastReport : null}
          plan={plan}
        />
      </PageHeader>
      <InventedNotice
        plan={plan}
        invented={inventedInAll([inventedInPlan(plan), ...shownReports.map(({ invented }) => invented)])}
        hasMarks
      />

      <Headline plan={plan} overview={overview} movement={movement} />
      {printed.map((one) => (
        <p className="note" key={one.code}>
          <SpanText spans={describePrintedHeadline(plan, one)} />
        </p>
      ))}

      {movement && <RecentChanges plan={plan} movement={movement} />}

      <NeedsAttention plan={plan} overview={overview} timeInStatus={timeInStatus} />

      {hasSections(plan) && (
        <section aria-labelledby="sections" className="overview-part whole-only">
          <h2 id="sections">{levelsTitle(plan)}</h2>
          <SectionOverview plan={plan} overview={overview} movement={movement} />
          <RatingAgreement plan={plan} sections={overview.sections} />
          <p>
            <a href={paths.charts(plan)}>See as a chart</a>
          </p>
        </section>
      )}

      <RecentlyDelivered plan={plan} overview={overview} movement={movement} />
      {isLive && <TrendBars slug={plan.slug} action={action} points={shownReports} />}

      <div className="overview-foot">
        <p className="no-print not-on-phone" id="whole">
          This page prints as a summary on one sheet. <a href="#whole">Print the whole page instead</a>
        </p>
        <PinLink actor={actor} plan={plan} level="plan" code={plan.slug} />
        <LookBack plan={plan} now={paths.plan(plan.slug)} />
      </div>
    </>
  )
}

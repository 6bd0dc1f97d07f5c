import type { Metadata } from 'next'
import { SpanText } from '@/components/paper/span-text'
import { RecentChanges } from '@/components/overview/recent-changes'
import { AttentionList, MOST_ATTENTION } from '@/components/overview/attention-list'
import { RecentlyDelivered } from '@/components/overview/recently-delivered'
import { FreshnessLine } from '@/components/overview/freshness'
import { Headline } from '@/components/overview/headline'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { RatingAgreement } from '@/components/overview/rating-agreement'
import { SectionOverview } from '@/components/overview/section-overview'
import { MOST_REPORTS, TrendBars } from '@/components/overview/trend-bars'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { PageHeader } from '@/components/page/page-header'
import { inventedInAll, inventedInPlan } from '@/lib/domain/plan/invented'
import { langOf } from '@/lib/domain/plan/languages'
import { STATUSES, statusMeaning } from '@/lib/domain/status/status'
import { type ActionRow, newestOfWorstFirst } from '@/lib/domain/plan/action-row'
import { count, countLevel, joinNames } from '@/lib/format/words'
import { describePrintedHeadline } from '@/lib/format/printed/printed-headline'
import { paths } from '@/lib/paths'
import { readPlanAt } from '@/lib/queries/plan/as-at-params'
import { getOverview } from '@/lib/queries/plan/overview'
import { readPrintedHeadlines } from '@/lib/queries/printed/printed-reports'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

type Props = PageProps<'/plans/[plan]'>

/** As many rows as app/print.css leaves in the brief. */
const BRIEF_ROWS = 5

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
  const printed = await readPrintedHeadlines(plan)
  const { attention, pillars, freshness } = overview
  const { action, section } = plan.words
  const allAdverse = paths.actions(plan, {
    status: STATUSES.filter((s) => s.adverse).map((s) => s.code),
    counted: 'yes',
  })
  const isLive = plan.report === null && plan.asAt === null
  const shownReports = isLive ? trend.points.slice(-MOST_REPORTS) : []
  const overdue = overview.overdueCount > 0 && (
    <>
      {' '}
      <a href={`${paths.timescales(plan)}#past-end`}>{countLevel(overview.overdueCount, action)} past</a>{' '}
      their due date or timescale and not delivered.
    </>
  )
  const shown = newestOfWorstFirst(attention).slice(0, MOST_ATTENTION)
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

      <section aria-labelledby="attention" className="overview-part brief-list">
        <h2 id="attention">Needs attention</h2>
        {attention.length ? (
          <>
            <p>
              <a href={allAdverse}>{countLevel(attention.length, action)}</a>: {describeAttention(attention)}
              {overdue}
            </p>
            <AttentionList
              plan={plan}
              caption={`${action.many} that need attention`}
              rows={shown}
              timeInStatus={timeInStatus}
            />
            {attention.length > BRIEF_ROWS && (
              <p className="note brief-only">The {BRIEF_ROWS} most serious are listed here.</p>
            )}
            {attention.length > shown.length && (
              <p>
                <a href={allAdverse}>
                  See all {attention.length} {action.many.toLowerCase()} that need attention
                </a>
              </p>
            )}
          </>
        ) : (
          <p>
            No counted action is Off Track, Delivery Date Missed with Risk or At Risk.
            {overdue}
          </p>
        )}
      </section>

      <section aria-labelledby="sections" className="overview-part whole-only">
        <h2 id="sections">
          {plan.words.pillar.many} and {section.many.toLowerCase()}
        </h2>
        <SectionOverview plan={plan} pillars={pillars} movement={movement} />
        <RatingAgreement plan={plan} sections={pillars.flatMap(({ sections }) => sections)} />
        <p>
          <a href={paths.charts(plan)}>See as a chart</a>
        </p>
      </section>

      <RecentlyDelivered plan={plan} overview={overview} movement={movement} />
      {isLive && <TrendBars slug={plan.slug} action={action} points={shownReports} />}

      <div className="overview-foot">
        <p className="no-print not-on-phone" id="whole">
          This page prints as a summary on one sheet. <a href="#whole">Print the whole page instead</a>
        </p>
        <LookBack plan={plan} now={paths.plan(plan.slug)} />
      </div>
    </>
  )
}

/** "1 Off Track, 1 Delivery Date Missed with Risk, 10 At Risk." */
function describeAttention(rows: readonly ActionRow[]): string {
  const statuses = [...new Set(rows.flatMap((row) => row.status ?? []))]
  const counts = statuses.map((status) => {
    const { label } = statusMeaning(status)
    return count(rows.filter((row) => row.status === status).length, label, label)
  })
  return `${counts.join(', ')}.`
}

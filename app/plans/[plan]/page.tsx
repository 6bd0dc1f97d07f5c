import type { Metadata } from 'next'
import { StatusChart } from '@/components/charts/status-chart'
import { SpanText } from '@/components/paper/span-text'
import { AttentionTable } from '@/components/plan/attention-table'
import { DeliveredList } from '@/components/plan/delivered-list'
import { FreshnessLine } from '@/components/plan/freshness'
import { Headline } from '@/components/plan/headline'
import { AsAtBanner, LookBack } from '@/components/plan/as-at'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { RatingAgreement } from '@/components/plan/rating-agreement'
import { SectionTable } from '@/components/plan/section-table'
import { Breadcrumbs } from '@/components/ui/breadcrumbs'
import { PageHeader } from '@/components/page/page-header'
import { inventedInPlan } from '@/lib/domain/plan/invented'
import { STATUSES, statusMeaning } from '@/lib/domain/status/status'
import { type ActionRow } from '@/lib/domain/plan/views'
import { count, countLevel, joinNames, describeShares } from '@/lib/format/words'
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
  const { plan, overview, chart } = found
  const printed = await readPrintedHeadlines(plan)
  const { attention, delivered, pillars, freshness } = overview
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Plans', href: paths.plans() }]} />
      <AsAtBanner plan={plan} now={paths.plan(plan.slug)} />
      <PageHeader label={`${joinNames(plan.publishers)} · ${plan.period}`} title={plan.title}>
        <FreshnessLine freshness={freshness} word={plan.words.action} />
      </PageHeader>
      <InventedNotice plan={plan} invented={inventedInPlan(plan)} hasMarks />

      <Headline plan={plan} overview={overview} />
      {printed.map((one) => (
        <p className="note" key={one.code}>
          <SpanText spans={describePrintedHeadline(plan, one)} />
        </p>
      ))}
      <RatingAgreement plan={plan} sections={pillars.flatMap(({ sections }) => sections)} />

      <section aria-labelledby="attention" className="brief-list">
        <h2 id="attention">Needs attention</h2>
        {attention.length ? (
          <>
            <p>
              <a
                href={paths.actions(plan, {
                  status: STATUSES.filter((s) => s.adverse).map((s) => s.code),
                  counted: 'yes',
                })}
              >
                {countLevel(attention.length, plan.words.action)}
              </a>
              : {describeAttention(attention)}
            </p>
            <AttentionTable plan={plan} rows={attention} />
            {attention.length > BRIEF_ROWS && (
              <p className="note brief-only">The {BRIEF_ROWS} most serious are listed here.</p>
            )}
          </>
        ) : (
          <p>No counted action is Off Track, Delivery Date Missed with Risk or At Risk.</p>
        )}
        {overview.overdueCount > 0 && (
          <p>
            <a href={`${paths.timescales(plan)}#past-end`}>
              {countLevel(overview.overdueCount, plan.words.action)} past
            </a>{' '}
            their due date or timescale and not reported as delivered.
          </p>
        )}
      </section>

      <section className="pillar whole-only" aria-label={plan.words.pillar.many}>
        <StatusChart plan={plan} chart={chart} />
      </section>

      {pillars.map((pillar) => (
        <section className="pillar whole-only" aria-labelledby={`pillar-${pillar.code}`} key={pillar.code}>
          <h2 id={`pillar-${pillar.code}`}>
            <a href={paths.pillar(plan, pillar.code)}>{pillar.title}</a>
          </h2>
          <p className="pillar__sentence">
            <a href={paths.actions(plan, { pillar: pillar.code, counted: 'yes' })}>
              {countLevel(pillar.rollUp.base, plan.words.action)}
            </a>{' '}
            · {describeShares(pillar.rollUp)}
          </p>
          <SectionTable
            plan={plan}
            caption={`${plan.words.section.many} of ${pillar.title}`}
            hideCaption
            sections={pillar.sections}
          />
        </section>
      ))}

      <section aria-labelledby="delivered" className="pillar whole-only">
        <h2 id="delivered">Delivered</h2>
        {delivered.length ? (
          <>
            <p>
              {countLevel(delivered.length, plan.words.action)} of {overview.rollUp.base} reported as
              delivered.
            </p>
            <DeliveredList plan={plan} rows={delivered} />
          </>
        ) : (
          <p>No counted action is reported as delivered yet.</p>
        )}
      </section>

      <p className="no-print" id="whole">
        This page prints as a summary on one sheet. <a href="#whole">Print the whole page instead</a>
      </p>
      <LookBack plan={plan} now={paths.plan(plan.slug)} />
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

import type { Metadata } from 'next'
import { StatusChart } from '@/components/charts/status-chart'
import { PagedBlocks, PaperBlocks } from '@/components/plan/paper-view'
import { CompareForm } from '@/components/movement/compare-form'
import { ComparisonProblem } from '@/components/movement/comparison-problem'
import { InventedNotice } from '@/components/plan/invented-notice'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { MovementMatrix } from '@/components/movement/movement-matrix'
import { MovementResults } from '@/components/movement/movement-results'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { Notices } from '@/components/ui/notices'
import { DownloadLink } from '@/components/ui/download-link'
import { PhoneFold } from '@/components/ui/phone-fold'
import { PageHeader } from '@/components/page/page-header'
import { hasSections } from '@/lib/domain/plan/plan'
import { inventedInAll, inventedInPlan } from '@/lib/domain/plan/invented'
import { briefingBlocks } from '@/lib/format/movement/movement-paper'
import { sectionBlocks, slippedBlocks, stalledBlocks } from '@/lib/format/movement/movement-tables'
import { sidesQuery, toMovementQuery } from '@/lib/format/movement/movement-links'
import { nameSide, describeSide } from '@/lib/format/movement/movement-words'
import { trendChart } from '@/lib/format/charts/trend-chart'
import { paths } from '@/lib/paths'
import {
  type ComparisonView,
  type FoundComparison,
  getOpeningComparison,
} from '@/lib/queries/movement/comparison'
import { readTrend } from '@/lib/queries/movement/trend'
import { type ComparisonQuery, parseComparisonQuery, parseSides } from '@/lib/schemas/movement/comparison'

type Props = PageProps<'/plans/[plan]/compare'>

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const view = await getOpeningComparison((await params).plan, parseSides(await searchParams))
  if (!view) return { title: 'Not found' }
  const { found } = view
  return {
    title: found
      ? `What changed: ${nameSide(found.comparison.before)} to ${nameSide(found.comparison.after)}`
      : 'Compare reports',
  }
}

export default async function ComparePage({ params, searchParams }: Props) {
  const turned = await searchParams
  const view = await getOpeningComparison((await params).plan, parseSides(turned))
  if (!view) return <MissingInPlan />
  const { plan, reports, from, to, found, problem } = view
  const query = parseComparisonQuery(plan, turned)
  return (
    <>
      <PlanCrumbs plan={plan} below={[{ label: 'Reports', href: paths.reports(plan.slug) }]} />
      <PageHeader title="Compare reports">
        {found && (
          <p className="ds_leader">
            From {describeSide(found.comparison.before)} to {describeSide(found.comparison.after)}
          </p>
        )}
        {found && <DownloadLink href="#download" />}
      </PageHeader>
      {problem && <ComparisonProblem view={view} problem={problem} />}
      {reports.length > 0 && <CompareForm slug={plan.slug} reports={reports} from={from} to={to} />}
      <Notices notices={query.notices} />
      {found && <Found view={view} found={found} query={query} params={turned} />}
    </>
  )
}

interface FoundProps {
  readonly view: ComparisonView
  readonly found: FoundComparison
  readonly query: ComparisonQuery
  readonly params: Awaited<Props['searchParams']>
}

async function Found({ view: { plan }, found, query, params }: FoundProps) {
  const { comparison, stalled, sides } = found
  const source = { comparison, stalled, plan }
  const trend = trendChart(plan, await readTrend(plan))
  const invented = inventedInAll([
    inventedInPlan(sides.before.plan),
    inventedInPlan(sides.after.plan),
    trend.invented,
  ])
  return (
    <>
      <InventedNotice plan={plan} invented={invented} hasMarks />
      <section aria-labelledby="briefing" className="movement-part">
        <h2 id="briefing">Summary</h2>
        <PaperBlocks plan={plan} blocks={briefingBlocks(source, false)} />
      </section>

      <section aria-labelledby="matrix" className="movement-part">
        <h2 id="matrix">How statuses changed</h2>
        <p>Select a number to see its {plan.words.action.many.toLowerCase()}.</p>
        <PhoneFold summary="Show the table">
          <MovementMatrix plan={plan} comparison={comparison} chosen={query.filter.cell} />
        </PhoneFold>
      </section>

      <MovementResults plan={plan} found={found} query={query} />

      <section aria-labelledby="more" className="movement-part">
        <h2 id="more">
          Dates{hasSections(plan) && `, ${plan.words.section.many.toLowerCase()}`} and{' '}
          {plan.words.action.many.toLowerCase()} that have not moved
        </h2>
        <PagedBlocks
          plan={plan}
          blocks={[...slippedBlocks(source), ...sectionBlocks(source), ...stalledBlocks(source)]}
          here={paths.compare(plan.slug, { ...sidesQuery(comparison), ...toMovementQuery(query.filter) })}
          params={params}
        />
      </section>

      <section aria-labelledby="chart-trend" className="movement-part">
        <PhoneFold summary="Show the chart of all reports">
          <StatusChart plan={plan} chart={trend} headingLevel={2} isStill />
        </PhoneFold>
      </section>
    </>
  )
}

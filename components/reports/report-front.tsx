import { Headline } from '@/components/overview/headline'
import { NeedsAttention } from '@/components/overview/needs-attention'
import { RatingAgreement } from '@/components/overview/rating-agreement'
import { RecentChanges } from '@/components/overview/recent-changes'
import { SectionOverview } from '@/components/overview/section-overview'
import { SpanText } from '@/components/paper/span-text'
import { InventedNotice } from '@/components/plan/invented-notice'
import { PaperBlocks } from '@/components/plan/paper-view'
import { PhoneFold } from '@/components/ui/phone-fold'
import { hasSections } from '@/lib/domain/plan/plan'
import { inventedInPlan } from '@/lib/domain/plan/invented'
import { type Block, type Paper, type PaperPart, splitParts } from '@/lib/format/paper/paper'
import { inventedBlocks } from '@/lib/format/status/invented-words'
import { describePrintedHeadline } from '@/lib/format/printed/printed-headline'
import { count, levelsTitle } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import type { OverviewPage } from '@/lib/queries/plan/overview'
import type { ReportView } from '@/lib/queries/reports/report'

/** So many requests of the board stand on the front; the rest is one click away. */
const MOST_REQUESTS = 5

interface Props {
  readonly paper: Paper
  readonly report: Pick<ReportView, 'issued' | 'printed'>
  /** The plan as the report froze it, with what moved since the report before. */
  readonly found: OverviewPage
}

/** A report on one page: what a board reads before a meeting, and the way to every part of the whole. */
export function ReportFront({ paper, report: { issued, printed }, found }: Props) {
  const { plan, overview, movement, timeInStatus } = found
  const parts = splitParts(paper.blocks)
  const blocksOf = (id: string | null) =>
    parts.find(({ heading }) => (heading?.id ?? null) === id)?.blocks ?? []
  const [summary, requests] = [blocksOf('summary'), blocksOf('asks')]
  return (
    <>
      <InventedNotice plan={plan} invented={inventedInPlan(plan)} hasMarks />
      <Headline plan={plan} overview={overview} movement={movement} />
      {printed.map((one) => (
        <p className="note" key={one.code}>
          <SpanText spans={describePrintedHeadline(plan, one)} />
        </p>
      ))}
      <PaperBlocks plan={paper.plan} blocks={blocksOf(null).slice(inventedBlocks(plan).length)} />
      {summary.length > 0 && (
        <section aria-labelledby="summary" className="overview-part">
          <h2 id="summary">Summary</h2>
          <PaperBlocks plan={paper.plan} blocks={summary} />
        </section>
      )}
      {movement && <RecentChanges plan={plan} movement={movement} />}
      <NeedsAttention plan={plan} overview={overview} timeInStatus={timeInStatus} />
      {hasSections(plan) && (
        <section aria-labelledby="sections" className="overview-part">
          <h2 id="sections">{levelsTitle(plan)}</h2>
          <SectionOverview plan={plan} overview={overview} movement={movement} />
          <RatingAgreement plan={plan} sections={overview.sections} />
        </section>
      )}
      {requests.length > 0 && (
        <section aria-labelledby="asks" className="overview-part">
          <h2 id="asks">Board requests</h2>
          <PhoneFold summary="Show board requests">
            <PaperBlocks plan={paper.plan} blocks={requests.map(withFewRows)} />
            {requests.some((block) => withFewRows(block) !== block) && (
              <p>
                <a href={paths.report(plan.slug, issued.code, 'asks')}>See all board requests</a>
              </p>
            )}
          </PhoneFold>
        </section>
      )}
      <ReportParts parts={parts} slug={plan.slug} code={issued.code} />
    </>
  )
}

const withFewRows = (block: Block): Block =>
  block.kind === 'table' && block.rows.length > MOST_REQUESTS
    ? { ...block, rows: block.rows.slice(0, MOST_REQUESTS) }
    : block

interface PartsProps {
  readonly parts: readonly PaperPart[]
  readonly slug: string
  readonly code: string
}

/** Every part of a report, each on a page of its own, and the page that has them all. */
function ReportParts({ parts, slug, code }: PartsProps) {
  const headings = parts.flatMap(({ heading }) => heading ?? [])
  return (
    <nav className="paper-contents overview-part no-print" aria-labelledby="parts">
      <h2 id="parts">All parts of this report</h2>
      <PhoneFold summary={`Show ${count(headings.length, 'part')}`}>
        <ol>
          {headings.map(({ id, text }) => (
            <li key={id}>
              <a href={paths.report(slug, code, id)}>{text}</a>
            </li>
          ))}
        </ol>
      </PhoneFold>
      <p>
        <a href={paths.report(slug, code, 'all')}>See all parts on one page</a>
      </p>
    </nav>
  )
}

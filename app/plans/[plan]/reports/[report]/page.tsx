import type { Metadata } from 'next'
import { PageMargin } from '@/components/paper/page-margin'
import { PaperContents, PaperView } from '@/components/plan/paper-view'
import { ReportFront } from '@/components/reports/report-front'
import { ReportPart } from '@/components/reports/report-part'
import { ReportDownloads } from '@/components/reports/report-downloads'
import { MissingInPlan } from '@/components/printed/missing-in-plan'
import { PlanCrumbs } from '@/components/plan/plan-crumbs'
import { ReportBanner } from '@/components/reports/report-banner'
import { DownloadLink } from '@/components/ui/download-link'
import { PageHeader } from '@/components/page/page-header'
import { currentActor } from '@/lib/auth/actor'
import { canEditPlan, canSpeakForBoard } from '@/lib/domain/people/permissions'
import { nameLicence } from '@/lib/exports/tables/about'
import { describeDataset, scriptJson } from '@/lib/format/plan/dataset'
import { findPart } from '@/lib/format/paper/paper'
import { makeReportPaper } from '@/lib/format/reports/report-paper'
import { paths } from '@/lib/paths'
import { getOverview } from '@/lib/queries/plan/overview'
import { getReport } from '@/lib/queries/reports/report'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { siteAddress } from '@/lib/site'

type Props = PageProps<'/plans/[plan]/reports/[report]'>

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ plan, report }, { show }] = await Promise.all([params, searchParams])
  const found = await getReport(plan, report)
  if (!found) return { title: 'Not found' }
  const { issued, frozen } = found
  const part = show !== undefined && frozen ? findPart(makeReportPaper(frozen, found), show) : null
  return {
    title: [...(part?.heading ? [part.heading.text] : []), `${issued.reference}: ${issued.title}`].join(
      ' - ',
    ),
  }
}

/** A report's front; with `show`, one of its parts, or all of them on one page. */
export default async function ReportPage({ params, searchParams }: Props) {
  const [{ plan: slug, report: code }, { show }] = await Promise.all([params, searchParams])
  const [live, found, actor] = await Promise.all([readPlan(slug), getReport(slug, code), currentActor()])
  if (!live || !found) return <MissingInPlan />
  const { issued, frozen, correctedBy, previous } = found
  const reports = { label: 'Reports', href: paths.reports(slug) }
  const crumbs = <PlanCrumbs plan={live} below={[reports]} />
  if (!frozen)
    return (
      <>
        {crumbs}
        <PageHeader label={issued.reference} title={issued.title} />
        <p>
          <strong>We cannot show this report.</strong> It was altered after it was issued. Ask the people who
          run Cairn to restore the database from a backup.
        </p>
      </>
    )
  const paper = makeReportPaper(frozen, found)
  const part = findPart(paper, show)
  const overview = part === null && show !== 'all' ? await getOverview({ slug, report: code }) : null
  const mayCorrect = canEditPlan(actor, live) && !correctedBy
  const dataset = describeDataset(frozen.plan, issued, nameLicence(frozen)?.path ?? null, siteAddress)
  return (
    <>
      {/* A block of data, which no browser runs; only that of a report that is what was frozen is offered. */}
      {frozen.faults.length === 0 && (
        <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: scriptJson(dataset) }} />
      )}
      <PageMargin>{`${issued.reference} · ${frozen.plan.title}`}</PageMargin>
      {part === null && show !== 'all' ? (
        crumbs
      ) : (
        <PlanCrumbs
          plan={live}
          below={[reports, { label: issued.reference, href: paths.report(slug, code) }]}
        />
      )}
      <ReportBanner
        plan={live}
        document={frozen.document}
        figuresOf={issued.figuresOf}
        faults={frozen.faults}
        correctedBy={correctedBy}
      />
      <PageHeader label={paper.label} title={paper.title}>
        <p className="fresh">{paper.lines.join(' · ')}</p>
        {part === null && frozen.faults.length === 0 && <DownloadLink href="#take-away" />}
        {part === null && previous && (
          <p className="fresh no-print">
            <a href={paths.compare(slug, { from: previous.code, to: code })}>
              Compare with {previous.reference}
            </a>
          </p>
        )}
      </PageHeader>
      {part ? (
        <ReportPart paper={paper} slug={slug} code={code} part={part} />
      ) : (
        <>
          {overview ? (
            <ReportFront paper={paper} report={found} found={overview} />
          ) : (
            <>
              <PaperContents paper={paper} />
              <PaperView paper={paper} />
            </>
          )}
          {frozen.faults.length === 0 && <ReportDownloads plan={frozen.plan} code={code} />}
          {canSpeakForBoard(actor, live) && (
            <p className="no-print">
              <a href={paths.newRequest(slug, { report: code })}>Record a board request about this report</a>
            </p>
          )}
          {(issued.frozenBy || mayCorrect) && (
            <p className="no-print">
              {issued.frozenBy && `Issued by ${issued.frozenBy}. The name is not shown to the public. `}
              {mayCorrect && <a href={paths.newReport(slug, code)}>Correct this report</a>}
            </p>
          )}
        </>
      )}
    </>
  )
}

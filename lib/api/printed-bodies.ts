/** From printed reports beside the plan to what the API returns. */

import { groupOf } from '@/lib/domain/printed/findings'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import { describeFinding } from '@/lib/format/printed/finding-words'
import { paths } from '@/lib/paths'
import type { PrintedReportBody, PrintedReportListBody } from '@/lib/schemas/api'
import type { ReconciledReport } from '@/lib/queries/printed/printed-reports'
import { apiPaths } from './links'

/** Takes a printed report beside the plan, and where it was asked for; returns it in short. */
function writePrintedSummary(
  planAt: PlanRef,
  { report, plan, findings }: ReconciledReport,
): PrintedReportListBody['reports'][number] {
  const { code, reference, title, asOf } = report
  return {
    code,
    reference,
    title,
    asOf,
    findingCount: findings.length,
    comparedAsAt: plan.asAt ?? asOf.date,
    links: { self: apiPaths.printedReport(planAt, code), page: paths.printedReport(planAt, code) },
  }
}

/** Takes where they were asked for and printed reports; returns the body of /plans/{plan}/printed-reports. */
export function writePrintedReports(
  planAt: PlanRef,
  reports: readonly ReconciledReport[],
): PrintedReportListBody {
  return { reports: reports.map((one) => writePrintedSummary(planAt, one)) }
}

/** Takes where it was asked for and a printed report; returns the body of /plans/{plan}/printed-reports/{code}. */
export function writePrintedReport(planAt: PlanRef, one: ReconciledReport): PrintedReportBody {
  const { correction, figures } = one.report
  return {
    ...writePrintedSummary(planAt, one),
    correction,
    figures: {
      sections: figures.sections.map((section) => ({ ...section, shares: [...section.shares] })),
      sectionTotals: [...figures.sectionTotals],
      actionTotals: [...figures.actionTotals],
      listed: figures.listed && [...figures.listed],
      names: figures.names.map(({ status, names }) => ({ status, names: [...names] })),
    },
    findings: one.findings.map((finding) => ({
      kind: finding.kind,
      group: groupOf(finding),
      sentence: describeFinding(finding, one.plan),
    })),
  }
}

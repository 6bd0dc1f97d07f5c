/** Issued reports: from the views that pages show to what the API returns. */

import type { PlanState } from '@/lib/domain/plan/plan'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { SnapshotDocument } from '@/lib/domain/reports/snapshot'
import { PLAN_FILES } from '@/lib/format/plan/plan-files'
import { paths } from '@/lib/paths'
import type { ReportView } from '@/lib/queries/reports/report'
import type { IssuedReport } from '@/lib/queries/reports/reports'
import type { ReportBody, ReportListBody } from '@/lib/schemas/api'
import { writeCounts } from './body-parts'
import { apiPaths } from './links'
import { reportMessages } from '@/lib/format/reports/messages'

/** Takes a plan's slug, its issued reports, the codes of those that are still what was frozen and the references of those that are missing; returns the body of /plans/{plan}/reports. */
export function writeReports(
  slug: string,
  reports: readonly IssuedReport[],
  unaltered: ReadonlySet<string>,
  missing: readonly string[],
): ReportListBody {
  return {
    reports: reports.map((one) => writeReportSummary(slug, one, unaltered.has(one.code))),
    missing: [...missing],
  }
}

function writeReportSummary(
  slug: string,
  issued: IssuedReport,
  verified: boolean,
): ReportListBody['reports'][number] {
  const { id, code, reference, title, meetingOn, asAt, frozenAt, sha256 } = issued
  const { corrects, correction, correctedBy } = issued
  const frozen: PlanAt = { slug, report: code }
  return {
    id,
    code,
    reference,
    title,
    meetingOn,
    asAt,
    frozenAt,
    sha256,
    corrects,
    correction,
    correctedBy,
    verified,
    links: {
      self: apiPaths.report(slug, code),
      page: paths.report(slug, code),
      snapshot: apiPaths.snapshot(slug, code),
      verify: paths.verifyReport(slug, code),
      plan: apiPaths.plan(frozen),
      rollup: apiPaths.rollup(frozen),
      actions: apiPaths.actions(frozen),
    },
    files: Object.entries(PLAN_FILES).map(([name, { format, type }]) => ({
      name,
      format,
      type,
      address: paths.file(frozen, name),
    })),
  }
}

export function writeReport(slug: string, { issued, previous, frozen }: ReportView): ReportBody {
  return {
    ...writeReportSummary(slug, issued, frozen !== null && frozen.faults.length === 0),
    previous: previous?.code ?? null,
    faults: frozen ? frozen.faults.map(reportMessages.fault) : [reportMessages.documentUnreadable],
    figures: frozen && writeFigures(frozen.plan, frozen.document.figures),
    accepted: (frozen?.document.accepted ?? []).map(({ kind, where, note }) => ({
      kind,
      note,
      count: where.length,
    })),
  }
}

function writeFigures(
  { sections }: PlanState,
  figures: SnapshotDocument['figures'],
): NonNullable<ReportBody['figures']> {
  return {
    rollUp: writeCounts(figures.plan),
    ragCounts: figures.ragCounts,
    sections: sections.flatMap(({ id, code, title }) => {
      const section = figures.sections[code]
      if (!section) return []
      const { rag, suggested, ...counts } = section
      return [{ id, code, title, rollUp: writeCounts(counts), rag, suggested }]
    }),
  }
}

/** The fields of a progress report, as people read them. */

import type { ProgressReport, ReportField } from '@/lib/domain/plan/progress-report'
import { bucketLabel, type HasStatuses } from '@/lib/domain/status/status'
import { formatDay } from '@/lib/format/dates'

/** Takes a plan, a report on one of its actions and a field of it; returns what stands in it, in words. */
export function describeReportField(plan: HasStatuses, report: ProgressReport, field: ReportField): string {
  return wordsOf(plan, report, field) || 'None'
}

function wordsOf(plan: HasStatuses, report: ProgressReport, field: ReportField): string {
  if (field === 'status') return report.status ? bucketLabel(plan, report.status) : ''
  if (field === 'effectiveOn' || field === 'dueOn') {
    const date = report[field]
    return date ? formatDay(date) : ''
  }
  if (field === 'evidence') return report.evidence.map(({ title, url }) => `${title} (${url})`).join('\n')
  return report[field]
}

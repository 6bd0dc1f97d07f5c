/** The fields of a progress report, as people read them. */

import type { ProgressReport, ReportField } from '@/lib/domain/plan/progress-report'
import { bucketLabel } from '@/lib/domain/status/status'
import { formatDay } from '@/lib/format/dates'

export function describeReportField(report: ProgressReport, field: ReportField): string {
  return wordsOf(report, field) || 'None'
}

function wordsOf(report: ProgressReport, field: ReportField): string {
  if (field === 'status') return report.status ? bucketLabel(report.status) : ''
  if (field === 'effectiveOn' || field === 'dueOn') {
    const date = report[field]
    return date ? formatDay(date) : ''
  }
  if (field === 'evidence') return report.evidence.map(({ title, url }) => `${title} (${url})`).join('\n')
  return report[field]
}

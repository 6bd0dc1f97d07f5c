import { DataTable } from '@/components/ui/data-table'
import { type ProgressReport, REPORT_FIELDS } from '@/lib/domain/plan/progress-report'
import { describeReportField } from '@/lib/format/reports/report-words'
import { FIELD_NAMES } from '@/lib/format/updates/messages'
import type { HasStatuses } from '@/lib/domain/status/status'

interface Props {
  readonly plan: HasStatuses
  readonly caption: string
  readonly before: { readonly label: string; readonly report: ProgressReport | null }
  readonly after: { readonly label: string; readonly report: ProgressReport }
}

/** What an update changes, field by field. */
export function ChangeTable({ plan, caption, before, after }: Props) {
  const rows = REPORT_FIELDS.map((field) => {
    const was = before.report ? describeReportField(plan, before.report, field) : 'No update yet'
    const is = describeReportField(plan, after.report, field)
    return { field, was, is, isChanged: was !== is }
  })
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ field }) => field}
      columns={[
        { key: 'field', header: 'Field', rowHeader: true, cell: ({ field }) => FIELD_NAMES[field] },
        {
          key: 'was',
          header: before.label,
          className: 'col-wide',
          cell: ({ was }) => <span className="lines">{was}</span>,
        },
        {
          key: 'is',
          header: after.label,
          className: 'col-wide',
          cell: ({ is, isChanged }) => (
            <span className="lines">{isChanged ? <strong>{is}</strong> : is}</span>
          ),
        },
        { key: 'changed', header: 'Changes', cell: ({ isChanged }) => (isChanged ? 'Yes' : 'No') },
      ]}
    />
  )
}

import { DataTable } from '@/components/ui/data-table'
import { NotRecorded } from '@/components/ui/not-recorded'
import { type AuditRow, changedFields } from '@/lib/domain/audit-view'
import { sayField, sayKind, sayValue } from '@/lib/format/audit-words'
import { formatMoment } from '@/lib/format/dates'
import { paths } from '@/lib/paths'

/** Audit entries, one row each: when, who, what to which record, and what changed field by field. */
export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  return (
    <DataTable
      className="audit-table"
      caption="Entries, newest first"
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'when',
          header: 'When',
          className: 'col-date',
          cell: ({ recordedAt }) => <time dateTime={recordedAt}>{formatMoment(recordedAt)}</time>,
        },
        { key: 'who', header: 'Person', cell: ({ person }) => person ?? 'Cairn itself' },
        {
          key: 'what',
          header: 'What was done',
          rowHeader: true,
          hideLabelOnPhone: true,
          cell: ({ kind, recordId, recordName, plan, number }) => (
            <>
              {sayKind(kind)}
              <span className="aside aside--below">
                <a href={paths.audit({ record: recordId })}>{recordName}</a>
              </span>
              <span className="aside aside--below">
                {plan ? plan.title : 'Accounts'}, entry {number}
              </span>
            </>
          ),
        },
        {
          key: 'change',
          header: 'What changed',
          className: 'col-wide',
          cell: (row) => <Changes row={row} />,
        },
      ]}
    />
  )
}

function Changes({ row: { before, after } }: { row: AuditRow }) {
  const changes = changedFields(before, after)
  if (!changes.length) return <NotRecorded>No fields</NotRecorded>
  return (
    <dl className="changes">
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{sayField(change.field)}</dt>
          <dd>
            {change.before === undefined ? (
              sayValue(change.after)
            ) : change.after === undefined ? (
              <>was {sayValue(change.before)}</>
            ) : (
              <>
                from {sayValue(change.before)} to {sayValue(change.after)}
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

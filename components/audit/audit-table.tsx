import { DataTable } from '@/components/ui/data-table'
import { NotRecorded } from '@/components/ui/not-recorded'
import { type AuditRow, changedFields } from '@/lib/domain/audit/audit-view'
import { type AuditNames, isTelling, describeKind, describeValue, NONE } from '@/lib/format/audit/audit-words'
import { formatMoment } from '@/lib/format/dates'
import { describeFieldName } from '@/lib/format/field-names'
import { paths } from '@/lib/paths'

/** Audit entries, one row each: when, who, what to which record, and what changed field by field. */
export function AuditTable({
  rows,
  names,
}: {
  readonly rows: readonly AuditRow[]
  /** Of people and plans, by the ids that the rows hold. */
  readonly names: AuditNames
}) {
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
        { key: 'who', header: 'Person', cell: ({ person }) => person ?? 'Cairn' },
        {
          key: 'what',
          header: 'What was done',
          rowHeader: true,
          hideLabelOnPhone: true,
          cell: ({ kind, recordId, recordName, plan, number }) => (
            <>
              {describeKind(kind)}
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
          cell: (row) => <Changes row={row} names={names} />,
        },
      ]}
    />
  )
}

function Changes({ row, names: given }: { row: AuditRow; names: AuditNames }) {
  const { before, after, plan } = row
  const labels = plan?.statuses.map(({ code, label }) => [code, label] as const)
  const names = new Map([...given, ...(labels ?? [])])
  const changes = changedFields(before, after).filter((change) => isTelling(change, names))
  if (!changes.length) return <NotRecorded>No details</NotRecorded>
  return (
    <dl className="changes">
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{describeFieldName(change.field)}</dt>
          <dd>
            {describeValue(change.before, names) === NONE ? (
              <Value value={change.after} names={names} />
            ) : change.after === undefined ? (
              <>
                was <Value value={change.before} names={names} />
              </>
            ) : (
              <>
                from <Value value={change.before} names={names} /> to{' '}
                <Value value={change.after} names={names} />
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** So much of a text (characters) stands in the list; the rest is folded away below it. */
const LONGEST_SHOWN = 160

function Value({ value, names }: { readonly value: unknown; readonly names: AuditNames }) {
  const text = describeValue(value, names)
  if (text.length <= LONGEST_SHOWN) return text
  return (
    <details>
      <summary>{text.slice(0, LONGEST_SHOWN / 2).trimEnd()}…</summary>
      {text}
    </details>
  )
}

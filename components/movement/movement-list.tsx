import { DataTable } from '@/components/ui/data-table'
import { PaperCellView } from '@/components/paper/paper-table'
import type { ActionChange, Comparison, MovementRow } from '@/lib/domain/movement/movement'
import type { PlanWords } from '@/lib/domain/plan/plan'
import type { HasStatuses } from '@/lib/domain/status/status'
import { nameChanged, stateCell, whyCell } from '@/lib/format/movement/movement-cells'
import { describeKinds } from '@/lib/format/movement/movement-paper'
import { fieldLabel, nameSide, describeFieldValue } from '@/lib/format/movement/movement-words'
import { count } from '@/lib/format/words'

interface Props {
  readonly plan: HasStatuses & { readonly slug: string; readonly words: PlanWords }
  readonly comparison: Comparison
  readonly rows: readonly MovementRow[]
  readonly caption: string
}

/** Actions that moved, or that stand in a cell of the matrix, each with all that is different about it. */
export function MovementList({ plan, comparison, rows, caption }: Props) {
  return (
    <DataTable
      className="movement-list"
      caption={caption}
      hideCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'action',
          header: plan.words.action.one,
          rowHeader: true,
          className: 'col-wide',
          cell: (row: MovementRow) => (
            <PaperCellView plan={plan} cell={nameChanged(plan.slug, comparison, row)} />
          ),
        },
        {
          key: 'before',
          header: 'Then',
          className: 'col-tag',
          cell: (row) => <PaperCellView plan={plan} cell={stateCell(plan, row.before)} />,
        },
        {
          key: 'after',
          header: 'Now',
          className: 'col-tag',
          cell: (row) => <PaperCellView plan={plan} cell={stateCell(plan, row.after)} />,
        },
        {
          key: 'why',
          header: 'What changed, and why',
          className: 'col-why',
          cell: ({ change }) =>
            change ? (
              <>
                <p>
                  <strong>{describeKinds(plan, change)}</strong>
                </p>
                <div className="movement-why">
                  <PaperCellView plan={plan} cell={whyCell(change)} />
                </div>
                <Fields plan={plan} comparison={comparison} change={change} />
              </>
            ) : (
              <span className="aside">Nothing changed</span>
            ),
        },
      ]}
    />
  )
}

/** The old and the new value of every field that changed. */
function Fields({ plan, comparison, change }: Omit<Props, 'rows' | 'caption'> & { change: ActionChange }) {
  // How a status is known stands beside it; the file of the fields has that too.
  const fields = change.fields.filter(({ field }) => field !== 'basis' && field !== 'confidence')
  if (fields.length === 0) return null
  if (fields.length === 0) return null
  return (
    <details className="ds_details unfolds">
      <summary className="ds_details__summary">{count(fields.length, 'changed field')}</summary>
      <div className="ds_details__text">
        <dl className="changed-fields">
          {fields.map((one) => (
            <div key={one.own?.code ?? one.field}>
              <dt>{fieldLabel(plan.words, one)}</dt>
              <dd>
                <span className="aside">{nameSide(comparison.before)}:</span>{' '}
                {describeFieldValue(plan, one, one.before) || 'none'}
              </dd>
              <dd>
                <span className="aside">{nameSide(comparison.after)}:</span>{' '}
                {describeFieldValue(plan, one, one.after) || 'none'}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  )
}

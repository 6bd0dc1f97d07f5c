import { DataTable } from '@/components/ui/data-table'
import type { HasStatuses } from '@/lib/domain/status/status'
import type { PlanState } from '@/lib/domain/plan/plan'
import { describeReportField } from '@/lib/format/reports/report-words'
import { FIELD_NAMES } from '@/lib/format/updates/messages'
import { SHEET_TITLES } from '@/lib/format/updates/sheet-messages'
import { count } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import type { SheetChange, SheetProblem } from '@/lib/queries/updates/update-sheet'

/** So many problems are named; corrected and uploaded again, the file shows the next. */
const MOST_PROBLEMS = 100

/** What is wrong in a spreadsheet with updates: the row, the column and what stands there, with the way out. */
export function SheetProblems({ problems, action }: { problems: readonly SheetProblem[]; action: string }) {
  if (problems.length === 0) return null
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">{count(problems.length, 'problem')} to correct in the file</h2>
      <DataTable
        caption="Problems, in the order of the rows"
        hideCaption
        rows={problems.slice(0, MOST_PROBLEMS)}
        rowKey={({ row, field, why }) => `${row} ${field} ${why}`}
        columns={[
          { key: 'row', header: 'Where', rowHeader: true, cell: ({ row }) => `Row ${row}` },
          { key: 'ref', header: action, cell: ({ ref }) => ref },
          {
            key: 'column',
            header: 'Column',
            cell: ({ field }) => (field === null ? 'Whole row' : SHEET_TITLES[field]),
          },
          { key: 'value', header: 'Value', cell: ({ value }) => shorten(value) || 'Empty' },
          { key: 'why', header: 'What to do', className: 'col-text', cell: ({ why }) => `${why}.` },
        ]}
      />
      {problems.length > MOST_PROBLEMS && <p>And {count(problems.length - MOST_PROBLEMS, 'other')}.</p>}
    </section>
  )
}

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 57)}…` : text)

/** What saving a spreadsheet with updates changes, action by action and field by field. */
export function SheetChanges({
  plan,
  changes,
}: {
  plan: HasStatuses & Pick<PlanState, 'slug' | 'words'>
  changes: readonly SheetChange[]
}) {
  const rows = changes.flatMap(({ row, action, report, before, fields, dueReason }) =>
    fields
      .filter((field) => before !== null || describeReportField(plan, report, field) !== 'None')
      .map((field) => ({
        key: `${row} ${field}`,
        ref: action.ref,
        what: FIELD_NAMES[field],
        was: before ? describeReportField(plan, before, field) : 'No update yet',
        is: [
          describeReportField(plan, report, field),
          ...(field === 'dueOn' && dueReason ? [`(${dueReason})`] : []),
        ].join(' '),
      })),
  )
  return (
    <DataTable
      caption="What changes, field by field"
      hideCaption
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'ref',
          header: plan.words.action.one,
          rowHeader: true,
          cell: ({ ref }) => <a href={paths.action(plan.slug, ref)}>{ref}</a>,
        },
        { key: 'what', header: 'What', cell: ({ what }) => what },
        {
          key: 'was',
          header: 'Now',
          className: 'col-wide',
          cell: ({ was }) => <span className="lines">{was}</span>,
        },
        {
          key: 'is',
          header: 'Afterwards',
          className: 'col-wide',
          cell: ({ is }) => <span className="lines">{is}</span>,
        },
      ]}
    />
  )
}

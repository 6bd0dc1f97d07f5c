import { DataTable } from '@/components/ui/data-table'
import { PagedList } from '@/components/ui/paged-list'
import { FEW_ROWS } from '@/lib/domain/paging'
import { type DatedTo, daysBetween } from '@/lib/domain/dates'
import type { MovedDue } from '@/lib/domain/updates/timeline'
import { formatDate, formatMoment } from '@/lib/format/dates'
import { count } from '@/lib/format/words'

interface Props {
  /** The date first promised. */
  readonly original: DatedTo
  /** Each later date, the first move first; at least one. */
  readonly moves: readonly MovedDue[]
  /** The address of the page and its parameters. */
  readonly here: string
  readonly params: Readonly<Record<string, string | readonly string[] | undefined>>
}

/** The ledger of an action's due date: the original for ever, every later one, who moved it, why, and how far in total. */
export function DueDates({ original, moves, here, params }: Props) {
  const last = moves.at(-1)?.to ?? original
  const days = daysBetween(original.date, last.date)
  return (
    <section aria-labelledby="due-dates">
      <h2 id="due-dates">Due date</h2>
      <p>
        {days === 0
          ? `Due ${formatDate(original)}. The due date has not changed overall.`
          : `Originally due ${formatDate(original)}, now due ${formatDate(last)}: ${count(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'} in total.`}
      </p>
      <PagedList
        rows={moves}
        params={params}
        name="dates"
        size={FEW_ROWS}
        label="Pages of changes to the due date"
        here={`${here}#due-dates`}
      >
        {(some) => (
          <DataTable
            caption="Changes to the due date"
            hideCaption
            rows={some}
            rowKey={({ id }) => id}
            columns={[
              { key: 'to', header: 'Moved to', rowHeader: true, cell: ({ to }) => formatDate(to) },
              { key: 'days', header: 'Days later', numeric: true, cell: ({ days: by }) => by ?? 0 },
              { key: 'why', header: 'Why', className: 'col-wide', cell: ({ reason }) => reason },
              { key: 'who', header: 'By', cell: ({ by }) => by },
              { key: 'when', header: 'Date of change', cell: ({ effective }) => formatDate(effective) },
              { key: 'recorded', header: 'Recorded', cell: ({ recordedAt }) => formatMoment(recordedAt) },
            ]}
          />
        )}
      </PagedList>
    </section>
  )
}

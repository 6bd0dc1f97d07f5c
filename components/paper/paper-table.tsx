import { RagTag, StatusTag } from '@/components/status/status-tag'
import { StatusSummary } from '@/components/status/status-summary'
import { DataTable } from '@/components/ui/data-table'
import { ListRest, MOST_ROWS } from '@/components/ui/list-rest'
import type { PlanWords } from '@/lib/domain/plan/plan'
import type { PaperCell } from '@/lib/format/paper/paper'
import type { TableBlock } from '@/lib/format/plan/plan-blocks'
import { SpanText } from './span-text'
import type { HasStatuses } from '@/lib/domain/status/status'

interface Props {
  readonly plan: HasStatuses & { readonly words: PlanWords }
  readonly table: TableBlock
  /** Visible unless a heading just above says the same. */
  readonly hideCaption?: boolean
  readonly className?: string
}

const CLASSES: Readonly<Record<PaperCell['kind'], string>> = {
  text: 'col-why',
  status: 'col-tag',
  rag: 'col-tag',
  breakdown: 'col-bar',
}

/** A table of a paper as the page's own. */
export function PaperTable({ plan, table, hideCaption = false, className = '' }: Props) {
  const { caption, columns, rows, all, most = MOST_ROWS } = table
  const kinds = columns.map((_, i) => rows[0]?.[i]?.kind ?? 'text')
  const hasOneBar = kinds.filter((kind) => kind === 'breakdown').length === 1
  const numbered = rows.slice(0, most).map((cells, at) => ({ at, cells }))
  return (
    <>
      <DataTable
        className={hasOneBar ? `${className} compact-rows bar-table` : className}
        caption={caption}
        hideCaption={hideCaption}
        rows={numbered}
        rowKey={({ at }) => String(at)}
        columns={columns.map(({ header, numeric = false, width }, i) => {
          const kind = kinds[i] ?? 'text'
          return {
            key: String(i),
            header,
            numeric,
            width,
            rowHeader: i === 0,
            className: numeric ? '' : CLASSES[kind],
            // A tag or a bar says what it is, unless there is another one beside it.
            hideLabelOnPhone: kind !== 'text' && kinds.filter((one) => one === kind).length === 1,
            cell: ({ cells }: (typeof numbered)[number]) =>
              cells[i] && <PaperCellView plan={plan} cell={cells[i]} />,
          }
        })}
      />
      <ListRest total={rows.length} shown={most} all={all} />
    </>
  )
}

/** One cell of a paper's table on a page. */
export function PaperCellView({ plan, cell }: { plan: Props['plan']; cell: PaperCell }) {
  switch (cell.kind) {
    case 'text':
      return cell.paragraphs.length === 1
        ? cell.paragraphs.map((spans, i) => <SpanText key={i} spans={spans} />)
        : cell.paragraphs.map((spans, i) => (
            <p key={i}>
              <SpanText spans={spans} />
            </p>
          ))
    case 'status':
      return <StatusTag plan={plan} bucket={cell.bucket} note={cell.note} />
    case 'rag':
      return (
        <>
          <RagTag rag={cell.rag} />
          {cell.notes?.map((note) => (
            <span className="aside aside--below" key={note}>
              {note}
            </span>
          ))}
        </>
      )
    case 'breakdown':
      return <StatusSummary plan={plan} rollUp={cell.rollUp} action={plan.words.action} href={cell.href} />
  }
}

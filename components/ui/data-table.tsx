import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly key: string
  readonly header: string
  /** Stands in the header in place of its words: a link that sorts, say. */
  readonly headerControl?: ReactNode
  readonly cell: (row: Row) => ReactNode
  /** Right-aligned, in figures of equal width. */
  readonly numeric?: boolean
  /** The cell that names its row. Exactly one column has it. */
  readonly rowHeader?: boolean
  /** Set when the table is sorted by this column. */
  readonly sorted?: 'ascending' | 'descending' | undefined
  readonly className?: string
  /** Its share of the table's width, in per cent. */
  readonly width?: number
  /** On a phone the header stands before each value; some values speak for themselves. */
  readonly hideLabelOnPhone?: boolean
}

interface Props<Row> {
  readonly caption: ReactNode
  /** Visible unless a heading just above says the same. */
  readonly hideCaption?: boolean
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  readonly className?: string
}

/**
 * A table that becomes stacked rows on a phone. Its roles are spelt out, because browsers take a table that is laid out
 * as blocks for no table at all.
 */
export function DataTable<Row>({ caption, hideCaption, columns, rows, rowKey, className }: Props<Row>) {
  return (
    <table role="table" className={`ds_table data-table ${className ?? ''}`}>
      <caption className={hideCaption ? 'visually-hidden' : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              className={classOf(column)}
              aria-sort={column.sorted}
              style={column.width === undefined ? undefined : { width: `${column.width}%` }}
            >
              {column.headerControl ?? column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr role="row" key={rowKey(row)}>
            {columns.map((column) => {
              const cell = column.cell(row)
              return column.rowHeader ? (
                <th key={column.key} role="rowheader" scope="row" className={classOf(column)}>
                  {cell}
                </th>
              ) : (
                <td key={column.key} role="cell" className={classOf(column)}>
                  {!column.hideLabelOnPhone && !isEmpty(cell) && (
                    <span className="phone-label" aria-hidden="true">
                      {column.header}
                    </span>
                  )}
                  {cell}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function classOf<Row>({ numeric, className }: Column<Row>): string | undefined {
  return [numeric && 'numeric', className].filter(Boolean).join(' ') || undefined
}

/** Whether a cell shows nothing: then a phone does not show its label either. */
const isEmpty = (cell: ReactNode) => cell === null || cell === undefined || cell === false || cell === ''

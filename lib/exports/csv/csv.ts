/** Comma-separated values as RFC 4180 has them. */

import { FORMULA } from '@/lib/domain/text'
import { type Cell, cellsOf, type Rows, type Table, writeRows } from '@/lib/exports/tables/table'

/** What readers of such a file have to know of it. */
export const FORMULA_NOTE =
  'In CSV files, text that begins with =, +, -, @, a tab or a carriage return starts with a single quote, so that a spreadsheet does not run it as a formula.'

/**
 * Takes the cells of one row; returns the line, its end included. A cell that a spreadsheet would run as a formula gets a
 * single quote in front (OWASP ASVS 5.0, 1.2.10).
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(value: Cell): string {
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export async function* writeCsv<Row>(table: Table<Row>, rows: Rows<Row>): AsyncGenerator<string> {
  yield csvLine(table.columns.map(({ name }) => name))
  yield* writeRows(rows, (row) => csvLine(cellsOf(table, row)))
}

/** Takes a CSV file; returns it with a byte order mark, without which Excel takes UTF-8 for the letters of its own country. */
export async function* forExcel(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  yield '\uFEFF'
  yield* pieces
}

/** A copy of a file's table with what is wrong with each row beside it, to be corrected and sent again. */

import type { Table } from '@/lib/domain/imports/table'
import { writeXlsx } from './workbook/xlsx'

/** What is wrong with a cell, as lib/format/imports says it. */
interface MarkedProblem {
  readonly sheet: string
  /** Its address: "E2". */
  readonly cell: string
  readonly column: string | null
  readonly message: string
}

/** A cell holds no more. */
const MOST_CHARACTERS = 32_767
const WIDTH = 24

/** Takes the name of a file, its table, what is wrong with it, and the instant; returns the workbook: each cell as its text, and a last column "Problem". */
export function writeMarkedCopy(
  name: string,
  table: Table,
  problems: readonly MarkedProblem[],
  made: string,
): AsyncGenerator<Uint8Array> {
  const byRow = new Map<number, string[]>()
  const elsewhere: MarkedProblem[] = []
  const known = new Set(table.rows.map((row) => row.number))
  for (const problem of problems) {
    const row = Number(/\d+$/.exec(problem.cell)?.[0])
    if (problem.sheet !== table.sheet || !known.has(row)) elsewhere.push(problem)
    else
      byRow.set(row, [
        ...(byRow.get(row) ?? []),
        `${problem.column ? `${problem.column}: ` : ''}${problem.message}`,
      ])
  }
  const text = { type: 'string', width: WIDTH } as const
  const columns = [
    ...table.columns.map(({ header, name: told }) => ({ ...text, title: header || told })),
    { ...text, title: 'Problem', width: 60 },
  ]
  return writeXlsx({
    title: name,
    author: 'Cairn',
    subject: 'What is wrong with each row',
    made,
    sheets: [
      {
        name: 'Rows',
        title: name,
        lines: ['Correct the rows, remove the last column, and choose this file instead.'],
        table: {
          columns,
          rowCount: table.rows.length,
          rows: table.rows.map(({ number, cells }) => [
            ...table.columns.map(
              ({ column }) =>
                cells.find((cell) => cell.column === column)?.text.slice(0, MOST_CHARACTERS) ?? '',
            ),
            (byRow.get(number) ?? []).join('. ').slice(0, MOST_CHARACTERS),
          ]),
        },
      },
      ...(elsewhere.length === 0
        ? []
        : [
            {
              name: 'Elsewhere',
              title: 'Problems outside of these rows',
              lines: [],
              table: {
                columns: ['Sheet', 'Cell', 'Problem'].map((title) => ({ ...text, title })),
                rowCount: elsewhere.length,
                rows: elsewhere.map(({ sheet, cell, message }) => [sheet, cell, message]),
              },
            },
          ]),
    ],
  })
}

/** Gathers the cells and problems of a file, within the limits. */

import {
  addressOf,
  type Cell,
  type CellProblem,
  type CellProblemKind,
  LAST_COLUMN,
  LAST_ROW,
  type Row,
} from '@/lib/domain/imports/spreadsheet'
import { importMessages } from '@/lib/format/imports/messages'
import { LIMITS } from './limits'
import { Refusal } from './refusal'

/** So much of what a cell holds is shown beside its problem. */
const SHOWN = 200

export function makeCollector() {
  const problems: CellProblem[] = []
  let cells = 0
  let characters = 0
  let problemCount = 0

  return {
    found: () => ({ problems, problemCount }),
    sheet(name: string) {
      const rows = new Map<number, { hidden: boolean; cells: Map<number, Cell> }>()
      const report = (row: number, column: number, kind: CellProblemKind, value: string | null) => {
        const problem = {
          sheet: name,
          cell: addressOf(row, column),
          kind,
          value: value && value.slice(0, SHOWN),
        }
        problemCount += 1
        if (problems.length < LIMITS.problems) problems.push(problem)
      }
      return {
        report,
        /** Adds a cell, unless it holds only spaces. Throws a refusal when it is outside the sheet, there already, or too long. */
        add(row: number, hidden: boolean, cell: Cell) {
          if (cell.kind === 'text' && cell.text.trim() === '') return
          if (row < 1 || row > LAST_ROW || cell.column < 1 || cell.column > LAST_COLUMN)
            throw new Refusal(importMessages.damaged)
          cells += 1
          if (cells > LIMITS.cells) throw new Refusal(importMessages.tooManyCells(LIMITS.cells))
          characters += cell.text.length
          if (characters > LIMITS.characters) throw new Refusal(importMessages.tooMuchText(LIMITS.characters))
          const address = addressOf(row, cell.column)
          if (cell.text.length > LIMITS.cellLength)
            throw new Refusal(importMessages.cellTooLong(address, cell.text.length, LIMITS.cellLength))
          if (cell.text.includes('\0')) report(row, cell.column, 'nul', cell.text)
          else if (cell.text.includes('\uFFFD')) report(row, cell.column, 'damaged', cell.text)
          const found = rows.get(row) ?? { hidden, cells: new Map<number, Cell>() }
          if (found.cells.has(cell.column)) throw new Refusal(importMessages.damaged)
          found.cells.set(cell.column, cell)
          rows.set(row, found)
        },
        rows: (): Row[] =>
          [...rows]
            .sort(([one], [other]) => one - other)
            .map(([number, row]) => ({
              number,
              hidden: row.hidden,
              cells: [...row.cells.values()].sort((one, other) => one.column - other.column),
            })),
      }
    },
  }
}

export type Collector = ReturnType<typeof makeCollector>

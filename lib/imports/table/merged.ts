/** Merged cells, filled down and across: each cell that is covered gets what its merged cell holds, marked with where it is from. */

import { addressOf, type Row, type Sheet } from '@/lib/domain/imports/spreadsheet'
import { importMessages } from '@/lib/format/imports/messages'
import { LIMITS } from '../file/limits'
import { Refusal } from '../file/refusal'

/** Takes a sheet and the columns of its table; returns its rows, filled. Rows that hold nothing are not made. */
export function fillMerged({ rows, merged }: Sheet, columns: ReadonlySet<number>): Row[] {
  const filled = rows.map(({ cells }) => new Map(cells.map((cell) => [cell.column, cell])))
  const places = new Map(rows.map(({ number }, at) => [number, at]))
  let steps = 0
  let characters = 0
  for (const { top, left, bottom, right } of merged) {
    const at = places.get(top)
    const source = at === undefined ? undefined : filled[at]?.get(left)
    if (at === undefined || !source) continue
    const covered = [...columns].filter((column) => left <= column && column <= right)
    for (let place = at; (rows[place]?.number ?? Infinity) <= bottom; place += 1)
      for (const column of covered) {
        steps += 1
        characters += source.text.length
        // Ranges of a good file do not overlap, so that each cell is met once.
        if (steps > LIMITS.cells || characters > LIMITS.characters)
          throw new Refusal(importMessages.tooManyMerged)
        const cells = filled[place]
        if (!cells?.has(column)) cells?.set(column, { ...source, column, filledFrom: addressOf(top, left) })
      }
  }
  return rows.map((row, at) => ({
    ...row,
    cells: [...(filled[at]?.values() ?? [])].sort((one, other) => one.column - other.column),
  }))
}

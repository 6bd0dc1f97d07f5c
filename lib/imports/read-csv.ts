import { printedMessages } from '@/lib/format/printed/messages'
/** Comma-separated values as RFC 4180 has them, read with the line that each row begins on. */

export interface CsvRow {
  /** From 1 on, as an editor counts lines. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Takes text; returns its rows, empty lines left out, or what is wrong with it. A byte order mark is no part of it. */
export function readCsv(
  text: string,
): { rows: CsvRow[]; problem?: undefined } | { rows?: undefined; problem: string } {
  const rows: CsvRow[] = []
  let cells: string[] = []
  let cell = ''
  // Kept beside the cell: to look at the whole of it at each quotation mark would cost the square of its length.
  let isBlank = true
  let [line, began] = [1, 1]
  let quotedFrom = 0
  let wasQuoted = false
  const endCell = () => {
    cells.push(wasQuoted ? cell : cell.trim())
    cell = ''
    isBlank = true
    wasQuoted = false
  }
  const endRow = () => {
    endCell()
    if (cells.some((one) => one !== '')) rows.push({ line: began, cells })
    cells = []
  }
  const source = `${text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')}\n`
  for (let at = 0; at < source.length; at += 1) {
    const sign = source[at] ?? ''
    if (quotedFrom) {
      if (sign === '\n') line += 1
      if (sign !== '"') cell += sign
      else if (source[at + 1] === '"') {
        cell += sign
        at += 1
      } else quotedFrom = 0
    } else if (sign === '"' && isBlank && !wasQuoted) {
      cell = ''
      quotedFrom = line
      wasQuoted = true
    } else if (sign === ',') endCell()
    else if (sign === '\n') {
      endRow()
      line += 1
      began = line
    } else if (wasQuoted && sign.trim() !== '') return { problem: printedMessages.textAfterQuote(line) }
    else if (!wasQuoted) {
      cell += sign
      isBlank &&= sign.trim() === ''
    }
  }
  if (quotedFrom) return { problem: printedMessages.openQuote(quotedFrom) }
  return { rows }
}

/** Comma-separated values as RFC 4180 has them, read with the line that each row begins on. */

import { printedMessages } from '@/lib/format/printed/messages'
import { CsvError, parse } from 'csv-parse/sync'

export interface CsvRow {
  /** From 1 on, as an editor counts lines. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Many times a plan's actions. Each costs some microseconds, and everyone waits for a file of nothing but line ends. */
const MOST_ROWS = 20_000

/** Takes text; returns its rows, empty lines left out, or what is wrong with it. A byte order mark is no part of it. */
export function readCsv(
  text: string,
): { rows: CsvRow[]; problem?: undefined } | { rows?: undefined; problem: string } {
  const source = Buffer.from(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'))
  try {
    const read = parse(source, {
      record_delimiter: '\n',
      relax_column_count: true,
      // A mark within an unquoted cell, as in 5" pipe, is text.
      relax_quotes: true,
      trim: true,
      to: MOST_ROWS + 1,
    })
    if (read.length > MOST_ROWS)
      return {
        problem: printedMessages.tooManyLines(MOST_ROWS),
      }
    const rows: CsvRow[] = []
    let line = 1
    for (const cells of read) {
      if (cells.some((cell) => cell !== '')) rows.push({ line, cells })
      // Only quoted cells go over several lines. (The parser can count, too, at four times its cost.)
      line += cells.join('').split('\n').length
    }
    return { rows }
  } catch (error) {
    if (error instanceof CsvError) return { problem: describe(error, source) }
    throw error
  }
}

function describe({ code, lines, bytes }: CsvError, source: Buffer): string {
  if (code === 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE')
    return printedMessages.textAfterQuote(Number(lines))
  // The parser says where the text ends; the mark is the next one after the last cell that it could read.
  const before = source.subarray(0, source.indexOf('"', Number(bytes))).toString()
  return printedMessages.openQuote(before.split('\n').length)
}

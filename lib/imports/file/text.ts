/** A text file (CSV, TSV): which characters, which separator, and its cells. */

import { CsvError, parse } from 'csv-parse/sync'
import type { Sheet, Spreadsheet } from '@/lib/domain/imports/spreadsheet'
import { importMessages } from '@/lib/format/imports/messages'
import { type Collector, makeCollector } from './collect'
import { LIMITS } from './limits'
import { Refusal } from './refusal'

const SEPARATORS = [',', ';', '\t', '|'] as const
/** So many records say how the cells are separated. */
const SAMPLE = 20
/** What Windows-1252 has from 0x80 on where Latin-1 has control signs. Node 20 reads it as Latin-1. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ'

type Encoding = NonNullable<Spreadsheet['text']>['encoding']

/** Takes the name of a sheet to make, and the bytes of a text file. Throws a refusal. */
export function readText(name: string, bytes: Buffer): Spreadsheet {
  const collector = makeCollector()
  const { sheet, text } = readSheet(name, bytes, collector)
  return { kind: 'text', text, sheets: [sheet], ...collector.found() }
}

/** Takes text files by name, as an archive has them; each becomes a sheet called as the file is. Empty ones are left out. Throws a refusal. */
export function readTexts(files: Iterable<readonly [name: string, bytes: Buffer]>): Spreadsheet {
  const collector = makeCollector()
  const sheets = [...files].flatMap(([name, bytes]) =>
    bytes.length > 0 ? [readSheet(name, bytes, collector).sheet] : [],
  )
  if (sheets.length === 0) throw new Refusal(importMessages.noTexts)
  return { kind: 'text', sheets, ...collector.found() }
}

function readSheet(
  name: string,
  bytes: Buffer,
  collector: Collector,
): { sheet: Sheet; text: NonNullable<Spreadsheet['text']> } {
  const { encoding, mark, text } = decode(bytes)
  const nul = text.indexOf('\0')
  if (nul >= 0) throw new Refusal(importMessages.nulInLine(lineAt(text, nul)))
  if (!text.trim()) throw new Refusal(importMessages.empty)
  const separator = findSeparator(text)
  const sheet = collector.sheet(name)
  const records = parseRecords(text, separator)
  records.forEach((cells, at) =>
    cells.forEach((cell, along) => {
      if (cell !== '') sheet.add(at + 1, false, { column: along + 1, kind: 'text', text: cell, value: cell })
    }),
  )
  return {
    text: { encoding, separator, mark },
    sheet: {
      name,
      state: 'visible',
      rows: sheet.rows(),
      lastRow: records.length,
      hiddenColumns: [],
      merged: [],
      comments: 0,
    },
  }
}

function decode(bytes: Buffer): { encoding: Encoding; mark: boolean; text: string } {
  const marked = markOf(bytes)
  if (marked) return { encoding: marked, mark: true, text: new TextDecoder(marked).decode(bytes) }
  try {
    return { encoding: 'utf-8', mark: false, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    const text = bytes
      .toString('latin1')
      .replace(/[\u0080-\u009F]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80] ?? sign)
    return { encoding: 'windows-1252', mark: false, text }
  }
}

function markOf(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** The sign that parts the first records into the same number of cells, most often and into most. */
function findSeparator(text: string): string {
  const counts = countSigns(text)
  let [best, bestScore] = [',', 0]
  for (const sign of SEPARATORS) {
    const found = counts.map((record) => record.get(sign) ?? 0).filter((count) => count > 0)
    const times = new Map<number, number>()
    for (const count of found) times.set(count, (times.get(count) ?? 0) + 1)
    const alike = Math.max(0, ...times.values())
    const usual = Math.max(0, ...[...times].filter(([, time]) => time === alike).map(([count]) => count))
    const score = (alike / counts.length) * 100 + Math.min(usual, 50)
    if (alike > 0 && score > bestScore) [best, bestScore] = [sign, score]
  }
  return best
}

/** Of each of the first records how often each separator is outside its quotation marks. */
function countSigns(text: string): Map<string, number>[] {
  const records: Map<string, number>[] = []
  let record = new Map<string, number>()
  let isQuoted = false
  for (const sign of text.slice(0, LIMITS.cellLength * SAMPLE)) {
    if (sign === '"') isQuoted = !isQuoted
    else if (isQuoted) continue
    else if (sign === '\n' || sign === '\r') {
      if (record.size) records.push(record)
      record = new Map()
      if (records.length >= SAMPLE) return records
    } else if ((SEPARATORS as readonly string[]).includes(sign)) record.set(sign, (record.get(sign) ?? 0) + 1)
  }
  return record.size || !records.length ? [...records, record] : records
}

function parseRecords(text: string, separator: string): string[][] {
  const source = Buffer.from(text.replace(/\r\n?/g, '\n'))
  try {
    const records = parse(source, {
      delimiter: separator,
      record_delimiter: '\n',
      relax_column_count: true,
      // A mark within a cell, as in 5" pipe, is text.
      relax_quotes: true,
      to: LIMITS.lines + 1,
    })
    if (records.length > LIMITS.lines) throw new Refusal(importMessages.tooManyRows(LIMITS.lines))
    return records
  } catch (error) {
    if (error instanceof CsvError)
      throw new Refusal(importMessages.unclosedQuote(openQuoteLine(error, source)))
    throw error
  }
}

/** The parser says where the text ends; the mark is the next one after the last cell that it could read. */
function openQuoteLine({ bytes }: CsvError, source: Buffer): number {
  const before = source.subarray(0, source.indexOf('"', Number(bytes))).toString()
  return before.split('\n').length
}

const lineAt = (text: string, at: number) => text.slice(0, at).split(/\r\n?|\n/).length

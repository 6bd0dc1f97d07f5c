/** The sheets of an ODS workbook. Repeated cells and rows that hold nothing cost nothing; those that hold something are all there. */

import {
  type Cell,
  LAST_COLUMN,
  LAST_ROW,
  type MergedRange,
  type Sheet,
  type Spreadsheet,
} from '@/lib/domain/imports/spreadsheet'
import { importMessages } from '@/lib/format/imports/messages'
import type { Archive } from './archive'
import { makeCollector } from './collect'
import { LIMITS } from './limits'
import { Refusal } from './refusal'
import { readXml } from './xml'

/** What is in a sheet and no cell of it: drawings, comments, rows that were deleted, and tables of other files. */
const ASIDE = new Set(['annotation', 'frame', 'shapes', 'forms', 'tracked-changes', 'dde-links', 'ruby-text'])
const DRAWN = /^(custom-shape|rect|line|g|control|polyline|path|ellipse|circle|caption|connector)$/
/** A formula with a place in another file. */
const OTHER_FILE = /'(?:[a-z][a-z\d+.-]*:\/\/?)[^']*'#/i
/** More spaces than a cell has characters are cut. */
const spaces = (count: string | null) => ' '.repeat(Math.min(Number(count ?? 1) || 1, LIMITS.cellLength))

interface RawCell {
  readonly type: string | null
  readonly value: string | null
  readonly formula: string | null
  readonly isError: boolean
  readonly times: number
  readonly columns: number
  readonly rows: number
  paragraphs: string[]
  link: string | null
}

/** Throws a refusal when the archive is no workbook, or a damaged one. */
export function readOds(archive: Archive): Spreadsheet {
  const xml = archive.read('content.xml')
  if (xml === null) throw new Refusal(importMessages.damaged)
  const collector = makeCollector()
  const sheets: Sheet[] = []
  const hiddenStyles = new Set<string>()
  let style = ''
  let aside = 0
  let reader: ReturnType<typeof makeSheetReader> | null = null
  readXml(xml, {
    open(name, attribute) {
      if (aside > 0 || (reader && (ASIDE.has(name) || DRAWN.test(name)))) {
        aside += 1
        if (name === 'annotation' && reader) reader.comments += 1
        return
      }
      if (name === 'style') style = attribute('style:name') ?? ''
      else if (name === 'table-properties' && attribute('table:display') === 'false') hiddenStyles.add(style)
      else if (name === 'table-source') throw new Refusal(importMessages.externalLinks)
      else if (name === 'table') {
        if (reader) throw new Refusal(importMessages.damaged)
        const isHidden = hiddenStyles.has(attribute('table:style-name') ?? '')
        reader = makeSheetReader(attribute('table:name') ?? '', isHidden, collector)
      } else reader?.open(name, attribute)
    },
    close(name) {
      if (aside > 0) aside -= 1
      else if (name === 'table' && reader) {
        if (sheets.push(reader.end()) > LIMITS.sheets)
          throw new Refusal(importMessages.tooManySheets(LIMITS.sheets))
        reader = null
      } else reader?.close(name)
    },
    text(text) {
      if (aside === 0) reader?.text(text)
    },
  })
  if (!sheets.length) throw new Refusal(importMessages.noSheets)
  return { kind: 'ods', sheets, ...collector.found() }
}

type Attribute = (name: string) => string | null

/** Takes how often something is repeated or how far it reaches, from 1 on; refuses what is no such number. */
function readTimes(value: string | null): number {
  const times = Number(value ?? 1)
  if (!Number.isInteger(times) || times < 1 || times > LAST_ROW) throw new Refusal(importMessages.damaged)
  return times
}

function makeSheetReader(name: string, isHiddenSheet: boolean, collector: ReturnType<typeof makeCollector>) {
  const sheet = collector.sheet(name)
  const hiddenColumns: { from: number; to: number }[] = []
  const merged: MergedRange[] = []
  let columns = 0
  let row = 1
  let column = 1
  let rowTimes = 1
  let isHidden = false
  let cells: { raw: RawCell; cell: Cell | null; column: number }[] = []
  let cell: RawCell | null = null
  let isParagraph = false

  const add = (text: string) => {
    if (!cell || !isParagraph) return
    cell.paragraphs.push((cell.paragraphs.pop() ?? '') + text)
  }

  function endRow() {
    const filled = cells.reduce((sum, { raw, cell: found }) => sum + (found ? raw.times : 0), 0)
    // Counted before any is made: a row that is repeated a million times must not be.
    if (filled * rowTimes > LIMITS.cells) throw new Refusal(importMessages.tooManyCells(LIMITS.cells))
    for (let down = 0; filled > 0 && down < rowTimes; down += 1)
      for (const { raw, cell: found, column: first } of cells)
        for (let along = 0; found && along < raw.times; along += 1) {
          sheet.add(row + down, isHidden, { ...found, column: first + along })
          if (found.kind === 'error') {
            const kind = raw.isError ? 'errorValue' : raw.value === null ? 'noResult' : 'notNumber'
            sheet.report(row + down, first + along, kind, found.text || null)
          }
        }
    for (const { raw, column: first } of cells) {
      if (raw.columns === 1 && raw.rows === 1) continue
      merged.push({ top: row, left: first, bottom: row + raw.rows - 1, right: first + raw.columns - 1 })
      if (merged.length > LIMITS.merged) throw new Refusal(importMessages.tooManyMerged)
    }
    row += rowTimes
    cells = []
  }

  return {
    comments: 0,
    open(tag: string, attribute: Attribute) {
      if (tag === 'table-column') {
        const times = readTimes(attribute('table:number-columns-repeated'))
        if (isCollapsed(attribute)) hiddenColumns.push({ from: columns + 1, to: columns + times })
        columns += times
        if (columns > LAST_COLUMN) throw new Refusal(importMessages.damaged)
      } else if (tag === 'table-row') {
        rowTimes = readTimes(attribute('table:number-rows-repeated'))
        isHidden = isCollapsed(attribute)
        column = 1
      } else if (tag === 'table-cell' || tag === 'covered-table-cell') cell = startCell(attribute)
      else if (!cell) return
      else if (tag === 'p' || tag === 'h') {
        cell.paragraphs.push('')
        isParagraph = true
      } else if (tag === 's') add(spaces(attribute('text:c')))
      else if (tag === 'tab') add('\t')
      else if (tag === 'line-break') add('\n')
      else if (tag === 'a') cell.link ??= attribute('xlink:href')
    },
    close(tag: string) {
      if (tag === 'p' || tag === 'h') isParagraph = false
      else if (tag === 'table-row') endRow()
      else if (cell && (tag === 'table-cell' || tag === 'covered-table-cell')) {
        const found = tag === 'table-cell' ? readCell(cell, column) : null
        if (found || cell.columns > 1 || cell.rows > 1) cells.push({ raw: cell, cell: found, column })
        if (cells.length > LIMITS.cells) throw new Refusal(importMessages.tooManyCells(LIMITS.cells))
        column += cell.times
        cell = null
      }
    },
    // As the format has it, several spaces and line breaks within a paragraph are one space.
    text: (text: string) => add(text.replace(/[ \t\r\n]+/g, ' ')),
    end(): Sheet {
      return {
        name,
        state: isHiddenSheet ? 'hidden' : 'visible',
        rows: sheet.rows(),
        lastRow: row - 1,
        hiddenColumns,
        merged,
        comments: this.comments,
      }
    },
  }
}

const isCollapsed = (attribute: Attribute) => /^(collapse|filter)$/.test(attribute('table:visibility') ?? '')

function startCell(attribute: Attribute): RawCell {
  const formula = attribute('table:formula')
  if (formula && OTHER_FILE.test(formula)) throw new Refusal(importMessages.externalLinks)
  return {
    type: attribute('office:value-type'),
    value:
      attribute('office:value') ??
      attribute('office:date-value') ??
      attribute('office:time-value') ??
      attribute('office:boolean-value') ??
      attribute('office:string-value'),
    formula,
    isError: attribute('calcext:value-type') === 'error',
    times: readTimes(attribute('table:number-columns-repeated')),
    columns: readTimes(attribute('table:number-columns-spanned')),
    rows: readTimes(attribute('table:number-rows-spanned')),
    paragraphs: [],
    link: null,
  }
}

/** Takes a cell and its column; returns it, or null where it is blank. A formula without a result is an error. */
function readCell({ type, value, formula, isError, paragraphs, link }: RawCell, column: number): Cell | null {
  const text = paragraphs.join('\n') || (type === 'string' ? (value ?? '') : '')
  const wrong: Cell = { column, kind: 'error', text, value: null }
  if (isError || (formula && /^(#[A-Z/0]+[!?]?|Err:\d+)$/.test(text))) return wrong
  if (type === null) return formula === null ? null : wrong
  if (type === 'string') {
    if (text === '') return null
    return link === null
      ? { column, kind: 'text', text, value: text }
      : { column, kind: 'text', text, value: text, link }
  }
  if (type === 'boolean')
    return { column, kind: 'boolean', text: text || (value ?? ''), value: value === 'true' }
  if (type === 'date' || type === 'time') {
    const date = type === 'date' ? readDate(value) : readTime(value)
    return date === null ? wrong : { column, kind: 'date', text: text || date, value: date }
  }
  const number = Number(value ?? NaN)
  return Number.isFinite(number)
    ? { column, kind: 'number', text: text || String(number), value: number }
    : wrong
}

function readDate(value: string | null): string | null {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d).*)?$/.exec(value ?? '') ?? []
  if (!day) return null
  return time && time !== '00:00:00' ? `${day}T${time}` : day
}

/** "PT10H30M00S" becomes "10:30:00". */
function readTime(value: string | null): string | null {
  const [, hours, minutes, seconds] = /^PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S$/.exec(value ?? '') ?? []
  return hours && minutes && seconds
    ? [hours, minutes, seconds].map((part) => part.padStart(2, '0')).join(':')
    : null
}

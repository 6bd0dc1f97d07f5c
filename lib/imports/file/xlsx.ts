/** The sheets of an XLSX workbook, with each cell as it is stored: nothing is calculated, and nothing missing is taken for blank. */

import { posix } from 'node:path'
import {
  addressOf,
  type Cell,
  LAST_COLUMN,
  type MergedRange,
  readAddress,
  type Sheet,
  type Spreadsheet,
} from '@/lib/domain/imports/spreadsheet'
import { importMessages } from '@/lib/format/imports/messages'
import type { Archive } from './archive'
import { type Collector, makeCollector } from './collect'
import { LIMITS } from './limits'
import { builtInFormat, readSerial, showNumber } from './number-format'
import { Refusal } from './refusal'
import { readXml } from './xml'

interface Relation {
  /** The last word of its type: "worksheet", "styles". */
  readonly type: string
  readonly target: string
  readonly isExternal: boolean
}

interface Book {
  readonly date1904: boolean
  /** The format of each style, by the number that cells name it by. */
  readonly formats: readonly string[]
  readonly shared: readonly string[]
}

const damaged = () => new Refusal(importMessages.damaged)
/** Takes how long a list has become that no good file makes as long. */
function bound(length: number) {
  if (length > LIMITS.listed) throw damaged()
}
const isTrue = (value: string | null) => value === '1' || value === 'true'
/** How XLSX writes characters that XML has no place for. */
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g
const clean = (text: string) =>
  text.replace(ESCAPED, (_, code: string) => String.fromCharCode(parseInt(code, 16))).replace(/\r\n?/g, '\n')

/** Throws a refusal when the archive is no workbook, or a damaged one. */
export function readXlsx(archive: Archive): Spreadsheet {
  const main = [...readRelations(archive, '').values()].find(({ type }) => type === 'officeDocument')
  const path = main?.target ?? 'xl/workbook.xml'
  const { sheets, date1904 } = readBook(archive, path)
  const relations = readRelations(archive, path)
  const partOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.target
  const book = {
    date1904,
    formats: readFormats(archive, partOf('styles')),
    shared: readShared(archive, partOf('sharedStrings')),
  }
  const collector = makeCollector()
  const read = sheets.flatMap(({ name, state, id }) => {
    const relation = relations.get(id)
    if (relation?.type !== 'worksheet') return []
    return [readSheet(archive, { name, state, path: relation.target }, book, collector)]
  })
  if (!read.length) throw new Refusal(importMessages.noSheets)
  return { kind: 'xlsx', sheets: read, ...collector.found() }
}

/** Takes the path of a part; returns what it is connected to, by identifier. */
function readRelations(archive: Archive, path: string): Map<string, Relation> {
  const slash = path.lastIndexOf('/') + 1
  const folder = path.slice(0, slash)
  const xml = archive.read(`${folder}_rels/${path.slice(slash)}.rels`)
  const relations = new Map<string, Relation>()
  if (xml === null) return relations
  readXml(xml, {
    open(name, attribute) {
      const [id, type, target] = [attribute('Id'), attribute('Type'), attribute('Target')]
      if (name !== 'Relationship' || !id || !type || !target) return
      const isExternal = attribute('TargetMode') === 'External'
      relations.set(id, {
        type: type.slice(type.lastIndexOf('/') + 1),
        target: isExternal ? target : posix.resolve('/', folder, target).slice(1),
        isExternal,
      })
      bound(relations.size)
    },
    close: () => undefined,
  })
  return relations
}

function readBook(archive: Archive, path: string) {
  const xml = archive.read(path)
  if (xml === null) throw damaged()
  const sheets: { name: string; state: Sheet['state']; id: string }[] = []
  let date1904 = false
  readXml(xml, {
    open(name, attribute) {
      if (name === 'workbookPr') date1904 = isTrue(attribute('date1904'))
      if (name !== 'sheet') return
      if (sheets.length === LIMITS.sheets) throw new Refusal(importMessages.tooManySheets(LIMITS.sheets))
      const state = attribute('state')
      sheets.push({
        name: attribute('name') ?? '',
        state: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
        id: attribute('id') ?? '',
      })
    },
    close: () => undefined,
  })
  return { sheets, date1904 }
}

function readFormats(archive: Archive, path: string | undefined): string[] {
  const xml = path ? archive.read(path) : null
  if (xml === null) return []
  const own = new Map<string, string>()
  const ids: string[] = []
  let isInCells = false
  readXml(xml, {
    open(name, attribute) {
      if (name === 'numFmt') bound(own.set(attribute('numFmtId') ?? '', attribute('formatCode') ?? '').size)
      else if (name === 'cellXfs') isInCells = true
      else if (name === 'xf' && isInCells) bound(ids.push(attribute('numFmtId') ?? '0'))
    },
    close(name) {
      if (name === 'cellXfs') isInCells = false
    },
  })
  return ids.map((id) => own.get(id) ?? builtInFormat(Number(id)))
}

function readShared(archive: Archive, path: string | undefined): string[] {
  const xml = path ? archive.read(path) : null
  const texts: string[] = []
  if (xml === null) return texts
  const text = makeTextReader()
  readXml(xml, {
    open(name) {
      if (name === 'si') text.start()
      else text.open(name)
    },
    close(name) {
      if (name === 'si') bound(texts.push(text.end()))
      else text.close(name)
    },
    text: text.add,
  })
  return texts
}

/** The text of a cell, whose parts may be formatted each on its own. How it is pronounced (rPh) is no part of it. */
function makeTextReader() {
  let parts: string[] = []
  let isText = false
  let isAside = false
  return {
    start() {
      parts = []
    },
    open(name: string) {
      if (name === 't') isText = true
      else if (name === 'rPh') isAside = true
    },
    close(name: string) {
      if (name === 't') isText = false
      else if (name === 'rPh') isAside = false
    },
    add(text: string) {
      if (isText && !isAside) parts.push(text)
    },
    end: () => clean(parts.join('')),
  }
}

/** A cell while it is read. */
interface RawCell {
  readonly row: number
  readonly column: number
  readonly type: string
  readonly style: number
  hasFormula: boolean
  /** What its value is; null while none was met. */
  value: string[] | null
}

interface SheetAbout {
  readonly name: string
  readonly state: Sheet['state']
  readonly path: string
}

function readSheet(archive: Archive, about: SheetAbout, book: Book, collector: Collector): Sheet {
  const { name, state, path } = about
  const xml = archive.read(path)
  if (xml === null) throw damaged()
  const relations = readRelations(archive, path)
  const sheet = collector.sheet(name)
  const hiddenColumns: { from: number; to: number }[] = []
  const merged: MergedRange[] = []
  const links = new Map<string, string>()
  const inline = makeTextReader()
  let row = 0
  let column = 0
  let lastRow = 0
  let isHidden = false
  let cell: RawCell | null = null
  let isValue = false
  const waiting: { row: number; isHidden: boolean; cell: Cell }[] = []

  readXml(xml, {
    open(tag, attribute) {
      if (tag === 'row') {
        row = Number(attribute('r') ?? row + 1)
        column = 0
        isHidden = isTrue(attribute('hidden'))
        lastRow = Math.max(lastRow, row)
      } else if (tag === 'c') {
        const at = attribute('r')
        const place = at === null ? { row, column: column + 1 } : readAddress(at)
        if (!place || place.row !== row) throw damaged()
        column = place.column
        cell = {
          row,
          column,
          type: attribute('t') ?? 'n',
          style: Number(attribute('s') ?? 0),
          hasFormula: false,
          value: null,
        }
        inline.start()
      } else if (cell) {
        if (tag === 'v') {
          isValue = true
          cell.value = []
        } else if (tag === 'f') cell.hasFormula = true
        else inline.open(tag)
      } else if (tag === 'col' && isTrue(attribute('hidden'))) {
        const [from, to] = [Number(attribute('min')), Number(attribute('max'))]
        if (!(from >= 1 && to <= LAST_COLUMN)) throw damaged()
        bound(hiddenColumns.push({ from, to }))
      } else if (tag === 'mergeCell') {
        merged.push(readRange(attribute('ref') ?? ''))
        if (merged.length > LIMITS.merged) throw new Refusal(importMessages.tooManyMerged)
      } else if (tag === 'hyperlink') {
        const target = relations.get(attribute('id') ?? '')
        if (target?.isExternal) links.set((attribute('ref') ?? '').split(':')[0] ?? '', target.target)
      }
    },
    close(tag) {
      if (tag === 'v') isValue = false
      else if (tag !== 'c') inline.close(tag)
      else if (cell) {
        const found = readCell(cell, inline.end(), book, sheet.report)
        if (found) {
          // Links come after the cells, so the cells wait; but not more of them than a file may have.
          waiting.push({ row: cell.row, isHidden, cell: found })
          if (waiting.length > LIMITS.cells) throw new Refusal(importMessages.tooManyCells(LIMITS.cells))
        }
        cell = null
      }
    },
    text(text) {
      if (cell && isValue) cell.value?.push(text)
      else if (cell) inline.add(text)
    },
  })
  for (const { row: number, isHidden: hidden, cell: found } of waiting) {
    const link = links.get(addressOf(number, found.column))
    sheet.add(number, hidden, link === undefined ? found : { ...found, link })
  }
  const comments = [...relations.values()].filter(({ type }) => type === 'comments')
  return {
    name,
    state,
    rows: sheet.rows(),
    lastRow,
    hiddenColumns,
    merged,
    comments: comments.reduce((sum, { target }) => sum + countComments(archive, target), 0),
  }
}

type Report = ReturnType<Collector['sheet']>['report']

/** Takes a cell and its inline text; returns it, or null where it is blank. What is wrong with it is reported. */
function readCell(cell: RawCell, inline: string, book: Book, report: Report): Cell | null {
  const { row, column, type, hasFormula } = cell
  const value = cell.value === null ? null : cell.value.join('')
  const text = (shown: string): Cell | null =>
    shown === '' ? null : { column, kind: 'text', text: shown, value: shown }
  const wrong = (
    kind: 'noResult' | 'errorValue' | 'missingText' | 'notNumber',
    shown: string | null,
  ): Cell => {
    report(row, column, kind, shown)
    return { column, kind: 'error', text: shown ?? '', value: null }
  }
  if (value === null && hasFormula) return wrong('noResult', null)
  if (type === 'inlineStr') return text(inline)
  // A formula whose result is an empty text has an empty value.
  if (value === null || (value === '' && type !== 'n')) return null
  if (type === 'str') return text(clean(value))
  if (type === 'e') return wrong('errorValue', value)
  if (type === 'b')
    return { column, kind: 'boolean', text: value === '1' ? 'TRUE' : 'FALSE', value: value === '1' }
  if (type === 'd') return { column, kind: 'date', text: value, value }
  if (type === 's') {
    const shared = book.shared[Number(value)]
    return shared === undefined ? wrong('missingText', value) : text(shared)
  }
  const number = Number(value)
  if (value.trim() === '') return hasFormula ? wrong('noResult', null) : null
  if (!Number.isFinite(number)) return wrong('notNumber', value)
  const format = book.formats[cell.style] ?? 'General'
  const shown = showNumber(number, format, book.date1904)
  const date = readSerial(number, format, book.date1904)
  return date === null
    ? { column, kind: 'number', text: shown, value: number }
    : { column, kind: 'date', text: shown, value: date }
}

function readRange(ref: string): MergedRange {
  const [first, last] = ref.split(':').map(readAddress)
  if (!first || last === null) throw damaged()
  const end = last ?? first
  return { top: first.row, left: first.column, bottom: end.row, right: end.column }
}

function countComments(archive: Archive, path: string): number {
  const xml = archive.read(path)
  let comments = 0
  if (xml === null) return comments
  readXml(xml, {
    open(name) {
      if (name === 'comment') comments += 1
    },
    close: () => undefined,
  })
  return comments
}

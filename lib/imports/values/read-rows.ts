/** Reads the rows of a table as actions, by what a person answered; lists all that is wrong with them at once. */

import { today } from '@/lib/clock'
import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import type { Cell, Row } from '@/lib/domain/imports/spreadsheet'
import {
  type ColumnAnswer,
  FILE_BASES,
  type FileDate,
  type ImportAnswers,
  isWarning,
  type NameCount,
  type PlanRow,
  type ReadRows,
  type RowProblem,
  type RowProblemKind,
  type RowUpdate,
  type RowValue,
  toDatedTo,
  type WordCount,
} from '@/lib/domain/imports/rows'
import { EDIT_VERSION } from '@/lib/domain/imports/edit-version'
import { NO_LEVELS } from '@/lib/domain/imports/levels'
import type { ColumnUse, Table } from '@/lib/domain/imports/table'
import { DEEPEST } from '@/lib/domain/structure/structure'
import { cleanLine, cleanText, foldName, foldNumber, withoutGuard } from '@/lib/domain/text'
import type { OwnField, OwnValue } from '@/lib/domain/own-fields'
import { ownFieldMessages } from '@/lib/format/structure/own-field-words'
import { LONGEST_TEXT } from '@/lib/schemas/form'
import { readDateText, readDayNumber } from '../dates'
import type { BesideActions } from './read-levels'
import { findNear, findTwoNames, isNear, pickSpelling, splitNames } from './names'
import { readNumber, readYesNo } from './numbers'
import { readOwnCell } from './own-fields'
import { findParents, splitTitle } from './references'

/** So many problems are listed. */
const MOST_PROBLEMS = 1_000
/** Sorts after every day. */
const LAST = '~'
/** So much of what a cell shows is listed with its problem. */
const SHOWN = 200

type Report = (
  kind: RowProblemKind,
  row: number,
  column: number,
  value: string | null,
  about?: string | number,
) => void

/**
 * Takes a table, whether it comes from a text file (where every cell is text), the answers, what was read of the other sheets, the plan's
 * own fields, and the day after which nothing can have been so yet; returns what its rows say.
 */
export function readRows(
  table: Table,
  isTextFile: boolean,
  answers: ImportAnswers,
  beside: BesideActions = { levels: NO_LEVELS, problems: [] },
  ownFields: readonly OwnField[] = [],
  on: IsoDate = today(),
): ReadRows {
  const problems: RowProblem[] = [...beside.problems]
  const report: Report = (kind, row, column, value, about) =>
    void problems.push({
      kind,
      row,
      column,
      value: value && value.slice(0, SHOWN),
      ...(about !== undefined && { about }),
    })
  const reader = new RowReader(table, isTextFile, answers, report, ownFields, on)
  const rows = reader.read()
  const order = (one: RowProblem, other: RowProblem) => one.row - other.row || one.column - other.column
  return {
    rows,
    levels: beside.levels,
    pillars: distinct(rows.map(({ pillar }) => pillar)),
    sections: distinct(rows.map(({ section }) => section)),
    ...reader.counts(),
    problems: [...problems].sort(order).slice(0, MOST_PROBLEMS),
    problemCount: problems.length,
    errorCount: problems.filter(({ kind }) => !isWarning(kind)).length,
  }
}

/** The first spelling of each, in their order. */
function distinct(texts: readonly (string | null)[]): string[] {
  const first = new Map<string, string>()
  for (const text of texts) if (text !== null && !first.has(foldName(text))) first.set(foldName(text), text)
  return [...first.values()]
}

/** What is found of a row before it is known where its action belongs. */
interface Draft extends Omit<PlanRow, 'ref' | 'parentRef'> {
  readonly source: Row
  /** As the file has it. */
  readonly fileRef: string | null
  readonly wholeTitle: string | null
}

class RowReader {
  private readonly byUse = new Map<ColumnUse, number[]>()
  private readonly words = new Map<string, { spellings: Map<string, number>; row: number; column: number }>()
  private readonly names = new Map<string, { spellings: Map<string, number>; row: number; column: number }>()
  private readonly once = new Set<string>()
  private withoutStatus = 0
  private readonly versionColumn: number | undefined

  constructor(
    private readonly table: Table,
    private readonly isTextFile: boolean,
    private readonly answers: ImportAnswers,
    private readonly report: Report,
    private readonly ownFields: readonly OwnField[],
    private readonly today: IsoDate,
  ) {
    this.versionColumn = table.columns.find(({ header }) => header.trim() === EDIT_VERSION)?.column
    for (const { column } of table.columns) {
      const use = this.answerOf(column).use
      this.byUse.set(use, [...(this.byUse.get(use) ?? []), column])
    }
  }

  read(): PlanRow[] {
    this.doubtColumns()
    this.checkDays()
    const rows = this.table.rows.filter(({ hidden }) => !hidden || this.answers.hiddenRows === 'in')
    const drafts = rows.map((row) => this.draft(row))
    this.checkTitles(drafts)
    this.askStatuses()
    this.findGluedNames()
    this.checkWords(drafts)
    return this.place(drafts)
  }

  counts(): Pick<ReadRows, 'statuses' | 'withoutStatus' | 'organisations'> {
    const counted = <T extends { spellings: Map<string, number> }>(
      map: ReadonlyMap<string, T>,
    ): WordCount[] =>
      [...map]
        .map(([folded, { spellings }]) => ({
          text: pickSpelling(spellings),
          folded,
          count: [...spellings.values()].reduce((sum, one) => sum + one, 0),
        }))
        .sort((one, other) => other.count - one.count || one.text.localeCompare(other.text, 'en'))
    const near = findNear([...this.names.keys()], [...this.names.keys()])
    return {
      statuses: counted(this.words),
      withoutStatus: this.withoutStatus,
      organisations: counted(this.names).map<NameCount>((name) => ({
        ...name,
        near: (near.get(name.folded) ?? []).map((other) =>
          pickSpelling(this.names.get(other)?.spellings ?? new Map()),
        ),
      })),
    }
  }

  private answerOf(column: number): ColumnAnswer {
    return this.answers.columns[column] ?? { use: 'leftOut' }
  }

  /** Said once for the column, not for each of its cells. */
  private doubtColumns() {
    for (const { column, use, doubt, header, filled } of this.table.columns)
      if (doubt && this.answerOf(column).use === use)
        this.report('columnDoubt', this.table.headerRow, column, header, filled)
  }

  /** No column can be of a day to come. */
  private checkDays() {
    for (const { column, header } of this.table.columns) {
      const { use, on } = this.answerOf(column)
      if ((use === 'status' || use === 'update') && on && on.date > this.today)
        this.report('dayToCome', this.table.headerRow, column, header)
    }
  }

  private cells(row: Row, use: ColumnUse): Cell[] {
    const columns = this.byUse.get(use) ?? []
    return row.cells
      .filter(({ column, kind }) => columns.includes(column) && kind !== 'error')
      .map((cell) => (cell.kind === 'text' ? { ...cell, text: withoutGuard(cell.text) } : cell))
  }

  private line(row: Row, use: ColumnUse): string | null {
    return cleanLine(this.cells(row, use)[0]?.text ?? '') || null
  }

  private draft(row: Row): Draft {
    const title = this.line(row, 'title')
    const partTitle = this.line(row, 'partTitle')
    const own = this.answers.references === 'titles' && title ? splitTitle(title) : null
    const timescale = this.line(row, 'timescale')
    const due = this.date(row, 'due')
    const fileRef =
      this.answers.references === 'columns'
        ? this.cells(row, 'reference')
            .map(({ text }) => cleanLine(text))
            .join('')
        : (own?.ref ?? '')
    const promised = timescale ?? due.words
    const [column = 1] = this.byUse.get('title') ?? []
    const text = partTitle ?? own?.title ?? title
    // An error in the cell has been said already.
    const isBroken = row.cells.some((cell) => cell.column === column && cell.kind === 'error')
    if (!text && !isBroken) this.report('noTitle', row.number, column, null)
    if (text && text.length > LONGEST_TEXT)
      this.report('titleTooLong', row.number, column, text, LONGEST_TEXT)
    const version = row.cells.find(({ column }) => column === this.versionColumn)?.text
    return {
      row: row.number,
      ...(version !== undefined && { version }),
      source: row,
      fileRef: fileRef || null,
      wholeTitle: partTitle ? title : null,
      title: text ?? '',
      pillar: this.line(row, 'pillar'),
      section: this.line(row, 'section'),
      thirdLevel: this.line(row, 'thirdLevel'),
      description: cleanText(this.cells(row, 'description')[0]?.text ?? '') || null,
      lead: this.organisations(row, 'lead'),
      partners: this.organisations(row, 'partners'),
      start: this.date(row, 'start').date,
      due: due.date ?? (timescale && !this.byUse.has('due') ? this.timescaleDate(row) : null),
      timescale: promised,
      updates: this.updates(row),
      fields: this.fields(row),
    }
  }

  /** What is said of each day that columns are of, the oldest first, and of the row's own. */
  private updates(row: Row): RowUpdate[] {
    const days = new Map<string, { on: DatedTo | null; status: string | null; text: string | null }>()
    for (const use of ['status', 'update'] as const)
      for (const { column, text } of this.cells(row, use)) {
        const { on = null } = this.answerOf(column)
        const day = days.get(on?.date ?? LAST) ?? { on, status: null, text: null }
        if (use === 'status') day.status = this.status(row.number, column, text)
        else day.text = cleanText(text) || null
        days.set(on?.date ?? LAST, day)
      }
    const sorted = [...days].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, day]) => day)
    if (!sorted.some(({ status }) => status !== null)) this.withoutStatus += 1
    const last = sorted.at(-1)
    const basis = this.basis(row)
    const own = this.ownDay(row)
    return sorted
      .filter(({ status, text }) => status !== null || text !== null)
      .map((day) => ({
        ...day,
        on: day.on ?? own,
        ...(day === last ? basis : { basis: null, basisNote: null }),
      }))
  }

  private ownDay(row: Row): DatedTo | null {
    const [cell] = this.cells(row, 'updateDay')
    if (!cell) return null
    const date = this.readDate(row.number, cell)
    if (date === 'words') this.report('notDate', row.number, cell.column, cell.text)
    if (date === null || date === 'words') return null
    if (date.day > this.today) this.report('dayToCome', row.number, cell.column, cell.text)
    return toDatedTo(date)
  }

  /** The date of a cell, and its words where they say more or less than a day. */
  private date(row: Row, use: 'start' | 'due'): { date: FileDate | null; words: string | null } {
    const [cell] = this.cells(row, use)
    if (!cell) return { date: null, words: null }
    const { column, text } = cell
    const isDoubted = this.table.columns.some(
      (one) => one.column === column && one.doubt === 'noDates' && one.use === use,
    )
    if (isDoubted) return { date: null, words: null }
    const date = this.readDate(row.number, cell)
    if (date === 'words') {
      this.report('noDate', row.number, column, text)
      return { date: null, words: cleanLine(text) }
    }
    return { date, words: date && date.precision !== 'day' ? cleanLine(text) : null }
  }

  /** The date that a cell means; null where a problem was reported, "words" where it is no date at all. */
  private readDate(row: number, { kind, text, value, column }: Cell): FileDate | null | 'words' {
    if (kind === 'date')
      return typeof value === 'string' && /^\d{4}-/.test(value)
        ? { day: value.slice(0, 10), precision: 'day' }
        : 'words'
    const read =
      kind === 'number' && typeof value === 'number'
        ? (readDateText(text, null) ?? readDayNumber(value))
        : readDateText(text, this.answerOf(column).dayOrder)
    if (read === null) return 'words'
    if ('problem' in read) {
      // Asked once for the column.
      if (read.problem !== 'orderOpen') this.report(read.problem, row, column, text)
      else if (this.isFirst(`order ${column}`)) this.report('orderOpen', row, column, text)
      return null
    }
    if (read.isDayNumber && this.isFirst(`day number ${column}`))
      this.report('dayNumber', row, column, text, read.date.day)
    return read.date
  }

  /** What a promised timescale says of its end; words that say nothing of it are no problem here. */
  private timescaleDate(row: Row): FileDate | null {
    const [cell] = this.cells(row, 'timescale')
    if (!cell) return null
    if (cell.kind === 'date') return { day: String(cell.value).slice(0, 10), precision: 'day' }
    const read = cell.kind === 'text' ? readDateText(cell.text, this.answerOf(cell.column).dayOrder) : null
    return read && 'date' in read && !read.isDayNumber ? read.date : null
  }

  private isFirst(what: string): boolean {
    if (this.once.has(what)) return false
    this.once.add(what)
    return true
  }

  private organisations(row: Row, use: 'lead' | 'partners'): string[] {
    const found = this.cells(row, use).flatMap(({ text, column }) =>
      splitNames(text, this.answerOf(column).separator ?? 'none').map((name) => ({ name, column })),
    )
    return found.flatMap(({ name, column }) => {
      const folded = foldName(name)
      const known = this.names.get(folded) ?? { spellings: new Map(), row: row.number, column }
      known.spellings.set(name, (known.spellings.get(name) ?? 0) + 1)
      this.names.set(folded, known)
      return this.answers.organisations[folded] ?? [name]
    })
  }

  private status(row: number, column: number, text: string): string | null {
    const word = cleanLine(text)
    if (!word) return null
    const folded = foldName(word)
    const known = this.words.get(folded) ?? { spellings: new Map(), row, column }
    known.spellings.set(word, (known.spellings.get(word) ?? 0) + 1)
    this.words.set(folded, known)
    return folded
  }

  /** How the status is known: by the words that Cairn's own files and pages have for it. */
  private basis(row: Row): Pick<RowUpdate, 'basis' | 'basisNote'> {
    const [cell] = this.cells(row, 'basis')
    const note = cleanText(this.cells(row, 'basisNote')[0]?.text ?? '') || null
    const word = cell ? cell.text.trim().toLowerCase() : 'reported'
    const basis = word === 'estimated' ? 'illustrative' : (FILE_BASES.find((one) => one === word) ?? null)
    if (cell && basis === null && word !== 'reported')
      this.report('badBasis', row.number, cell.column, cell.text)
    if (cell && basis !== null && basis !== 'published' && note === null)
      this.report('noBasisNote', row.number, (this.byUse.get('basisNote') ?? [cell.column])[0] ?? 1, null)
    return { basis, basisNote: note }
  }

  private askStatuses() {
    for (const [folded, { spellings, row, column }] of this.words)
      if (this.answers.statuses[folded] === undefined)
        this.report(
          'statusOpen',
          row,
          column,
          pickSpelling(spellings),
          [...spellings.values()].reduce((a, b) => a + b, 0),
        )
  }

  private findGluedNames() {
    const all = new Set(this.names.keys())
    for (const [folded, { spellings, row, column }] of this.names) {
      const both = this.answers.organisations[folded] ? null : findTwoNames(folded, all)
      if (both)
        this.report(
          'twoNames',
          row,
          column,
          pickSpelling(spellings),
          both.map((name) => pickSpelling(this.names.get(name)?.spellings ?? new Map())).join(', '),
        )
    }
  }

  private fields(row: Row): RowValue[] {
    this.missOwn(row)
    return this.cells(row, 'ownField').flatMap((cell): RowValue[] => {
      const own = this.ownFieldOf(cell.column)
      if (own) {
        const value = this.ownValue(row.number, cell, own)
        return value === null
          ? []
          : [{ column: cell.column, text: cleanText(cell.text), value, field: own.code }]
      }
      const value = this.field(row.number, cell)
      return value === null ? [] : [{ column: cell.column, text: cleanText(cell.text), value }]
    })
  }

  private ownFieldOf(column: number): OwnField | undefined {
    const { use, field } = this.answerOf(column)
    return use === 'ownField' ? this.ownFields.find(({ code }) => code === field) : undefined
  }

  private ownValue(row: number, cell: Cell, field: OwnField): OwnValue | null {
    if (field.type === 'date') {
      const date = this.readDate(row, cell)
      if (date !== null && (date === 'words' || date.precision !== 'day')) {
        this.report('notDate', row, cell.column, cell.text)
        return null
      }
      return date && date.day
    }
    const read = readOwnCell(field, cell, this.answerOf(cell.column))
    if ('value' in read) return read.value
    this.report('ownField', row, cell.column, cell.text, read.error)
    return null
  }

  /** What the plan asks for and the row does not say. */
  private missOwn(row: Row) {
    for (const column of this.byUse.get('ownField') ?? []) {
      const own = this.ownFieldOf(column)
      if (own?.isRequired && !row.cells.some((cell) => cell.column === column && cell.text.trim() !== ''))
        this.report('ownField', row.number, column, null, ownFieldMessages.missing(own.label))
    }
  }

  private field(row: number, cell: Cell): string | number | boolean | null {
    const { kind, text, value, column } = cell
    const answer = this.answerOf(column)
    const asText = kind === 'text' && !this.isTextFile
    switch (answer.type) {
      case 'number': {
        if (kind === 'number' && typeof value === 'number') return value
        const number = readNumber(text, answer.decimal)
        if (number === 'open' && this.isFirst(`decimal ${column}`))
          this.report('decimalOpen', row, column, text)
        if (number === null) this.report('notNumber', row, column, text)
        if (typeof number === 'number' && asText) this.report('numberAsText', row, column, text, number)
        return typeof number === 'number' ? number : null
      }
      case 'yesNo': {
        if (kind === 'boolean' && typeof value === 'boolean') return value
        const answered = readYesNo(text)
        if (answered === null) this.report('notYesNo', row, column, text)
        else if (asText) this.report('yesNoAsText', row, column, text, answered ? 'yes' : 'no')
        return answered
      }
      case 'date': {
        const date = this.readDate(row, cell)
        if (date === 'words') this.report('notDate', row, column, text)
        return date === null || date === 'words' ? null : date.day
      }
      default:
        return cell.link ?? (cleanText(text) || null)
    }
  }

  /** In a list of words, one that stands once and is nearly another. */
  private checkWords(drafts: readonly Draft[]) {
    for (const column of this.byUse.get('ownField') ?? []) {
      if (this.answerOf(column).type !== 'oneOf') continue
      const words = new Map<string, { text: string; row: number; count: number }>()
      for (const { row, fields } of drafts)
        for (const { text } of fields.filter((field) => field.column === column)) {
          const known = words.get(foldName(text)) ?? { text, row, count: 0 }
          words.set(foldName(text), { ...known, count: known.count + 1 })
        }
      for (const [folded, { text, row, count }] of words) {
        const other = [...words].find(([one, { count: times }]) => times > count && isNear(one, folded))
        if (count === 1 && other) this.report('rareWord', row, column, text, other[1].text)
      }
    }
  }

  /** Without references of their own, actions are told apart by their titles. */
  private checkTitles(drafts: readonly Draft[]) {
    if (this.answers.references === 'columns') return
    const [column = 1] = this.byUse.get('title') ?? []
    const seen = new Map<string, Draft>()
    for (const draft of drafts) {
      if (!draft.title) continue
      const key = [draft.pillar, draft.section, draft.wholeTitle, draft.title]
        .map((text) => foldName(text ?? ''))
        .join('\n')
      const before = seen.get(key)
      if (!before) seen.set(key, draft)
      else if (isSameRow(before.source, draft.source))
        this.report('equalRow', draft.row, column, draft.title, before.row)
      else this.report('sameTitle', draft.row, column, draft.title, before.row)
    }
  }

  /** Gives each action its reference and its place. */
  private place(drafts: readonly Draft[]): PlanRow[] {
    const isNumbered = this.answers.references !== 'position'
    if (isNumbered) this.checkReferences(drafts)
    const refs = drafts.flatMap(({ fileRef }) => (fileRef ? [fileRef] : []))
    const parents =
      isNumbered && this.answers.parts === 'byReference'
        ? findParents(refs)
        : new Map<string, string | null>()
    const [column = 1] = this.byUse.get('reference') ?? this.byUse.get('title') ?? []
    const placed: PlanRow[] = []
    const wholes = new Map<string, PlanRow>()
    const parts = new Map<string, number>()
    let number = 0
    for (const { source: _, fileRef, wholeTitle, ...draft } of drafts) {
      let parentRef: string | null = null
      let ref = fileRef
      if (wholeTitle !== null) {
        const whole = wholes.get(wholeKey(draft, wholeTitle))
        if (whole) parentRef = whole.ref
        else
          this.report(
            'noParent',
            draft.row,
            (this.byUse.get('partTitle') ?? [])[0] ?? 1,
            draft.title,
            wholeTitle,
          )
      } else if (ref && parents.has(ref)) {
        parentRef = parents.get(ref) ?? null
        if (parentRef === null) this.report('noParent', draft.row, column, ref)
      }
      if (ref === null && parentRef !== null) {
        const part = (parts.get(parentRef) ?? 0) + 1
        parts.set(parentRef, part)
        ref = `${parentRef}.${part}`
      } else if (ref === null) ref = `${(number += 1)}`
      const row = { ...draft, ref, parentRef }
      placed.push(row)
      if (wholeTitle === null) wholes.set(wholeKey(draft, draft.title), row)
    }
    this.checkDepth(placed, column)
    return this.inheritSections(placed)
  }

  private checkDepth(rows: readonly PlanRow[], column: number) {
    const parentOf = new Map(rows.map(({ ref, parentRef }) => [ref, parentRef]))
    for (const { ref, row } of rows) {
      let depth = 1
      for (let next = parentOf.get(ref); next && depth <= DEEPEST; next = parentOf.get(next)) depth += 1
      if (depth > DEEPEST) this.report('tooDeep', row, column, ref)
    }
  }

  private checkReferences(drafts: readonly Draft[]) {
    const [column = 1] = this.byUse.get('reference') ?? this.byUse.get('title') ?? []
    const seen = new Map<string, number>()
    for (const { fileRef, row, source } of drafts) {
      if (!fileRef) continue
      const before = seen.get(foldNumber(fileRef))
      const cell = source.cells.find((one) => one.column === column)
      if (before === undefined) seen.set(foldNumber(fileRef), row)
      // 1.10 is 1.1 in a cell without a format.
      else if (cell?.kind === 'number' && /\.\d*[1-9]$/.test(fileRef))
        this.report('lostZero', row, column, fileRef, before)
      else this.report('sameReference', row, column, fileRef, before)
    }
  }

  /** A part is in the section of the action that it belongs to. */
  private inheritSections(rows: readonly PlanRow[]): PlanRow[] {
    const [column] = this.byUse.get('section') ?? []
    if (column === undefined) return [...rows]
    const byRef = new Map(rows.map((row) => [row.ref, row]))
    return rows.map((row) => {
      const whole = row.parentRef === null ? undefined : byRef.get(row.parentRef)
      const section = row.section ?? whole?.section ?? null
      if (section === null) this.report('noSection', row.row, column, null)
      else if (whole?.section && foldName(whole.section) !== foldName(section))
        this.report('otherSection', row.row, column, section, whole.section)
      return { ...row, section, pillar: row.pillar ?? whole?.pillar ?? null }
    })
  }
}

const wholeKey = ({ pillar, section }: Pick<PlanRow, 'pillar' | 'section'>, title: string) =>
  [pillar, section, title].map((text) => foldName(text ?? '')).join('\n')

const isSameRow = (one: Row, other: Row) =>
  one.cells.length === other.cells.length &&
  one.cells.every(
    ({ column, text }, at) => other.cells[at]?.column === column && other.cells[at]?.text === text,
  )

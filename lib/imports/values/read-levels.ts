/** Reads the sheets beside that of the actions, a row for each pillar, section, partner, timescale and outcome. */

import { type FileLevels, type LevelSheet, NO_LEVELS } from '@/lib/domain/imports/levels'
import type { RowProblem, RowProblemKind } from '@/lib/domain/imports/rows'
import type { Row, Spreadsheet } from '@/lib/domain/imports/spreadsheet'
import { cleanLine, cleanText, foldNumber } from '@/lib/domain/text'
import { LONGEST_TEXT } from '@/lib/schemas/form'
import { findLevel, type LevelField, type LevelTable } from '../table/level-sheets'
import { readDateText } from '../dates'

/** So much of what a cell shows is listed with its problem. */
const SHOWN = 200

export interface BesideActions {
  readonly levels: FileLevels
  readonly problems: readonly RowProblem[]
}

/** Takes a spreadsheet and the name of the sheet that has the actions; returns what the others say, and all that is wrong with them. */
export function readLevels({ sheets }: Spreadsheet, actionSheet: string): BesideActions {
  const problems: RowProblem[] = []
  const tables = sheets.flatMap((sheet) => (sheet.name === actionSheet ? [] : (findLevel(sheet) ?? [])))
  const rowsOf = (level: LevelSheet) =>
    tables.filter((table) => table.level === level).flatMap((table) => readTable(table, problems))
  return {
    problems,
    levels: {
      ...NO_LEVELS,
      pillars: rowsOf('pillars').map(({ code, name, aim }) => ({ code, name, aim: aim ?? '' })),
      sections: rowsOf('sections').map(({ code, name, pillar, note }) => ({
        code,
        title: name,
        pillar,
        note,
      })),
      partners: rowsOf('partners').map(({ code, name, abbreviation }) => ({ code, name, abbreviation })),
      timescales: rowsOf('timescales').flatMap(({ code, name, start, end }) =>
        start === null ? [] : [{ code, label: name, startsOn: start, endsOn: end }],
      ),
      outcomes: rowsOf('outcomes').map(({ code, name, pillar }) => ({ code, text: name, pillar })),
    },
  }
}

/** The cells of a row by what they are; days as days. */
type LevelRow = Readonly<Record<Exclude<LevelField, 'name'>, string | null>> & { readonly name: string }

function readTable(table: LevelTable, problems: RowProblem[]): LevelRow[] {
  const { level, sheet, header } = table
  const seen = new Map<string, number>()
  return sheet.rows
    .filter(({ number, cells }) => number > header.number && cells.length > 0)
    .flatMap((row) => {
      const { report, line, text, day } = readerOf(table, row, problems)
      const [code, name] = [line('code'), line('name')]
      if (name === null) {
        report('noTitle', 'name')
        return []
      }
      if (name.length > LONGEST_TEXT) report('titleTooLong', 'name', LONGEST_TEXT)
      const before = code === null ? undefined : seen.get(foldNumber(code))
      if (before !== undefined) report('sameReference', 'code', before)
      if (code !== null) seen.set(foldNumber(code), row.number)
      const [start, end] = [day('start'), day('end')]
      if (level === 'timescales' && line('start') === null) report('notDate', 'start')
      const [pillar, abbreviation] = [line('pillar'), line('abbreviation')]
      return [{ code, name, aim: text('aim'), note: text('note'), pillar, abbreviation, start, end }]
    })
}

function readerOf({ sheet, columns }: LevelTable, row: Row, problems: RowProblem[]) {
  const cellOf = (field: LevelField) => {
    const column = columns.get(field)?.column
    return row.cells.find((cell) => cell.column === column && cell.kind !== 'error')
  }
  const report = (kind: RowProblemKind, field: LevelField, about?: string | number) =>
    void problems.push({
      kind,
      row: row.number,
      column: columns.get(field)?.column ?? 1,
      value: cellOf(field)?.text.slice(0, SHOWN) ?? null,
      elsewhere: { sheet: sheet.name, header: columns.get(field)?.text ?? '' },
      ...(about !== undefined && { about }),
    })
  return {
    report,
    line: (field: LevelField) => cleanLine(cellOf(field)?.text ?? '') || null,
    text: (field: LevelField) => cleanText(cellOf(field)?.text ?? '') || null,
    day: (field: LevelField) => {
      const cell = cellOf(field)
      if (!cell) return null
      if (cell.kind === 'date') return String(cell.value).slice(0, 10)
      const read = readDateText(cell.text, 'dayFirst')
      if (read && 'date' in read) return read.date.day
      report('notDate', field)
      return null
    },
  }
}

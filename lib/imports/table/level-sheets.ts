/** Finds the sheets beside that of the actions: "Pillars", "Sections", "Partners", "Timescales" and "Outcomes", a row for each. */

import type { LevelSheet } from '@/lib/domain/imports/levels'
import type { Cell, Row, Sheet } from '@/lib/domain/imports/spreadsheet'
import { LEVELS, readHeader, WORDS } from './column-words'

export type LevelField = 'code' | 'name' | 'aim' | 'pillar' | 'note' | 'abbreviation' | 'start' | 'end'

// The longer ones are those of Cairn's own files.
const CODE = ['code', 'ref', 'reference', 'number', 'no', 'section code', 'partner code']
const NAME = ['name', 'title', 'label', 'text', 'description', 'section title', 'partner name']

/** What each sheet is called, and its columns. */
const SHEETS: Readonly<
  Record<
    LevelSheet,
    { readonly names: readonly string[]; readonly fields: Partial<Record<LevelField, readonly string[]>> }
  >
> = {
  pillars: { names: LEVELS[0] ?? [], fields: { code: CODE, name: NAME, aim: ['aim', 'aims'] } },
  sections: {
    // A column of outcomes often groups actions; a sheet of them does not.
    names: LEVELS[1]?.filter((name) => name !== 'outcome') ?? [],
    fields: { code: CODE, name: NAME, pillar: LEVELS[0] ?? [], note: ['note', 'notes'] },
  },
  partners: {
    names: ['partner', 'organisation', 'organization'],
    fields: { code: CODE, name: NAME, abbreviation: ['abbreviation', 'short name', 'acronym'] },
  },
  timescales: {
    names: ['timescale'],
    fields: { code: CODE, name: NAME, start: WORDS.start, end: WORDS.due },
  },
  outcomes: { names: ['outcome'], fields: { code: CODE, name: NAME, pillar: LEVELS[0] ?? [] } },
}
/** The header is among the first rows. */
const HEADER_ROWS = 10

export interface LevelTable {
  readonly level: LevelSheet
  readonly sheet: Sheet
  readonly header: Row
  readonly columns: ReadonlyMap<LevelField, Cell>
}

/** Takes a sheet; returns it as one of the plan’s levels, or null where it is none, hidden, or has no header that says so. */
export function findLevel(sheet: Sheet): LevelTable | null {
  const { base } = readHeader(sheet.name)
  const called = [base, base.replace(/s$/, '')]
  const level = (Object.keys(SHEETS) as LevelSheet[]).find((one) =>
    SHEETS[one].names.some((name) => called.includes(name)),
  )
  if (level === undefined || sheet.state !== 'visible') return null
  for (const header of sheet.rows.slice(0, HEADER_ROWS)) {
    const columns = new Map<LevelField, Cell>()
    for (const cell of header.cells) {
      const words = readHeader(cell.text).base
      const field = (Object.keys(SHEETS[level].fields) as LevelField[]).find((one) =>
        SHEETS[level].fields[one]?.includes(words),
      )
      if (field && !columns.has(field)) columns.set(field, cell)
    }
    if (columns.has('name') && columns.size > 1) return { level, sheet, header, columns }
  }
  return null
}

/** Reads the file of a plan in the thread that calls it. For an upload, lib/imports/read-plan-file.ts calls it in a thread of its own. */

import type { Spreadsheet } from '@/lib/domain/imports/spreadsheet'
import type { KeptAnswers } from '@/lib/domain/imports/kept-answers'
import type { GivenAnswers, ImportAnswers, ReadRows } from '@/lib/domain/imports/rows'
import type { OwnField } from '@/lib/domain/own-fields'
import type { Table } from '@/lib/domain/imports/table'
import { importMessages } from '@/lib/format/imports/messages'
import { openFile } from './file/open-file'
import { Refusal } from './file/refusal'
import { findHeader, findTable } from './table/find-table'
import { type KnownStatus, proposeAnswers } from './values/propose'
import { readLevels } from './values/read-levels'
import { readRows } from './values/read-rows'

/** What is to be read of a file, and what is known already. */
export interface ReadAsk {
  /** Null or left out: the likeliest. */
  readonly sheet?: string | null
  readonly headerRow?: number | null
  readonly given?: GivenAnswers
  /** Of the plan. */
  readonly statuses?: readonly KnownStatus[]
  /** The fields that the plan has of its own. */
  readonly fields?: readonly OwnField[]
  /** Whether it is imported into a plan: columns that a plan has no place for are left out, unless someone says otherwise. */
  readonly isForPlan?: boolean
  /** What was answered about the last files of the plan. */
  readonly lastTime?: KeptAnswers | null
}

export interface ReadFile {
  readonly refused?: undefined
  readonly spreadsheet: Spreadsheet
  /** The names of the sheets that can hold a table. */
  readonly tableSheets: readonly string[]
  /** Of the sheet that was asked for, or of the likeliest; null where there is none. */
  readonly table: Table | null
  /** What was answered, and what is proposed for the rest; null without a table. */
  readonly answers: ImportAnswers | null
  /** The table's rows by those answers. */
  readonly rows: ReadRows | null
}

export interface Refused {
  /** Why, in a sentence with the way out. */
  readonly refused: string
}

/** Takes the name of a file, its bytes, and what is to be read of it; returns what it holds, or why it is not read. */
export function readHere(name: string, bytes: Buffer, ask: ReadAsk = {}): ReadFile | Refused {
  return makeReader(name, bytes)(ask)
}

/** Takes the name of a file and its bytes; returns what reads it, as often as it is asked. The file is opened once. */
export function makeReader(name: string, bytes: Buffer): (ask: ReadAsk) => ReadFile | Refused {
  let opened: Spreadsheet | null = null
  return (ask) => {
    try {
      opened ??= openFile(name, bytes)
      return readSpreadsheet(opened, ask)
    } catch (error) {
      if (error instanceof Refusal) return { refused: error.message }
      throw error
    }
  }
}

function readSpreadsheet(spreadsheet: Spreadsheet, ask: ReadAsk): ReadFile {
  const { sheet = null, headerRow = null, given, statuses = [], isForPlan = false, lastTime = null } = ask
  const { fields = [] } = ask
  const names = spreadsheet.sheets.map((one) => one.name)
  if (sheet !== null && !names.includes(sheet)) throw new Refusal(importMessages.noSuchSheet(sheet, names))
  const table = findTable(spreadsheet, sheet, headerRow)
  const answers = table && proposeAnswers(table, statuses, given, isForPlan, lastTime, fields)
  return {
    spreadsheet,
    tableSheets: spreadsheet.sheets.filter((one) => findHeader(one) !== null).map((one) => one.name),
    table,
    answers,
    rows:
      table &&
      answers &&
      readRows(table, spreadsheet.kind === 'text', answers, readLevels(spreadsheet, table.sheet), fields),
  }
}

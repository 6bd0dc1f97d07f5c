/** Reads the file of a plan in the thread that calls it. For an upload, lib/imports/read-plan-file.ts calls it in a thread of its own. */

import type { Spreadsheet } from '@/lib/domain/imports/spreadsheet'
import type { Table } from '@/lib/domain/imports/table'
import { importMessages } from '@/lib/format/imports/messages'
import { openFile } from './file/open-file'
import { Refusal } from './file/refusal'
import { findHeader, findTable } from './table/find-table'

export interface ReadFile {
  readonly refused?: undefined
  readonly spreadsheet: Spreadsheet
  /** The names of the sheets that can hold a table. */
  readonly tableSheets: readonly string[]
  /** Of the sheet that was asked for, or of the likeliest; null where there is none. */
  readonly table: Table | null
}

export interface Refused {
  /** Why, in a sentence with the way out. */
  readonly refused: string
}

/** Takes the name of a file, its bytes, and the name of a sheet or null; returns what it holds, or why it is not read. */
export function readHere(name: string, bytes: Buffer, sheet: string | null): ReadFile | Refused {
  try {
    const spreadsheet = openFile(name, bytes)
    const names = spreadsheet.sheets.map((one) => one.name)
    if (sheet !== null && !names.includes(sheet)) throw new Refusal(importMessages.noSuchSheet(sheet, names))
    return {
      spreadsheet,
      tableSheets: spreadsheet.sheets.filter((one) => findHeader(one) !== null).map((one) => one.name),
      table: findTable(spreadsheet, sheet),
    }
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message }
    throw error
  }
}

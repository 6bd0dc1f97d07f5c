/** What a spreadsheet or text file holds, as plain data: the same whichever program wrote it. */

/** What a file is sent for: to become part of the plan, or to report on its actions. */
export const FILE_PURPOSES = ['plan', 'updates'] as const
export type FilePurpose = (typeof FILE_PURPOSES)[number]

export interface Cell {
  /** From 1 on: 1 is A. */
  readonly column: number
  readonly kind: 'text' | 'number' | 'boolean' | 'date' | 'error'
  /** As the program that made the file shows it. A cell with an error whose text is not known has none. */
  readonly text: string
  /** Of a date the ISO day, the time, or both with a T between; of an error null. */
  readonly value: string | number | boolean | null
  readonly link?: string
  /** The address of the merged cell that this one was filled from. */
  readonly filledFrom?: string
}

/** A row that holds something. Cells that hold nothing are left out. */
export interface Row {
  /** From 1 on, as the program numbers it. Of a text file: its records, blank lines counted. */
  readonly number: number
  readonly hidden: boolean
  /** In the order of their columns. */
  readonly cells: readonly Cell[]
}

export interface MergedRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface Sheet {
  readonly name: string
  /** "veryHidden" can only be shown again by a program. */
  readonly state: 'visible' | 'hidden' | 'veryHidden'
  readonly rows: readonly Row[]
  /** The last row that the file mentions, if only with a format. */
  readonly lastRow: number
  readonly hiddenColumns: readonly { readonly from: number; readonly to: number }[]
  readonly merged: readonly MergedRange[]
  readonly comments: number
}

/** Why a cell cannot be used as it is: of these only "damaged", a sign lost in the source, lets the rest of it be read. */
export type CellProblemKind = 'noResult' | 'errorValue' | 'missingText' | 'notNumber' | 'nul' | 'damaged'

export interface CellProblem {
  readonly sheet: string
  /** Such as C4. */
  readonly cell: string
  readonly kind: CellProblemKind
  /** What the cell holds, shortened; null where that is not known. */
  readonly value: string | null
}

export interface Spreadsheet {
  readonly kind: 'xlsx' | 'ods' | 'text'
  /** How the characters and cells of a text file are told apart. */
  readonly text?: {
    readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
    readonly separator: string
    /** Whether a byte order mark is at its start. */
    readonly mark: boolean
  }
  readonly sheets: readonly Sheet[]
  /** The first of them; `problemCount` says how many there are. */
  readonly problems: readonly CellProblem[]
  readonly problemCount: number
}

export const LAST_COLUMN = 16_384
export const LAST_ROW = 1_048_576

/** Takes the number of a column, from 1 on; returns its letters. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let left = column; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return letters
}

/** Takes an address such as B4; returns its row and column, or null where it is none of a spreadsheet. */
export function readAddress(address: string): { row: number; column: number } | null {
  const [, letters, digits] = /^\$?([A-Za-z]{1,3})\$?([1-9]\d{0,6})$/.exec(address) ?? []
  if (!letters || !digits) return null
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
  const row = Number(digits)
  return column <= LAST_COLUMN && row <= LAST_ROW ? { row, column } : null
}

export const addressOf = (row: number, column: number) => `${columnLetters(column)}${row}`

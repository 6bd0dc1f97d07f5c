/** The table of a plan within a sheet: its header, its columns with what each is likely to be, and its rows. */

import type { DatedTo } from '@/lib/domain/dates'
import type { Row } from './spreadsheet'

export const COLUMN_USES = [
  'title',
  'partTitle',
  'reference',
  'pillar',
  'section',
  'thirdLevel',
  'description',
  'lead',
  'partners',
  'start',
  'due',
  'timescale',
  'status',
  'update',
  'updateDay',
  'basis',
  'basisNote',
  'ownField',
  'leftOut',
] as const
export type ColumnUse = (typeof COLUMN_USES)[number]

/** What a plan has no place for yet: columns of it are read and checked, and not imported. */
export const NOT_KEPT: readonly ColumnUse[] = ['ownField', 'start', 'thirdLevel']

export interface TableColumn {
  /** From 1 on: 1 is A. */
  readonly column: number
  /** As it is in the file; empty where there is none. */
  readonly header: string
  /** The header, told apart from the same header elsewhere by letter and neighbour. */
  readonly name: string
  /** A guess, which a person confirms. */
  readonly use: ColumnUse
  /** Of statuses and updates: the day or month that the header names. */
  readonly on: DatedTo | null
  readonly isHidden: boolean
  /** Cells with something in them, in the rows that stay. */
  readonly filled: number
  /** How many of them were filled from a merged cell. */
  readonly filledFromMerged: number
  /** Its cells are not what its header says: of dates no cell is one, or of names and texts each is one. */
  readonly doubt: 'noDates' | 'onlyDates' | null
  /** Of statuses, and of columns that could be statuses: each word with its count, without case and outer spaces, most often first. */
  readonly values: readonly { readonly text: string; readonly count: number }[] | null
}

export type LeftOutReason =
  'above' | 'types' | 'hints' | 'example' | 'blank' | 'total' | 'heading' | 'note' | 'noName' | 'format'

/** Rows that are no actions, first and last included. */
export interface LeftOutRows {
  readonly from: number
  readonly to: number
  readonly why: LeftOutReason
}

export interface Table {
  readonly sheet: string
  readonly headerRow: number
  /** The first and last row below the header, types and hints, whether it stays or not; null where there is none. */
  readonly first: number | null
  readonly last: number | null
  readonly columns: readonly TableColumn[]
  /** Those that stay: each is an action or a part of one. Hidden ones are among them. */
  readonly rows: readonly Row[]
  readonly hiddenRows: readonly number[]
  readonly leftOut: readonly LeftOutRows[]
}

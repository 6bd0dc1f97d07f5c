/** The rows of a plan's table as what they say, once it is known what each column is; and what a person has to answer for that. */

import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import type { OwnValue } from '@/lib/domain/own-fields'
import type { Basis } from '@/lib/domain/plan/plan'
import type { FileLevels } from './levels'
import type { ColumnUse } from './table'

/** A date as a file gives it: the last day of the year, quarter or month that it names. */
export interface FileDate {
  readonly day: IsoDate
  readonly precision: 'day' | 'month' | 'quarter' | 'year'
}

/** Takes a date of a file; returns it as Cairn keeps dates. A quarter is kept as the last day of its last month. */
export const toDatedTo = ({ day, precision }: FileDate): DatedTo => ({
  date: day,
  precision: precision === 'quarter' ? 'month' : precision,
})

export type DayOrder = 'dayFirst' | 'monthFirst'
export type DecimalSign = '.' | ','
export const FIELD_TYPES = ['text', 'number', 'yesNo', 'date', 'oneOf', 'link'] as const
export type FieldType = (typeof FIELD_TYPES)[number]
/** What stands between the names in one cell; "none" where a cell holds one name. */
export const LIST_SEPARATORS = [',', ';', '/', '\n', 'none'] as const
export type ListSeparator = (typeof LIST_SEPARATORS)[number]

/** What is known of a column, by a proposal or a person. Null: it has to be asked. */
export interface ColumnAnswer {
  readonly use: ColumnUse
  /** Of organisations. */
  readonly separator?: ListSeparator
  /** Of dates as text such as 03/04/2025. */
  readonly dayOrder?: DayOrder | null
  /** Of a field of its own. */
  readonly type?: FieldType
  /** The code of the field of the plan's own that it is. */
  readonly field?: string
  /** Of numbers as text such as 1.250. */
  readonly decimal?: DecimalSign | null
  /** Of statuses and updates: the day of all of them. */
  readonly on?: DatedTo
}

export interface ImportAnswers {
  /** By the number of the column, 1 for A. */
  readonly columns: Readonly<Record<number, ColumnAnswer>>
  readonly hiddenRows: 'in' | 'out'
  /** Where the references of actions come from: columns of the file, the start of each title, or their position. */
  readonly references: 'columns' | 'titles' | 'position'
  /** Whether 2.1 is a part of 2 and 34a of 34, or each action stands alone. */
  readonly parts: 'byReference' | 'alone'
  /** The plan's status for each word of the file, folded; null where the word says that there is no update. */
  readonly statuses: Readonly<Record<string, string | null>>
  /** What is meant by a name of the file, folded: one organisation or several. */
  readonly organisations: Readonly<Record<string, readonly string[]>>
  /** Which actions count, where some have parts: the wholes, or what has no parts itself. Never both of one. */
  readonly counted: 'wholes' | 'leaves'
  /** The reference that an action of the plan had before, by the one that the file gives it. */
  readonly renumbered: Readonly<Record<string, string>>
  /** Since when statuses and updates are so that have no day of their own; null: today. A month or a year is its last day. */
  readonly on: DatedTo | null
  /** What becomes of the actions of the plan that are not in the file. */
  readonly missing: 'leave' | 'withdraw'
  /** Fields that others changed since Cairn made the file, and for which the file is to stand (clashKey of preview.ts). */
  readonly mine?: readonly string[]
}

/** What a person has answered so far; all else is proposed. */
export interface GivenAnswers extends Partial<Omit<ImportAnswers, 'columns'>> {
  readonly columns?: Readonly<Record<number, Partial<ColumnAnswer>>>
}

export interface RowValue {
  readonly column: number
  readonly text: string
  readonly value: OwnValue
  /** The code of the field of the plan's own that it is for. */
  readonly field?: string
}

/** How a file can say that a status is known. */
export const FILE_BASES = ['published', 'inferred', 'illustrative'] as const satisfies readonly Basis[]
export type FileBasis = (typeof FILE_BASES)[number]

/** What the file says of an action's progress. */
export interface RowUpdate {
  /** Since when it is so, by the header of its column or a column of days; null: since the day of the whole file. */
  readonly on: DatedTo | null
  /** The word of the file, folded. */
  readonly status: string | null
  readonly text: string | null
  /** How the status is known, where the file says it; else it was reported. */
  readonly basis: FileBasis | null
  /** What that rests on. */
  readonly basisNote: string | null
}

/** An action of the file, or a part of one. */
export interface PlanRow {
  readonly row: number
  readonly ref: string
  /** The reference of the action that it is a part of. */
  readonly parentRef: string | null
  readonly title: string
  readonly pillar: string | null
  readonly section: string | null
  readonly thirdLevel: string | null
  readonly description: string | null
  readonly lead: readonly string[]
  readonly partners: readonly string[]
  readonly start: FileDate | null
  readonly due: FileDate | null
  /** The promised timescale in the file's words. */
  readonly timescale: string | null
  /** The oldest first, and last what has no day of its own. */
  readonly updates: readonly RowUpdate[]
  readonly fields: readonly RowValue[]
  /** What Cairn's own file says of it when it was made (edit-version.ts). */
  readonly version?: string
}

export type RowProblemKind =
  // What stops.
  | 'noTitle'
  | 'titleTooLong'
  | 'sameTitle'
  | 'sameReference'
  | 'lostZero'
  | 'noParent'
  | 'tooDeep'
  | 'noSection'
  | 'otherSection'
  | 'noSuchDay'
  | 'noSuchMonth'
  | 'wrongOrder'
  | 'orderOpen'
  | 'decimalOpen'
  | 'notNumber'
  | 'notYesNo'
  | 'notDate'
  | 'dayToCome'
  | 'columnDoubt'
  | 'statusOpen'
  | 'badBasis'
  | 'noBasisNote'
  | 'ownField'
  // What is taken as said, once a person has seen it.
  | 'equalRow'
  | 'noDate'
  | 'dayNumber'
  | 'numberAsText'
  | 'yesNoAsText'
  | 'rareWord'
  | 'twoNames'

const WARNINGS: readonly RowProblemKind[] = [
  'equalRow',
  'noDate',
  'dayNumber',
  'numberAsText',
  'yesNoAsText',
  'rareWord',
  'twoNames',
]

export interface RowProblem {
  readonly kind: RowProblemKind
  readonly row: number
  readonly column: number
  /** What the cell shows, shortened; null of a cell with nothing in it. */
  readonly value: string | null
  /** What the sentence about it names besides: another row, a reference, a word. */
  readonly about?: string | number
  /** Where it is not in the table of the actions: its sheet, and the header of its column. */
  readonly elsewhere?: { readonly sheet: string; readonly header: string }
}

/** Takes a kind of problem; returns whether it can be accepted. All others stop an import. */
export const isWarning = (kind: RowProblemKind): boolean => WARNINGS.includes(kind)

export interface WordCount {
  /** As most cells spell it. */
  readonly text: string
  readonly folded: string
  readonly count: number
}

/** A name of the file, and those that it resembles. */
export interface NameCount extends WordCount {
  readonly near: readonly string[]
}

export interface ReadRows {
  readonly rows: readonly PlanRow[]
  /** What the other sheets of the file say of its levels, partners, timescales and outcomes. */
  readonly levels: FileLevels
  /** Levels in the order of the file. */
  readonly pillars: readonly string[]
  readonly sections: readonly string[]
  readonly statuses: readonly WordCount[]
  /** Actions that say no status. */
  readonly withoutStatus: number
  readonly organisations: readonly NameCount[]
  /** The first of them, in the order of the file; `problemCount` says how many there are. */
  readonly problems: readonly RowProblem[]
  readonly problemCount: number
  readonly errorCount: number
}

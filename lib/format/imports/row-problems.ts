/** Sentences about the rows of a plan's file: what is wrong with a cell, and the way out. */

import type { RowProblem, RowProblemKind } from '@/lib/domain/imports/rows'
import { count } from '@/lib/format/words'

type About = string | number | undefined

const SENTENCES: Readonly<Record<RowProblemKind, (about: About) => string>> = {
  noTitle: () => 'The row has no title. Enter one, or remove the row',
  titleTooLong: (most) =>
    `The title is longer than ${Number(most).toLocaleString('en-GB')} characters. Shorten it`,
  sameTitle: (row) =>
    `The same title is in row ${row}, with other values. Change one of the titles, or give each row a reference`,
  sameReference: (row) => `The same reference is in row ${row}. Change one of them`,
  lostZero: (row) =>
    `The same reference is in row ${row}. One of them may have been 1.10, which a cell without a format shows as 1.1. Format the column as text and enter it again`,
  noParent: (ref) =>
    ref === undefined
      ? 'The action that this is a part of has no row. Add the row, or choose that references make no parts'
      : `There is no action “${ref}” before this part of it, in the same section. Add its row, or correct the title`,
  tooDeep: () =>
    'This is a part of a part of a part. An action can have parts, and these can have parts, but no further. Change its reference, or choose that references make no parts',
  noSection: () => 'The row has no section. Enter one',
  otherSection: (section) => `The action that this is a part of is in “${section}”. Enter the same section`,
  noSuchDay: () => 'The calendar has no such day. Correct the date',
  noSuchMonth: () => 'There is no such month. Correct the date',
  wrongOrder: () =>
    'Day and month stand in the other order than in the rest of the column. Correct the date, or choose the other order for the column',
  orderOpen: () =>
    'The day or the month may come first, and no cell of the column settles it. Choose which comes first',
  decimalOpen: () =>
    'The sign may stand before the decimals or between the thousands. Choose the decimal sign of the column',
  notNumber: () => 'This is not a number. Correct it, or choose another type for the column',
  notYesNo: () => 'This is neither yes nor no. Correct it, or choose another type for the column',
  notDate: () => 'This is not a date. Correct it, or choose another type for the column',
  dayToCome: () => 'This day has not come yet. Nothing can be so since then: correct the date',
  columnDoubt: () => 'The cells below are not what the header says. Choose what the column is',
  statusOpen: (cells) =>
    `${count(Number(cells), 'row has', 'rows have')} this status. Choose what it means in the plan`,
  badBasis: () => 'Enter how the status is known: published, inferred or estimated. Or leave the cell empty',
  // The sentence names the field.
  ownField: (sentence) => String(sentence),
  noBasisNote: () => 'Say what the status rests on: the status itself is not published',
  equalRow: (row) => `The row is the same as row ${row}. Both are imported`,
  noDate: () => 'This is no date. It is kept as the promised timescale',
  dayNumber: (day) =>
    `Numbers in this column are read as the days that spreadsheets mean by them: this one as ${day}`,
  numberAsText: (value) => `The number is stored as text. It is read as ${value}`,
  yesNoAsText: (value) => `The answer is stored as text. It is read as ${value}`,
  rareWord: (word) => `The word stands here only, and is nearly “${word}”. Correct it, or keep both`,
  twoNames: (names) =>
    `These look like two names without anything between them: ${names}. Say which are meant`,
}

/** Takes a problem; returns its sentence, without a full stop. */
export const describeRowProblem = ({ kind, about }: RowProblem): string => SENTENCES[kind](about)

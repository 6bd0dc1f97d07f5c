/** Sentences about a spreadsheet in which someone reports on several actions: its columns, how to fill it in, and what is wrong with one. */

import { MOST_SHEET_ROWS, type SheetField } from '@/lib/domain/updates/update-sheet'
import { FIELD_NAMES, updateMessages } from './messages'

/** What the columns that people fill in are called. */
export const SHEET_TITLES: Readonly<Record<SheetField, string>> = {
  status: FIELD_NAMES.status,
  narrative: FIELD_NAMES.narrative,
  reason: FIELD_NAMES.reason,
  mitigation: FIELD_NAMES.mitigation,
  effectiveOn: FIELD_NAMES.effectiveOn,
  dueOn: FIELD_NAMES.dueOn,
  dueReason: updateMessages.dueReasonLabel,
  evidence: FIELD_NAMES.evidence,
}

/** What the columns are called that say which row is which. */
export const KEY_TITLES = {
  ref: 'Reference',
  title: 'Title',
  last: 'Last update',
  id: 'Cairn id',
  version: 'Cairn version',
} as const

/** How to fill in each column. */
export const SHEET_HELP: Readonly<Record<SheetField, string>> = {
  status: 'Choose one of the list. The sheet Statuses says what each means.',
  narrative: 'What progress has been made. Always needed in a row that you change.',
  reason: 'Only for a status that needs attention: why it is so.',
  mitigation: 'Only for a status that needs attention: what is being done about it.',
  effectiveOn:
    'Since when this is so, such as 2026-03-31. Left empty, it is the day on which you upload the file. To say that nothing has changed, enter only this date.',
  dueOn: 'The date that holds now. Enter another one to change it.',
  dueReason: 'Only where you change the due date: why.',
  evidence:
    'Links that show it, each on a line of its own: the title, a space, and the address. Needed where something is complete.',
}

export const sheetMessages = {
  title: 'Work in a spreadsheet',
  from: (file: string) => `From a spreadsheet: ${file}`,
  sheetLine: 'Change the yellow cells of the rows that you report on, and leave all other rows as they are.',
  howTo: [
    'Change only what has changed. A row in which you change nothing makes no update.',
    'The other cells say which row is which. They are protected, and what is changed there is refused.',
    'Delete the rows that you do not need. Rows that you add are refused.',
    'Save the file as .xlsx or .ods, and upload it where you downloaded it. You see what changes before anything is saved.',
    'If someone else reports on the same action meanwhile, you are asked which text is to stand.',
  ],

  cannot: 'There is no action of this plan that you can report on. Its editors choose who reports on which.',
  tooMany: (count: number) =>
    `The file would have ${count.toLocaleString('en-GB')} actions. It can have ${MOST_SHEET_ROWS.toLocaleString('en-GB')}: choose a part of the plan`,
  none: 'There is no action here that you can report on',

  notOurs:
    'This is no file from “Work in a spreadsheet”. Download one there, fill it in, and upload that. To add actions or change their titles, import the file instead',
  columnsMissing: (names: readonly string[]) =>
    `The file has no column ${names.map((name) => `“${name}”`).join(', ')} any more. Download it again and copy your text into that`,
  tooManyRows: (most: number) =>
    `The file has more than ${most.toLocaleString('en-GB')} rows. Delete the rows in which you changed nothing`,
  otherPlan: 'The file is of another plan. Upload it there',
  noFile: 'You have not uploaded a file.',
  dropped: 'The file was deleted. Nothing of it is saved.',
  changed: 'The plan or your file has changed since you saw what would be saved. Check it again, then save',
  notReady: 'Some rows still need your attention. Correct them or choose first',
  nothing: 'There is nothing to save',
  saved: (file: string, updates: string, waits: boolean) =>
    `${updates} saved from “${file}”.${waits ? ' They are waiting for approval.' : ''}`,

  noSuchAction: 'This row is of no action of the plan. Delete it',
  rowAdded: 'This row was not in the file that you downloaded. Delete it, or report on the action in Cairn',
  twice: (row: number) => `The same action stands in row ${row}. Delete one of the two`,
  otherAction: (ref: string) =>
    `The cells that say which action this is were changed: they are of action ${ref}. Download the file again and copy your text into the right row`,
  versionChanged:
    'The cell “Cairn version” was changed. Download the file again and copy your text into that',
  notYours: 'You cannot report on this action. Leave the row as it was, or ask an editor of the plan',
  statusUnknown: (word: string) => `“${word}” is no status of this plan. Choose one of the list`,
  noDate: 'Enter the date as year, month and day, such as 2026-03-31',
  dateOpen:
    'It is not clear which number is the day and which the month. Enter the date as year, month and day, such as 2026-03-31',
  tooManyLinks: (most: number) => `Give no more than ${most} links`,
  cellError: 'The cell shows an error. Enter the text or date again',
} as const

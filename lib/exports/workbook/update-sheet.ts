/** A spreadsheet in which someone reports on several actions: what stands in Cairn now, to be changed and uploaded again. */

import type { PlanState } from '@/lib/domain/plan/plan'
import {
  SHEET_FIELDS,
  type SheetCells,
  type SheetVersion,
  writeVersion,
} from '@/lib/domain/updates/update-sheet'
import { formatDay } from '@/lib/format/dates'
import { KEY_TITLES, SHEET_HELP, SHEET_TITLES, sheetMessages } from '@/lib/format/updates/sheet-messages'
import type { Sheet, SheetTable, Workbook } from './workbook'

/** An action as its row shows it. */
export interface SheetAction {
  readonly id: string
  readonly ref: string
  readonly title: string
  /** The day of the update that the row shows. */
  readonly lastOn: string | null
  readonly cells: SheetCells
  readonly version: SheetVersion
}

const STATUSES = 'Statuses'
const HOW_TO = 'How_to_fill_this_in'

const WIDTHS: Readonly<Record<(typeof SHEET_FIELDS)[number], number>> = {
  status: 24,
  narrative: 60,
  reason: 40,
  mitigation: 40,
  effectiveOn: 16,
  dueOn: 16,
  dueReason: 40,
  evidence: 40,
}

/** Takes a plan, its actions in their order, and when the file is made (an instant); returns the workbook. */
export function updateWorkbook(plan: PlanState, actions: readonly SheetAction[], made: string): Workbook {
  const title = `${plan.shortTitle}: updates`
  return {
    title,
    author: plan.publishers.join(', ') || plan.title,
    subject: plan.title,
    made,
    sheets: [
      {
        name: 'Updates',
        title: `Updates: ${plan.title}`,
        lines: [`As at ${formatDay(made.slice(0, 10))}. ${sheetMessages.sheetLine}`],
        table: updateTable(actions),
        isProtected: true,
      },
      list(HOW_TO, 'How to fill this in', [
        ['Column', 28],
        ['What to enter', 100],
      ])([
        ...sheetMessages.howTo.map((line) => ['All rows', line]),
        ...SHEET_FIELDS.map((field) => [SHEET_TITLES[field], SHEET_HELP[field]]),
      ]),
      list(STATUSES, `Statuses of ${plan.shortTitle}`, [
        ['Status', 28],
        ['What it says', 100],
      ])(plan.statuses.map(({ label, definition }) => [label, definition])),
    ],
  }
}

function updateTable(actions: readonly SheetAction[]): SheetTable {
  const text = (title: string, width: number) => ({ title, width, type: 'string' as const })
  return {
    columns: [
      text(KEY_TITLES.ref, 12),
      text(KEY_TITLES.title, 40),
      { ...text(KEY_TITLES.last, 14), type: 'date' },
      ...SHEET_FIELDS.map((field) => ({
        title: SHEET_TITLES[field],
        width: WIDTHS[field],
        type: field === 'effectiveOn' || field === 'dueOn' ? ('date' as const) : ('string' as const),
        isOpen: true,
        ...(field === 'status' && { choices: STATUSES }),
      })),
      text(KEY_TITLES.id, 38),
      text(KEY_TITLES.version, 38),
    ],
    rowCount: actions.length,
    rows: actions.map(({ ref, title, lastOn, cells, id, version }) => [
      ref,
      title,
      lastOn,
      ...SHEET_FIELDS.map((field) => cells[field]),
      id,
      writeVersion(version),
    ]),
  }
}

function list(name: string, title: string, columns: readonly (readonly [string, number])[]) {
  return (rows: readonly (readonly string[])[]): Sheet => ({
    name,
    title,
    lines: [],
    table: {
      columns: columns.map(([header, width]) => ({ title: header, width, type: 'string' })),
      rowCount: rows.length,
      rows,
    },
    isProtected: true,
  })
}

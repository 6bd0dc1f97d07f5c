/** The rows of a spreadsheet in which someone reports on several actions: what Cairn writes into it, and what came back. */

import type { IsoDate } from '@/lib/domain/dates'
import type { ProgressReport } from '@/lib/domain/plan/progress-report'
import { bucketLabel, type HasStatuses } from '@/lib/domain/status/status'
import { cleanText, withoutGuard } from '@/lib/domain/text'

/** So many actions stand in one file. */
export const MOST_SHEET_ROWS = 1_000

/** What people fill in, in the order of the columns. */
export const SHEET_FIELDS = [
  'status',
  'narrative',
  'reason',
  'mitigation',
  'effectiveOn',
  'dueOn',
  'dueReason',
  'evidence',
] as const
export type SheetField = (typeof SHEET_FIELDS)[number]

/** As text: days as ISO has them, evidence one link on each line, the title before the address. */
export type SheetCells = Readonly<Record<SheetField, string>>

/** What a row showed when the file was made. */
export interface SheetVersion {
  /** The newest update, and the one that the row shows: another where the newest was returned. */
  readonly newestId: string | null
  readonly shownId: string | null
  /** The due date that held, and the one that the row shows: another where one waits for approval. */
  readonly dueOn: IsoDate | null
  readonly shownDueOn: IsoDate | null
}

export interface SheetRow {
  /** From 1 on, as the program numbers it. */
  readonly row: number
  readonly id: string
  readonly ref: string
  /** Null where the cell was changed. */
  readonly version: SheetVersion | null
  readonly cells: SheetCells
  readonly problems: readonly CellFault[]
}

/** What is wrong with a cell, with the way out; without a field it is the whole row. */
export interface CellFault {
  readonly field: SheetField | null
  readonly value: string
  readonly why: string
}

const NOTHING = '-'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const DAY = /^\d{4}-\d\d-\d\d$/

/** Takes what a row shows; returns it as the row's last cell has it. */
export function writeVersion({ newestId, shownId, dueOn, shownDueOn }: SheetVersion): string {
  return [newestId, shownId, dueOn, shownDueOn].map((part) => part ?? NOTHING).join(' ')
}

/** Takes that cell; returns what the row showed, or null where it is no such cell. */
export function readVersion(text: string): SheetVersion | null {
  const parts = text.trim().split(' ')
  const fits = (part: string | undefined, form: RegExp) => part === NOTHING || form.test(part ?? '')
  const [newest, shown, due, shownDue] = parts
  if (parts.length !== 4 || ![newest, shown].every((part) => fits(part, UUID))) return null
  if (![due, shownDue].every((part) => fits(part, DAY))) return null
  const read = (part: string | undefined) => (part === undefined || part === NOTHING ? null : part)
  return { newestId: read(newest), shownId: read(shown), dueOn: read(due), shownDueOn: read(shownDue) }
}

/** Takes a plan, the update that a row shows (null for none), the due date and why that is asked for; returns what the cells of the row hold. */
export function startCells(
  plan: HasStatuses,
  report: ProgressReport | null,
  shownDueOn: IsoDate | null,
  dueReason: string,
): SheetCells {
  return {
    status: report?.status ? bucketLabel(plan, report.status) : '',
    narrative: withoutTabs(report?.narrative),
    reason: withoutTabs(report?.reason),
    mitigation: withoutTabs(report?.mitigation),
    effectiveOn: '',
    dueOn: shownDueOn ?? '',
    dueReason,
    evidence: (report?.evidence ?? [])
      .map(({ title, url }) => `${title.replace(/\s+/g, ' ')} ${url}`)
      .join('\n'),
  }
}

/** LibreOffice drops the tabs of a cell. */
const withoutTabs = (text = '') => text.replaceAll('\t', ' ')

/** Takes the cells that came back and those that were written; returns the fields that someone changed. */
export function touchedFields(cells: SheetCells, start: SheetCells): SheetField[] {
  return SHEET_FIELDS.filter((field) => plain(cells[field]) !== plain(start[field]))
}

/** LibreOffice makes one space of several, and Cairn puts a quote before what looks like a formula. */
const plain = (text: string) =>
  cleanText(withoutGuard(text))
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')

/** Takes the cell of the evidence; returns its links, a line each. A line without an address is a title alone, and without a title an address alone. */
export function readLinks(text: string): { readonly title: string; readonly url: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.search(/\S+$/)
      const last = line.slice(at)
      return /:\/\//.test(last) ? { title: line.slice(0, at).trim(), url: last } : { title: line, url: '' }
    })
}

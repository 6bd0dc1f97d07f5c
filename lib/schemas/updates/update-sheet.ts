/** A row of a spreadsheet with updates as the form would send it, and what was chosen where someone else reported meanwhile. */

import { z } from 'zod'
import type { IsoDate } from '@/lib/domain/dates'
import { type ProgressReport, REPORT_FIELDS, type ReportField } from '@/lib/domain/plan/progress-report'
import { type HasStatuses, statusFromLabel } from '@/lib/domain/status/status'
import {
  type CellFault,
  readLinks,
  type SheetCells,
  type SheetField,
  type SheetVersion,
  touchedFields,
} from '@/lib/domain/updates/update-sheet'
import { sheetMessages } from '@/lib/format/updates/sheet-messages'
import { fillDate } from '@/lib/schemas/date-fields'
import type { FormErrors, FormState, FormValues } from '@/lib/schemas/form'
import { updateMessages } from '@/lib/format/updates/messages'
import type { Sight } from './judge-report'
import { MOST_EVIDENCE } from './progress-report'

/** Where a file is made of: one's own actions, all that one may report on, or a section's. */
export function readScope(value: unknown): SheetScope | null {
  if (value === 'mine' || value === 'all') return { of: value }
  const [, code] = typeof value === 'string' ? (/^section:(.{1,200})$/.exec(value) ?? []) : []
  return code === undefined ? null : { of: 'section', code }
}

export type SheetScope =
  { readonly of: 'mine' } | { readonly of: 'all' } | { readonly of: 'section'; readonly code: string }

/** The days of what was left empty, and the due date that holds now. */
interface Now {
  readonly today: IsoDate
  readonly dueOn: IsoDate | null
}

/** What a row showed when the file was made. */
interface Start {
  /** Null where no one had reported. */
  readonly report: ProgressReport | null
  readonly cells: SheetCells
  readonly version: SheetVersion
}

/**
 * Takes a plan, the cells of a row, what the row showed, and what holds now; returns what the form for the action would send, and what no
 * form could send. Cells that no one touched say exactly what is recorded, whatever a program made of their spaces.
 */
export function toFormValues(
  plan: HasStatuses,
  cells: SheetCells,
  start: Start,
  now: Now,
): { readonly values: FormValues; readonly faults: readonly CellFault[] } {
  const touched = touchedFields(cells, start.cells)
  const faults: CellFault[] = []
  const text = (field: 'narrative' | 'reason' | 'mitigation') =>
    touched.includes(field) ? cells[field] : (start.report?.[field] ?? '')
  const code = touched.includes('status')
    ? statusFromLabel(plan, cells.status)
    : (start.report?.status ?? null)
  if (code === null && cells.status !== '')
    faults.push({ field: 'status', value: cells.status, why: sheetMessages.statusUnknown(cells.status) })
  const links = touched.includes('evidence') ? readLinks(cells.evidence) : (start.report?.evidence ?? [])
  if (links.length > MOST_EVIDENCE)
    faults.push({ field: 'evidence', value: cells.evidence, why: sheetMessages.tooManyLinks(MOST_EVIDENCE) })
  // The date that held then was not asked for, and neither is the one that holds now.
  const { dueOn: heldThen, shownDueOn } = start.version
  const isOld = !touched.includes('dueOn') && heldThen === shownDueOn
  const dueOn = isOld || cells.dueOn === '' || cells.dueOn === now.dueOn ? null : cells.dueOn
  const isMovedAlready = touched.includes('dueOn') && cells.dueOn === now.dueOn
  const isOldReason = dueOn === null && (isMovedAlready || !touched.includes('dueReason'))
  return {
    faults,
    values: {
      status: code ?? '',
      narrative: text('narrative'),
      reason: text('reason'),
      mitigation: text('mitigation'),
      ...fillDate('effective', cells.effectiveOn || now.today),
      ...fillDate('due', dueOn),
      'due-reason': isOldReason ? '' : cells.dueReason,
      ...Object.fromEntries(
        links.slice(0, MOST_EVIDENCE).flatMap(({ title, url }, at) => [
          [`evidence-${at + 1}-title`, title],
          [`evidence-${at + 1}-url`, url],
        ]),
      ),
    },
  }
}

/** Takes the errors of a form and the cells that it was made of; returns them by the columns of the row. */
export function toFaults(errors: FormErrors, cells: SheetCells): CellFault[] {
  return Object.entries(errors).map(([input, why]) => {
    const field = fieldOf(input)
    return { field, value: field === null ? '' : cells[field], why }
  })
}

const INPUTS: readonly (readonly [RegExp, SheetField])[] = [
  [/^due-reason$/, 'dueReason'],
  [/^due/, 'dueOn'],
  [/^effective/, 'effectiveOn'],
  [/^evidence/, 'evidence'],
  [/^status$/, 'status'],
  [/^narrative$/, 'narrative'],
  [/^reason$/, 'reason'],
  [/^mitigation$/, 'mitigation'],
]

const fieldOf = (input: string): SheetField | null =>
  INPUTS.find(([pattern]) => pattern.test(input))?.[1] ?? null

const side = z.enum(['mine', 'theirs'])

/** What was chosen, by the action's id. */
const answers = z.record(
  z.string(),
  z.object({
    seen: z.object({ updateId: z.string().nullable(), dueOn: z.string().nullable() }),
    compared: z.enum(['all', 'due']),
    choices: z.partialRecord(z.enum(REPORT_FIELDS), side),
  }),
)

export type SheetAnswers = Readonly<Record<string, Sight & { readonly compared: 'all' | 'due' }>>

/** Takes what was kept of the choices; returns them, and none where an earlier version of Cairn kept them otherwise. */
export function readSheetAnswers(kept: unknown): SheetAnswers {
  const read = answers.safeParse(kept)
  return read.success ? (read.data as SheetAnswers) : {}
}

/** Two versions that someone has to choose between. */
interface Asked extends Omit<Sight, 'choices'> {
  readonly id: string
  readonly row: number
  readonly compared: 'all' | 'due'
  readonly fields: readonly ReportField[]
}

export const choiceField = (row: number, field: ReportField) => `choice-${row}-${field}`

/** Takes what was sent, and the versions that it was asked about; returns what was chosen, or which choice is missing. */
export function checkChoices(
  values: FormValues,
  asked: readonly Asked[],
): { readonly answers: SheetAnswers; readonly errors: FormState['errors'] } {
  const errors: Record<string, string> = {}
  const chosen = asked.map(({ id, row, seen, compared, fields }) => {
    const choices = fields.flatMap((field) => {
      const name = choiceField(row, field)
      const read = side.safeParse(values[name])
      if (!read.success) errors[name] = updateMessages.versionMissing(field)
      return read.success ? [[field, read.data] as const] : []
    })
    return [id, { seen, compared, choices: Object.fromEntries(choices) }] as const
  })
  return { answers: Object.fromEntries(chosen), errors }
}

/** Opening the file with updates that someone has uploaded. */

import 'server-only'
import type { KnownActor } from '@/lib/domain/people/permissions'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { SheetRow } from '@/lib/domain/updates/update-sheet'
import { today } from '@/lib/clock'
import { sheetMessages } from '@/lib/format/updates/sheet-messages'
import { readPlanFile } from '@/lib/imports/read-plan-file'
import { readUpdateSheet } from '@/lib/imports/update-sheet'
import {
  type OwnSheet,
  previewSheet,
  readOwnSheet,
  type SheetPreview,
} from '@/lib/queries/updates/update-sheet'

/** Takes the name of a file and its bytes; returns its rows, or why it is not read. */
export async function readSheetFile(
  name: string,
  bytes: Buffer,
): Promise<
  { readonly refused?: undefined; readonly rows: readonly SheetRow[] } | { readonly refused: string }
> {
  const read = await readPlanFile(name, bytes, {})
  return read.refused === undefined ? readUpdateSheet(read.spreadsheet) : read
}

/** The file with its rows, and what saving it would do. */
interface OpenedSheet {
  readonly refused?: undefined
  readonly sheet: OwnSheet & { readonly rows: readonly SheetRow[] }
  readonly preview: SheetPreview
}

/** Takes a plan and who asks; returns the file that they have uploaded, or why it cannot be read; null where there is none. */
export async function openOwnSheet(
  plan: PlanState,
  actor: KnownActor,
): Promise<OpenedSheet | { readonly refused: string } | null> {
  const found = await readOwnSheet(plan.id)
  if (!found) return null
  const { bytes, ...own } = found
  const read = await readSheetFile(own.name, bytes)
  if (read.refused !== undefined) return read
  const { rows } = read
  if (!rows.some(({ id }) => plan.actions.some((action) => action.id === id)))
    return { refused: sheetMessages.otherPlan }
  const sheet = { ...own, rows }
  return { sheet, preview: await previewSheet({ plan, actor, today: today() }, rows, sheet) }
}

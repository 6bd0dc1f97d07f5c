'use server'

import { redirect } from 'next/navigation'
import { isStructureKind, type StructureKind } from '@/lib/domain/structure'
import { fieldLabels } from '@/lib/format/structure-words'
import { moveRecord } from '@/lib/mutations/structure/move-record'
import { removeRecord } from '@/lib/mutations/structure/remove-record'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state'
import { type FormState, type FormValues, readValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'
import { checkRecord } from '@/lib/schemas/structure'

/** Adds a record to a plan, or saves the one of the code. */
export async function submitRecord(
  slug: string,
  kind: StructureKind,
  code: string | null,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  if (!isStructureKind(kind)) return { values, errors: { form: 'This form is not one of ours' } }
  const { data, state } = checkRecord(kind, values)
  if (state) return state
  let saved: string
  try {
    const opened = code === null ? null : { code, fingerprint: String(values.fingerprint ?? '') }
    saved = await saveRecord(slug, opened, data)
  } catch (error) {
    return showRefusal(error, values, await labelsOf(slug))
  }
  redirect(placeOf(slug, kind, saved, values))
}

/** Removes a record that nothing refers to. */
export async function submitRemoval(
  slug: string,
  kind: StructureKind,
  code: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  const values = readValues(form)
  if (!isStructureKind(kind) || kind === 'action')
    return { values, errors: { form: 'An action is never removed: withdraw, merge or supersede it' } }
  try {
    await removeRecord(slug, kind, code)
  } catch (error) {
    return showRefusal(error, values)
  }
  redirect(paths.structure(slug))
}

/** Moves a record past its neighbour. The button that was pressed says which, and where: "action up 18.2". */
export async function submitMove(slug: string, _: FormState, form: FormData): Promise<FormState> {
  const values = readValues(form)
  const [, kind = '', direction, code = '', open = ''] =
    /^(\w+) (up|down) (\S+)(?: in (\S+))?$/.exec(String(values.move ?? '')) ?? []
  if (!isStructureKind(kind) || kind === 'partner' || (direction !== 'up' && direction !== 'down'))
    return { values: {}, errors: { form: 'Press one of the buttons beside a line to move it' } }
  try {
    await moveRecord(slug, kind, code, direction)
  } catch (error) {
    return showRefusal(error, {})
  }
  redirect(`${paths.structure(slug, open || undefined)}#${kind}-${code}`)
}

/** Where on the structure's page the record stands. */
function placeOf(slug: string, kind: StructureKind, code: string, values: FormValues): string {
  const open = kind === 'action' ? String(values.section ?? '') : undefined
  return `${paths.structure(slug, open)}#${kind}-${code}`
}

async function labelsOf(slug: string) {
  const plan = await readPlan(slug)
  return plan ? fieldLabels(plan.words) : {}
}

'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { isStructureKind, type StructureKind } from '@/lib/domain/structure'
import { fieldLabels } from '@/lib/format/structure-words'
import { moveRecord } from '@/lib/mutations/structure/move-record'
import { removeRecord } from '@/lib/mutations/structure/remove-record'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state'
import { boundKind, boundText } from '@/lib/schemas/bound'
import { type FormValues } from '@/lib/schemas/form'
import { showRefusal } from '@/lib/schemas/refusal'
import { checkRecord } from '@/lib/schemas/structure'

/** Adds a record to a plan, or saves the one of the code. */
export const submitRecord = checkedSubmit(
  [boundText, boundKind, boundText.nullable()],
  async (slug, kind, code, values) => {
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
  },
)

/** Removes a record that nothing refers to. */
export const submitRemoval = checkedSubmit([boundText, boundKind, boundText], async (slug, kind, code) => {
  await removeRecord(slug, kind, code)
  redirect(paths.structure(slug))
})

/** Moves a record past its neighbour. The button that was pressed says which, and where: "action up 18.2". */
export const submitMove = checkedSubmit([boundText], async (slug, values) => {
  const [, kind = '', direction, code = '', open = ''] =
    /^(\w+) (up|down) (\S+)(?: in (\S+))?$/.exec(String(values.move ?? '')) ?? []
  if (!isStructureKind(kind) || kind === 'partner' || (direction !== 'up' && direction !== 'down'))
    return { values: {}, errors: { form: 'Press one of the buttons beside a line to move it' } }
  await moveRecord(slug, kind, code, direction)
  redirect(`${paths.structure(slug, open || undefined)}#${kind}-${code}`)
})

/** Where on the structure's page the record stands. */
function placeOf(slug: string, kind: StructureKind, code: string, values: FormValues): string {
  const open = kind === 'action' ? String(values.section ?? '') : undefined
  return `${paths.structure(slug, open)}#${kind}-${code}`
}

async function labelsOf(slug: string) {
  const plan = await readPlan(slug)
  return plan ? fieldLabels(plan.words) : {}
}

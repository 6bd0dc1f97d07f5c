'use server'

import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { RIGHTS } from '@/lib/auth/rights'
import { isCitingKind, isStructureKind, type StructureKind, titleOf } from '@/lib/domain/structure/structure'
import {
  fieldLabels,
  findRecord,
  describeRecord,
  describeSaved,
  nameUnder,
} from '@/lib/format/structure/structure-words'
import { labelOwnFields } from '@/lib/schemas/structure/own-values'
import { moveRecord } from '@/lib/mutations/structure/move-record'
import { removeRecord } from '@/lib/mutations/structure/remove-record'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { paths } from '@/lib/paths'
import { NotFoundError } from '@/lib/errors'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readPlanInside } from '@/lib/queries/plan-state/inside-fields'
import { boundKind, boundText } from '@/lib/schemas/bound'
import { type FormValues } from '@/lib/schemas/form'
import { showRefusal } from '@/app/refusal'
import { checkRecord, checkWithdrawal } from '@/lib/schemas/structure/structure'

/** Adds a record to a plan, or saves the one of the code. */
export const submitRecord = checkedSubmit(
  RIGHTS.editStructure,
  [boundText, boundKind, boundText.nullable()],
  async (slug, kind, code, values) => {
    const plan = await readPlanInside(slug)
    if (!plan) throw new NotFoundError('plan', slug)
    const { data, state } = checkRecord(kind, values, plan)
    if (state) return state
    let saved: string
    try {
      const opened = code === null ? null : { code, fingerprint: String(values.fingerprint ?? '') }
      saved = await saveRecord(slug, opened, data)
    } catch (error) {
      return showRefusal(error, values, { ...fieldLabels(plan.words), ...labelOwnFields(plan.fields) })
    }
    const before = code !== null ? findRecord(plan, kind, code) : null
    const after = { code: saved, title: titleOf(values), under: nameUnder(values) }
    const done = describeSaved(plan.words, kind, before, after)
    const page =
      code === null && values.then === 'another'
        ? anotherOf(slug, kind, values)
        : placeOf(slug, kind, saved, values)
    return redirectDone(page, done)
  },
)

/** Removes a record that nothing refers to. */
export const submitRemoval = checkedSubmit(
  RIGHTS.editStructure,
  [boundText, boundKind, boundText],
  async (slug, kind, code) => {
    const plan = await readPlan(slug)
    await removeRecord(slug, kind, code)
    const record = plan && findRecord(plan, kind, code)
    return redirectDone(
      paths.structure(slug),
      record ? `${describeRecord(plan.words, kind, record)} was removed.` : `“${code}” was removed.`,
    )
  },
)

/** Withdraws an achievement or a publication, with a reason. */
export const submitWithdrawal = checkedSubmit(
  RIGHTS.editStructure,
  [boundText, boundKind, boundText],
  async (slug, kind, code, values) => {
    const { data, state } = checkWithdrawal(values)
    if (state) return state
    const plan = await readPlan(slug)
    await removeRecord(slug, kind, code, data)
    const record = plan && findRecord(plan, kind, code)
    return redirectDone(
      paths.structure(slug, `${kind}s`),
      record ? `${describeRecord(plan.words, kind, record)} was withdrawn.` : `“${code}” was withdrawn.`,
    )
  },
)

/** Moves a record past its neighbour. The button that was pressed says which, and past which neighbour: "action up 18.2 past 18.1". */
export const submitMove = checkedSubmit(RIGHTS.editStructure, [boundText], async (slug, values) => {
  const [, kind = '', direction, code = '', past = ''] =
    /^(\w+) (up|down) (\S+) past (\S+)$/.exec(String(values.move ?? '')) ?? []
  if (
    !isStructureKind(kind) ||
    kind === 'partner' ||
    isCitingKind(kind) ||
    (direction !== 'up' && direction !== 'down')
  )
    return { values: {}, errors: { form: 'Select a button beside a line to move it' } }
  await moveRecord(slug, kind, code, direction, past)
  const plan = await readPlan(slug)
  const record = plan && findRecord(plan, kind, code)
  return redirectDone(
    paths.structure(slug, kind, code),
    record ? `${describeRecord(plan.words, kind, record)} was moved ${direction}.` : `Moved ${direction}.`,
  )
})

/** The form for one more of the same, under the same pillar, section or action or of the same actions; a form of its own, so that it begins empty. */
function anotherOf(slug: string, kind: StructureKind, values: FormValues): string {
  const under = ['pillar', 'section', 'parent', 'actions'].flatMap((name) => {
    const value = values[name]
    return typeof value === 'string' && value !== '' ? [[name, value]] : []
  })
  return paths.emptied(paths.addRecord(slug, kind, Object.fromEntries(under)), String(Date.now()))
}

/** Where the record is shown: on the structure's page, or on that of the first action that it cites. */
function placeOf(slug: string, kind: StructureKind, code: string, values: FormValues): string {
  const [cited] = String(values.actions ?? '').match(/[^\s,;]+/) ?? []
  return isCitingKind(kind) && cited !== undefined
    ? `${paths.action(slug, cited)}#achievements`
    : paths.structure(slug, kind, code)
}

/** Changing which statuses a plan has, and what they are called. What was recorded with one keeps it: by its code, which stays. */

import 'server-only'
import { describeLastDone } from '@/lib/audit/append'
import { RIGHTS } from '@/lib/auth/rights'
import type { PlanStatus } from '@/lib/domain/status/status'
import { inOrder, STATUS_TEMPLATES, type StatusTemplate } from '@/lib/domain/status/templates'
import { ChangedError, InvalidError } from '@/lib/errors'
import { statusMessages } from '@/lib/format/status/messages'
import { isAnythingRecorded, readUsedStatuses } from '@/lib/queries/status/used-statuses'
import { fingerprint } from '@/lib/queries/structure/structure'
import { fillStatuses } from '@/lib/schemas/status/plan-statuses'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'

const KIND = 'plan-statuses.changed'

/**
 * Takes a plan's slug, the fingerprint of its statuses when the form was opened, and what they are to be; saves them. The same form
 * sent twice changes nothing. Throws what writePlan throws, ChangedError when someone saved them meanwhile, and InvalidError where one
 * that was used would go.
 */
export function changeStatuses(slug: string, opened: string, next: readonly PlanStatus[]): Promise<void> {
  return writePlan(slug, RIGHTS.editStructure, async (write) => {
    const { tx, plan, actor } = write
    const before = fillStatuses(plan)
    const now = fingerprint(before)
    if (now !== opened) {
      // The same form, sent twice: one that it added has another code by now.
      if (JSON.stringify(next.map(nameOf)) === JSON.stringify(plan.statuses.map(nameOf))) return
      const sentence = await describeLastDone(tx, plan.id, actor.id, statusMessages.changedStatuses, {
        kind: KIND,
      })
      throw new ChangedError(before, now, sentence)
    }
    const codes = new Set(next.map(({ code }) => code))
    const used = await readUsedStatuses(tx, plan.id)
    const lost = plan.statuses.filter(({ code }) => !codes.has(code) && used.has(code))
    if (lost.length > 0)
      throw new InvalidError({ remove: statusMessages.statusUsed(lost.map(({ label }) => label)) })
    await save(write, next)
  })
}

/** Takes a plan's slug and the name of a template; gives the plan its statuses. Throws as changeStatuses does where anything was recorded. */
export function takeTemplate(slug: string, template: StatusTemplate): Promise<void> {
  return writePlan(slug, RIGHTS.editStructure, async (write) => {
    if (await isAnythingRecorded(write.tx, write.plan.id))
      throw new InvalidError({ template: statusMessages.alreadyRecorded })
    await save(write, STATUS_TEMPLATES[template])
  })
}

const nameOf = ({ code: _, ...status }: PlanStatus) => [
  status.label,
  status.shortLabel,
  status.definition,
  status.aliases,
]

async function save({ tx, plan, audit }: PlanWrite, next: readonly PlanStatus[]): Promise<void> {
  const [before, after] = [fillStatuses(plan), fillStatuses({ statuses: next })]
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => before[name] !== after[name],
  )
  if (changed.length === 0) return
  const known = new Set(plan.statuses.map(({ code }) => code))
  await tx.planStatus.deleteMany({
    where: { planId: plan.id, code: { notIn: next.map(({ code }) => code) } },
  })
  for (const { code, ...status } of inOrder(next)) {
    const where = { planId_code: { planId: plan.id, code } }
    if (known.has(code)) await tx.planStatus.update({ where, data: status })
    else await tx.planStatus.create({ data: { planId: plan.id, code, ...status } })
  }
  const pick = (values: typeof before) =>
    Object.fromEntries(changed.flatMap((name) => (name in values ? [[name, String(values[name])]] : [])))
  await audit({
    kind: KIND,
    recordType: 'plan',
    recordId: plan.id,
    recordName: plan.title,
    before: pick(before),
    after: pick(after),
  })
}

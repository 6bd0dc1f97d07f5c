/** Changing what a plan says of itself, and what it calls its levels. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { rolesOf } from '@/lib/domain/plan/roles'
import { foldName } from '@/lib/domain/text'
import { ChangedError, InvalidError } from '@/lib/errors'
import { isoDate } from '@/lib/queries/iso-date'
import { fingerprint } from '@/lib/queries/structure/structure'
import {
  fillPlanDetails,
  type NewPlan,
  type PlanDetails,
  wordsOf,
} from '@/lib/schemas/structure/plan-details'
import { roleField } from '@/lib/schemas/structure/plan-roles'
import { planWords } from '@/lib/schemas/plan/stored-plan'
import { describeLastDone } from '@/lib/audit/append'
import { changeLevels } from './change-levels'
import { type PlanTransaction, writePlan } from '../write-plan'
import { lockPlanTitles, refuseSameTitle } from './same-name'
import { structureMessages } from '@/lib/format/structure/messages'

export function planColumns(data: PlanDetails | NewPlan, now: Pick<PlanWords, 'roles'>) {
  const { title, shortTitle, publishers, period, licence, attribution, language, notes, levels } = data
  return {
    title,
    shortTitle,
    publishers,
    period,
    licence,
    attribution,
    language,
    notes,
    levels,
    startsOn: new Date(data.startsOn),
    endsOn: new Date(data.endsOn),
    publishedOn: data.publishedOn && new Date(data.publishedOn),
    words: wordsOf(data, now),
  }
}

/**
 * Takes a plan's slug, the fingerprint of its details when they were opened, and what they are to be; saves them. Throws
 * what writePlan throws, ChangedError when someone saved them meanwhile.
 */
export function savePlanDetails(slug: string, opened: string, data: PlanDetails): Promise<void> {
  return writePlan(slug, RIGHTS.editStructure, async ({ tx, plan, actor, audit }) => {
    const row = await tx.plan.findUniqueOrThrow({ where: { id: plan.id } })
    const words = planWords.parse(row.words)
    const before = fillPlanDetails({
      ...row,
      startsOn: isoDate(row.startsOn),
      endsOn: isoDate(row.endsOn),
      publishedOn: row.publishedOn && isoDate(row.publishedOn),
      words,
    })
    const after = fillPlanDetails({ ...data, words: wordsOf(data, words) })
    const now = fingerprint(before)
    if (now !== opened) {
      // The same form, sent twice.
      if (now === fingerprint(after)) return
      const sentence = await describeLastDone(tx, plan.id, actor.id, structureMessages.savedThis, {
        kind: 'plan.changed',
      })
      throw new ChangedError(before, now, sentence)
    }
    if (!data.isAnother && foldName(data.title) !== foldName(row.title)) {
      await lockPlanTitles(tx)
      await refuseSameTitle(tx, actor, data.title, plan.id)
    }
    await changeLevels(tx, { id: plan.id, shortTitle: data.shortTitle, levels: data.levels }, row)
    await refuseRolesInUse(tx, plan.id, words, data)
    await tx.plan.update({ where: { id: plan.id }, data: planColumns(data, words) })
    const names = Object.keys(after).filter((name) => before[name] !== after[name])
    const pick = (values: typeof after) =>
      Object.fromEntries(names.map((name) => [name, String(values[name] ?? '')]))
    await audit({
      kind: 'plan.changed',
      recordType: 'plan',
      recordId: plan.id,
      recordName: data.title,
      before: pick(before),
      after: pick(after),
    })
  })
}

/** A role that any partner has or had stays: earlier days show it. */
async function refuseRolesInUse(
  tx: PlanTransaction,
  planId: string,
  words: PlanWords,
  { roles: typed }: Pick<PlanDetails, 'roles'>,
): Promise<void> {
  for (const [at, { code, one }] of rolesOf({ words }).entries()) {
    if (!typed || typed[at]) continue
    const held = JSON.stringify([{ role: code }])
    const [found] = await tx.$queryRaw<{ isHeld: boolean }[]>`SELECT
      EXISTS (SELECT 1 FROM action_partner WHERE plan_id = ${planId}::uuid AND role = ${code})
      OR EXISTS (SELECT 1 FROM section_partner WHERE plan_id = ${planId}::uuid AND role = ${code})
      OR EXISTS (SELECT 1 FROM structure_change WHERE plan_id = ${planId}::uuid AND facts->'partners' @> ${held}::jsonb)
      AS "isHeld"`
    if (found?.isHeld)
      throw new InvalidError({ [roleField(at + 1, 'one')]: structureMessages.roleInUse(one) })
  }
}

/** The order of a plan's records: one run of positions for each kind, parts after their whole. */

import 'server-only'
import { inPlanOrder } from '@/lib/domain/structure/structure'
import type { PlanTransaction } from '../write-plan'

/** Where a new record goes first: behind all others. `settleOrder` then gives it its place. */
export const AT_THE_END = 1_000_000

/** Takes a transaction and a plan's id; numbers all its records anew, so that positions follow the plan's tree without gaps. */
export async function saveOrder(tx: PlanTransaction, planId: string): Promise<void> {
  const where = { planId }
  const select = { id: true, position: true }
  const [pillars, sections, actions, outcomes, timescales, achievements, publications] = [
    await tx.pillar.findMany({ where, select }),
    await tx.section.findMany({ where, select: { ...select, pillarId: true } }),
    await tx.action.findMany({ where, select: { ...select, sectionId: true, parentId: true } }),
    await tx.outcome.findMany({ where, select: { ...select, pillarId: true } }),
    await tx.timescale.findMany({ where, select }),
    await tx.achievement.findMany({ where, select }),
    await tx.publication.findMany({ where, select }),
  ]
  const top = (row: { id: string; position: number }) => ({ ...row, under: null })
  const inPillar = (row: { id: string; position: number; pillarId: string }) => ({
    ...row,
    under: row.pillarId,
  })
  const pillarIds = inPlanOrder(pillars.map(top), [null])
  const sectionIds = inPlanOrder(sections.map(inPillar), pillarIds)
  const wanted = {
    pillar: pillarIds,
    section: sectionIds,
    action: inPlanOrder(
      actions.map((row) => ({ ...row, under: row.parentId ?? row.sectionId })),
      sectionIds,
    ),
    outcome: inPlanOrder(outcomes.map(inPillar), pillarIds),
    timescale: inPlanOrder(timescales.map(top), [null]),
    achievement: inPlanOrder(achievements.map(top), [null]),
    publication: inPlanOrder(publications.map(top), [null]),
  }
  const now = new Map(
    [...pillars, ...sections, ...actions, ...outcomes, ...timescales, ...achievements, ...publications].map(
      ({ id, position }) => [id, position],
    ),
  )
  for (const [table, ids] of Object.entries(wanted)) {
    if (ids.every((id, at) => now.get(id) === at)) continue
    await tx.$executeRawUnsafe(
      `UPDATE ${table} SET position = wanted.at - 1
       FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted(id, at)
       WHERE ${table}.plan_id = $2::uuid AND ${table}.id = wanted.id AND position <> wanted.at - 1`,
      ids,
      planId,
    )
  }
}

/** Takes a transaction, a table, and the ids of siblings in their new order; gives them the positions they held, in that order. */
export async function swapPlaces(
  tx: PlanTransaction,
  table: 'pillar' | 'section' | 'action' | 'outcome' | 'timescale',
  siblings: readonly { id: string; position: number }[],
  order: readonly string[],
): Promise<void> {
  const places = siblings.map(({ position }) => position).sort((a, b) => a - b)
  await tx.$executeRawUnsafe(
    `UPDATE ${table} SET position = wanted.place
     FROM unnest($1::uuid[], $2::int[]) AS wanted(id, place) WHERE ${table}.id = wanted.id`,
    order,
    places,
  )
}

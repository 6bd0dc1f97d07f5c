/** Which levels a plan has. Of a level that it does not have there is one row, which holds what is below it together and is never shown. */

import 'server-only'
import { type HasLevels, hasPillars, hasSections } from '@/lib/domain/plan/plan'
import { InvalidError } from '@/lib/errors'
import { structureMessages } from '@/lib/format/structure/messages'
import { findReferences } from '@/lib/queries/structure/structure'
import type { PlanTransaction } from '../write-plan'

/** Which plan, which levels it has or is to have, and what a row is called that may be shown one day. */
interface Leveled extends HasLevels {
  readonly id: string
  readonly shortTitle: string
}

/** Takes a transaction and a plan; gives it the rows of the levels that it does not have, where there are none. */
export async function addHiddenLevels(
  tx: PlanTransaction,
  { id: planId, shortTitle, levels }: Leveled,
): Promise<void> {
  if (hasPillars({ levels })) return
  const where = { planId }
  const pillar =
    (await tx.pillar.findFirst({ where })) ??
    (await tx.pillar.create({ data: { planId, code: 'all', name: shortTitle, aim: '', position: 0 } }))
  if (hasSections({ levels }) || (await tx.section.findFirst({ where }))) return
  await tx.section.create({
    data: { planId, pillarId: pillar.id, code: '1', title: shortTitle, position: 0 },
  })
}

/**
 * Takes a transaction, a plan as it is to be, and which levels it had; makes it so. Throws InvalidError where a level is to be left out that has
 * more than one record, or of which something is on record.
 */
export async function changeLevels(tx: PlanTransaction, plan: Leveled, before: HasLevels): Promise<void> {
  const planId = plan.id
  const where = { planId }
  const refuse = (levels: string) => new InvalidError({ levels })
  if (hasPillars(before) && !hasPillars(plan)) {
    const count = await tx.pillar.count({ where })
    if (count > 1) throw refuse(structureMessages.tooManyToLeaveOut(count))
  }
  if (hasSections(before) && !hasSections(plan)) {
    const [first, ...others] = await tx.section.findMany({ where, select: { id: true } })
    if (others.length) throw refuse(structureMessages.tooManyToLeaveOut(others.length + 1))
    const found = first ? await findReferences(tx, planId, 'section', first.id) : []
    const isSaid = found.some(({ what }) => what !== 'action')
    if (isSaid || (await tx.outcome.count({ where }))) throw refuse(structureMessages.sectionHasRecords)
  }
  await addHiddenLevels(tx, plan)
}

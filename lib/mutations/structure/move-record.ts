/** Changing the order in which a plan's records stand. */

import 'server-only'
import {
  type CitingKind,
  type Direction,
  hasKind,
  moveInOrder,
  type StructureKind,
} from '@/lib/domain/structure/structure'
import { InvalidError, NotFoundError } from '@/lib/errors'
import type { PlanWrite } from '../write-plan'
import { saveOrder, swapPlaces } from './order'
import { writeStructure } from './write-structure'
import { structureMessages } from '@/lib/format/structure/messages'

/** Partners are listed by name, achievements and publications as they were added. */
export type Ordered = Exclude<StructureKind, 'partner' | CitingKind>

/**
 * Takes a plan's slug, a record, a direction and the code of the neighbour that stood there when the page was opened; moves the
 * record past it, under the same pillar, section or action. Where it is past it already nothing happens: the form was sent twice.
 * Throws what writePlan throws, NotFoundError, and InvalidError where something else stands between meanwhile.
 */
export function moveRecord(
  slug: string,
  kind: Ordered,
  code: string,
  direction: Direction,
  past: string,
): Promise<void> {
  return writeStructure(slug, false, async (write) => {
    const { tx, plan, audit } = write
    await saveOrder(tx, plan.id)
    const siblings = await findSiblings(write, kind, code)
    const own = siblings.find((one) => one.code === code)
    if (!own || !hasKind(plan, kind)) throw new NotFoundError(kind, code)
    const ids = siblings.map(({ id }) => id)
    const placeOf = (one: string) => siblings.findIndex((sibling) => sibling.code === one)
    const [from, to] = [placeOf(code), placeOf(past)]
    const steps = direction === 'up' ? from - to : to - from
    if (to >= 0 && steps < 0) return
    if (to < 0 || steps !== 1) throw new InvalidError({ form: structureMessages.movedMeanwhile })
    const order = moveInOrder(ids, own.id, direction)
    await swapPlaces(tx, kind, siblings, order)
    const codeOf = new Map(siblings.map(({ id, code: own }) => [id, own]))
    const codes = (inOrder: readonly string[]) => inOrder.map((id) => codeOf.get(id) ?? '')
    await audit({
      kind: `${kind}.moved`,
      recordType: kind,
      recordId: own.id,
      recordName: `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${code}`,
      before: { order: codes(ids) },
      after: { order: codes(order) },
    })
  })
}

interface Sibling {
  readonly id: string
  readonly code: string
  readonly position: number
}

async function findSiblings({ tx, plan }: PlanWrite, kind: Ordered, code: string): Promise<Sibling[]> {
  const planId = plan.id
  const orderBy = { position: 'asc' } as const
  switch (kind) {
    case 'pillar':
      return tx.pillar.findMany({ where: { planId }, orderBy })
    case 'timescale':
      return tx.timescale.findMany({ where: { planId }, orderBy })
    case 'section':
      return tx.section.findMany({ where: { planId, pillar: { sections: { some: { code } } } }, orderBy })
    case 'outcome':
      return tx.outcome.findMany({ where: { planId, pillar: { outcomes: { some: { code } } } }, orderBy })
    case 'action': {
      const own = await tx.action.findUnique({ where: { planId_ref: { planId, ref: code } } })
      if (!own) return []
      const { sectionId, parentId } = own
      const rows = await tx.action.findMany({ where: { planId, sectionId, parentId }, orderBy })
      return rows.map(({ id, ref, position }) => ({ id, code: ref, position }))
    }
  }
}

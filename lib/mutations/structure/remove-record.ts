/**
 * Removing what nothing refers to. An action is removed only as one that was added by mistake, within a day and before anything was said of
 * it; later it is withdrawn, merged or superseded.
 */

import 'server-only'
import { draftName } from '@/lib/domain/updates/draft'
import type { StructureKind } from '@/lib/domain/structure/structure'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { findAdded, findReferences, readRecord } from '@/lib/queries/structure/structure'
import type { PlanTransaction } from '../write-plan'
import { auditChange } from './save-record'
import { writeStructure } from './write-structure'
import { structureMessages } from '@/lib/format/structure/messages'

/**
 * Takes a plan's slug and a record; removes it. Throws what writePlan throws, NotFoundError, InvalidError naming what
 * refers to it.
 */
export function removeRecord(slug: string, kind: StructureKind, code: string): Promise<void> {
  return writeStructure(slug, false, async (write) => {
    const { tx, plan } = write
    const record = await readRecord(tx, plan.id, kind, code)
    if (!record) throw new NotFoundError(kind, code)
    if (kind === 'action' && !(await findAdded(tx, plan.id, record.id)))
      throw new InvalidError({ form: structureMessages.addedLongAgo(code) })
    const references = await findReferences(tx, plan.id, kind, record.id)
    if (references.length) throw new InvalidError({ form: structureMessages.cannotRemove(references) })
    await remove(tx, kind, record.id)
    await auditChange(write, { kind, id: record.id, code, before: record.values, after: null })
  })
}

async function remove(tx: PlanTransaction, kind: StructureKind, id: string): Promise<void> {
  const where = { id }
  if (kind === 'action') {
    await tx.actionPartner.deleteMany({ where: { actionId: id } })
    await tx.contributor.deleteMany({ where: { actionId: id } })
    await tx.draft.deleteMany({ where: { form: draftName('update', id) } })
    await tx.action.delete({ where })
  } else if (kind === 'section') {
    await tx.sectionPartner.deleteMany({ where: { sectionId: id } })
    await tx.sectionOutcome.deleteMany({ where: { sectionId: id } })
    await tx.section.delete({ where })
  } else if (kind === 'pillar') await tx.pillar.delete({ where })
  else if (kind === 'partner') await tx.partner.delete({ where })
  else if (kind === 'timescale') await tx.timescale.delete({ where })
  else await tx.outcome.delete({ where })
}

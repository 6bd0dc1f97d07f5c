/** Removing what nothing refers to. Actions are never removed: they are withdrawn, merged or superseded. */

import 'server-only'
import type { StructureKind } from '@/lib/domain/structure'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { findReferences, readRecord } from '@/lib/queries/structure'
import type { PlanTransaction } from '../write-plan'
import { auditChange } from './save-record'
import { writeStructure } from './write-structure'

export type Removable = Exclude<StructureKind, 'action'>

/**
 * Takes a plan's slug and a record; removes it. Throws what writePlan throws, NotFoundError, InvalidError naming what
 * refers to it.
 */
export function removeRecord(slug: string, kind: Removable, code: string): Promise<void> {
  return writeStructure(slug, false, async (write) => {
    const { tx, plan } = write
    const record = await readRecord(tx, plan.id, kind, code)
    if (!record) throw new NotFoundError(kind, code)
    const references = await findReferences(tx, plan.id, kind, record.id)
    if (references.length)
      throw new InvalidError({ form: `It cannot be removed: ${references.join('; ')} refer to it` })
    await remove(tx, kind, record.id)
    await auditChange(write, { kind, id: record.id, code, before: record.values, after: null })
  })
}

async function remove(tx: PlanTransaction, kind: Removable, id: string): Promise<void> {
  const where = { id }
  if (kind === 'section') {
    await tx.sectionPartner.deleteMany({ where: { sectionId: id } })
    await tx.sectionOutcome.deleteMany({ where: { sectionId: id } })
    await tx.section.delete({ where })
  } else if (kind === 'pillar') await tx.pillar.delete({ where })
  else if (kind === 'partner') await tx.partner.delete({ where })
  else if (kind === 'timescale') await tx.timescale.delete({ where })
  else await tx.outcome.delete({ where })
}

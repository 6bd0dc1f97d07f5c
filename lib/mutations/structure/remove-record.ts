/**
 * Removing what nothing refers to. An action is removed only as one that was added by mistake, within a day and before anything was said of
 * it; later it is withdrawn, merged or superseded. An achievement or a publication is withdrawn with a reason.
 */

import 'server-only'
import { draftName } from '@/lib/domain/updates/draft'
import { hasKind, isCitingKind, type StructureKind } from '@/lib/domain/structure/structure'
import { ChangedError, InvalidError, NotFoundError } from '@/lib/errors'
import { describeLastDone } from '@/lib/audit/append'
import { findAdded, findReferences, fingerprint, openRecord } from '@/lib/queries/structure/structure'
import { makeOnce } from '../submission'
import type { PlanTransaction, PlanWrite } from '../write-plan'
import { auditChange } from './save-record'
import { writeStructure } from './write-structure'
import { structureMessages } from '@/lib/format/structure/messages'

/** Why an achievement or a publication is withdrawn. */
interface Withdrawal {
  readonly reason: string
  /** It should never have been there; otherwise it was there until today. */
  readonly isMistake: boolean
  /** Of its fields, as the form showed them. */
  readonly fingerprint: string
}

/**
 * Takes a plan's slug, a record, and why it is withdrawn if it is an achievement or a publication; removes it. Its ledger keeps it for the days
 * on which it was there. Withdrawn twice by one form it is withdrawn once. Throws what writePlan throws, NotFoundError, ChangedError when someone saved it meanwhile, InvalidError naming
 * what refers to it.
 */
export function removeRecord(
  slug: string,
  kind: StructureKind,
  code: string,
  withdrawal: Withdrawal | null = null,
): Promise<void> {
  return writeStructure(slug, withdrawal?.isMistake === true, async (write) => {
    const { tx, plan, actor } = write
    if (!isCitingKind(kind)) return removeOne(write, kind, code, null)
    // No other one ever gets its number (nextCode): the plan's id is key enough.
    const submission = {
      makes: `withdrawal of ${kind} ${code}`,
      formKey: plan.id,
      personId: actor.id,
      content: withdrawal,
    }
    await makeOnce(tx, submission, async () => {
      await removeOne(write, kind, code, withdrawal)
      return code
    })
  })
}

async function removeOne(
  write: PlanWrite,
  kind: StructureKind,
  code: string,
  withdrawal: Withdrawal | null,
): Promise<void> {
  const { tx, plan, actor } = write
  const record = hasKind(plan, kind) ? await openRecord(tx, actor, plan.id, kind, code) : null
  if (!record) throw new NotFoundError(kind, code)
  if (isCitingKind(kind) && !withdrawal?.reason)
    throw new InvalidError({ reason: structureMessages.withdrawReasonMissing })
  const now = fingerprint(record.values)
  if (withdrawal && withdrawal.fingerprint !== now)
    throw new ChangedError(
      null,
      now,
      await describeLastDone(tx, record.id, actor.id, structureMessages.savedThis),
    )
  if (kind === 'action' && !(await findAdded(tx, plan.id, record.id)))
    throw new InvalidError({ form: structureMessages.addedLongAgo(code) })
  const references = await findReferences(tx, plan.id, kind, record.id)
  if (references.length) throw new InvalidError({ form: structureMessages.cannotRemove(references) })
  await remove(tx, kind, record.id)
  await auditChange(write, { kind, id: record.id, code, before: record.values, after: null, withdrawal })
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
  } else if (kind === 'achievement') {
    await tx.achievementMetric.deleteMany({ where: { achievementId: id } })
    await tx.achievementAction.deleteMany({ where: { achievementId: id } })
    await tx.achievement.delete({ where })
  } else if (kind === 'publication') {
    await tx.publicationAction.deleteMany({ where: { publicationId: id } })
    await tx.publication.delete({ where })
  } else if (kind === 'pillar') await tx.pillar.delete({ where })
  else if (kind === 'partner') await tx.partner.delete({ where })
  else if (kind === 'timescale') await tx.timescale.delete({ where })
  else await tx.outcome.delete({ where })
}

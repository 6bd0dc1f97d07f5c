/** Bringing a file into a plan step by step: it is kept with what was answered until it is imported or deleted. */

import 'server-only'
import { createHash } from 'node:crypto'
import type { Prisma } from '@/generated/prisma/client'
import { currentWriter } from '@/lib/auth/actor'
import { RIGHTS } from '@/lib/auth/rights'
import { db } from '@/lib/db'
import { keepAnswers } from '@/lib/domain/imports/kept-answers'
import type { ImportPreview } from '@/lib/domain/imports/preview'
import type { FilePurpose } from '@/lib/domain/imports/spreadsheet'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { importMessages } from '@/lib/format/imports/messages'
import { previewOwnImport, type ReadImport } from '@/lib/queries/imports/own-import'
import { readLastAnswers } from '@/lib/queries/imports/plan-imports'
import { withInsideFields } from '@/lib/queries/plan-state/inside-fields'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { writePlan } from '../write-plan'
import { applyImport, type Importing } from './apply-import'

/** A file that no one went on with is deleted after so many days. */
const KEPT_DAYS = 30

async function ownKey(slug: string, purpose: FilePurpose) {
  const { id: personId } = await currentWriter()
  const plan = await db.plan.findUnique({ where: { slug }, select: { id: true } })
  if (!plan) throw new NotFoundError('plan', slug)
  return { planId: plan.id, personId, purpose }
}

/** Takes a plan's slug, a file that can be read, and what it is for; keeps it in place of one that was begun before. */
export async function startImport(
  slug: string,
  name: string,
  bytes: Buffer,
  purpose: FilePurpose = 'plan',
): Promise<void> {
  const key = await ownKey(slug, purpose)
  const file = {
    name,
    bytes: new Uint8Array(bytes),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    answers: {},
    startedAt: new Date(),
  }
  await db.importFile.upsert({
    where: { planId_personId_purpose: key },
    create: { ...key, ...file },
    update: file,
  })
  const forgotten = new Date(Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000)
  await db.importFile.deleteMany({ where: { startedAt: { lt: forgotten } } })
}

/** Takes a plan's slug, and all that was answered so far as a file of answers has it; keeps that. */
export async function answerImport(
  slug: string,
  sha256: string,
  answers: object,
  purpose: FilePurpose = 'plan',
): Promise<void> {
  const { count } = await db.importFile.updateMany({
    where: { ...(await ownKey(slug, purpose)), sha256 },
    data: { answers: JSON.parse(JSON.stringify(answers)) as Prisma.InputJsonObject },
  })
  if (count === 0) throw new InvalidError({ form: importMessages.otherFile })
}

/** Takes a plan's slug; deletes the file that whoever asks was bringing into it. */
export async function dropImport(slug: string, purpose: FilePurpose = 'plan'): Promise<void> {
  await db.importFile.deleteMany({ where: await ownKey(slug, purpose) })
}

/**
 * Takes a plan's slug, what was read of the file without an error, which preview was seen, which warnings were accepted, and for which fields that others changed meanwhile the file is to stand; writes exactly that, and returns it. Throws what writePlan throws, and
 * InvalidError where the plan, the file or the answers changed since, or where a reference of the file cannot be one.
 */
export async function applyOwnImport(
  slug: string,
  opened: ReadImport,
  seen: string,
  accepted: Importing['accepted'],
  mine: readonly string[] = [],
): Promise<ImportPreview> {
  return writePlan(slug, RIGHTS.editStructure, async ({ tx, plan, actor, today }) => {
    // No one else writes to the plan meanwhile.
    const target = await withInsideFields(await loadPlan(plan.id))
    const now = await previewOwnImport(target, opened)
    const { preview } =
      mine.length > 0 ? await previewOwnImport(target, { ...opened, all: { ...opened.all, mine } }) : now
    if (now.seen !== seen) throw new InvalidError({ form: importMessages.planChanged })
    if (now.preview.badReferences.length > 0) throw new InvalidError({ form: importMessages.stillErrors })
    const importing = {
      planId: plan.id,
      actorId: actor.id,
      attributedTo: plan.publishers[0] ?? plan.title,
      file: { name: opened.name, sha256: opened.sha256 },
      answers: keepAnswers(opened.table.columns, opened.all, await readLastAnswers(plan.id)),
      accepted,
      on: today,
      effective: opened.all.on,
    }
    await applyImport(tx, importing, target, preview)
    await tx.importFile.deleteMany({ where: { planId: plan.id, personId: actor.id, purpose: 'plan' } })
    return preview
  })
}

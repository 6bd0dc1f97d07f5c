/**
 * Correcting how a status or a rating is known, and where it was published. Nothing on record is changed: another entry of the same day, status
 * or rating takes its place, and says what was wrong.
 */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { describeLastDone } from '@/lib/audit/append'
import { mayCiteReport } from '@/lib/domain/plan/invented'
import type { Basis } from '@/lib/domain/plan/plan'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { statusMessages } from '@/lib/format/status/messages'
import { BASIS_LABELS } from '@/lib/format/words'
import { makeOnce, submissionId } from '@/lib/mutations/submission'
import { nameOf, recordUpdate } from '@/lib/mutations/updates/record-update'
import {
  findDuplicateSubmission,
  findOwnAction,
  refuseUncorrectable,
} from '@/lib/mutations/updates/report-progress'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'
import { isUuid, readSentUpdate } from '@/lib/queries/updates/sent-updates'
import type { OriginData } from '@/lib/schemas/status/origin'

/** What we worked out ourselves, no publisher said. */
const EDITORS_OF_PLAN = 'the editors of this plan'

interface Source {
  readonly id: string
  readonly code: string
  readonly publisher: string
}

/**
 * Takes a plan's slug, the id of an update that readers see, its corrected basis and source, and the form's key; records the correction and returns
 * the action's reference. Sent twice it is one. Throws what writePlan throws, NotFoundError, and InvalidError by field: among others where
 * what was estimated or made up would cite a published report.
 */
export function correctUpdateSource(
  slug: string,
  id: string,
  data: OriginData,
  formKey: string,
): Promise<string> {
  return writePlan(slug, RIGHTS.correctSource, async (write) => {
    const { tx, plan, actor, audit } = write
    const wrong = await readSentUpdate(plan.id, id, tx)
    if (!wrong) throw new NotFoundError('action', id)
    const action = await findOwnAction(write, wrong.ref)
    const submissionKey = submissionId({ makes: `source ${id}`, formKey, personId: actor.id, content: data })
    if (await findDuplicateSubmission(write, action, submissionKey)) return wrong.ref
    refuseUncorrectable(wrong)
    if (wrong.standing !== 'shown') throw new InvalidError({ form: statusMessages.notShown })
    const { origin } = wrong
    const sources = await findSources(write, data, origin.sourceIds)
    const corrected = {
      ...origin,
      basis: data.basis,
      basisNote: data.basisNote || null,
      attributedTo: bodyFor(write, data.basis, sources, origin),
      sourceIds: sources.map((source) => source.id),
      sourcePage: data.page || null,
      // How sure someone was of another basis says nothing of this one.
      confidence: data.basis === origin.basis ? origin.confidence : null,
    }
    if (JSON.stringify(corrected) === JSON.stringify({ ...origin, attributedTo: corrected.attributedTo }))
      throw new InvalidError({ form: statusMessages.sourceUnchanged })
    const saved = await recordUpdate(write, action, {
      kind: 'correction',
      aboutId: wrong.id,
      correction: data.correction,
      effectivePrecision: wrong.effectivePrecision,
      origin: corrected,
      report: { ...wrong.report, dueOn: action.dueOn },
      dueReason: '',
      submissionKey,
      needsApproval: false,
    })
    await audit({
      kind: 'progress-update.source-corrected',
      recordType: 'progress_update',
      recordId: saved.id,
      recordName: nameOf(write, action),
      before: {
        basis: BASIS_LABELS[origin.basis],
        sources: await codesOf(write, origin.sourceIds),
        page: origin.sourcePage,
        basisNote: origin.basisNote,
      },
      after: {
        basis: BASIS_LABELS[corrected.basis],
        sources: sources.map(({ code }) => code),
        page: corrected.sourcePage,
        basisNote: corrected.basisNote,
        reason: data.correction,
      },
    })
    return wrong.ref
  })
}

/**
 * Takes a plan's slug, the id of a section's rating, its corrected basis and source, and the form's key; records a rating that takes its place on the
 * same day. Sent twice it is one. Throws as correctUpdateSource does.
 */
export function correctRatingSource(
  slug: string,
  id: string,
  data: OriginData,
  formKey: string,
): Promise<void> {
  return writePlan(slug, RIGHTS.correctSource, async (write) => {
    const { tx, actor } = write
    const submission = { makes: `rating source ${id}`, formKey, personId: actor.id, content: data }
    await makeOnce(tx, submission, () => correctRating(write, id, data))
  })
}

async function correctRating(write: PlanWrite, id: string, data: OriginData): Promise<string> {
  const { tx, plan, actor, audit } = write
  const wrong = isUuid(id)
    ? await tx.sectionAssessment.findUnique({
        where: { planId_id: { planId: plan.id, id } },
        include: {
          section: { select: { code: true } },
          source: { select: { code: true } },
          correctedBy: true,
        },
      })
    : null
  if (!wrong) throw new NotFoundError('section', id)
  if (wrong.correctedBy) {
    const did = await describeLastDone(tx, id, actor.id, statusMessages.correctedRating)
    throw new InvalidError({
      form: did === null ? statusMessages.ratingReplaced : statusMessages.openNewest(did),
    })
  }
  const { sectionId, effectiveOn, entry } = wrong
  // Of two ratings of one day the one recorded last holds: correcting the other would bring it back.
  const later = await tx.sectionAssessment.count({
    where: { planId: plan.id, sectionId, effectiveOn, entry: { gt: entry } },
  })
  if (later > 0) throw new InvalidError({ form: statusMessages.ratingReplaced })
  if (data.sources.length > 1) throw new InvalidError({ sources: statusMessages.sourceOnlyOne })
  const sources = await findSources(write, data, [])
  const [source = null] = sources
  const page = data.page || null
  if (data.basis === wrong.basis && (source?.id ?? null) === wrong.sourceId && page === wrong.sourcePage)
    throw new InvalidError({ form: statusMessages.sourceUnchanged })
  const made = await tx.sectionAssessment.create({
    data: {
      planId: plan.id,
      sectionId,
      overallRag: wrong.overallRag,
      reason: wrong.reason,
      effectiveOn,
      effectivePrecision: wrong.effectivePrecision,
      attributedTo: bodyFor(write, data.basis, sources, wrong),
      basis: data.basis,
      sourceId: source?.id ?? null,
      sourcePage: page,
      correctsId: id,
      correction: data.correction,
      ruleId: wrong.ruleId,
      suggested: wrong.suggested,
      ...(wrong.counts !== null && { counts: wrong.counts as object }),
      // Who rated it, not who corrected where that was published: the audit log names them.
      authorId: data.basis === 'published' ? null : wrong.authorId,
    },
    select: { id: true },
  })
  await audit({
    kind: 'section-assessment.source-corrected',
    recordType: 'section_assessment',
    recordId: id,
    recordName: `Section ${wrong.section.code}`,
    before: { basis: BASIS_LABELS[wrong.basis], sources: wrong.source?.code ?? null, page: wrong.sourcePage },
    after: {
      basis: BASIS_LABELS[data.basis],
      sources: source?.code ?? null,
      page,
      reason: data.correction,
    },
  })
  return made.id
}

/** Those that were its sources before keep their order, and come first. */
async function findSources(
  { tx, plan }: PlanWrite,
  { basis, sources: codes }: OriginData,
  before: readonly string[],
): Promise<Source[]> {
  const rows = await tx.sourceDocument.findMany({
    where: { planId: plan.id, code: { in: codes } },
    select: {
      id: true,
      code: true,
      publisher: true,
      reference: true,
      title: true,
      _count: { select: { printed: true } },
    },
  })
  if (rows.length < codes.length) throw new InvalidError({ sources: statusMessages.sourceUnknown })
  const reports = rows.filter(({ _count }) => _count.printed > 0)
  if (!mayCiteReport(basis) && reports.length)
    throw new InvalidError({
      sources: statusMessages.sourceIsReport(
        BASIS_LABELS[basis].toLowerCase(),
        reports.map(({ reference, title }) => reference ?? title).join(', '),
      ),
    })
  const chosen = codes.flatMap((code) => rows.find((row) => row.code === code) ?? [])
  const kept = before.flatMap((id) => chosen.find((row) => row.id === id) ?? [])
  return [...kept, ...chosen.filter((row) => !kept.includes(row))]
}

async function codesOf({ tx, plan }: PlanWrite, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.sourceDocument.findMany({
    where: { planId: plan.id, id: { in: [...ids] } },
    select: { id: true, code: true },
  })
  return ids.flatMap((id) => rows.find((row) => row.id === id)?.code ?? [])
}

/** The body that stands for it: the publisher of what was published, the plan's of what was reported here. */
function bodyFor(
  { plan }: PlanWrite,
  basis: Basis,
  sources: readonly Source[],
  before: { readonly basis: Basis; readonly attributedTo: string },
): string {
  if (basis === 'published') return sources[0]?.publisher ?? before.attributedTo
  if (basis === before.basis) return before.attributedTo
  return basis === 'reported' ? (plan.publishers[0] ?? plan.title) : EDITORS_OF_PLAN
}

/** Issuing a report: the plan as at a day is frozen under its name, for ever. */

import 'server-only'
import { createHash } from 'node:crypto'
import { canonicalJson, canonicalObject } from '@/lib/domain/canonical-json'
import { canEditPlan } from '@/lib/domain/permissions'
import type { Gap } from '@/lib/domain/readiness'
import {
  codeOf,
  makeSnapshot,
  type ReportName,
  type ReportRequest,
  SNAPSHOT_VERSION,
  type SnapshotDocument,
  type Vocabulary,
} from '@/lib/domain/snapshot'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { loadPlan } from '@/lib/queries/load-plan'
import { readGaps } from '@/lib/queries/readiness'
import { readPublicStories } from '@/lib/queries/story'
import { type PlanTransaction, writePlan } from './write-plan'

/**
 * Takes a plan's slug, the report, and the words and colours that pages show today; freezes the plan as at the report's day,
 * and returns the report's code. Throws InvalidError by the fields of the form (each kind of gap is a field of its own, "note-" and the kind), NotFoundError when
 * it corrects a report that is not there, and what writePlan throws.
 */
export async function issueReport(
  slug: string,
  input: ReportRequest,
  vocabulary: Vocabulary,
): Promise<string> {
  return writePlan(
    slug,
    { may: canEditPlan, else: 'Only editors of this plan can issue its reports.' },
    async ({ tx, plan, actor, today, audit }) => {
      if (input.asAt > today)
        throw new InvalidError({ asAt: 'The day of the figures must not lie in the future' })
      const corrected = await findCorrected(tx, plan.id, input)
      const code = await freeCode(tx, plan.id, input)
      // Nobody else writes to this plan meanwhile, so what is read here is what the transaction would read.
      const state = await loadPlan(plan.id, { asAt: input.asAt, knownAt: null })
      const accepted = acceptGaps(await readGaps(state, today), input.notes)
      const { reference, title, meetingOn, asAt } = input
      const { id, sha256 } = await freeze(tx, {
        ...{ state, accepted, correction: corrected },
        report: { code, reference, title, meetingOn },
        vocabulary,
        matter: null,
        frozenById: actor.id,
      })
      await audit({
        kind: 'report.issued',
        recordType: 'snapshot',
        recordId: id,
        recordName: `Report ${reference}`,
        after: {
          ...{ code, reference, title, meetingOn, asAt, sha256, corrects: corrected?.code ?? null },
          correction: corrected?.why ?? null,
        },
      })
      return code
    },
  )
}

type Correction = NonNullable<SnapshotDocument['corrects']> & { readonly id: string }

async function findCorrected(
  tx: PlanTransaction,
  planId: string,
  { corrects, asAt }: ReportRequest,
): Promise<Correction | null> {
  if (!corrects) return null
  const row = await tx.snapshot.findUnique({
    where: { planId_code: { planId, code: corrects.code } },
    select: { id: true, code: true, sha256: true, asAt: true, correctedBy: { select: { reference: true } } },
  })
  if (!row) throw new NotFoundError('report', corrects.code)
  if (row.correctedBy)
    throw new InvalidError({
      form: `This report was corrected already, by ${row.correctedBy.reference}. Correct that one instead`,
    })
  if (row.asAt.toISOString().slice(0, 10) !== asAt)
    throw new InvalidError({ asAt: 'A correction is about the same day as the report that it corrects' })
  return { id: row.id, code: row.code, sha256: row.sha256, why: corrects.why }
}

/** A reference is given once. A correction may bear the reference of the report that it corrects. */
async function freeCode(
  tx: PlanTransaction,
  planId: string,
  { reference, corrects }: ReportRequest,
): Promise<string> {
  const code = codeOf(reference)
  const taken = await tx.snapshot.findMany({ where: { planId }, select: { code: true } })
  const isTaken = (one: string) => one === 'new' || taken.some((row) => row.code === one)
  if (code && !isTaken(code)) return code
  if (!code) throw new InvalidError({ reference: 'The reference must have a letter or a digit in it' })
  if (!corrects)
    throw new InvalidError({
      reference: 'Another report of this plan has that reference: give this one another',
    })
  for (let n = 1; ; n += 1) {
    const next = `${code}-correction-${n}`
    if (!isTaken(next)) return next
  }
}

function acceptGaps(gaps: readonly Gap[], notes: ReportRequest['notes']) {
  const open = gaps.filter(({ kind }) => !notes[kind])
  if (open.length)
    throw new InvalidError(
      Object.fromEntries(
        open.map(({ kind }) => [
          `note-${kind}`,
          'Put this right first, or say why the report goes out as it is',
        ]),
      ),
    )
  return gaps.map((gap) => ({ ...gap, note: notes[gap.kind] ?? '' }))
}

/**
 * Takes a transaction that holds the plan, its state as at a day and what the report is called; writes the snapshot and
 * returns its id and hash.
 */
export async function freeze(
  tx: PlanTransaction,
  {
    state,
    report,
    accepted,
    vocabulary,
    matter,
    correction = null,
    frozenById,
  }: Pick<SnapshotDocument, 'accepted' | 'vocabulary' | 'matter'> & {
    readonly state: Parameters<typeof makeSnapshot>[0]['plan']
    readonly report: ReportName
    readonly correction?: Correction | null
    readonly frozenById: string | null
  },
): Promise<{ id: string; sha256: string }> {
  const frozenAt = new Date()
  const snapshot = makeSnapshot({
    ...{ plan: state, report, accepted, frozenAt: frozenAt.toISOString(), vocabulary, matter },
    corrects: correction && { code: correction.code, sha256: correction.sha256, why: correction.why },
    stories: {},
  })
  // The stories are nearly all of a large document: they are written one by one.
  const stories = await canonicalObject(readPublicStories(state))
  const document = canonicalJson({ ...snapshot, stories })
  const sha256 = createHash('sha256').update(document).digest('hex')
  const { code, reference, title, meetingOn } = report
  const { id } = await tx.snapshot.create({
    data: {
      ...{ planId: state.id, code, reference, title, frozenAt, frozenById, document, sha256 },
      meetingOn: meetingOn === null ? null : new Date(meetingOn),
      asAt: new Date(state.asAt ?? ''),
      schemaVersion: SNAPSHOT_VERSION,
      correctsId: correction?.id ?? null,
      correction: correction?.why ?? null,
    },
    select: { id: true },
  })
  return { id, sha256 }
}

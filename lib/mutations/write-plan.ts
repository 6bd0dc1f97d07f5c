/** The one way of writing to a plan. */

import type { PlanRight } from '@/lib/auth/rights'
import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { currentWriter } from '@/lib/auth/actor'
import { findActor } from '@/lib/auth/find-actor'
import { today } from '@/lib/clock'
import { writing } from '@/lib/db'
import type { IsoDate } from '@/lib/domain/dates'
import { canReadPlan, type KnownActor } from '@/lib/domain/people/permissions'
import { ForbiddenError, NotFoundError, SignedOutError } from '@/lib/errors'
import { type KeyedQueues, limitConcurrencyByKey } from '@/lib/concurrency'
import { processWide } from '@/lib/process-wide'
import { STATUSES } from '@/lib/queries/plan-state/plan-statuses'
import { type AuditFact, recordAudit } from '@/lib/audit/append'
import { sharedMessages } from '@/lib/format/messages'

export type PlanTransaction = Prisma.TransactionClient

const PLAN = {
  id: true,
  slug: true,
  title: true,
  publishers: true,
  levels: true,
  words: true,
  statuses: STATUSES,
  isPublic: true,
  needsApproval: true,
  version: true,
  insideVersion: true,
} as const satisfies Prisma.PlanSelect

/** What a write gets to work with. */
export interface PlanWrite {
  readonly tx: PlanTransaction
  readonly plan: Prisma.PlanGetPayload<{ select: typeof PLAN }>
  readonly actor: KnownActor
  readonly today: IsoDate
  /** Puts on record what was done. Every write does so at least once. */
  readonly audit: (fact: AuditFact) => Promise<void>
}

const MOST_ATTEMPTS = 4
/** So often what others change meanwhile is put up with. */
const MOST_PREPARED_BESIDE = 2
/** No one waits for it (milliseconds). */
const LONGEST_PREPARING = 240_000
/** PostgreSQL's deadlock and serialisation failure, and Prisma's name for both: another attempt may well succeed. */
const PASSING = new Set(['40P01', '40001', 'P2034'])

/**
 * Takes a plan's slug, the right to do this, and the work; does the work in one transaction, alone on
 * this plan, and returns its result. Throws SignedOutError, UnavailableError where too many write to it, NotFoundError when there is no such plan that the actor may
 * read, ForbiddenError with the right's sentence, and whatever the work throws; then nothing of it is kept.
 */
export async function writePlan<T>(
  slug: string,
  right: Right,
  work: (write: PlanWrite) => Promise<T>,
): Promise<T> {
  const { id } = await currentWriter()
  return inTurn(slug, () => inTransaction(async (tx) => work(await begin(tx, slug, right, id, true))))
}

/**
 * The same, for work of which most is reading: it is prepared while others go on writing to the plan, and only what is left is done alone on
 * it. Where the plan changed meanwhile, both are done again in a new transaction; the last time, no one else writes meanwhile.
 * Those who prepare something on the same plan wait for one another.
 */
export async function writePrepared<P, T>(
  slug: string,
  right: Right,
  prepare: (write: Omit<PlanWrite, 'audit'>) => Promise<P>,
  work: (write: PlanWrite, prepared: P) => Promise<T>,
): Promise<T> {
  const { id } = await currentWriter()
  const prepareBeside = () =>
    inTransaction(async (tx) => {
      const before = await begin(tx, slug, right, id, false)
      // What is read while others write may be of two moments, and refused for that alone.
      const prepared = await prepare(before).catch(async (error: unknown) => {
        const plan = await tx.plan.findUnique({ where: { slug }, select: PLAN }).catch(() => null)
        throw plan && hasChanged(before.plan, plan) ? new PlanChanged() : error
      })
      return inTurn(slug, async () => {
        const now = await begin(tx, slug, right, id, true)
        if (hasChanged(before.plan, now.plan)) throw new PlanChanged()
        return work(now, prepared)
      })
    }, LONGEST_PREPARING)
  const prepareAlone = () => writePlan(slug, right, async (write) => work(write, await prepare(write)))
  return inTurnToPrepare(slug, async () => {
    for (let attempt = 1; attempt <= MOST_PREPARED_BESIDE; attempt += 1)
      try {
        return await prepareBeside()
      } catch (error) {
        if (!(error instanceof PlanChanged)) throw error
      }
    return prepareAlone()
  })
}

type Right = Pick<PlanRight, 'may' | 'else'>

/** One of the two changes with every write to the plan. */
const hasChanged = (before: PlanWrite['plan'], now: PlanWrite['plan']) =>
  before.version !== now.version || before.insideVersion !== now.insideVersion

class PlanChanged extends Error {}

/** Takes a transaction, who writes, and whether to keep other writers away from the plan until it ends; returns what there is to work with. */
async function begin(
  tx: PlanTransaction,
  slug: string,
  right: Right,
  personId: string,
  isAlone: boolean,
): Promise<PlanWrite> {
  // First of all, and weaker than a key lock: readers and foreign keys go on, writers elsewhere wait here.
  if (isAlone) await tx.$queryRaw`SELECT 1 FROM plan WHERE slug = ${slug} FOR NO KEY UPDATE`
  // Judged only now: someone may have taken the right away while this waited for its turn.
  const actor = await findActor(personId, tx)
  if (actor.kind === 'anonymous') throw new SignedOutError()
  const plan = await tx.plan.findUnique({ where: { slug }, select: PLAN })
  if (!plan || !canReadPlan(actor, plan)) throw new NotFoundError('plan', slug)
  if (!right.may(actor, plan)) throw new ForbiddenError(right.else, actor.id)
  const audit = (fact: AuditFact) => recordAudit(tx, plan.id, actor.id, fact)
  return { tx, plan, actor, today: today(), audit }
}

/**
 * Those who write to the same plan wait for one another here, without a connection each: waiting for the lock they would take
 * all there are, from readers and from the one whose turn it is and who reads what it freezes.
 */
const inTurn = limitConcurrencyByKey(
  1,
  {
    maxWaiting: 50,
    busy: sharedMessages.busyWriting,
  },
  processWide('queues of plans', (): KeyedQueues => new Map()),
)

/** Long enough for the one before to prepare a large plan. */
const inTurnToPrepare = limitConcurrencyByKey(
  1,
  {
    maxWaiting: 10,
    maxWait: 120_000,
    busy: sharedMessages.busyWriting,
  },
  processWide('queues of what is prepared', (): KeyedQueues => new Map()),
)

/** Takes work for one transaction, and how long it may take where not as usual; returns its result, after another attempt where the database asks for one. */
export async function inTransaction<T>(
  work: (tx: PlanTransaction) => Promise<T>,
  longest?: number,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writing(work, longest)
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isPassing(error)) throw error
    }
  }
}

function isPassing(error: unknown): boolean {
  const codes = [error, (error as { cause?: unknown } | null)?.cause].flatMap((one) => {
    const { code, originalCode } = (one ?? {}) as { code?: string; originalCode?: string }
    return [code, originalCode]
  })
  return codes.some((code) => code !== undefined && PASSING.has(code))
}

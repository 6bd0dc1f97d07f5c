/** The whole story of one action. */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { dayOf } from '@/lib/clock'
import { db } from '@/lib/db'
import { type Page, paginate } from '@/lib/domain/action-list'
import { type Actor, canEditPlan, canReportOn, canSeeInside } from '@/lib/domain/permissions'
import type { Action, PlanState } from '@/lib/domain/plan'
import {
  type MovedDue,
  type RecordedDecision,
  type RecordedUpdate,
  type StoryEntry,
  type StoryFacts,
  type StoryReader,
  tellMoves,
  tellStory,
} from '@/lib/domain/story'
import { NotFoundError } from '@/lib/errors'
import { toDates } from './action-ledgers'
import { byAction, byUpdate } from './group-by'
import { isoDate } from './iso-date'
import { readNames } from './people'
import { readFrozen } from './plan-state'
import { readReportedAction } from './sent-updates'

const inOrder = { entry: 'asc' } as const

const PAGE_SIZE = 25

export interface Story extends Page<StoryEntry> {
  /** How its due date moved, the first move first. */
  readonly moves: readonly MovedDue[]
}

/**
 * Takes a plan that its reader may see, at its moment, the reference of one of its actions and the page asked for, as the
 * address has it; returns that page of the action's story, the newest first. Names of people are in it only for those who
 * may see them.
 */
export async function getStory(
  plan: PlanState,
  ref: string,
  page: string | readonly string[] | undefined,
): Promise<Story> {
  const action = plan.actions.find((one) => one.ref === ref)
  if (!action) throw new NotFoundError('action', ref)
  const asked = typeof page === 'string' && /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1
  const frozen = await readFrozen(plan)
  if (frozen) {
    const entries = frozen.document.stories[action.id] ?? []
    return {
      ...paginate(entries, asked, PAGE_SIZE),
      moves: entries.filter((entry) => entry.what === 'due').toReversed(),
    }
  }
  const [all, actor] = await Promise.all([readFacts(plan, [action.id]), currentActor()])
  const facts = all.get(action.id)
  if (!facts) throw new NotFoundError('action', ref)
  const reader: StoryReader = {
    names: canSeeInside(actor, plan) ? await readNames(namedIn(facts)) : null,
    body: bodyOf(plan),
    mayCorrect: await mayCorrect(actor, plan, action),
  }
  return {
    ...paginate(tellStory(facts, reader, plan), asked, PAGE_SIZE),
    moves: tellMoves(facts, reader, plan),
  }
}

/** Takes a plan at a moment; returns what the public may read of each action's story then, by the action's id, the newest first. */
export async function readPublicStories(plan: PlanState): Promise<Record<string, StoryEntry[]>> {
  const facts = await readFacts(plan)
  const reader: StoryReader = { names: null, body: bodyOf(plan), mayCorrect: () => false }
  return Object.fromEntries([...facts].map(([id, told]) => [id, tellStory(told, reader, plan)]))
}

const bodyOf = (plan: PlanState) => plan.publishers[0] ?? plan.title

/** Whose updates of an action somebody may correct: nobody's in a plan as at another day, or of what has left the plan. */
async function mayCorrect(
  actor: Actor,
  plan: PlanState,
  action: Action,
): Promise<(authorId: string | null) => boolean> {
  const isNow = plan.asAt === null && plan.knownAt === null
  if (!isNow || action.lifecycle !== 'active' || actor.kind !== 'person') return () => false
  if (canEditPlan(actor, plan)) return () => true
  const reported = canSeeInside(actor, plan) ? await readReportedAction(plan.id, action.ref) : null
  const isReporter = reported !== null && canReportOn(actor, plan, reported.accountable)
  return (authorId) => isReporter && authorId === actor.id
}

/** What is on record of a plan's actions, or of those given, by their ids. */
async function readFacts(plan: PlanState, only?: readonly string[]): Promise<Map<string, StoryFacts>> {
  const where = { planId: plan.id, ...(only && { actionId: { in: [...only] } }) }
  const about = { planId: plan.id, ...(only && { update: { actionId: { in: [...only] } } }) }
  const byPosition = { position: 'asc' } as const
  const [updates, evidence, sources, decisions, moves, lifecycle, counted, accountable] = await Promise.all([
    // Each by itself: what Prisma includes it looks up by the ids of all updates, and PostgreSQL takes only so many.
    db.progressUpdate.findMany({ where, orderBy: inOrder }),
    db.progressUpdateEvidence.findMany({ where: about, orderBy: byPosition }),
    db.progressUpdateSource.findMany({ where: about, orderBy: byPosition }),
    db.updateDecision.findMany({ where: about, orderBy: inOrder }),
    db.dueDateMove.findMany({ where, orderBy: inOrder }),
    db.lifecycleChange.findMany({ where, include: { heir: { select: { ref: true } } }, orderBy: inOrder }),
    db.countedChange.findMany({ where, orderBy: inOrder }),
    db.accountability.findMany({ where, orderBy: inOrder }),
  ])
  const evidenceOf = byUpdate(evidence, ({ title, url }) => ({ title, url }))
  const sourcesOf = byUpdate(sources, ({ sourceId }) => sourceId)
  const decisionsOf = byUpdate(decisions, (row) => row)
  const updatesOf = byAction(updates, (row) =>
    toUpdate({
      ...row,
      evidence: evidenceOf.get(row.id) ?? [],
      sourceIds: sourcesOf.get(row.id) ?? [],
      decisions: decisionsOf.get(row.id) ?? [],
    }),
  )
  const movesOf = byAction(moves, (row) => ({
    ...toRecorded(row),
    due: { date: isoDate(row.dueOn), precision: row.precision },
    reason: row.reason,
  }))
  const lifecycleOf = byAction(lifecycle, (row) => ({
    ...toRecorded(row),
    ...{ lifecycle: row.lifecycle, heirRef: row.heir?.ref ?? null, reason: row.reason },
  }))
  const countedOf = byAction(counted, (row) => ({
    ...toRecorded(row),
    ...{ counted: row.counted, reason: row.reason },
  }))
  const accountableOf = byAction(accountable, (row) => ({
    ...toRecorded(row),
    ...{ personId: row.personId, reason: row.reason },
  }))
  return new Map(
    plan.actions
      .filter(({ id }) => !only || only.includes(id))
      .map(({ id, originalDue }) => [
        id,
        {
          originalDue,
          updates: updatesOf.get(id) ?? [],
          moves: movesOf.get(id) ?? [],
          lifecycle: lifecycleOf.get(id) ?? [],
          counted: countedOf.get(id) ?? [],
          accountable: accountableOf.get(id) ?? [],
        },
      ]),
  )
}

type UpdateRow = Parameters<typeof toRecorded>[0] &
  Omit<RecordedUpdate['update'], 'effective' | 'recordedAt' | 'sourceIds'> &
  Pick<RecordedUpdate, 'kind' | 'aboutId' | 'evidence' | 'needsApproval'> & {
    readonly effectivePrecision: RecordedUpdate['update']['effective']['precision']
    readonly sourceIds: readonly string[]
    readonly decisions: readonly (Pick<RecordedDecision, 'id' | 'authorId' | 'decision' | 'comment'> & {
      readonly recordedAt: Date
    })[]
  }

function toUpdate(row: UpdateRow): RecordedUpdate {
  const { id, status, narrative, reason, mitigation, attributedTo, basis, basisNote, confidence } = row
  const { kind, aboutId, evidence, needsApproval } = row
  return {
    ...toRecorded(row),
    ...{ kind, aboutId, evidence, needsApproval },
    update: {
      ...{ id, status, narrative, reason, mitigation, attributedTo, basis, basisNote, confidence },
      effective: { date: isoDate(row.effectiveOn), precision: row.effectivePrecision },
      recordedAt: row.recordedAt.toISOString(),
      sourceIds: row.sourceIds,
    },
    decisions: row.decisions.map((one) => ({
      ...toRecorded({ ...one, effectiveOn: one.recordedAt }),
      ...{ effectiveOn: dayOf(one.recordedAt), decision: one.decision, comment: one.comment },
    })),
  }
}

function toRecorded(row: {
  readonly id: string
  readonly authorId: string | null
  readonly effectiveOn: Date
  readonly recordedAt: Date
}) {
  return { ...toDates(row), id: row.id, authorId: row.authorId, recordedAt: row.recordedAt.toISOString() }
}

function namedIn({ updates, moves, lifecycle, counted, accountable }: StoryFacts): (string | null)[] {
  const said = [
    ...updates,
    ...updates.flatMap(({ decisions }) => decisions),
    ...moves,
    ...lifecycle,
    ...counted,
    ...accountable,
  ]
  return [...said.map(({ authorId }) => authorId), ...accountable.map(({ personId }) => personId)]
}

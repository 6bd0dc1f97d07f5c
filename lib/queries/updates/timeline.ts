/** The whole story of one action. */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { FEW_ROWS, type Page, paginate } from '@/lib/domain/paging'
import { type Actor, canEditPlan, canReportOn, canSeeInside } from '@/lib/domain/people/permissions'
import type { Action, PlanState } from '@/lib/domain/plan/plan'
import {
  type MovedDue,
  type TimelineEntry,
  type TimelineFacts,
  type TimelineReader,
  tellMoves,
  buildTimeline,
} from '@/lib/domain/updates/timeline'
import { NotFoundError } from '@/lib/errors'
import { readPageNumber } from '@/lib/schemas/page-number'
import { readNames } from '@/lib/queries/people/people'
import { readFrozen } from '@/lib/queries/plan-state/plan-state'
import { readReportedAction } from './sent-updates'
import { type Changes, readAllFacts, readFacts } from './timeline-facts'

export interface Timeline extends Page<TimelineEntry> {
  /** How its due date moved, the first move first. */
  readonly moves: readonly MovedDue[]
}

/**
 * Takes a plan that its reader may see, at its moment, the reference of one of its actions and the page asked for, as the
 * address has it; returns that page of the action's story, the newest first. Names of people are in it only for those who
 * may see them.
 */
export async function getTimeline(
  plan: PlanState,
  ref: string,
  page: string | readonly string[] | undefined,
): Promise<Timeline> {
  const action = plan.actions.find((one) => one.ref === ref)
  if (!action) throw new NotFoundError('action', ref)
  const asked = readPageNumber(page)
  const frozen = await readFrozen(plan)
  if (frozen) {
    const entries = frozen.document.stories[action.id] ?? []
    return {
      ...paginate(entries, asked, FEW_ROWS),
      moves: entries.filter((entry) => entry.what === 'due').toReversed(),
    }
  }
  const [facts, actor] = await Promise.all([readFacts(plan, action), currentActor()])
  const reader: TimelineReader = {
    names: canSeeInside(actor, plan) ? await readNames(namedIn(facts)) : null,
    body: bodyOf(plan),
    mayCorrect: await mayCorrect(actor, plan, action),
    mayCorrectSource: canEditPlan(actor, plan),
  }
  return {
    ...paginate(buildTimeline(facts, reader, plan), asked, FEW_ROWS),
    moves: tellMoves(facts, reader, plan),
  }
}

/**
 * Takes a plan at a moment and, where they have been read, its changes; returns what the public may read of each action's story then,
 * the newest first, with the action's id, by the order of the ids.
 */
export async function* readPublicStories(
  plan: PlanState,
  changes?: Changes,
): AsyncGenerator<readonly [string, readonly TimelineEntry[]]> {
  const reader: TimelineReader = { names: null, body: bodyOf(plan), mayCorrect: () => false }
  for await (const { id, facts } of readAllFacts(plan, changes))
    yield [id, buildTimeline(facts, reader, plan)]
}

const bodyOf = (plan: PlanState) => plan.publishers[0] ?? plan.title

/** Whose updates of an action someone may correct: no one's in a plan as at another day, or of what has left the plan. */
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

/** Whom the facts name. */
function namedIn({
  updates,
  moves,
  lifecycle,
  counted,
  fields,
  accountable,
}: TimelineFacts): (string | null)[] {
  const sentence = [
    ...updates,
    ...updates.flatMap(({ decisions }) => decisions),
    ...moves,
    ...lifecycle,
    ...counted,
    ...fields,
    ...accountable,
  ]
  return [...sentence.map(({ authorId }) => authorId), ...accountable.map(({ personId }) => personId)]
}

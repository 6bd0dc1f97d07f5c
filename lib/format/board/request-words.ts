/** What a board asked and disputed, in words. */

import type {
  BoardRequestEventKind,
  BoardRequestKind,
  BoardRequestState,
} from '@/lib/domain/board/board-requests'
import type { FrozenSubject } from '@/lib/domain/board/carry-over'
import type { DisputedRating, DisputeOutcome } from '@/lib/domain/board/disputes'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { ragLabel } from '@/lib/domain/status/rag'
import { bucketLabel, type HasStatuses } from '@/lib/domain/status/status'
import { formatDay } from '@/lib/format/dates'

export const ASK_KIND_LABELS: Readonly<Record<BoardRequestKind, string>> = {
  question: 'Question',
  decision: 'Decision',
}

export const ASK_EVENT_LABELS: Readonly<Record<BoardRequestEventKind, string>> = {
  answered: 'Answered',
  reopened: 'Reopened',
  changed: 'Organisation, person or date changed',
  withdrawn: 'Withdrawn',
}

export const OUTCOME_LABELS: Readonly<Record<DisputeOutcome, string>> = {
  kept: 'Rating kept',
  changed: 'Rating changed',
}

/** Who answers a request, where no one is named yet. */
export const NOT_DECIDED = 'Not decided yet'

/** Takes how an ask stands; returns it in a few words: "Open, due 1 April 2025", "Overdue since 1 April 2025", "Answered 3 May 2025". */
export function describeState({
  standing,
  isOverdue,
  dueOn,
  settledOn,
}: Pick<BoardRequestState, 'standing' | 'isOverdue'> & {
  readonly dueOn: string | null
  readonly settledOn: string | null
}): string {
  if (standing === 'open') {
    if (dueOn === null) return 'Open, no due date yet'
    return isOverdue ? `Overdue since ${formatDay(dueOn)}` : `Open, due ${formatDay(dueOn)}`
  }
  const word = standing === 'answered' ? 'Answered' : 'Withdrawn'
  return settledOn === null ? word : `${word} ${formatDay(settledOn)}`
}

/** Takes what something is about and the plan's words; returns "Action 26", "Section 1.1". */
export function describeSubject(
  { level, code }: Pick<FrozenSubject, 'level' | 'code'>,
  words: PlanWords,
): string {
  return `${words[level].one} ${code}`
}

export function describeRating(plan: HasStatuses, rating: DisputedRating): string {
  return rating.level === 'action' ? bucketLabel(plan, rating.value) : ragLabel(rating.value)
}

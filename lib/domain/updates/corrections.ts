/** What became of an update that was sent, and whether it can be corrected. */

import type { UpdateDecision, UpdateKind } from '@/lib/domain/plan/plan'

/** As much of an update as decides what became of it. */
export interface Sent {
  readonly kind: UpdateKind
  readonly needsApproval: boolean
  /** The newest decision on it; null when there is none. */
  readonly decision: UpdateDecision | null
}

/** Takes a kind of update; returns whether the one it is about stands no more. */
export function takesPlace(kind: UpdateKind): boolean {
  return kind === 'correction' || kind === 'revision' || kind === 'withdrawal'
}

/** Takes an update; returns whether readers see it, it waits for an editor, or an editor sent it back. */
export function approvalStateOf({ needsApproval, decision }: Sent): 'shown' | 'waiting' | 'returned' {
  if (!needsApproval || decision === 'approved') return 'shown'
  return decision === null ? 'waiting' : 'returned'
}

/**
 * Takes an update and those that are about it; returns whether one of them takes its place, or will once an editor approves
 * it. What readers see keeps its place when its correction was returned; what they never saw is not taken up again.
 */
export function isReplaced(update: Sent, answers: readonly Sent[]): boolean {
  return answers.some(
    (answer) =>
      takesPlace(answer.kind) &&
      (approvalStateOf(update) !== 'shown' || approvalStateOf(answer) !== 'returned'),
  )
}

/**
 * Takes an update, the one it is about (null for none) and those that are about it; returns whether it can be corrected.
 * What was returned is sent anew instead; and of what readers see one correction at a time waits for approval.
 */
export function canBeCorrected(update: Sent, about: Sent | null, answers: readonly Sent[]): boolean {
  const state = approvalStateOf(update)
  if (update.kind === 'withdrawal' || state === 'returned' || isReplaced(update, answers)) return false
  return !(
    state === 'waiting' &&
    update.kind === 'correction' &&
    about !== null &&
    approvalStateOf(about) === 'shown'
  )
}

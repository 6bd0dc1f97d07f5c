/** Sentences about board requests and disputes: who may do what, what is missing, and what changed in between. */

import type { BoardRequestEventKind } from '@/lib/domain/board/board-requests'
import type { DisputedRating, DisputeOutcome } from '@/lib/domain/board/disputes'
import type { HasStatuses } from '@/lib/domain/status/status'
import { describeRating, OUTCOME_LABELS } from '@/lib/format/board/request-words'

const NO_RATING = 'not rated'

export const boardMessages = {
  cannotRequest: 'Only people with a role in this plan can see and add board requests.',
  cannotRecordDecision: 'Only editors of this plan can record decisions of the board.',
  cannotAnswer:
    'Only the person named in the request, the accountable officer of the action and editors of this plan can answer a request.',
  cannotChange: 'Only editors of this plan can change, withdraw or reopen a request.',
  cannotDispute: 'Only people with a role in this plan can dispute a rating.',
  cannotResolve: 'Only editors of this plan can answer a dispute.',

  subjectMissing: 'Select what the request is about',
  kindMissing: 'Select whether it is a question or a decision',
  text: 'Board request',
  textMissing: 'Enter the request',
  meeting: 'Day of the meeting',
  meetingMissing: 'Enter the day of the meeting',
  meetingInFuture: 'Day of the meeting must be today or in the past',
  reportUnknown: 'Select a report from the list, or none',
  partnerUnknown: 'Select a partner from the list',
  personUnknown: 'Select a person with a role in this plan, or no one',
  due: 'Date when an answer is needed',
  dueBeforeMeeting: 'Date when an answer is needed must not be before the meeting',

  reason: 'Reason',
  changeReasonMissing: 'Enter why this changes',
  withdrawalReasonMissing: 'Enter why the request is withdrawn',
  reopeningReasonMissing: 'Enter why the request is reopened',
  answer: 'Answer',
  answerMissing: 'Enter the answer',
  settled: 'This request is already settled, so no answer is due. Reopen it first',
  /** Takes who did it and when (null: not on record), how, and what they wrote. */
  settledMeanwhile: (who: string | null, how: BoardRequestEventKind, text: string) =>
    `${who ?? `This request was ${how}`}, while this page was open: “${text}” Your text is not saved. An editor can reopen the request`,

  nothingToDispute: 'There is no rating to dispute yet',
  ratingChanged: (plan: HasStatuses, rating: DisputedRating) =>
    `The rating changed while you had the form open. It is now ${describeRating(plan, rating)}. If you want to dispute it too, open the page again`,
  disputeReasonMissing: 'Enter why you think the rating is wrong',
  outcomeMissing: 'Select whether the rating was kept or changed',
  outcomeReasonMissing: 'Enter the reason',
  answeredThis: 'answered this dispute',
  /** Takes who did it and when (null: not on record), and what they wrote. */
  answeredMeanwhile: (who: string | null, text: string) =>
    `${who ?? 'This dispute was answered'}, while this page was open: “${text}” Your text is not saved`,
  /** Takes the plan, the rating as it is now, null for none, and an outcome that does not agree with it. */
  wrongOutcome: (plan: HasStatuses, now: DisputedRating | null, outcome: DisputeOutcome) => {
    const rating = now ? describeRating(plan, now) : NO_RATING
    return outcome === 'changed'
      ? `The rating is still ${rating}. Change it first, then answer`
      : `The rating is now ${rating}. Select "${OUTCOME_LABELS.changed}"`
  },
}

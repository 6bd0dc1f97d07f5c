/** Sentences about progress updates: what is wrong with one, why it cannot be sent, corrected or approved, and what to do. */

import type { IsoDate } from '@/lib/domain/dates'
import type { Basis } from '@/lib/domain/plan/plan'
import type { ReportField } from '@/lib/domain/plan/progress-report'
import { bucketLabel, type HasStatuses, meaningOf, type StatusCode } from '@/lib/domain/status/status'
import type { NotConfirmable } from '@/lib/domain/updates/date-guard'
import { formatDay } from '@/lib/format/dates'
import { describeLateChoices } from '@/lib/format/updates/update-words'
import { BASIS_LABELS, describeAdverse } from '@/lib/format/words'

/** What people call the fields. */
export const FIELD_NAMES: Readonly<Record<ReportField, string>> = {
  status: 'Status',
  narrative: 'Progress',
  reason: 'Reason',
  mitigation: 'What is being done',
  dueOn: 'Due date',
  effectiveOn: 'Date of this status',
  evidence: 'Evidence',
}

const onlyAdverse = (plan: HasStatuses, what: string) =>
  `${what} can only be given with ${describeAdverse(plan, 'a status that needs attention')}. Move this text to Progress, or select one of these statuses`

export const updateMessages = {
  cannotReport:
    'Only the action’s accountable officer, its contributors and editors of this plan can report on it.',
  cannotReportInPlan: 'Only people with a role in this plan can report on it.',
  cannotCorrect: 'Only its author and editors of this plan can correct an update.',
  cannotApprove: 'Only editors of this plan can approve updates.',

  newDueLabel: 'New due date',
  dueReasonLabel: 'Reason for the new date',
  correctionLabel: 'What was wrong',
  commentLabel: 'Comment',
  linkTitleLabel: (number: number) => `Title of link ${number}`,
  linkAddressLabel: (number: number) => `Web address of link ${number}`,

  unreadable: (label: string) => `${label} cannot be read`,
  statusMissing: 'Select a status',
  narrativeMissing: 'Enter what progress has been made',
  effectiveMissing: 'Enter the date of this status',
  linkTitleMissing: (number: number) => `Enter a title for link ${number}`,
  linkAddressMissing: (number: number) => `Enter a web address for link ${number}`,
  linkAddressWrong: (number: number) => `Web address of link ${number} must begin with https:// or http://`,
  linkAddressWithPassword: (number: number) =>
    `Web address of link ${number} must not include a user name or password. Remove the text between // and @`,
  doneWithoutLink: (plan: HasStatuses, status: StatusCode) =>
    `Enter a link that shows it is ${bucketLabel(plan, status).toLowerCase()}`,
  datePassed: (plan: HasStatuses, promisedBy: IsoDate, status: StatusCode) =>
    `The due date ${formatDay(promisedBy)} has passed, so the status cannot be ${bucketLabel(plan, status)}. Select ${describeLateChoices(plan)}, or enter a new due date`,
  reasonMissing: (plan: HasStatuses, status: StatusCode) =>
    meaningOf(plan, status) === 'missedWithRisk'
      ? 'Enter what the risk is'
      : `Enter why it is ${bucketLabel(plan, status)}`,
  mitigationMissing: 'Enter what is being done about it',
  reasonOnlyAdverse: (plan: HasStatuses) => onlyAdverse(plan, 'A reason'),
  mitigationOnlyAdverse: (plan: HasStatuses) => onlyAdverse(plan, 'What is being done'),
  dueMissing: 'Enter the new due date, or remove the reason for it',
  dueTooEarly: 'New due date must not be before the date of this status',
  dueReasonMissing: 'Enter why the due date is changing',
  dueOfEarlierDay: (seenOn: IsoDate) =>
    `Readers see an update dated ${formatDay(seenOn)}. An update with an earlier date cannot change the due date. Leave the due date empty, and change it in an update dated today`,
  effectiveInFuture: 'Date of this status must be today or in the past',
  effectiveBeforePlan: (startsOn: IsoDate) =>
    `Date of this status must not be before the plan starts, on ${formatDay(startsOn)}`,
  correctionMissing: 'Enter what was wrong with the update',
  commentMissing: 'Enter what the author should change',
  versionMissing: (field: ReportField) => `Select which version of "${FIELD_NAMES[field]}" to keep`,

  /** Takes a plan, why "no change" cannot be reported, and the status and basis that readers see (null for none). */
  notConfirmable: (
    plan: HasStatuses,
    why: NotConfirmable,
    current: { readonly status: StatusCode; readonly basis: Basis } | null,
  ): string => {
    const label = current ? bucketLabel(plan, current.status) : ''
    const basis = current ? BASIS_LABELS[current.basis].toLowerCase() : ''
    const sentences: Readonly<Record<NotConfirmable, string>> = {
      nothing: 'There are no updates yet. Report progress first.',
      waits: 'An update is waiting for approval. Wait for an editor’s decision, or report progress.',
      notReported: `This status is ${basis}: no one has reported it here yet. Report progress to confirm or change it.`,
      noReason: `${label} needs a reason and what is being done about it. At least one of them is not recorded. Report progress and enter both.`,
      datePassed: `The due date has passed, so the action is no longer ${label}. Report ${describeLateChoices(plan)}, or a new due date.`,
    }
    return sentences[why]
  },
  reportedMeanwhile: 'reported on this action',
  readNewerFirst: (reported: string) =>
    `${reported}, while this page was open. Read the newer update first, then confirm it.`,
  actionMissing: 'This action is no longer in the plan',
  notCorrected: 'Nothing was changed. Change what is wrong, then save the correction',
  actionLeft: 'This action is no longer part of the plan, so it needs no more updates.',
  formUsed: 'This form was already used for something else. Open it again.',
  correctedMeanwhile: 'This update was corrected while this page was open. Correct the newer version.',
  returned: 'This update was returned. Start a new update from it.',
  correctionWaits:
    'This correction is waiting for approval. Ask an editor to return it, or wait until it is approved.',
  decided: (decision: string) => `${decision}. This update is no longer waiting for approval`,
  decidedAs: (decision: string) => `${decision} this update`,
  correctedBeforeDecision:
    'The author corrected this update while this page was open. Approve or return the correction instead',
  actionLeftBeforeDecision: (ref: string, lifecycle: string) =>
    `Action ${ref} was ${lifecycle} while this update was waiting, so it needs no more updates. Return this update, or reinstate the action first`,
}

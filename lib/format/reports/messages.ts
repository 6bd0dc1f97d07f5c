/** Sentences about reports: what is wrong with a draft, why it cannot be sent on or issued, and what is wrong with an issued report. */

import type { ReferenceProblem } from '@/lib/domain/reference'
import type { Obstacle } from '@/lib/domain/reports/draft-obstacles'
import type { FigureFault } from '@/lib/domain/reports/figure-faults'
import type { GapKind } from '@/lib/domain/reports/readiness'
import { type Excess, LONGEST_RESOLVED, MOST_FIELDS } from '@/lib/domain/reports/report-fields'
import type { Fault, LabelField } from '@/lib/domain/reports/snapshot'

/** What is missing or out of date before a report is issued. */
export const GAP_TITLES: Readonly<Record<GapKind, string>> = {
  silent: 'No update this period',
  waiting: 'Updates waiting for approval',
  neverReported: 'No updates yet',
  noLead: 'No lead recorded',
  unrated: 'Not rated',
  staleRating: 'Ratings made before the latest statuses',
  noMitigation: 'In need of attention with no mitigation recorded',
  openDispute: 'Disputed ratings without an answer',
}

const EXCESS: Readonly<Record<Excess, string>> = {
  fields: `The text has more than ${MOST_FIELDS} figures in braces. Remove some of them`,
  length: `With its figures filled in, the text is longer than ${LONGEST_RESOLVED.toLocaleString('en-GB')} characters. Remove some of its lists, or make it shorter`,
}

const LABEL_FIELDS: Readonly<Record<LabelField, string>> = {
  id: 'plan',
  code: 'address',
  reference: 'reference',
  title: 'title',
  meetingOn: 'day of the meeting',
  asAt: 'day of the figures',
  frozenAt: 'time of issue',
}

const nameCode = (code: string | null) => (code === null ? 'none' : `"${code}"`)

export const reportMessages = {
  cannotEditDrafts: 'Only editors of this plan can write and issue its reports.',

  referenceLabel: 'Reference',
  titleLabel: 'Title',
  correctionLabel: 'What was wrong',
  textLabel: 'Text',
  noteLabel: 'Note',
  meetingLabel: 'Day of the meeting',
  asAtLabel: 'Day of the figures',

  referenceMissing: 'Enter the reference of the report, such as LB(26)04-02',
  /** Takes why a reference cannot be used, and the reference. */
  wrongReference: (problem: ReferenceProblem, reference: string) =>
    problem === 'empty'
      ? 'The reference must include a letter from a to z or a digit'
      : `“${reference.trim()}” cannot be used as a reference, because another page has that address. Enter the number of the paper, such as LB(26)04-02`,
  referenceTaken: 'Another report of this plan has this reference. Enter a different one',
  titleMissing: 'Enter the title of the report',
  correctionMissing: 'Enter what was wrong in the report that this one corrects',
  asAtMissing: 'Enter the day of the figures',
  asAtInFuture: 'Day of the figures must be today or in the past',
  correctionOfAnotherDay: 'A correction must be of the same day as the report that it corrects',
  correctedAlready: 'This report has already been corrected. Correct the newer version',

  savedThis: 'saved this',
  changedMeanwhile:
    'Someone changed this draft while you had it open. Read the new version before you continue',
  alreadySent: 'This draft has already been sent for review',
  notSent: 'This draft must be sent for review first',
  alreadyReturned: 'This draft is already with its writers',
  ownDraft: 'You wrote part of this draft, so another editor must review it',
  notSentBecause: (reasons: readonly string[]) => `The draft was not sent for review. ${reasons.join('. ')}`,
  notApprovedBecause: (reasons: readonly string[]) =>
    `The report was not approved. Return it to the writers. ${reasons.join('. ')}`,
  notPublishedBecause: (reasons: readonly string[]) => `The report was not issued. ${reasons.join('. ')}`,
  notReviewed: 'It has not been reviewed',

  excess: (excess: Excess) => EXCESS[excess],

  /** Takes an obstacle; returns it without a full stop. The draft's page describes it at length. */
  obstacle: (obstacle: Obstacle): string => {
    switch (obstacle.kind) {
      case 'fault':
        return reportMessages.figureFault(obstacle.fault).replace(/\.$/, '')
      case 'text': {
        const { read, unknown, excess } = obstacle.check
        const [found] = read?.contradictions ?? []
        if (excess) return EXCESS[excess]
        if (found) return `“${found.says}” has a figure in braces next to a different status`
        return unknown[0]
          ? `{${unknown[0].name}} is not a figure in this plan`
          : 'A text could not be checked in time. Try again in a minute, or make it shorter'
      }
      case 'typed':
        return `Tick that you have checked ${obstacle.figures.map(({ says }) => `“${says}”`).join(', ')}, or change the text`
      case 'corrected':
        return `${obstacle.report} has already been corrected by ${obstacle.by.reference}. Correct that report instead, and delete this draft`
      case 'risks':
        return `The risks section has been copied from ${obstacle.from} and has not been reviewed`
      case 'gap':
        return `${GAP_TITLES[obstacle.gap]}: fix this, or enter a note on why the report is issued without it`
    }
  },

  figureFault: (fault: FigureFault): string => {
    switch (fault.kind) {
      case 'counts':
        return `The counts of ${fault.title} do not add up to its total: ${fault.one} and ${fault.other}.`
      case 'list':
        return `The count and the list of ${fault.label} in ${fault.title} differ: ${fault.one} and ${fault.other}.`
      case 'partsOfPillar':
        return `The total of ${fault.title} and the totals of its parts differ: ${fault.one} and ${fault.other}.`
      case 'partsOfPlan':
        return `The total of the plan and the totals of its parts differ: ${fault.one} and ${fault.other}.`
      case 'ratings':
        return `The number of ratings and the number of sections differ: ${fault.one} and ${fault.other}.`
      case 'attention':
        return `The count and the list of actions that need attention differ: ${fault.one} and ${fault.other}.`
      case 'delivered':
        return `The count and the list of delivered actions differ: ${fault.one} and ${fault.other}.`
      case 'reportBefore':
        return `The previous report, ${fault.reference}, was altered after it was issued, so this report cannot be compared with it.`
    }
  },

  fault: (fault: Fault): string => {
    switch (fault.kind) {
      case 'text':
        return 'Its text has changed since it was issued: the fingerprints are different.'
      case 'figures':
        return 'Its figures do not match the statuses of its actions.'
      case 'label':
        return `The list of reports has "${fault.listed}" as its ${LABEL_FIELDS[fault.field]}, the document "${fault.document}".`
      case 'auditEntry':
        return 'The audit entry of its publication has a different fingerprint: the report and its fingerprint were both changed.'
      case 'version':
        return `The list of reports has it as version ${fault.listed}, the document as version ${fault.document}.`
      case 'corrects':
        return `In the list of reports it corrects ${nameCode(fault.listed)}, in the document it corrects ${nameCode(fault.document)}.`
      case 'corrected':
        return `Report "${fault.code}", which it corrects, had a different fingerprint when it was corrected.`
      case 'correction':
        return `The list of reports has "${fault.listed}" as the reason for the correction, the document "${fault.document}".`
    }
  },
  documentUnreadable: 'Its document has been altered and cannot be read.',
  reportMissing: 'Its audit entry says that it was issued, but it is no longer there.',
  publishedNote: 'Loaded with the plan. The published report, as far as it could be read, does not say more.',
}

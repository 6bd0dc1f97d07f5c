/** Sentences about statuses, ratings and the rule that suggests them. */

import { STATUS_TEMPLATES } from '@/lib/domain/status/templates'
import type { Meaning } from '@/lib/domain/status/status'
import { ragLabel, type RagSuggestion, type RatingRule } from '@/lib/domain/status/rag'

const FRACTION_WORDS: Readonly<Record<string, string>> = {
  '1/2': 'a half',
  '1/3': 'a third',
  '2/3': 'two thirds',
  '1/4': 'a quarter',
  '3/4': 'three quarters',
  '1/5': 'a fifth',
  '1/10': 'a tenth',
}

/** Takes a rule; returns its threshold as a reader says it: "a third", "3 in 8". */
export function thresholdInWords({ atRiskNumerator: n, atRiskDenominator: d }: RatingRule): string {
  return n === d ? 'all of them' : (FRACTION_WORDS[`${n}/${d}`] ?? `${n} in ${d}`)
}

/** The lists of statuses that a plan can start with, to be chosen. */
export const TEMPLATE_OPTIONS = Object.entries(STATUS_TEMPLATES).map(([value, statuses]) => ({
  value,
  label: statuses.map(({ label }) => label).join(' / '),
}))

/** What follows from each meaning, in a sentence for whoever chooses one. */
export const MEANING_WORDS: Readonly<Record<Meaning, string>> = {
  delivered: 'Nothing is left to do.',
  onTrack: 'Going to plan.',
  notStarted: 'Work has not begun. It is counted, and does not need attention.',
  missedNoRisk: 'Late, and does not need attention.',
  atRisk: 'Needs attention, with a reason.',
  missedWithRisk: 'Late, and needs attention, with a reason.',
  offTrack: 'Needs attention most, with a reason.',
}

export const statusMessages = {
  label: 'Name',
  labelMissing: 'Enter the name of the status',
  shortLabel: 'Short name',
  shortLabelMissing: 'Enter the short name of the status',
  definition: 'Definition',
  definitionMissing: 'Enter what the status says about an action',
  aliases: 'Other names',
  tooManyAliases: (most: number) => `Enter no more than ${most} other names`,
  aliasTooLong: (longest: number) => `Each other name must be ${longest} characters or fewer`,
  placeWrong: (most: number) => `Enter a place from 1 to ${most}`,
  meaningMissing: 'Select what the new status means',
  nameReserved: (name: string) => `“${name}” means something else in the text of reports. Use another name`,
  nameTwice: (name: string) => `“${name}” is the name of two statuses. Use another name for one of them`,
  tooManyStatuses: (most: number) => `A plan has no more than ${most} statuses. Remove one that is not used`,
  noneIsDone: 'One status must mean that nothing is left to do',
  allAreDone: 'One status must mean that something is left to do',
  statusUsed: (labels: readonly string[]) =>
    `${labels.join(', ')} cannot be removed, because updates or reports use it. You can give it another name`,
  changedStatuses: 'changed the statuses',
  alreadyRecorded:
    'Updates, ratings or reports are on record, so the list cannot be replaced. Change the names instead',

  cannotCorrectSource: 'Only editors of this plan can correct the basis and source of a status or rating.',
  basisMissing: 'Select how it is known',
  sourceMissing: {
    published: 'Select the document that it is published in',
    inferred: 'Select the document that it is inferred from',
  },
  sourceUnknown: 'Select a document from the list',
  sourceOnlyOne: 'Select one document. A rating has one source',
  sourceIsReport: (basis: string, reports: string) =>
    `${reports} is a published report of these figures, and ${basis} figures are in no published report. Remove it, or select a different basis`,
  page: 'Page',
  basisNote: 'Explanation',
  sourceCorrection: 'What was wrong',
  sourceCorrectionMissing: 'Enter what was wrong',
  sourceUnchanged: 'Nothing is changed. Change the basis or the source, or leave the page',
  notShown: 'Readers do not see this update. Approve it first, or return it',
  ratingReplaced: 'A later rating of the same day has replaced this one. Correct that one',
  correctedRating: 'corrected this rating',
  openNewest: (whoDidWhat: string) => `${whoDidWhat}. Go back to the section and correct the newest rating`,
  cannotRate: 'Only editors of this plan can rate a section.',
  cannotChangeRule: 'Only administrators can change the rule.',

  reason: 'Reason',
  ratingMissing: 'Select the overall rating',
  reasonMissing: (suggestion: RagSuggestion) =>
    `Enter why the rating differs from the suggested rating${suggestion.rag ? `, ${ragLabel(suggestion.rag)}` : ''}. ${statusMessages.explanation(suggestion)}`,
  /** Takes a suggestion; returns in one or two sentences what was counted, and against which threshold. */
  explanation: ({ base, adverse, silent, rule }: RagSuggestion): string => {
    if (base === 0) return 'Nothing is suggested: there are no counted actions.'
    if (silent === base) return 'Nothing is suggested: no counted action has an update yet.'
    const finding =
      base === 1
        ? `The one counted action is ${adverse ? '' : 'not '}adverse`
        : `${adverse || 'None'} of ${base} counted actions ${adverse > 1 ? 'are' : 'is'} adverse`
    const gap = silent > 0 ? ` ${silent} ${silent === 1 ? 'has' : 'have'} no update yet.` : ''
    return `${finding}; the threshold is ${thresholdInWords(rule)}.${gap}`
  },

  adverse: 'number of adverse actions',
  of: 'number of counted actions',
  numberMissing: (name: string) => `Enter the ${name}`,
  numberWrong: (name: string, largest: number) => `The ${name} must be a whole number from 1 to ${largest}`,
  adverseTooLarge: 'The first number cannot be larger than the second',
  ruleReasonMissing: 'Enter why the rule is changing',
  changedRule: 'changed the rule',
  /** Takes who did it and when (null: not on record), and the rule as it is now. */
  ruleChangedMeanwhile: (who: string | null, rule: RatingRule) =>
    `${who ?? 'The rule was changed'}, while this page was open: At Risk is now suggested when ${thresholdInWords(rule)} of the counted actions or more are adverse. Check what would change before you save.`,
}

/** Sentences about statuses, ratings and the rule that suggests them. */

import { ragLabel, type RagSuggestion, type RatingRule } from '@/lib/domain/status/rag'
import type { Status } from '@/lib/domain/status/status'

/** What each status says about an action. */
export const STATUS_DEFINITIONS: Readonly<Record<Status, string>> = {
  delivered: 'The action is done.',
  onTrack: 'The action is expected to be done by its date.',
  missedNoRisk: 'The date has passed, and delivery is still expected without risk to the result.',
  atRisk: 'Something threatens delivery by its date, or the result.',
  missedWithRisk: 'The date has passed, and something threatens delivery or the result.',
  offTrack: 'Without a change, the action will not be done by its date, or not at all.',
}

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

export const statusMessages = {
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

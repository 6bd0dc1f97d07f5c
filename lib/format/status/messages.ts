/** Sentences about ratings and the rule that suggests them. */

import { ragLabel, type RagSuggestion, type RatingRule, thresholdInWords } from '@/lib/domain/status/rag'

export const statusMessages = {
  cannotRate: 'Only editors of this plan can rate a section.',
  cannotChangeRule: 'Only administrators can change the rule.',

  reason: 'Reason',
  ratingMissing: 'Select the overall rating',
  reasonMissing: ({ rag, explanation }: RagSuggestion) =>
    `Enter why the rating differs from the suggested rating${rag ? `, ${ragLabel(rag)}` : ''}. ${explanation}`,

  adverse: 'number of adverse actions',
  of: 'number of counted actions',
  numberMissing: (name: string) => `Enter the ${name}`,
  numberWrong: (name: string, largest: number) => `The ${name} must be a whole number from 1 to ${largest}`,
  adverseTooLarge: 'The first number cannot be larger than the second',
  ruleReasonMissing: 'Enter why the rule is changing',
  ruleChangedMeanwhile: (rule: RatingRule) =>
    `Someone else changed the rule while this page was open: At Risk is now suggested when ${thresholdInWords(rule)} of the counted actions or more are adverse. Check what would change before you save.`,
}

/** A section's overall RAG: what the rule suggests, and what a person decided. */

import type { RollUp, StatusCounts } from './roll-up'
import { BUCKETS } from './status'

export const OVERALL_RAGS = ['onTrack', 'atRisk', 'offTrack'] as const
/** The published ratings of a section. Off Track is only ever a person's judgement: the rule does not suggest it. */
export type OverallRag = (typeof OVERALL_RAGS)[number]

const LABELS: Readonly<Record<OverallRag, string>> = {
  onTrack: 'On Track',
  atRisk: 'At Risk',
  offTrack: 'Off Track',
}

/** Takes an overall RAG; returns its published label. */
export function ragLabel(rag: OverallRag): string {
  return LABELS[rag]
}

/** The share of adverse actions from which At Risk is suggested. A fraction, because a third is not 0.33. */
export interface RatingRule {
  readonly atRiskNumerator: number
  readonly atRiskDenominator: number
}

/**
 * At Risk from a third. Not a published rule: it is the one that reproduces the overall RAG of all 20 sections of
 * LB(25)03-03 and of the 11 strategic actions of the sister plan whose shares could be read (data README, "The
 * arithmetic").
 */
export const DEFAULT_RULE: RatingRule = { atRiskNumerator: 1, atRiskDenominator: 3 }

export interface RagSuggestion {
  /** Null when there is nothing to go by: no counted actions, or none with an update. */
  readonly rag: OverallRag | null
  /** One or two plain sentences: what was counted, and against which threshold. */
  readonly explanation: string
}

/**
 * Takes the roll-up of a section's counted actions and the plan's rule; returns what the rule suggests, and why.
 * At Risk when adverse / base reaches the threshold, On Track otherwise. Actions without an update stay in the base
 * and are not adverse; the explanation says how many there are.
 */
export function suggestRag(rollUp: RollUp, rule: RatingRule): RagSuggestion {
  const { base, adverse } = rollUp
  const silent = rollUp.counts.noUpdate
  if (base === 0) return { rag: null, explanation: 'Nothing is suggested: there are no counted actions.' }
  if (silent === base)
    return { rag: null, explanation: 'Nothing is suggested: no counted action has an update yet.' }
  const reached = adverse * rule.atRiskDenominator >= base * rule.atRiskNumerator
  const finding =
    base === 1
      ? `The one counted action is ${adverse ? '' : 'not '}adverse`
      : `${adverse || 'None'} of ${base} counted actions ${adverse > 1 ? 'are' : 'is'} adverse`
  const sentences = [`${finding}; the threshold is ${thresholdInWords(rule)}.`]
  if (silent > 0) sentences.push(`${silent} ${silent === 1 ? 'has' : 'have'} no update yet.`)
  return { rag: reached ? 'atRisk' : 'onTrack', explanation: sentences.join(' ') }
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

/** A person's rating beside the rule's. */
export interface Rating {
  /** What counts: the assessment where there is one, the suggestion otherwise; null when there is neither. */
  readonly rag: OverallRag | null
  readonly assessed: OverallRag | null
  readonly suggestion: RagSuggestion
  /** Whether a person and the rule disagree. */
  readonly differs: boolean
  /** Whether the statuses below have changed since the person rated it. */
  readonly isStale: boolean
}

/**
 * Takes how many actions stood in each bucket when a section was rated, or null when nobody wrote it down, and how many do
 * now; returns whether that has changed. An action that moved while another moved the opposite way leaves it as it was.
 */
export function hasChangedSince(then: StatusCounts | null, now: StatusCounts): boolean {
  return then !== null && BUCKETS.some((bucket) => then[bucket] !== now[bucket])
}

/** Takes a suggestion and a person's rating; returns whether the rating needs a reason: where the two disagree. */
export function needsReason(suggestion: RagSuggestion, assessed: OverallRag): boolean {
  return suggestion.rag !== null && suggestion.rag !== assessed
}

/**
 * Takes the assessed RAG, or null, the suggestion, and whether the statuses have changed since; returns assessed and
 * suggested side by side and which of them counts.
 */
export function rate(assessed: OverallRag | null, suggestion: RagSuggestion, isStale = false): Rating {
  return {
    isStale,
    rag: assessed ?? suggestion.rag,
    assessed,
    suggestion,
    differs: assessed !== null && needsReason(suggestion, assessed),
  }
}

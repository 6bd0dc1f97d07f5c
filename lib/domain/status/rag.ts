/** A section's overall RAG: what the rule suggests, and what a person decided. */

import { countAt, type RollUp, type StatusCounts } from './roll-up'
import { NO_UPDATE } from './status'

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
  /** How many actions are counted, how many of them are adverse, and how many have no update. */
  readonly base: number
  readonly adverse: number
  readonly silent: number
  readonly rule: RatingRule
}

/**
 * Takes the roll-up of a section's counted actions and the plan's rule; returns what the rule suggests, and from what.
 * At Risk when adverse / base reaches the threshold, On Track otherwise. Actions without an update stay in the base
 * and are not adverse.
 */
export function suggestRag(rollUp: RollUp, rule: RatingRule): RagSuggestion {
  const { base, adverse } = rollUp
  const silent = countAt(rollUp.counts, NO_UPDATE)
  const reached = adverse * rule.atRiskDenominator >= base * rule.atRiskNumerator
  const rag = base === silent ? null : reached ? 'atRisk' : 'onTrack'
  return { rag, base, adverse, silent, rule }
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
 * Takes how many actions stood in each bucket when a section was rated, or null when no one wrote it down, and how many do
 * now; returns whether that has changed. An action that moved while another moved the opposite way leaves it as it was.
 */
export function hasChangedSince(then: StatusCounts | null, now: StatusCounts): boolean {
  if (then === null) return false
  const buckets = new Set([...Object.keys(then), ...Object.keys(now)])
  return [...buckets].some((bucket) => countAt(then, bucket) !== countAt(now, bucket))
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

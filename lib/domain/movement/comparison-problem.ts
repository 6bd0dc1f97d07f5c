/** Why two states of a plan cannot be compared. */

export type ComparisonProblem =
  | { readonly kind: 'noReports' }
  /** No report of this plan is called so. */
  | { readonly kind: 'unknown'; readonly side: 'from' | 'to'; readonly code: string }
  | { readonly kind: 'same' }
  /** The earlier side was said to be the later one. */
  | { readonly kind: 'backwards' }
  /** There is no report before the one that is asked for. */
  | { readonly kind: 'first'; readonly reference: string }
  /** What it froze is not what is there, or cannot be read at all. */
  | { readonly kind: 'altered'; readonly code: string; readonly reference: string }

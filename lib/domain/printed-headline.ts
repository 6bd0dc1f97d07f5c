/** Where the headline of a printed report has other counts than the figures of its day. */

import type { Finding } from './findings'

/** A printed report, and where the counts of its headline are not those of the figures shown. */
export interface PrintedHeadline {
  readonly code: string
  readonly reference: string
  readonly findings: readonly Finding[]
}

/** The first kinds that were found say why; the others only that. */
const KINDS = [['countedAs'], ['totalDiffers', 'omittedFromTotals'], ['totalDiffersFromRecord']] as const

/** Takes what reconciling a printed report found; returns what to say of the counts in its headline. */
export function findingsOnHeadline(findings: readonly Finding[]): Finding[] {
  const differs = findings.some(({ kind }) => kind === 'totalDiffersFromRecord')
  if (!differs) return []
  const found = KINDS.map((kinds) =>
    findings.filter(({ kind }) => (kinds as readonly string[]).includes(kind)),
  )
  return found.find((some) => some.length > 0) ?? []
}

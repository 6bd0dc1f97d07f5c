/** How the base of a section's figures moved by what is counted, from the ledger of counted actions. */

import type { IsoDate } from '@/lib/domain/dates'

/** One entry of the ledger. Those that were made together share the instant of recording. */
export interface CountedEntry {
  readonly ref: string
  readonly counted: boolean
  readonly reason: string
  readonly effectiveOn: IsoDate
  /** An instant. */
  readonly recordedAt: string
}

export interface BaseMove {
  readonly on: IsoDate
  readonly reason: string
  /** References of the actions that count since then, and of those that did before. */
  readonly counted: readonly string[]
  readonly noLonger: readonly string[]
}

/** Takes entries of the ledger in the order of recording; returns the moves they make up, the newest first. */
export function viewBaseMoves(entries: readonly CountedEntry[]): BaseMove[] {
  const together = new Map<string, CountedEntry[]>()
  for (const entry of entries) {
    const key = [entry.recordedAt, entry.effectiveOn, entry.reason].join('\n')
    together.set(key, [...(together.get(key) ?? []), entry])
  }
  return [...together.values()]
    .map((made) => ({
      on: made[0]?.effectiveOn ?? '',
      reason: made[0]?.reason ?? '',
      counted: made.filter(({ counted }) => counted).map(({ ref }) => ref),
      noLonger: made.filter(({ counted }) => !counted).map(({ ref }) => ref),
    }))
    .reverse()
}

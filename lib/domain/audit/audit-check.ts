/** Whether a chain of audit entries still holds together, and if not, which entry breaks it. */

import { type AuditContent, canonicalText } from './audit'

/** An entry as it lies in the database. */
export interface ChainedEntry extends AuditContent {
  readonly hash: string
}

/** How far a chain went when it was last written to. */
export interface ChainEnd {
  readonly entries: number
  readonly hash: string
}

export interface ChainFault {
  /** The place in the chain: the entry's, or the first that is missing. */
  readonly number: number
  /** What the entry says it is about; null when it is not there. */
  readonly entry: Pick<AuditContent, 'kind' | 'recordedAt' | 'recordName'> | null
  readonly problem: ChainProblem
}

export type ChainProblem =
  /** The entry is not what its hash was made of. */
  | { readonly kind: 'changed' }
  /** It names another hash than the entry before it has. */
  | { readonly kind: 'unlinked' }
  /** Where the chain ends was not written down. */
  | { readonly kind: 'noEnd' }
  /** Numbers from one to another, within the chain or up to its end. */
  | { readonly kind: 'missing' | 'missingAtEnd'; readonly from: number; readonly to: number }
  /** The entry is behind the end that was written down, or is another one than that. */
  | { readonly kind: 'afterEnd' | 'otherEnd' }

/** What is known of a chain once its entries were read up to some place. */
export interface ChainSoFar {
  /** How many entries there should have been. */
  readonly number: number
  /** The hash of the last one. */
  readonly hash: string
}

export const CHAIN_START: ChainSoFar = { number: 0, hash: '' }

/**
 * Takes what is known so far, the next entry in the order of their numbers, and what makes a text's SHA-256 in hexadecimal;
 * returns what is known then, and what is wrong with the entry.
 */
export function checkEntry(
  soFar: ChainSoFar,
  entry: ChainedEntry,
  digest: (text: string) => string,
): { readonly soFar: ChainSoFar; readonly faults: readonly ChainFault[] } {
  const faults: ChainFault[] = []
  const isNext = entry.number === soFar.number + 1
  if (!isNext) faults.push(missing('missing', soFar.number + 1, entry.number - 1))
  const add = (kind: 'changed' | 'unlinked') =>
    faults.push({ number: entry.number, entry, problem: { kind } })
  if (digest(canonicalText(entry)) !== entry.hash) add('changed')
  if (isNext && entry.previous !== soFar.hash) add('unlinked')
  return { soFar: { number: entry.number, hash: entry.hash }, faults }
}

/** Takes what is known of a chain after its last entry, and its end as it was written down, or null; returns what is wrong there. */
export function checkEnd(soFar: ChainSoFar, end: ChainEnd | null): readonly ChainFault[] {
  if (!end) return [{ number: soFar.number, entry: null, problem: { kind: 'noEnd' } }]
  if (soFar.number < end.entries) return [missing('missingAtEnd', soFar.number + 1, end.entries)]
  if (soFar.number > end.entries)
    return [{ number: end.entries + 1, entry: null, problem: { kind: 'afterEnd' } }]
  if (soFar.hash !== end.hash) return [{ number: soFar.number, entry: null, problem: { kind: 'otherEnd' } }]
  return []
}

function missing(kind: 'missing' | 'missingAtEnd', from: number, to: number): ChainFault {
  return { number: from, entry: null, problem: { kind, from, to } }
}

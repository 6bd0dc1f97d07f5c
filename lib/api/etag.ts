/** Entity tags (RFC 9110, 8.8.3 and 13.1.2): what lets a reader ask "is it still as I have it?". */

import { momentQuery, type PlanAt } from '@/lib/domain/plan/plan-ref'
import type { PlanSummary } from '@/lib/domain/plan/plan'

/** Raised when the same data is written in another way, in the API or in a file, so that no one keeps the old form. */
export const API_VERSION = '1.7.0'

/**
 * Takes all that an answer depends on, such as the plan's state and, where it enters, today's date; returns the
 * answer's tag. Weak, because the answer may be compressed on its way. Parts hold no quotes.
 */
export function makeEtag(...dependsOn: readonly string[]): string {
  return `W/"${[API_VERSION, ...dependsOn].join('/')}"`
}

/** Takes the plans that an answer is made from; returns what stands for their state, at their moment, in its tag. */
export function nameState(...plans: readonly (PlanAt & Pick<PlanSummary, 'version'>)[]): string {
  return plans
    .map((plan) => {
      const dates = momentQuery(plan).map(([name, date]) => `@${name}:${date}`)
      return [encodeURIComponent(plan.slug), ':', plan.version, ...dates].join('')
    })
    .join(',')
}

/** Takes the If-None-Match header of a request, or null, and the tag of the answer; returns whether the reader has it. */
export function hasEtag(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false
  if (ifNoneMatch.trim() === '*') return true
  const opaque = (tag: string) => tag.replace(/^W\//, '')
  const asked = ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? []
  return asked.some((tag) => opaque(tag) === opaque(etag))
}

/** What the database keeps of a plan as JSON. */

import { z } from 'zod'
import type { OwnValues } from '@/lib/domain/own-fields'
import { type PlanWords, ROLE_MEANINGS } from '@/lib/domain/plan/plan'
import { MOST_ROLES } from '@/lib/domain/plan/roles'

const word = z.strictObject({ one: z.string().min(1), many: z.string().min(1) })

const role = word.extend({ code: z.string().min(1), meaning: z.enum(ROLE_MEANINGS) })

/** What a plan calls its levels, and the parts that its partners play. */
export const planWords: z.ZodType<PlanWords> = z.strictObject({
  pillar: word,
  section: word,
  action: word,
  roles: z.array(role).min(1).max(MOST_ROLES).exactOptional(),
})

/** How many actions stood in each bucket when a section was rated. */
export const statusCounts = z.record(z.string(), z.int().min(0))

const ownValues = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
) satisfies z.ZodType<OwnValues>

/** Takes what is stored of an action's own fields; returns it, checked. Most actions have none. */
export function toOwnValues(stored: unknown): OwnValues {
  const isEmpty = typeof stored === 'object' && stored !== null && Object.keys(stored).length === 0
  return isEmpty ? {} : ownValues.parse(stored)
}

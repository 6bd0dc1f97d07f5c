/** What the database keeps of a plan as JSON. */

import { z } from 'zod'
import type { PlanWords } from '@/lib/domain/plan/plan'

const word = z.strictObject({ one: z.string().min(1), many: z.string().min(1) })

/** What a plan calls its levels. */
export const planWords: z.ZodType<PlanWords> = z.strictObject({ pillar: word, section: word, action: word })

/** How many actions stood in each bucket when a section was rated. */
export const statusCounts = z.record(z.string(), z.int().min(0))

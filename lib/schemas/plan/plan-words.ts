import { z } from 'zod'
import type { PlanWords } from '@/lib/domain/plan/plan'

const word = z.strictObject({ one: z.string().min(1), many: z.string().min(1) })

/** What a plan calls its levels, as stored with it. */
export const planWords: z.ZodType<PlanWords> = z.strictObject({ pillar: word, section: word, action: word })

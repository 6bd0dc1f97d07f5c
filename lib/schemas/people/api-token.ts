/** The form that makes a token. */

import { z } from 'zod'
import { requiredLine } from '@/lib/schemas/form'
import { peopleMessages } from '@/lib/format/people/messages'

/** For how many days a token can be good. */
export const TOKEN_DAYS = ['30', '90', '365'] as const

export const apiTokenSchema = z.object({
  name: requiredLine(peopleMessages.name, peopleMessages.tokenNameMissing, 100),
  plans: z
    .union([z.string(), z.array(z.string())], { error: peopleMessages.tokenPlansMissing })
    .transform((given) => [given].flat().filter(Boolean))
    .refine((ids) => ids.length > 0, { error: peopleMessages.tokenPlansMissing })
    .refine((ids) => ids.every((id) => z.uuid().safeParse(id).success), {
      error: peopleMessages.tokenPlansUnknown,
    })
    .transform((ids) => [...new Set(ids)]),
  days: z.enum(TOKEN_DAYS, { error: peopleMessages.tokenDaysMissing }).transform(Number),
})

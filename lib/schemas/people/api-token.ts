/** The form that makes a token. */

import { z } from 'zod'
import { requiredLine } from '@/lib/schemas/form'

/** For how many days a token can be good. */
export const TOKEN_DAYS = ['30', '90', '365'] as const

export const apiTokenSchema = z.object({
  name: requiredLine('Name', 'Enter what the token is for, such as “Quarterly chart in R”', 100),
  plans: z
    .union([z.string(), z.array(z.string())], { error: 'Choose at least one plan' })
    .transform((given) => [given].flat().filter(Boolean))
    .refine((ids) => ids.length > 0, { error: 'Choose at least one plan' })
    .refine((ids) => ids.every((id) => z.uuid().safeParse(id).success), {
      error: 'Choose plans on the list',
    })
    .transform((ids) => [...new Set(ids)]),
  days: z.enum(TOKEN_DAYS, { error: 'Choose for how long the token is to be good' }).transform(Number),
})

import { z } from 'zod'
import { requiredLine } from '@/lib/schemas/form'
import { peopleMessages } from '@/lib/format/people/messages'

/** An email address as people type it; kept in lower case. */
export const emailField = requiredLine(peopleMessages.email, peopleMessages.emailMissing, 254)
  .transform((text) => text.toLowerCase())
  .refine((text) => text === '' || z.email().safeParse(text).success, {
    error: peopleMessages.emailWrong,
  })

/** A password is taken as it was typed, spaces and all. */
export const signInSchema = z.object({
  email: emailField,
  password: z
    .string()
    .default('')
    .refine((text) => text !== '', { error: peopleMessages.passwordMissing }),
})

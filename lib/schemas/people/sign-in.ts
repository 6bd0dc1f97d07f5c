import { z } from 'zod'
import { requiredLine } from '@/lib/schemas/form'

/** An e-mail address as people type it; kept in lower case. */
export const emailField = requiredLine('E-mail address', 'Enter an e-mail address', 254)
  .transform((text) => text.toLowerCase())
  .refine((text) => text === '' || z.email().safeParse(text).success, {
    error: 'Enter an e-mail address in the right form, such as name@example.gov.scot',
  })

/** A password is taken as it was typed, spaces and all. */
export const signInSchema = z.object({
  email: emailField,
  password: z
    .string()
    .default('')
    .refine((text) => text !== '', { error: 'Enter your password' }),
})

/** What is sent about passkeys. */

import { z } from 'zod'
import { requiredText } from './form'

export const passkeyNameSchema = z.object({
  'passkey-name': requiredText('Name', 'Enter a name that tells you later which passkey this is', 100),
})

const LONGEST = 20_000

/** What a browser hands over after talking to its passkeys: checked in earnest by better-auth, here only for its size. */
export const passkeyResponseSchema = z
  .looseObject({ id: z.string().max(2000) })
  .refine((response) => JSON.stringify(response).length <= LONGEST)

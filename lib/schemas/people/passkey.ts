/** What is sent about passkeys. */

import { z } from 'zod'
import { requiredLine } from '@/lib/schemas/form'
import { peopleMessages } from '@/lib/format/people/messages'

export const passkeyNameSchema = z.object({
  'passkey-name': requiredLine(peopleMessages.name, peopleMessages.passkeyNameMissing, 100),
})

const text = z.string().max(20_000)

/** What a browser hands over after talking to its passkeys (WebAuthn, as JSON): checked in earnest by better-auth, here for its shape. */
export const passkeyResponseSchema = z.object({
  id: z.string().max(2000),
  rawId: z.string().max(2000),
  type: z.literal('public-key'),
  authenticatorAttachment: text.optional(),
  // Nothing here asks for an extension.
  clientExtensionResults: z.unknown().transform(() => ({})),
  response: z.object({
    clientDataJSON: text,
    /** Of a new passkey. */
    attestationObject: text.optional(),
    transports: z.array(z.string().max(100)).max(20).optional(),
    /** Of signing in. */
    authenticatorData: text.optional(),
    signature: text.optional(),
    userHandle: z.string().max(2000).optional(),
  }),
})

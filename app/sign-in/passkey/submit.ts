'use server'

import { redirect } from 'next/navigation'
import { checkedCall } from '@/app/checked-submit'
import { describeTooManyAttempts } from '@/lib/format/words'
import { signInWithPasskey, startPasskeySignIn } from '@/lib/mutations/people/passkeys'
import { boundPath } from '@/lib/schemas/bound'
import { type FormState } from '@/lib/schemas/form'
import { passkeyResponseSchema } from '@/lib/schemas/people/passkey'
import { showRefusal } from '@/app/refusal'
import { afterSignIn } from '@/app/after-sign-in'

/** Returns what to ask of the browser so that it finds a passkey, or what to tell the person. */
export const submitPasskeySignInStart = checkedCall([], async () => {
  const started = await startPasskeySignIn()
  if (started.kind === 'ask') return started
  return { kind: 'wait', why: describeTooManyAttempts(started.milliseconds) } as const
})

/** Signs in with the browser's answer, and goes to the page that was asked for. */
export const submitPasskeySignIn = checkedCall(
  [boundPath, passkeyResponseSchema],
  async (next, response): Promise<FormState> => {
    try {
      await signInWithPasskey(response)
    } catch (error) {
      return showRefusal(error, {})
    }
    redirect(afterSignIn(next))
  },
)

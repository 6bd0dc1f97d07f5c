'use server'

import { redirect } from 'next/navigation'
import { checkedCall, checkedSubmit } from '@/app/checked-submit'
import { save } from '@/app/save'
import { confirmWithPassword } from '@/lib/auth/sign-in'
import { confirmWithPasskey } from '@/lib/mutations/people/passkeys'
import { describeTooManyAttempts } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { boundPath } from '@/lib/schemas/bound'
import type { FormState } from '@/lib/schemas/form'
import { readLocalPath } from '@/lib/schemas/people/local-path'
import { passkeyResponseSchema } from '@/lib/schemas/people/passkey'

const boundNext = boundPath.nullable()

/** Proves with the password who is signed in, and goes on: to a page, or back to a form in another tab where none is named. */
export const submitConfirmation = checkedSubmit('signedIn', [boundNext], async (next, { password }) => {
  if (typeof password !== 'string' || password === '')
    return { values: {}, errors: { password: 'Enter your password' } }
  const { saved: result, state } = await save(paths.confirm(), {}, () => confirmWithPassword(password))
  if (state) return state
  if (result.kind === 'signed-in') return goOn(next)
  return {
    values: {},
    errors: {
      password:
        result.kind === 'wait' ? describeTooManyAttempts(result.milliseconds) : 'Enter your correct password',
    },
  }
})

/** The same with the browser's answer about a passkey. */
export const submitPasskeyConfirmation = checkedCall(
  [boundNext, passkeyResponseSchema],
  async (next, response): Promise<FormState> => {
    const { state } = await save(paths.confirm(), {}, () => confirmWithPasskey(response))
    return state ?? goOn(next)
  },
)

function goOn(next: string | null): never {
  redirect(next === null ? paths.confirm() : readLocalPath(next))
}

'use server'

import { redirect } from 'next/navigation'
import { save } from '@/app/save'
import { confirmWithPassword } from '@/lib/auth/sign-in'
import { confirmWithPasskey } from '@/lib/mutations/passkeys'
import { sayTooManyAttempts } from '@/lib/format/words'
import { paths } from '@/lib/paths'
import { type FormState, readValues } from '@/lib/schemas/form'
import { readLocalPath } from '@/lib/schemas/local-path'
import { passkeyResponseSchema } from '@/lib/schemas/passkey'

/** Proves with the password who is signed in, and goes on: to a page, or back to a form in another tab where none is named. */
export async function submitConfirmation(
  next: string | null,
  _state: FormState,
  form: FormData,
): Promise<FormState> {
  const { password } = readValues(form)
  if (typeof password !== 'string' || password === '')
    return { values: {}, errors: { password: 'Enter your password' } }
  const { saved: result, state } = await save(paths.confirm(), {}, () => confirmWithPassword(password))
  if (state) return state
  if (result.kind === 'signed-in') return goOn(next)
  return {
    values: {},
    errors: {
      password:
        result.kind === 'wait' ? sayTooManyAttempts(result.milliseconds) : 'This is not your password',
    },
  }
}

/** The same with the browser's answer about a passkey. */
export async function submitPasskeyConfirmation(next: string | null, response: object): Promise<FormState> {
  const { state } = await save(paths.confirm(), {}, () =>
    confirmWithPasskey(passkeyResponseSchema.parse(response)),
  )
  return state ?? goOn(next)
}

function goOn(next: string | null): never {
  redirect(next === null ? paths.confirm() : readLocalPath(next))
}

'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { signInWithPassword } from '@/lib/auth/sign-in'
import { describeTooManyAttempts } from '@/lib/format/words'
import { boundPath } from '@/lib/schemas/bound'
import { checkForm } from '@/lib/schemas/form'
import { showRefusal } from '@/app/refusal'
import { signInSchema } from '@/lib/schemas/people/sign-in'
import { afterSignIn } from '@/app/after-sign-in'

/** Signs in, and goes to the page that was asked for. */
export const submitSignIn = checkedSubmit('anyone', [boundPath], async (next, values) => {
  const { data, state } = checkForm(signInSchema, values)
  if (!data) return state
  let result: Awaited<ReturnType<typeof signInWithPassword>>
  try {
    result = await signInWithPassword(data.email, data.password)
  } catch (error) {
    return showRefusal(error, { email: data.email })
  }
  if (result.kind === 'signed-in') redirect(afterSignIn(next))
  return {
    values: { email: data.email },
    errors: { [result.kind === 'wait' ? 'form' : 'password']: describeWhyNot(result) },
  }
})

function describeWhyNot(
  result: Exclude<Awaited<ReturnType<typeof signInWithPassword>>, { kind: 'signed-in' }>,
) {
  if (result.kind === 'refused') return 'Enter a correct email address and password'
  return describeTooManyAttempts(result.milliseconds)
}

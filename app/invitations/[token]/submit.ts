'use server'

import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { save } from '@/app/save'
import { signInWithPassword } from '@/lib/auth/sign-in'
import { acceptInvitation } from '@/lib/mutations/people/accept-invitation'
import { paths } from '@/lib/paths'
import { findJustUsed, getInvitation } from '@/lib/queries/people/invitation'
import { acceptSchema } from '@/lib/schemas/people/account'
import { boundText } from '@/lib/schemas/bound'
import { checkForm, type FormState, type FormValues, showAgain } from '@/lib/schemas/form'

/** Makes the account, or sets its password, and signs in. */
export const submitInvitation = checkedSubmit('anyone', [boundText], async (token, values) => {
  const invitation = await getInvitation(token)
  if (!invitation) return signInAgain(token, values)
  const known = { email: invitation.email ?? undefined, name: invitation.existingName ?? undefined }
  const { data, state } = checkForm(acceptSchema(known), values)
  if (!data) return state
  const { saved: email, state: refused } = await save(paths.invitation(token), values, () =>
    acceptInvitation(token, data),
  )
  // Of a form sent twice at once, the first used the link while this one waited.
  if (refused) return (await getInvitation(token)) ? refused : signInAgain(token, values)
  const { kind } = await signInWithPassword(email, data.newPassword)
  if (kind !== 'signed-in') redirect(paths.signIn())
  return redirectDone(
    paths.account(),
    known.name === undefined
      ? 'Your account is ready. You are signed in.'
      : 'Your password was set. You are signed in.',
  )
})

/** Signs in whoever used the link just now with the password that this same form has set; says that the link is dead to everyone else. */
async function signInAgain(token: string, values: FormValues): Promise<FormState> {
  const used = await findJustUsed(token)
  const { email, newPassword } = values
  if (used && typeof newPassword === 'string') {
    const { kind } = await signInWithPassword(used.email ?? String(email ?? '').toLowerCase(), newPassword)
    if (kind === 'signed-in') redirect(paths.account())
  }
  return showAgain(values, { form: DEAD })
}

const DEAD = 'This link no longer works. Ask an administrator of Cairn for a new one'

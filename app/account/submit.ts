'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { save } from '@/app/save'
import { signOut } from '@/lib/auth/sign-in'
import {
  changeOwnName,
  changePassword,
  endSession,
  signOutEverywhere,
} from '@/lib/mutations/people/own-account'
import { paths } from '@/lib/paths'
import { getOwnAccount } from '@/lib/queries/people/own-account'
import { changePasswordSchema, ownNameSchema } from '@/lib/schemas/people/account'
import { boundId } from '@/lib/schemas/bound'
import { checkForm } from '@/lib/schemas/form'

/** Changes one's own name. */
export const submitName = checkedSubmit('signedIn', [], async (values) => {
  const { data, state } = checkForm(ownNameSchema, values)
  if (!data) return state
  const { name, fingerprint } = data
  const { state: refused } = await save(paths.account(), values, () => changeOwnName(name, fingerprint))
  if (refused) return refused
  revalidatePath(paths.account())
  const notice = `Your name is now ${name}. Earlier records keep your previous name.`
  return { values: { name, fingerprint: name }, errors: {}, notice }
})

/** Changes one's own password. */
export const submitPassword = checkedSubmit('signedIn', [], async (values) => {
  const { saved: account, state: unasked } = await save(paths.account(), values, getOwnAccount)
  if (unasked) return unasked
  const { data, state } = checkForm(changePasswordSchema(account), values)
  if (!data) return state
  const { state: refused } = await save(paths.account(), values, () =>
    changePassword(data.currentPassword, data.newPassword, data.revokesTokens),
  )
  return refused ?? { values: {}, errors: {}, notice: DONE }
})

/** Ends one of one's own sessions. */
export const submitEndSession = checkedSubmit('signedIn', [boundId], async (id) => {
  const { state } = await save(paths.account(), {}, () => endSession(id))
  return state ?? redirectDone(paths.account(), 'That session is signed out.')
})

/** Ends all of one's own sessions, this one too. */
export const submitSignOutEverywhere = checkedSubmit('signedIn', [], async () => {
  const { state } = await save(paths.account(), {}, signOutEverywhere)
  if (state) return state
  await signOut()
  redirect(paths.signIn())
})

const DONE = 'Your password was changed. You are signed out everywhere else.'

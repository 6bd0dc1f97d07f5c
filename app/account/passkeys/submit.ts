'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { checkedCall, checkedSubmit } from '@/app/checked-submit'
import { addPasskey, removePasskey, startPasskey } from '@/lib/mutations/passkeys'
import { paths } from '@/lib/paths'
import { boundId, typedValues } from '@/lib/schemas/bound'
import { checkForm, EMPTY_FORM } from '@/lib/schemas/form'
import { passkeyNameSchema, passkeyResponseSchema } from '@/lib/schemas/passkey'
import { showRefusal } from '@/lib/schemas/refusal'

/** Returns what to ask of the browser so that it makes a passkey. */
export const submitPasskeyStart = checkedCall([], startPasskey)

/** Adds the passkey that the browser has made. */
export const submitPasskey = checkedCall([typedValues, passkeyResponseSchema], async (values, response) => {
  const { data, state } = checkForm(passkeyNameSchema, values)
  if (!data) return state
  try {
    await addPasskey(response, data['passkey-name'])
  } catch (error) {
    return showRefusal(error, values)
  }
  revalidatePath(paths.account())
  return { ...EMPTY_FORM, notice: `The passkey “${data['passkey-name']}” has been added.` }
})

/** Removes a passkey, and shows the page without it. */
export const submitPasskeyRemoval = checkedSubmit([boundId], async (id) => {
  await removePasskey(id)
  redirect(paths.account())
})

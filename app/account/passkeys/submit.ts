'use server'

import { revalidatePath } from 'next/cache'
import { checkedCall, checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { save } from '@/app/save'
import { addPasskey, removePasskey, startPasskey } from '@/lib/mutations/people/passkeys'
import { paths } from '@/lib/paths'
import { boundId, typedValues } from '@/lib/schemas/bound'
import { checkForm, EMPTY_FORM } from '@/lib/schemas/form'
import { passkeyNameSchema, passkeyResponseSchema } from '@/lib/schemas/people/passkey'

/** Returns what to ask of the browser so that it makes a passkey, or what the form is to show instead. */
export const submitPasskeyStart = checkedCall([typedValues], async (values) => {
  const { saved: options, state } = await save(paths.account(), values, startPasskey)
  return state ?? { options }
})

/** Adds the passkey that the browser has made. */
export const submitPasskey = checkedCall([typedValues, passkeyResponseSchema], async (values, response) => {
  const { data, state } = checkForm(passkeyNameSchema, values)
  if (!data) return state
  const { state: refused } = await save(paths.account(), values, () =>
    addPasskey(response, data['passkey-name']),
  )
  if (refused) return refused
  revalidatePath(paths.account())
  return { ...EMPTY_FORM, notice: `The passkey “${data['passkey-name']}” was added.` }
})

/** Removes a passkey, and shows the page without it. */
export const submitPasskeyRemoval = checkedSubmit('signedIn', [boundId], async (id) => {
  const { saved: name, state } = await save(paths.account(), {}, () => removePasskey(id))
  if (state) return state
  return redirectDone(
    paths.account(),
    name ? `The passkey “${name}” was removed.` : 'The passkey was removed.',
  )
})

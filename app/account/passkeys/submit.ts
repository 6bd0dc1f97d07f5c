'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { addPasskey, removePasskey, startPasskey } from '@/lib/mutations/passkeys'
import { paths } from '@/lib/paths'
import { checkForm, EMPTY_FORM, type FormState, type FormValues } from '@/lib/schemas/form'
import { passkeyNameSchema, passkeyResponseSchema } from '@/lib/schemas/passkey'
import { showRefusal } from '@/lib/schemas/refusal'

/** Returns what to ask of the browser so that it makes a passkey. */
export async function submitPasskeyStart() {
  return startPasskey()
}

/** Adds the passkey that the browser has made. */
export async function submitPasskey(values: FormValues, response: object): Promise<FormState> {
  const { data, state } = checkForm(passkeyNameSchema, values)
  if (!data) return state
  try {
    await addPasskey(passkeyResponseSchema.parse(response), data['passkey-name'])
  } catch (error) {
    return showRefusal(error, values)
  }
  revalidatePath(paths.account())
  return { ...EMPTY_FORM, notice: `The passkey “${data['passkey-name']}” has been added.` }
}

/** Removes a passkey, and shows the page without it. */
export async function submitPasskeyRemoval(id: string): Promise<FormState> {
  await removePasskey(id)
  redirect(paths.account())
}

'use server'

import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { save } from '@/app/save'
import { addPasskey, removePasskey, startPasskey } from '@/lib/mutations/passkeys'
import { paths } from '@/lib/paths'
import { checkForm, EMPTY_FORM, type FormState, type FormValues } from '@/lib/schemas/form'
import { passkeyNameSchema, passkeyResponseSchema } from '@/lib/schemas/passkey'

/** Returns what to ask of the browser so that it makes a passkey, or what the form is to show instead. */
export async function submitPasskeyStart(values: FormValues) {
  const { saved: options, state } = await save(paths.account(), values, startPasskey)
  return state ?? { options }
}

/** Adds the passkey that the browser has made. */
export async function submitPasskey(values: FormValues, response: object): Promise<FormState> {
  const { data, state } = checkForm(passkeyNameSchema, values)
  if (!data) return state
  const { state: refused } = await save(paths.account(), values, () =>
    addPasskey(passkeyResponseSchema.parse(response), data['passkey-name']),
  )
  if (refused) return refused
  revalidatePath(paths.account())
  return { ...EMPTY_FORM, notice: `The passkey “${data['passkey-name']}” has been added.` }
}

/** Removes a passkey, and shows the page without it. */
export async function submitPasskeyRemoval(id: string): Promise<FormState> {
  const { state } = await save(paths.account(), {}, () => removePasskey(id))
  return state ?? redirect(paths.account())
}

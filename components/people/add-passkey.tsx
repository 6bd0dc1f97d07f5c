'use client'

import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import { TextField } from '@/components/forms/text-fields'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { checkForm, type FormState, type FormValues, readValues } from '@/lib/schemas/form'
import { passkeyNameSchema } from '@/lib/schemas/people/passkey'
import { explainPasskeyError, usePasskeySupport } from './use-passkey-support'

interface Props {
  /** Takes what was typed; returns what to ask of the browser, or what the form is to show instead. */
  readonly start: (
    values: FormValues,
  ) => Promise<{ readonly options: PublicKeyCredentialCreationOptionsJSON } | FormState>
  /** Adds what the browser made, or returns what to tell the person. */
  readonly finish: (values: FormValues, response: RegistrationResponseJSON) => Promise<FormState>
}

/** Adding a passkey, which only a script can do. */
export function AddPasskey({ start, finish }: Props) {
  if (!usePasskeySupport())
    return (
      <p>
        To add a passkey, open this page in a browser that supports passkeys and has JavaScript turned on.
      </p>
    )
  async function add(_state: FormState, form: FormData): Promise<FormState> {
    const values = readValues(form)
    // Asked before the device is: no one should have to confirm twice for want of a name.
    const { state } = checkForm(passkeyNameSchema, values)
    if (state) return state
    const { startRegistration } = await import('@simplewebauthn/browser')
    const started = await start(values)
    if (!('options' in started)) return started
    let response: RegistrationResponseJSON
    try {
      response = await startRegistration({ optionsJSON: started.options })
    } catch (error) {
      return { values, errors: { form: explainPasskeyError(error) } }
    }
    return finish(values, response)
  }
  return (
    <Form submit={add}>
      <TextField name="passkey-name" label="Name of the new passkey" hint="For example, “work laptop”." />
      <SubmitButton secondary>Add a passkey</SubmitButton>
    </Form>
  )
}

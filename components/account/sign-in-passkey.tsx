'use client'

import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser'
import { Form } from '@/components/forms/form'
import { SubmitButton } from '@/components/forms/submit-button'
import { EMPTY_FORM, type FormState } from '@/lib/schemas/form'
import { explainPasskeyError, usePasskeySupport } from './use-passkey-support'

interface Props {
  readonly start: () => Promise<PublicKeyCredentialRequestOptionsJSON>
  /** Signs in and goes on, or returns what to tell the person. */
  readonly finish: (response: AuthenticationResponseJSON) => Promise<FormState>
}

/** The button that signs in with a passkey. Passkeys need a script, so without one there is no button either. */
export function SignInPasskey({ start, finish }: Props) {
  if (!usePasskeySupport()) return null
  async function signIn(): Promise<FormState> {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    const optionsJSON = await start()
    let response: AuthenticationResponseJSON
    try {
      response = await startAuthentication({ optionsJSON })
    } catch (error) {
      return { ...EMPTY_FORM, errors: { form: explainPasskeyError(error) } }
    }
    return finish(response)
  }
  return (
    <Form submit={signIn}>
      <SubmitButton secondary>Sign in with a passkey</SubmitButton>
    </Form>
  )
}

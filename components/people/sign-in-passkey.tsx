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
  /** What the button says. */
  readonly label: string
  /** Returns what to ask of the browser, or why the person has to wait. */
  readonly start: () => Promise<
    | { readonly kind: 'ask'; readonly options: PublicKeyCredentialRequestOptionsJSON }
    | { readonly kind: 'wait'; readonly why: string }
  >
  /** Signs in and goes on, or returns what to tell the person. */
  readonly finish: (response: AuthenticationResponseJSON) => Promise<FormState>
}

/** The button that signs in with a passkey, or confirms with one. Passkeys need a script, so without one there is no button either. */
export function SignInPasskey({ label, start, finish }: Props) {
  if (!usePasskeySupport()) return null
  async function signIn(): Promise<FormState> {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    const started = await start()
    if (started.kind === 'wait') return { ...EMPTY_FORM, errors: { form: started.why } }
    let response: AuthenticationResponseJSON
    try {
      response = await startAuthentication({ optionsJSON: started.options })
    } catch (error) {
      return { ...EMPTY_FORM, errors: { form: explainPasskeyError(error) } }
    }
    return finish(response)
  }
  return (
    <Form submit={signIn}>
      <SubmitButton secondary>{label}</SubmitButton>
    </Form>
  )
}

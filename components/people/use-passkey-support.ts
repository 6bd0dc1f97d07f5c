'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** Returns whether this browser knows passkeys; false as long as no script has run. */
export function usePasskeySupport(): boolean {
  return useSyncExternalStore(
    never,
    () => 'PublicKeyCredential' in window,
    () => false,
  )
}

/** Takes an error of @simplewebauthn/browser; returns what to tell the person. Throws again what is no such error. */
export function explainPasskeyError(error: unknown): string {
  const { name } = error as { name?: string }
  if (name === 'InvalidStateError') return 'This device already has a passkey for your account'
  if (name === 'NotAllowedError' || name === 'AbortError')
    return 'No passkey was used. You may have cancelled or taken too long. Try again'
  if (name === 'WebAuthnError' || error instanceof DOMException)
    return 'This device cannot use a passkey here. Sign in another way'
  throw error
}

/** Passkeys: what better-auth is to ask of them. */

import 'server-only'
import { passkey } from '@better-auth/passkey'
import { APIError } from 'better-auth/api'
import { env } from '@/lib/env'

const { hostname, origin } = new URL(env.CAIRN_URL)

/** A passkey stands for a password and a second factor in one, so whoever holds the device has to prove that it is theirs. */
function requireVerifiedHolder(isVerified: boolean | undefined): void {
  if (!isVerified) throw new APIError('UNAUTHORIZED', { code: 'HOLDER_NOT_VERIFIED' })
}

export const passkeys = passkey({
  rpID: hostname,
  rpName: 'Cairn',
  origin,
  // Found by the browser without an email address being typed first.
  authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  registration: {
    afterVerification: ({ verification }) =>
      requireVerifiedHolder(verification.registrationInfo?.userVerified),
  },
  authentication: {
    afterVerification: ({ verification }) =>
      requireVerifiedHolder(verification.authenticationInfo.userVerified),
  },
  advanced: { webAuthnChallengeCookie: 'passkey' },
})

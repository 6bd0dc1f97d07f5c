/** Signing in with a password, and out. */

import 'server-only'
import { isAPIError } from 'better-auth/api'
import { headers } from 'next/headers'
import {
  accountKey,
  addressKey,
  deviceKey,
  forgetAttempts,
  MOST_PER_ACCOUNT,
  MOST_PER_ADDRESS,
  returnAttempt,
  takeAttempt,
} from './attempts'
import { auth, CLIENT_ADDRESS } from './auth'
import { knownDevice, rememberDevice } from './known-device'

export type SignInResult =
  | { readonly kind: 'signed-in' }
  /** Unknown e-mail address, wrong password or a deactivated account: nobody is told which. */
  | { readonly kind: 'refused' }
  /** Too many attempts; the right password is refused as well. */
  | { readonly kind: 'wait'; readonly milliseconds: number }

/** Takes an e-mail address in lower case and a password; starts a session and sets its cookie, or returns why not. */
export async function signInWithPassword(email: string, password: string): Promise<SignInResult> {
  const asked = await headers()
  const account = accountKey(email)
  const address = addressKey(asked.get(CLIENT_ADDRESS) ?? 'unknown')
  const device = await knownDevice(account)
  const own = device && deviceKey(account, device)
  // What others tried does not count for a known device. What it has tried beyond its own is counted as anybody's.
  const isByDevice = own !== null && (await takeAttempt(own, MOST_PER_ACCOUNT)) === null
  const milliseconds = isByDevice
    ? null
    : ((await takeAttempt(address, MOST_PER_ADDRESS)) ?? (await takeAttempt(account, MOST_PER_ACCOUNT)))
  if (milliseconds !== null) return { kind: 'wait', milliseconds }
  try {
    await auth.api.signInEmail({ body: { email, password }, headers: asked })
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return { kind: 'refused' }
    throw error
  }
  if (isByDevice) await forgetAttempts(own)
  else await Promise.all([forgetAttempts(account), returnAttempt(address)])
  await rememberDevice(account, device)
  return { kind: 'signed-in' }
}

/** Ends the session of the current request and takes its cookie back. */
export async function signOut(): Promise<void> {
  await auth.api.signOut({ headers: await headers() })
}

/** Signing in with a password, and out. */

import 'server-only'
import { isAPIError } from 'better-auth/api'
import { headers } from 'next/headers'
import { db } from '@/lib/db'
import { SignedOutError } from '@/lib/errors'
import {
  accountKey,
  addressKey,
  forgetAttempts,
  MOST_PER_ACCOUNT,
  MOST_PER_ADDRESS,
  returnAttempt,
  takeAttempt,
} from './attempts'
import { currentSession } from './actor'
import { auth, CLIENT_ADDRESS } from './auth'

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
  const milliseconds =
    (await takeAttempt(address, MOST_PER_ADDRESS)) ?? (await takeAttempt(account, MOST_PER_ACCOUNT))
  if (milliseconds !== null) return { kind: 'wait', milliseconds }
  try {
    await auth.api.signInEmail({ body: { email, password }, headers: asked })
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return { kind: 'refused' }
    throw error
  }
  await Promise.all([forgetAttempts(account), returnAttempt(address)])
  return { kind: 'signed-in' }
}

/** Takes a password; proves with it that whoever is signed in is still there, or returns why not. Throws SignedOutError. */
export async function confirmWithPassword(password: string): Promise<SignInResult> {
  const session = await currentSession()
  if (!session) throw new SignedOutError()
  const { email } = await db.person.findUniqueOrThrow({
    where: { id: session.personId },
    select: { email: true },
  })
  return signInWithPassword(email, password)
}

/** Ends the session of the current request and takes its cookie back. */
export async function signOut(): Promise<void> {
  await auth.api.signOut({ headers: await headers() })
}

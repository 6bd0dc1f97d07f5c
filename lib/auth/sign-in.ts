/** Signing in with a password, and out. */

import 'server-only'
import { isAPIError } from 'better-auth/api'
import { headers } from 'next/headers'
import { db } from '@/lib/db'
import { UnavailableError, SignedOutError } from '@/lib/errors'
import { hashPassword, isOutdated } from '@/lib/auth/password-hash'
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
import { currentSession } from './actor'
import { CLIENT_ADDRESS } from '@/lib/http/client-address'
import { auth } from './auth'
import { noteFailedSignIn } from './failed-sign-ins'
import { knownDevice, rememberDevice } from './known-device'

export type SignInResult =
  | { readonly kind: 'signed-in' }
  /** Unknown email address, wrong password or a deactivated account: no one is told which. */
  | { readonly kind: 'refused' }
  /** Too many attempts, or too many people at once; the right password is refused as well. */
  | { readonly kind: 'wait'; readonly milliseconds: number }

/** Takes an email address in lower case and a password; starts a session and sets its cookie, or returns why not. */
export async function signInWithPassword(email: string, password: string): Promise<SignInResult> {
  const asked = await headers()
  const client = asked.get(CLIENT_ADDRESS) ?? 'unknown'
  const account = accountKey(email)
  const address = addressKey(client)
  const device = await knownDevice(account)
  const own = device && deviceKey(account, device)
  // What others tried does not count for a known device. What it has tried beyond its own is counted as anyone's.
  const isByDevice = own !== null && (await takeAttempt(own, MOST_PER_ACCOUNT)) === null
  const milliseconds = isByDevice
    ? null
    : ((await takeAttempt(address, MOST_PER_ADDRESS)) ?? (await takeAttempt(account, MOST_PER_ACCOUNT)))
  const failure = { way: 'password', who: { email }, address: client } as const
  if (milliseconds !== null) {
    noteFailedSignIn({ ...failure, isLocked: true })
    return { kind: 'wait', milliseconds }
  }
  try {
    await auth.api.signInEmail({ body: { email, password }, headers: asked })
  } catch (error) {
    if (error instanceof UnavailableError) {
      await Promise.all(isByDevice ? [returnAttempt(own)] : [returnAttempt(account), returnAttempt(address)])
      return { kind: 'wait', milliseconds: 60_000 }
    }
    if (!isAPIError(error) || error.statusCode >= 500) throw error
    noteFailedSignIn({ ...failure, isLocked: false })
    return { kind: 'refused' }
  }
  if (isByDevice) await forgetAttempts(own)
  else await Promise.all([forgetAttempts(account), returnAttempt(address)])
  await rememberDevice(account, device)
  await renewHash(email, password)
  return { kind: 'signed-in' }
}

/** What a password was hashed at years ago is too cheap to guess by now, and only who signs in has the password. */
async function renewHash(email: string, password: string): Promise<void> {
  const current = await db.credential.findFirst({
    where: { user: { email }, providerId: 'credential' },
    select: { id: true, password: true },
  })
  if (!current?.password || !isOutdated(current.password)) return
  // Not over one that was set meanwhile.
  await db.credential.updateMany({
    where: { id: current.id, password: current.password },
    data: { password: await hashPassword(password) },
  })
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

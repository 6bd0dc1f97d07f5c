/** Passkeys: adding one to an account, taking one away, signing in with one. */

import 'server-only'
import type { AuthenticationResponseJSON } from '@simplewebauthn/browser'
import { isAPIError } from 'better-auth/api'
import { headers } from 'next/headers'
import { currentProvenWriter, currentWriter } from '@/lib/auth/actor'
import { MOST_PER_ADDRESS, passkeyKey, returnAttempt, takeAttempt } from '@/lib/auth/attempts'
import { findActor } from '@/lib/auth/find-actor'
import { auth } from '@/lib/auth/auth'
import { CLIENT_ADDRESS } from '@/lib/http/client-address'
import { noteFailedSignIn } from '@/lib/auth/failed-sign-ins'
import { db } from '@/lib/db'
import type { KnownActor } from '@/lib/domain/people/permissions'
import { InvalidError } from '@/lib/errors'
import { logSecurity } from '@/lib/security-log'
import { ACCOUNTS, type AuditFact, recordAudit } from '@/lib/audit/append'
import { inTransaction } from '@/lib/mutations/write-plan'
import { peopleMessages } from '@/lib/format/people/messages'

/** What a browser hands over: lib/schemas/people/passkey.ts. */
type PasskeyAnswer = object & { readonly id: string }

/** Returns what to ask of the browser so that it makes a passkey for whoever is signed in. Throws SignedOutError and UnprovenError. */
export async function startPasskey() {
  await currentProvenWriter()
  return auth.api.generatePasskeyRegistrationOptions({ headers: await headers() })
}

/**
 * Takes what the browser made and a name for it; adds it to the account of whoever is signed in. Throws SignedOutError,
 * UnprovenError and InvalidError.
 */
export async function addPasskey(response: object, name: string): Promise<void> {
  const actor = await currentProvenWriter()
  const passkey = await auth.api
    .verifyPasskeyRegistration({ body: { response, name }, headers: await headers() })
    .catch((error: unknown) => {
      throw isAPIError(error) ? new InvalidError({ form: peopleMessages.passkeyNotAdded }) : error
    })
  await inTransaction((tx) =>
    recordAudit(tx, ACCOUNTS, actor.id, fact('passkey.added', actor, { after: { id: passkey.id, name } })),
  )
}

/**
 * Takes the id of a passkey of whoever is signed in; removes it and returns its name, if it has one. One that is gone already stays so. Throws SignedOutError, and
 * InvalidError when it is the last one and they have a role that needs one.
 */
export async function removePasskey(id: string): Promise<string | null> {
  const actor = await currentWriter()
  return inTransaction(async (tx) => {
    const passkey = await tx.passkey.findFirst({
      where: { id, userId: actor.id },
      select: { id: true, name: true },
    })
    if (!passkey) return null
    await tx.passkey.delete({ where: { id } })
    const left = await findActor(actor.id, tx)
    if (left.kind === 'person' && left.needsPasskey)
      throw new InvalidError({ form: peopleMessages.passkeyNeeded })
    await recordAudit(tx, ACCOUNTS, actor.id, fact('passkey.removed', actor, { before: passkey }))
    return passkey.name
  })
}

/**
 * Returns what to ask of the browser so that it finds a passkey for this site; or how long to wait (milliseconds), when too
 * many who connect from the same address asked and did not sign in.
 */
export async function startPasskeySignIn() {
  const asked = await headers()
  const wait = await takeAttempt(attemptsOf(asked), MOST_PER_ADDRESS)
  if (wait !== null) {
    logSecurity('sign-in-locked', { way: 'passkey', address: clientOf(asked) })
    return { kind: 'wait', milliseconds: wait } as const
  }
  // Anyone may ask, and each time something is remembered for five minutes: what no one came back for goes.
  await db.verification.deleteMany({ where: { expiresAt: { lt: new Date() } } })
  const options = await auth.api.generatePasskeyAuthenticationOptions({ headers: asked })
  // Without this proof it is refused (lib/auth/passkeys.ts), so it had better be asked for.
  return { kind: 'ask', options: { ...options, userVerification: 'required' as const } } as const
}

/** Takes the browser's answer; signs in. Throws InvalidError, which does not say what was wrong. */
export async function signInWithPasskey(response: PasskeyAnswer): Promise<void> {
  const asked = await headers()
  await auth.api
    .verifyPasskeyAuthentication({
      body: { response: response as AuthenticationResponseJSON },
      headers: asked,
    })
    .catch((error: unknown) => {
      if (!isAPIError(error)) throw error
      const who = { passkey: response.id }
      noteFailedSignIn({ way: 'passkey', who, address: clientOf(asked), isLocked: false })
      throw new InvalidError({ form: peopleMessages.passkeyRefused })
    })
  await returnAttempt(attemptsOf(asked))
}

/** Takes the browser's answer; proves with it that whoever is signed in is still there. Throws SignedOutError and InvalidError. */
export async function confirmWithPasskey(response: PasskeyAnswer): Promise<void> {
  const actor = await currentWriter()
  // Another person's would sign in that person in place of this one.
  const own = await db.passkey.findFirst({
    where: { credentialID: response.id, userId: actor.id },
    select: { id: true },
  })
  if (!own) throw new InvalidError({ form: peopleMessages.passkeyOfAnother })
  await signInWithPasskey(response)
}

function attemptsOf(asked: Headers): string {
  return passkeyKey(clientOf(asked))
}

function clientOf(asked: Headers): string {
  return asked.get(CLIENT_ADDRESS) ?? 'unknown'
}

function fact(kind: string, actor: KnownActor, change: Pick<AuditFact, 'before' | 'after'>): AuditFact {
  return { kind, recordType: 'person', recordId: actor.id, recordName: actor.name, ...change }
}

/** Who is asking. */

import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { headers } from 'next/headers'
import { cache } from 'react'
import { db } from '@/lib/db'
import { type Actor, ANONYMOUS, type KnownActor } from '@/lib/domain/people/permissions'
import { ForbiddenError, SignedOutError, UnprovenError } from '@/lib/errors'
import { sessionReader } from './auth'
import { findActor } from './find-actor'
import { tokenActor } from './token-actor'
import { askedAs } from '@/lib/http/asked-as'
import { SESSION_IDLE, SESSION_LONGEST, SESSION_NOTED_EVERY } from '@/lib/http/session-token'
import { peopleMessages } from '@/lib/format/people/messages'
import { processWide } from '@/lib/process-wide'

/**
 * So long (milliseconds) counts a proof of who someone is: a password, a passkey or single sign-on. Each one starts a session
 * of its own (and ends the one before it), so a proof is as old as its session.
 */
const PROOF_LASTS = 10 * 60 * 1000

interface CurrentSession {
  readonly id: string
  readonly personId: string
  readonly startedAt: Date
}

/** What was found out while a form is answered: React's cache is there only while a page is rendered. */
interface Sender {
  session?: Promise<CurrentSession | null>
  actor?: Promise<Actor>
}

const senders = processWide('senders of forms', () => new AsyncLocalStorage<Sender>())

/**
 * Takes work that answers a form; returns its result. Who sent it is found out once, however often the work asks. What is written is judged
 * by the rights that its own transaction finds (lib/mutations/write-plan.ts).
 */
export function answeringForm<T>(work: () => Promise<T>): Promise<T> {
  return senders.run({}, work)
}

/** Returns the session of the current request, or null when there is none or it has ended. Asked once for each page and each form. */
export function currentSession(): Promise<CurrentSession | null> {
  const sender = senders.getStore()
  return sender ? (sender.session ??= findSession()) : findSession()
}

const findSession = cache(async (): Promise<CurrentSession | null> => {
  const asked = await headers()
  if (!asked.has('cookie')) return null
  const found = await sessionReader.api.getSession({ headers: asked })
  if (!found) return null
  const { id, userId, createdAt, updatedAt } = found.session
  const idle = Date.now() - updatedAt.getTime()
  if (idle > SESSION_IDLE * 1000 || createdAt.getTime() + SESSION_LONGEST * 1000 < Date.now()) {
    // Its row is kept for a while: what was typed into its forms may still be kept (lib/auth/form-token.ts).
    await db.session.updateMany({ where: { id }, data: { expiresAt: new Date() } })
    return null
  }
  if (idle > SESSION_NOTED_EVERY * 1000)
    await db.session.updateMany({ where: { id }, data: { updatedAt: new Date() } })
  return { id, personId: userId, startedAt: createdAt }
})

function sessionActor(): Promise<Actor> {
  const sender = senders.getStore()
  return sender ? (sender.actor ??= findSessionActor()) : findSessionActor()
}

const findSessionActor = cache(async (): Promise<Actor> => {
  const session = await currentSession()
  return session ? findActor(session.personId) : ANONYMOUS
})

/** The one in whose name the server asks for a page that it keeps for many: they have these rights, and no name. */
const sharedActor = cache(async (): Promise<Actor | null> => {
  const as = askedAs()
  if (as?.kind !== 'class') return as && findActor(as.personId)
  const { planId, role, isAdministrator } = as
  return {
    kind: 'person',
    id: NO_PERSON,
    name: '',
    isAdministrator,
    roles: new Map(role === null ? [] : [[planId, role]]),
  }
})

/** The id of no one at all, whatever it is compared with. */
const NO_PERSON = '00000000-0000-0000-0000-000000000000'

/**
 * Returns the person behind the current request: the owner of the token that came with it, where what answers takes tokens,
 * the one in whose name the server asks, else who is signed in, or no one.
 */
export async function currentActor(): Promise<Actor> {
  return tokenActor() ?? (await sharedActor()) ?? sessionActor()
}

/** The same for whatever writes. Throws SignedOutError, and ForbiddenError for a program: its token only reads. */
export async function currentWriter(): Promise<KnownActor> {
  if (tokenActor()) throw new ForbiddenError(peopleMessages.tokenOnlyReads, tokenActor()?.id)
  if (askedAs()) throw new SignedOutError()
  const actor = await currentActor()
  if (actor.kind === 'anonymous') throw new SignedOutError()
  return actor
}

/** Returns whether whoever is signed in proved who they are only just: then they may give and change access. */
export async function isProven(): Promise<boolean> {
  const session = await currentSession()
  return session !== null && Date.now() - session.startedAt.getTime() < PROOF_LASTS
}

/** As currentWriter, for what gives or changes access. Also throws UnprovenError. */
export async function currentProvenWriter(): Promise<KnownActor> {
  const actor = await currentWriter()
  if (!(await isProven())) throw new UnprovenError()
  return actor
}

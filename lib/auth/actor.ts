/** Who is asking. */

import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { db } from '@/lib/db'
import { type Actor, ANONYMOUS } from '@/lib/domain/permissions'
import { auth, SESSION_IDLE, SESSION_LONGEST } from './auth'

/** A session's last use is noted no more often than this (milliseconds). */
const NOTED_EVERY = 5 * 60 * 1000

/** Returns the session of the current request, or null when there is none or it has ended. Asked once for each request. */
export const currentSession = cache(async (): Promise<{ id: string; personId: string } | null> => {
  const asked = await headers()
  if (!asked.has('cookie')) return null
  const found = await auth.api.getSession({ headers: asked })
  if (!found) return null
  const { id, userId, createdAt, updatedAt } = found.session
  const idle = Date.now() - updatedAt.getTime()
  if (idle > SESSION_IDLE * 1000 || createdAt.getTime() + SESSION_LONGEST * 1000 < Date.now()) {
    await db.session.deleteMany({ where: { id } })
    return null
  }
  if (idle > NOTED_EVERY) await db.session.updateMany({ where: { id }, data: { updatedAt: new Date() } })
  return { id, personId: userId }
})

/** Returns the person behind the current request, anonymous when nobody is signed in. Asked once for each request. */
export const currentActor = cache(async (): Promise<Actor> => {
  const session = await currentSession()
  return session ? findActor(session.personId) : ANONYMOUS
})

/** Takes a person's id; returns them as an actor, anonymous when there is no such person or the account is deactivated. */
export async function findActor(personId: string): Promise<Actor> {
  const person = await db.person.findUnique({
    where: { id: personId, deactivatedAt: null },
    select: {
      id: true,
      name: true,
      isAdministrator: true,
      memberships: { select: { planId: true, role: true } },
    },
  })
  if (!person) return ANONYMOUS
  const { memberships, ...rest } = person
  return { kind: 'person', ...rest, roles: new Map(memberships.map(({ planId, role }) => [planId, role])) }
}

/** What people do to their own account. */

import 'server-only'
import { headers } from 'next/headers'
import { accountKey, forgetAttempts, MOST_PER_ACCOUNT, takeAttempt } from '@/lib/auth/attempts'
import { currentSession } from '@/lib/auth/actor'
import { CLIENT_ADDRESS } from '@/lib/http/client-address'
import { noteFailedSignIn } from '@/lib/auth/failed-sign-ins'
import { findActor } from '@/lib/auth/find-actor'
import { db } from '@/lib/db'
import { ChangedError, InvalidError, SignedOutError } from '@/lib/errors'
import { hashPassword, verifyPassword } from '@/lib/auth/password-hash'
import { endSessions, lockAccounts, recordPerson } from './administer'
import { revokeAllTokens } from './api-tokens'
import { describeLastDone } from '@/lib/audit/append'
import { inTransaction } from '@/lib/mutations/write-plan'
import { peopleMessages } from '@/lib/format/people/messages'
import { sharedMessages } from '@/lib/format/messages'

const BY_OWNER = 'ended by its owner'

/**
 * Takes the current password, a new one that lib/domain/people/password.ts accepts, and whether tokens are to be revoked as well;
 * changes it and ends all other sessions. Throws SignedOutError, and InvalidError when the current one is wrong or was wrong too often.
 */
export async function changePassword(
  currentPassword: string,
  newPassword: string,
  revokesTokens = false,
): Promise<void> {
  const { session, person } = await requireSelf()
  const own = { userId: person.id, providerId: 'credential' }
  const current = await db.credential.findFirst({
    where: own,
    select: { password: true, user: { select: { email: true } } },
  })
  if (!current?.password) throw new InvalidError({ currentPassword: peopleMessages.passwordNotSet })
  // Whoever finds an open screen is not to guess the password there.
  const key = accountKey(current.user.email)
  const wait = await takeAttempt(key, MOST_PER_ACCOUNT)
  const failure = {
    way: 'password',
    who: { email: current.user.email },
    address: (await headers()).get(CLIENT_ADDRESS) ?? 'unknown',
  } as const
  if (wait !== null) {
    noteFailedSignIn({ ...failure, isLocked: true })
    throw new InvalidError({ currentPassword: sharedMessages.tooManyAttempts(wait) })
  }
  if (!(await verifyPassword({ hash: current.password, password: currentPassword }))) {
    noteFailedSignIn({ ...failure, isLocked: false })
    throw new InvalidError({ currentPassword: peopleMessages.currentPasswordWrong })
  }
  await forgetAttempts(key)
  const hash = await hashPassword(newPassword)
  await inTransaction(async (tx) => {
    await tx.credential.updateMany({ where: own, data: { password: hash } })
    await recordPerson(tx, person.id, person, 'account.password-changed')
    await endSessions(tx, person.id, person, 'password changed', { id: { not: session.id } })
    if (revokesTokens) await revokeAllTokens(tx, person, person.id)
  })
}

/**
 * Takes a name and the one that the form was opened with; from now on the actor has this one. Throws SignedOutError, and ChangedError when
 * it was changed meanwhile.
 */
export async function changeOwnName(name: string, seen: string): Promise<void> {
  const { person } = await requireSelf()
  await inTransaction(async (tx) => {
    await lockAccounts(tx)
    const current = await tx.person.findUniqueOrThrow({ where: { id: person.id }, select: { name: true } })
    if (current.name === name) return
    if (current.name !== seen)
      throw new ChangedError(
        { name: current.name },
        current.name,
        await describeLastDone(tx, person.id, person.id, peopleMessages.changedAccount),
      )
    await tx.person.update({ where: { id: person.id }, data: { name } })
    await recordPerson(tx, person.id, { ...person, ...current }, 'account.renamed', current, { name })
  })
}

/** Takes the id of one of the actor's own sessions; ends it. Another's is left alone. Throws SignedOutError. */
export async function endSession(id: string): Promise<void> {
  const { person } = await requireSelf()
  await inTransaction((tx) => endSessions(tx, person.id, person, BY_OWNER, { id }))
}

/** Ends every session of the actor, this one included. Throws SignedOutError. */
export async function signOutEverywhere(): Promise<void> {
  const { person } = await requireSelf()
  await inTransaction((tx) => endSessions(tx, person.id, person, BY_OWNER))
}

async function requireSelf() {
  const session = await currentSession()
  const person = session && (await findActor(session.personId))
  if (!session || person?.kind !== 'person') throw new SignedOutError()
  return { session, person }
}

/** What happens behind an invitation's link. */

import 'server-only'
import { z } from 'zod'
import type { Prisma } from '@/generated/prisma/client'
import { findOpenInvitation, stillGood } from '@/lib/auth/invitations'
import { ROLES } from '@/lib/domain/people/permissions'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { hashPassword } from '@/lib/auth/password-hash'
import { endSessions, findByEmail, lockAccounts, recordPerson, setRole } from './administer'
import { revokeAllTokens } from './api-tokens'
import { inTransaction } from '@/lib/mutations/write-plan'
import { peopleMessages } from '@/lib/format/people/messages'

const ROLES_GIVEN = z.array(z.object({ planId: z.string(), role: z.enum(ROLES) }))

interface Given {
  readonly name: string
  /** Counts only where the invitation names no one. */
  readonly email: string
  /** One that lib/domain/people/password.ts accepts. */
  readonly newPassword: string
  /** Counts only where there is an account. */
  readonly removesPasskeys?: boolean
}

/**
 * Takes what the link carries and what was typed; makes the account, or sets the password of the one there is (which ends its
 * sessions and tokens, and its passkeys where that was chosen), and uses the link up. Returns the account's email address. Throws NotFoundError when the link is no longer good or none of ours, and InvalidError when the email address is taken.
 */
export async function acceptInvitation(token: string, given: Given): Promise<string> {
  // Outside the transaction: it takes a while on purpose, and others wait for their turn.
  const password = await hashPassword(given.newPassword)
  return inTransaction(async (tx) => {
    await lockAccounts(tx)
    const invitation = await findOpenInvitation(tx, token)
    if (!invitation) throw new NotFoundError('invitation', '')
    const email = invitation.email ?? given.email
    const existing = await findByEmail(tx, email.toLowerCase())
    if (existing && invitation.email === null) throw new InvalidError({ email: peopleMessages.emailTaken })
    await tx.invitation.update({ where: { id: invitation.id }, data: { acceptedAt: new Date() } })
    if (existing) await setPassword(tx, existing, password, given.removesPasskeys ?? false)
    else await createAccount(tx, { ...invitation, name: given.name, email, password })
    return email
  })
}

/**
 * Takes a transaction that holds the accounts, someone's name and a verified email address in lower case; takes up the invitation that is open for that address
 * and makes an account without a password. Returns the account, or null when there is no such invitation.
 */
export async function acceptInvitationFor(tx: Prisma.TransactionClient, name: string, email: string) {
  const invitation = await tx.invitation.findFirst({
    where: { email, ...stillGood() },
    select: { id: true, isAdministrator: true, roles: true, invitedById: true },
  })
  if (!invitation) return null
  await tx.invitation.update({ where: { id: invitation.id }, data: { acceptedAt: new Date() } })
  return createAccount(tx, { ...invitation, name, email, password: null })
}

async function createAccount(
  tx: Prisma.TransactionClient,
  given: {
    name: string
    email: string
    /** Null for those who sign in another way. */
    password: string | null
    isAdministrator: boolean
    roles: Prisma.JsonValue
    invitedById: string | null
  },
): Promise<{ id: string; name: string }> {
  const { name, email, password, isAdministrator, roles, invitedById } = given
  // The link was passed on by hand to whoever has this address: that is what stands for its being theirs.
  const person = await tx.person.create({
    data: { name, email, isAdministrator, emailVerified: true },
    select: { id: true, name: true },
  })
  if (password !== null) await addPassword(tx, person.id, password)
  await recordPerson(tx, person.id, person, 'account.made', null, { email, isAdministrator, invitedById })
  for (const { planId, role } of ROLES_GIVEN.parse(roles).sort((a, b) => (a.planId < b.planId ? -1 : 1)))
    await setRole(tx, invitedById ?? person.id, person, planId, role)
  return person
}

async function setPassword(
  tx: Prisma.TransactionClient,
  person: { id: string; name: string },
  password: string,
  removesPasskeys: boolean,
): Promise<void> {
  const { count } = await tx.credential.updateMany({
    where: { userId: person.id, providerId: 'credential' },
    data: { password },
  })
  if (count === 0) await addPassword(tx, person.id, password)
  await recordPerson(tx, person.id, person, 'account.password-set-by-link')
  // Whoever knew the old password may have made themselves other ways in.
  await endSessions(tx, person.id, person, 'password changed')
  await revokeAllTokens(tx, person, person.id)
  if (!removesPasskeys) return
  const passkeys = await tx.passkey.findMany({
    where: { userId: person.id },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  })
  for (const passkey of passkeys) {
    await tx.passkey.delete({ where: { id: passkey.id } })
    await recordPerson(tx, person.id, person, 'passkey.removed', passkey)
  }
}

async function addPassword(tx: Prisma.TransactionClient, personId: string, password: string): Promise<void> {
  await tx.credential.create({
    data: { userId: personId, accountId: personId, providerId: 'credential', password },
  })
}

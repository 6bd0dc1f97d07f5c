/** What administrators do to accounts. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import type { Role } from '@/lib/domain/people/permissions'
import { identityMark, rightsMark } from '@/lib/domain/people/rights'
import { ChangedError, InvalidError, NotFoundError } from '@/lib/errors'
import { describeRightsChanged } from '@/lib/format/audit/meanwhile'
import { revokeAllTokens } from './api-tokens'
import { describeLastDone } from '@/lib/audit/append'
import { administer, endSessions, findByEmail, recordPerson, describeEmailTaken, setRole } from './administer'
import { revokeInvitations } from './invitations'
import { peopleMessages } from '@/lib/format/people/messages'

interface Rights {
  readonly isAdministrator: boolean
  /** By the plan's id; null for no role. In a plan that is not there the person keeps what they have. */
  readonly roles: ReadonlyMap<string, Role | null>
  /** What they were when the form was opened (lib/domain/people/rights.ts). */
  readonly fingerprint?: string | undefined
}

/**
 * Takes a person's id and the rights they are to have; gives them those, and ends their sessions when that
 * changes anything. The links of someone who is no longer an
 * administrator are taken back. Throws InvalidError when there would be no administrator left, ChangedError when someone changed them meanwhile, and what `administer` throws.
 */
export async function changeRights(personId: string, rights: Rights): Promise<void> {
  await administer(async ({ tx, actor }) => {
    const person = await findPerson(tx, personId)
    const plans = await tx.plan.findMany({ select: { id: true }, orderBy: { id: 'asc' } })
    const memberships = await tx.membership.findMany({
      where: { personId },
      select: { planId: true, role: true, plan: { select: { title: true } } },
    })
    const now = rightsMark(person.isAdministrator, memberships)
    if (rights.fingerprint !== undefined && rights.fingerprint !== now) {
      const roles = new Map(memberships.map(({ planId, role }) => [planId, role]))
      const isSame = [...rights.roles].every(([planId, role]) => (roles.get(planId) ?? null) === role)
      // The same form, sent twice.
      if (isSame && person.isAdministrator === rights.isAdministrator) return
      const did = describeRightsChanged(person.isAdministrator, memberships)
      throw new ChangedError(null, now, await describeLastDone(tx, personId, actor.id, did))
    }
    let isChanged = false
    for (const { id } of plans) {
      const role = rights.roles.get(id)
      if (role === undefined) continue
      isChanged = (await setRole(tx, actor.id, person, id, role)) || isChanged
    }
    const { isAdministrator } = rights
    if (person.isAdministrator !== isAdministrator) {
      if (!isAdministrator) await keepOneAdministrator(tx, personId, 'isAdministrator')
      await tx.person.update({ where: { id: personId }, data: { isAdministrator } })
      const before = { isAdministrator: person.isAdministrator }
      await recordPerson(tx, actor.id, person, 'account.administrator-changed', before, { isAdministrator })
      if (!isAdministrator) await revokeInvitations(tx, actor.id, { invitedById: personId })
      isChanged = true
    }
    if (isChanged) await endSessions(tx, actor.id, person, 'rights changed')
  })
}

interface Identity {
  readonly name: string
  /** In lower case. */
  readonly email: string
  /** What they were when the form was opened (lib/domain/people/rights.ts). */
  readonly fingerprint: string
}

/**
 * Takes a person's id, their name and email address; changes them, and returns whether the address is another one now. Then their
 * sessions end and so does their link to single sign-on, since the account there may be someone else's; links that were made for
 * either address are taken back, since each would set the password of this account. Throws InvalidError when someone else has the
 * address, ChangedError when they were changed meanwhile, and what `administer` throws.
 */
export function changeIdentity(personId: string, { name, email, fingerprint }: Identity): Promise<boolean> {
  return administer(async ({ tx, actor }) => {
    const person = await findPerson(tx, personId)
    const isOther = person.email !== email
    if (person.name === name && !isOther) return false
    const now = identityMark(person)
    if (fingerprint !== now)
      throw new ChangedError(
        { name: person.name, email: person.email },
        now,
        await describeLastDone(tx, personId, actor.id, peopleMessages.changedAccount),
      )
    const holder = isOther ? await findByEmail(tx, email) : null
    if (holder && holder.id !== personId) throw describeEmailTaken(holder)
    await tx.person.update({ where: { id: personId }, data: { name, email } })
    if (person.name !== name)
      await recordPerson(tx, actor.id, person, 'account.renamed', { name: person.name }, { name })
    if (!isOther) return false
    await recordPerson(tx, actor.id, person, 'account.email-changed', { email: person.email }, { email })
    await endProviderLinks(tx, actor.id, person)
    await revokeInvitations(tx, actor.id, { email: { in: [person.email, email] } })
    await endSessions(tx, actor.id, person, 'email address changed')
    return true
  })
}

async function endProviderLinks(
  tx: Prisma.TransactionClient,
  actorId: string,
  person: { readonly id: string; readonly name: string },
): Promise<void> {
  const links = await tx.credential.findMany({
    where: { userId: person.id, providerId: { not: 'credential' } },
    select: { id: true, providerId: true },
    orderBy: { id: 'asc' },
  })
  for (const { id, providerId } of links) {
    await tx.credential.delete({ where: { id } })
    await recordPerson(tx, actorId, person, 'credential.unlinked', { provider: providerId })
  }
}

/**
 * Takes a person's id; ends their sessions, revokes their tokens, takes back the links that they made or that were made for
 * them, forgets what they pinned, and lets them sign in no more. Throws as `changeRights` does.
 */
export async function deactivateAccount(personId: string): Promise<void> {
  await administer(async ({ tx, actor }) => {
    const person = await findPerson(tx, personId)
    if (person.deactivatedAt) return
    if (person.isAdministrator) await keepOneAdministrator(tx, personId, 'form')
    await tx.person.update({ where: { id: personId }, data: { deactivatedAt: new Date() } })
    await recordPerson(tx, actor.id, person, 'account.deactivated')
    await tx.pin.deleteMany({ where: { personId } })
    await revokeAllTokens(tx, actor, personId)
    await revokeInvitations(tx, actor.id, { OR: [{ invitedById: personId }, { email: person.email }] })
    await endSessions(tx, actor.id, person, 'account deactivated')
  })
}

/** Takes a person's id; lets them sign in again, with the rights they had. Throws what `administer` throws. */
export async function reactivateAccount(personId: string): Promise<void> {
  await administer(async ({ tx, actor }) => {
    const person = await findPerson(tx, personId)
    if (!person.deactivatedAt) return
    await tx.person.update({ where: { id: personId }, data: { deactivatedAt: null } })
    await recordPerson(tx, actor.id, person, 'account.reactivated')
  })
}

async function findPerson(tx: Prisma.TransactionClient, id: string) {
  const person = await tx.person.findUnique({
    where: { id },
    select: { id: true, name: true, email: true, isAdministrator: true, deactivatedAt: true },
  })
  if (!person) throw new NotFoundError('person', id)
  return person
}

async function keepOneAdministrator(tx: Prisma.TransactionClient, personId: string, field: string) {
  const others = await tx.person.count({
    where: { isAdministrator: true, deactivatedAt: null, id: { not: personId } },
  })
  if (others === 0) throw new InvalidError({ [field]: peopleMessages.onlyAdministrator })
}

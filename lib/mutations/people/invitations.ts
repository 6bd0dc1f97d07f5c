/** Links that make an account, or set a new password for one, once. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { deriveToken } from '@/lib/auth/derived-token'
import { hashToken, stillGood } from '@/lib/auth/invitations'
import type { Role } from '@/lib/domain/people/permissions'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { administer, findByEmail, describeEmailTaken } from './administer'
import { ACCOUNTS, recordAudit } from '@/lib/audit/append'
import { submissionId } from '@/lib/mutations/submission'
import { peopleMessages } from '@/lib/format/people/messages'

const VALID_DAYS = 7

/** A link to pass on. The token is nowhere else: the database keeps only its hash. */
export interface MadeInvitation {
  readonly token: string
  readonly email: string
  readonly expiresAt: Date
  /** Who made the link that this one took the place of, and when; null where none was open. */
  readonly replaced: { readonly by: string | null; readonly madeAt: Date } | null
}

/** What someone is invited to be. */
interface InvitedRights {
  readonly isAdministrator: boolean
  /** By the plan's id. */
  readonly roles: ReadonlyMap<string, Role>
}

/**
 * Takes an email address in lower case, rights and the key of the form; makes a link for them, and takes back an earlier one.
 * The same form sent twice makes one link, and shows it twice. Throws InvalidError when there is an account already, and what
 * `administer` throws.
 */
export async function invite(email: string, rights: InvitedRights, formKey: string): Promise<MadeInvitation> {
  return administer(async ({ tx, actor }) => {
    const person = await findByEmail(tx, email)
    if (person) throw describeEmailTaken(person)
    const { isAdministrator } = rights
    const roles = [...rights.roles].map(([planId, role]) => ({ planId, role }))
    return make(tx, actor.id, 'invitation.made', formKey, { email, isAdministrator, roles })
  })
}

/** Takes a person's id and the key of the form; makes a link with which they set a new password. Throws as `invite` does. */
export async function makePasswordLink(personId: string, formKey: string): Promise<MadeInvitation> {
  return administer(async ({ tx, actor }) => {
    const person = await tx.person.findUnique({ where: { id: personId }, select: { email: true } })
    if (!person) throw new NotFoundError('person', personId)
    return make(tx, actor.id, 'invitation.password-link-made', formKey, { email: person.email })
  })
}

/** Takes an invitation's id; from now on its link leads nowhere. Returns whose it was, if it was still open. Throws what `administer` throws. */
export function revokeInvitation(id: string): Promise<string[]> {
  return administer(({ tx, actor }) => revokeInvitations(tx, actor.id, { id }), { onlyTakesBack: true })
}

/** Takes a transaction, who does it and which links; takes back those that are still open, each with its audit entry. Returns whose they were. */
export async function revokeInvitations(
  tx: Prisma.TransactionClient,
  actorId: string,
  which: Prisma.InvitationWhereInput,
): Promise<string[]> {
  const open = await tx.invitation.findMany({
    where: { ...which, acceptedAt: null, revokedAt: null },
    select: { id: true, email: true },
    orderBy: { createdAt: 'asc' },
  })
  for (const { id, email } of open) {
    await tx.invitation.update({ where: { id }, data: { revokedAt: new Date() } })
    await recordAudit(tx, ACCOUNTS, actorId, {
      kind: 'invitation.revoked',
      recordType: 'invitation',
      recordId: id,
      recordName: email ?? peopleMessages.firstAdministrator,
    })
  }
  return open.map(({ email }) => email ?? peopleMessages.firstAdministrator)
}

async function make(
  tx: Prisma.TransactionClient,
  actorId: string,
  kind: string,
  formKey: string,
  given: { email: string; isAdministrator?: boolean; roles?: { planId: string; role: string }[] },
): Promise<MadeInvitation> {
  const { email } = given
  const token = deriveToken(
    'invitation',
    submissionId({ makes: kind, formKey, personId: actorId, content: given }),
  )
  const tokenHash = hashToken(token)
  const duplicate = await tx.invitation.findUnique({ where: { tokenHash } })
  if (duplicate && (duplicate.revokedAt || duplicate.acceptedAt))
    throw new InvalidError({
      form: duplicate.acceptedAt ? peopleMessages.invitationUsed : peopleMessages.invitationRevoked,
    })
  if (duplicate) return { token, email, expiresAt: duplicate.expiresAt, replaced: null }
  const earlier = await tx.invitation.findFirst({
    where: { email, ...stillGood() },
    select: { createdAt: true, invitedBy: { select: { name: true } } },
  })
  await revokeInvitations(tx, actorId, { email })
  const expiresAt = new Date(Date.now() + VALID_DAYS * 24 * 60 * 60 * 1000)
  const { id } = await tx.invitation.create({
    data: { ...given, tokenHash, invitedById: actorId, expiresAt },
    select: { id: true },
  })
  await recordAudit(tx, ACCOUNTS, actorId, {
    kind,
    recordType: 'invitation',
    recordId: id,
    recordName: email,
    after: { ...given, expiresAt: expiresAt.toISOString() },
  })
  const replaced = earlier && { by: earlier.invitedBy?.name ?? null, madeAt: earlier.createdAt }
  return { token, email, expiresAt, replaced }
}

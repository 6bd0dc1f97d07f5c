/** The links that make an account, or set its password, once. */

import 'server-only'
import { createHash } from 'node:crypto'
import type { Prisma } from '@/generated/prisma/client'

/** Takes what a link carries; returns what the database knows it by. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/**
 * What makes an invitation or a password link good: it was not used or taken back, it is not too old, and whoever made it is
 * still an active administrator. The first administrator's link, made by no person, names no email address.
 */
export function stillGood() {
  return {
    acceptedAt: null,
    revokedAt: null,
    expiresAt: { gt: new Date() },
    OR: [{ invitedById: null, email: null }, { invitedBy: { isAdministrator: true, deactivatedAt: null } }],
  } satisfies Prisma.InvitationWhereInput
}

/** Takes the database or a transaction, and what a link carries; returns its invitation while that can be taken up, else null. */
export async function findOpenInvitation(
  tx: Pick<Prisma.TransactionClient, 'invitation' | 'person'>,
  token: string,
) {
  const invitation = await tx.invitation.findUnique({
    where: { tokenHash: hashToken(token), ...stillGood() },
    select: { id: true, email: true, isAdministrator: true, roles: true, invitedById: true },
  })
  // The first administrator's link is for the first account only.
  if (invitation?.email === null && (await tx.person.count()) > 0) return null
  return invitation
}

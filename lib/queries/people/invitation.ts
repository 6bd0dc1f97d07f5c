/** What is behind an invitation's link? */

import 'server-only'
import { findOpenInvitation, hashToken } from '@/lib/auth/invitations'
import { db } from '@/lib/db'
import { peopleMessages } from '@/lib/format/people/messages'

interface InvitationView {
  /** Null for the first administrator, who says it. */
  readonly email: string | null
  /** The name of the account whose password the link sets; null when it makes an account. */
  readonly existingName: string | null
  /** The names of that account's passkeys. */
  readonly passkeys: readonly string[]
}

/** Takes what a link carries; returns what it is for, or null when it is used, taken back, too old or none of ours. */
export async function getInvitation(token: string): Promise<InvitationView | null> {
  const invitation = await findOpenInvitation(db, token)
  if (!invitation) return null
  const { email } = invitation
  const existing =
    email === null
      ? null
      : await db.person.findUnique({
          where: { email },
          select: { name: true, passkeys: { select: { name: true }, orderBy: { createdAt: 'asc' } } },
        })
  return {
    email,
    existingName: existing?.name ?? null,
    passkeys: existing?.passkeys.map(({ name }) => name ?? peopleMessages.passkey) ?? [],
  }
}

/** The form of a link that was used so long ago (milliseconds) is sent a second time by accident; later by someone else. */
const JUST_NOW = 10 * 60_000

/** Takes what a link carries; returns the email address of whoever used it just now, or null. */
export async function findJustUsed(token: string): Promise<{ readonly email: string | null } | null> {
  return db.invitation.findUnique({
    where: { tokenHash: hashToken(token), acceptedAt: { gt: new Date(Date.now() - JUST_NOW) } },
    select: { email: true },
  })
}

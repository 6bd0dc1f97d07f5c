/** A person's own passkeys. */

import 'server-only'
import { db } from '@/lib/db'
import type { KnownActor } from '@/lib/domain/people/permissions'
import { peopleMessages } from '@/lib/format/people/messages'

export interface PasskeyView {
  readonly id: string
  readonly name: string
  /** The instant it was added. */
  readonly addedAt: string | null
}

/** Takes an actor; returns their passkeys, the newest first. */
export async function listPasskeys(actor: KnownActor): Promise<readonly PasskeyView[]> {
  const passkeys = await db.passkey.findMany({
    where: { userId: actor.id },
    select: { id: true, name: true, createdAt: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return passkeys.map(({ id, name, createdAt }) => ({
    id,
    name: name ?? peopleMessages.passkey,
    addedAt: createdAt?.toISOString() ?? null,
  }))
}

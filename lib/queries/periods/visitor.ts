/** Whom does the header greet? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { canManageAccounts } from '@/lib/domain/people/permissions'
import { askedAs, runAskedAs } from '@/lib/http/asked-as'
import type { OwnHeader } from '@/lib/http/application'
import { OWN_SLOTS, type OwnHeaderParts, ownHeaderParts } from '@/lib/http/own-header'
import { countDueUpdates } from '@/lib/queries/periods/work-counts'

interface Visitor {
  /** What is theirs alone; where the page is kept for many, the slots for it. */
  readonly own: OwnHeaderParts
  readonly managesAccounts: boolean
  /** Until they have added one, what their role gives is withheld. */
  readonly needsPasskey: boolean
}

/** Returns who is signed in, or null: then every page is the same for everyone. */
export async function getVisitor(): Promise<Visitor | null> {
  const actor = await currentActor()
  if (actor.kind !== 'person') return null
  const own = askedAs() ? OWN_SLOTS : ownHeaderParts(await readHeader(actor.name))
  return { own, managesAccounts: canManageAccounts(actor), needsPasskey: actor.needsPasskey ?? false }
}

/** Takes a person's id; returns what the header of their pages says of them, or null when they may not sign in. */
export function readOwnHeader(personId: string): Promise<OwnHeader | null> {
  return runAskedAs({ kind: 'person', personId }, async () => {
    const actor = await currentActor()
    return actor.kind === 'person' ? readHeader(actor.name) : null
  })
}

const readHeader = async (name: string): Promise<OwnHeader> => ({
  name,
  updatesDue: await countDueUpdates(),
})

/** Whom does the header greet? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { canManageAccounts } from '@/lib/domain/permissions'

interface Visitor {
  readonly name: string
  readonly managesAccounts: boolean
}

/** Returns who is signed in, or null: then every page is the same for everyone. */
export async function getVisitor(): Promise<Visitor | null> {
  const actor = await currentActor()
  return actor.kind === 'person' ? { name: actor.name, managesAccounts: canManageAccounts(actor) } : null
}

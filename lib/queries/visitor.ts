/** Whom does the header greet? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { canManageAccounts } from '@/lib/domain/permissions'

interface Visitor {
  readonly name: string
  readonly managesAccounts: boolean
  /** Until they have added one, what their role gives is withheld. */
  readonly needsPasskey: boolean
}

/** Returns who is signed in, or null: then every page is the same for everyone. */
export async function getVisitor(): Promise<Visitor | null> {
  const actor = await currentActor()
  if (actor.kind !== 'person') return null
  const { name, needsPasskey = false } = actor
  return { name, managesAccounts: canManageAccounts(actor), needsPasskey }
}

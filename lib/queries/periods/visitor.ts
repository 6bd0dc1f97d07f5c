/** Whom does the header greet? */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { canManageAccounts } from '@/lib/domain/people/permissions'
import { countDueUpdates } from '@/lib/queries/periods/work-counts'

interface Visitor {
  readonly name: string
  readonly managesAccounts: boolean
  /** Until they have added one, what their role gives is withheld. */
  readonly needsPasskey: boolean
  /** How many updates are due from them. */
  readonly updatesDue: number
}

/** Returns who is signed in, or null: then every page is the same for everyone. */
export async function getVisitor(): Promise<Visitor | null> {
  const actor = await currentActor()
  if (actor.kind !== 'person') return null
  const { name, needsPasskey = false } = actor
  const updatesDue = await countDueUpdates()
  return { name, managesAccounts: canManageAccounts(actor), needsPasskey, updatesDue }
}

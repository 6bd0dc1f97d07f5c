/** For pages that only someone signed in may open. */

import 'server-only'
import { redirect } from 'next/navigation'
import type { KnownActor } from '@/lib/domain/people/permissions'
import { paths } from '@/lib/paths'
import { currentActor } from './actor'

/**
 * Takes the page's own address; returns the actor. No one signed in is sent to sign in, and comes back to that address
 * afterwards; someone whose role needs a passkey is sent to add one. A page still has to ask lib/domain/permissions whether this actor may open it.
 */
export async function requireActor(next: string): Promise<KnownActor> {
  const actor = await currentActor()
  if (actor.kind !== 'person') return redirect(paths.signIn(next))
  if (actor.needsPasskey && !next.startsWith(paths.account())) redirect(paths.passkeys())
  return actor
}

/** For pages that only someone signed in may open. */

import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import type { KnownActor } from '@/lib/domain/people/permissions'
import { ADDRESS_HEADER } from '@/lib/http/moment-header'
import { paths } from '@/lib/paths'
import { currentActor } from './actor'

/**
 * Takes the page's own address; returns the actor. No one signed in is sent to sign in, and comes back to that address
 * afterwards; someone whose role needs a passkey is sent to add one. A page still has to ask lib/domain/permissions whether this actor may open it.
 */
export async function requireActor(next: string): Promise<KnownActor> {
  const actor = await currentActor()
  if (actor.kind !== 'person') return redirect(paths.signIn(await withAskedQuery(next)))
  if (actor.needsPasskey && !next.startsWith(paths.account())) redirect(paths.passkeys())
  return actor
}

/** The page's own address with the parameters that it was asked for with: its filters, and where its lists were turned to. */
async function withAskedQuery(own: string): Promise<string> {
  const asked = (await headers()).get(ADDRESS_HEADER) ?? ''
  return asked.split('?')[0] === own ? asked : own
}

/** Who was refused something, for whoever watches over Cairn. */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { askedAs } from '@/lib/http/asked-as'
import { idOf } from '@/lib/domain/people/permissions'
import { noteRefusal } from '@/lib/request-id'
import { logSecurity } from '@/lib/security-log'

/** Takes what is not allowed, as a sentence; logs that whoever asks was refused it. */
export async function logRefusal(why: string): Promise<void> {
  if (askedAs()) return noteRefusal(why)
  logSecurity('permission-refused', { account: idOf(await currentActor()), why })
}

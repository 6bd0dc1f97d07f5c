import { redirect } from 'next/navigation'
import { requireActor } from '@/lib/auth/require'
import { paths } from '@/lib/paths'
import { findStart } from '@/lib/queries/start/start'

/** Shows nothing itself: it leads whoever has signed in to what waits for them. */
export default async function StartPage() {
  redirect(await findStart(await requireActor(paths.start())))
}

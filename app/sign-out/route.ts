import { currentSession } from '@/lib/auth/actor'
import { signOut } from '@/lib/auth/sign-in'
import { paths } from '@/lib/paths'

/**
 * The header's "Sign out" (components/page/site-header.tsx). Another site cannot press it: its requests come without the
 * cookie, and only who sends one has it taken back. Otherwise the answer alone would sign a reader out.
 */
export async function POST(): Promise<Response> {
  const headers = new Headers({ Location: paths.plans() })
  if (await currentSession()) {
    await signOut()
    // Text that could not be sent is in the browser for its writer (components/forms/draft-saver.tsx), not for who comes next.
    headers.set('Clear-Site-Data', '"storage"')
  }
  return new Response(null, { status: 303, headers })
}

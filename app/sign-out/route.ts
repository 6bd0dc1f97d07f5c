import { currentSession } from '@/lib/auth/actor'
import { signOut } from '@/lib/auth/sign-in'
import { paths } from '@/lib/paths'

/**
 * The header's "Sign out" (components/ui/site-header.tsx). Another site cannot press it: its requests come without the
 * cookie, and only who sends one has it taken back. Otherwise the answer alone would sign a reader out.
 */
export async function POST(): Promise<Response> {
  if (await currentSession()) await signOut()
  return new Response(null, {
    status: 303,
    // What was typed and could not be sent stays in the browser for its writer (components/forms/draft-keeper.tsx), not for the next.
    headers: { Location: paths.plans(), 'Clear-Site-Data': '"storage"' },
  })
}

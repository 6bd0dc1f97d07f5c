import { signOut } from '@/lib/auth/sign-in'
import { paths } from '@/lib/paths'

/** The header's "Sign out" (components/ui/site-header.tsx). Another site cannot press it: its requests come without the cookie. */
export async function POST(): Promise<Response> {
  await signOut()
  return new Response(null, { status: 303, headers: { Location: paths.plans() } })
}

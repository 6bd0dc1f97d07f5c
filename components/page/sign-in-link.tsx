'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { paths } from '@/lib/paths'

/** Leads to signing in and back to where the reader is. It runs in the browser only because layouts do not know that place. */
export function SignInLink() {
  const path = usePathname()
  const query = useSearchParams().toString()
  const isOwn = path === paths.signIn() || path.startsWith(paths.invitation(''))
  const next = query ? `${path}?${query}` : path
  return <a href={isOwn || next === paths.plans() ? paths.signIn() : paths.signIn(next)}>Sign in</a>
}

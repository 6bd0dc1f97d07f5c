import { paths } from '@/lib/paths'
import { readLocalPath } from '@/lib/schemas/people/local-path'

/** Takes the page that someone wanted before they signed in, as a form or an address has it; returns where to lead them. */
export function afterSignIn(next: unknown): string {
  const page = readLocalPath(next)
  return page === paths.plans() ? paths.start() : page
}

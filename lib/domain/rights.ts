/** What somebody may do, as a mark by which a form knows it again. */

import type { Role } from './permissions'

/** Takes whether somebody is an administrator, and their roles; returns a mark that changes whenever one of these does. */
export function rightsMark(
  isAdministrator: boolean,
  roles: readonly { readonly planId: string; readonly role: Role }[],
): string {
  const held = roles.map(({ planId, role }) => `${planId} ${role}`).sort()
  return [isAdministrator ? 'administrator' : '', ...held].join(',')
}

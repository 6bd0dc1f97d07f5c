/** What someone may do and who they are, as marks by which a form knows them again. */

import type { Role } from './permissions'

/** Takes whether someone is an administrator, and their roles; returns a mark that changes whenever one of these does. */
export function rightsMark(
  isAdministrator: boolean,
  roles: readonly { readonly planId: string; readonly role: Role }[],
): string {
  const current = roles.map(({ planId, role }) => `${planId} ${role}`).sort()
  return [isAdministrator ? 'administrator' : '', ...current].join(',')
}

/** Takes someone's name and email address; returns a mark that changes whenever one of these does. */
export function identityMark({ name, email }: { readonly name: string; readonly email: string }): string {
  return `${email} ${name}`
}

/** What roles are called, and what they are for. */

import type { LostOfficer } from '@/lib/domain/periods/updates-due'
import type { PasskeyRole, Role } from '@/lib/domain/people/permissions'

interface RoleWords {
  readonly label: string
  readonly meaning: string
}

const WORDS: Readonly<Record<Role, RoleWords>> = {
  viewer: { label: 'Viewer', meaning: 'can read everything in the plan, for example a board member' },
  analyst: { label: 'Analyst', meaning: 'can also export everything' },
  officer: { label: 'Officer', meaning: 'can also report on their own actions' },
  editor: { label: 'Editor', meaning: 'can also manage the whole plan' },
}

export function roleWords(role: Role): RoleWords {
  return WORDS[role]
}

/** Takes a role that can need a passkey; returns what those who have it are called. */
export function roleLabel(role: PasskeyRole): string {
  return role === 'administrator' ? 'Administrators' : `${WORDS[role].label}s`
}

/** Takes whether someone is an administrator, and their roles; returns what they are, a line each. */
export function describeRights(
  isAdministrator: boolean,
  roles: readonly { readonly plan: string; readonly role: Role }[],
): string[] {
  const inPlans = roles.map(({ plan, role }) => `${roleWords(role).label} of ${plan}`)
  return [...(isAdministrator ? ['Administrator'] : []), ...inPlans]
}

/** Why someone who answers for actions can report no longer, in words to stand after their name. */
export const LOST_OFFICER: Readonly<Record<LostOfficer, string>> = {
  account: 'account deactivated',
  role: 'no longer an officer of this plan',
}

/** The parts that partners play in a plan: what it calls them, and what each means. */

import { codeOf } from '@/lib/domain/reference'
import type { PlanRole, PlanWords, RoleMeaning } from './plan'

/** So many roles a plan has. */
export const MOST_ROLES = 6

/** What a plan has that names none of its own. */
export const USUAL_ROLES: readonly PlanRole[] = [
  { code: 'lead', one: 'Lead', many: 'Lead', meaning: 'lead' },
  { code: 'support', one: 'Support', many: 'Support', meaning: 'support' },
  { code: 'keyPartner', one: 'Key partner', many: 'Key partners', meaning: 'keyPartner' },
]

/** A role as a form says it: which one it is, its place tells. */
export type TypedRole = Omit<PlanRole, 'code'>

/**
 * Takes a plan's roles and what a form has in their place, null for a row without one; returns the roles as they are to be: those of the first
 * rows keep their codes, and one that is added gets a code that none had before.
 */
export function renameRoles(now: readonly PlanRole[], typed: readonly (TypedRole | null)[]): PlanRole[] {
  const used = new Set([...now, ...USUAL_ROLES].map(({ code }) => code))
  return typed.flatMap((role, at) => {
    if (!role) return []
    const known = now[at]?.code
    if (known !== undefined) return { code: known, ...role }
    const wanted = codeOf(role.one).slice(0, 40) || 'role'
    const code = [wanted, ...typed.map((_, other) => `${wanted}-${other + 2}`)].find((one) => !used.has(one))
    used.add(code ?? wanted)
    return { code: code ?? wanted, ...role }
  })
}

/** As much of a plan as says what its roles are. */
export interface HasRoles {
  readonly words: Pick<PlanWords, 'roles'>
}

/** Takes a plan; returns its roles in their order. */
export const rolesOf = ({ words }: HasRoles): readonly PlanRole[] => words.roles ?? USUAL_ROLES

/** Takes a plan and a role's code; returns the role. One that the plan no longer has is shown by its code, and means no more than being named. */
export const findRole = (plan: HasRoles, code: string): PlanRole =>
  rolesOf(plan).find((role) => role.code === code) ?? {
    code,
    meaning: 'keyPartner',
    one: code,
    many: code,
  }

/** Takes a plan and a role's code; returns what the role means. */
export const meaningOf = (plan: HasRoles, code: string): RoleMeaning => findRole(plan, code).meaning

/** Takes a plan and a meaning; returns what its roles of that meaning are called together: "Lead", "Sponsor or Delivery lead". */
export const titleOfMeaning = (plan: HasRoles, meaning: RoleMeaning): string => {
  const called = (roles: readonly PlanRole[]) => roles.filter((role) => role.meaning === meaning)
  const own = called(rolesOf(plan))
  return (own.length ? own : called(USUAL_ROLES)).map(({ many }) => many).join(' or ')
}

/** Takes a plan and a meaning; returns the code of its first role of that meaning, the first of all where it has none. */
export const firstOfMeaning = (plan: HasRoles, meaning: RoleMeaning): string =>
  (rolesOf(plan).find((role) => role.meaning === meaning) ?? rolesOf(plan)[0])?.code ?? meaning

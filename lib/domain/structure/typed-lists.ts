/** What a record has of partners and outcomes, in plans with too many for a field for each: typed as lists of codes. */

import { type HasRoles, rolesOf } from '@/lib/domain/plan/roles'

/** So many partners have a field each. */
export const MOST_ROLE_FIELDS = 60
/** So many outcomes have a box each. */
export const MOST_OUTCOME_BOXES = 100

/** So many characters such a list has. */
export const LONGEST_LIST = 10_000

type Values = Readonly<Record<string, string | readonly string[]>>

/** Takes a part that partners play; returns the name of the field that lists these. */
export const roleListField = (role: string) => `partners-${role}`

/** Takes what was typed into a list; returns its codes, or the short names of partners, which may have spaces in them. */
export const splitList = (text: string): string[] =>
  text
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** Takes a plan and a record's fields; returns them with the lists besides. */
export function withTypedLists(plan: HasRoles, values: Values): Values {
  const named = (role: string) =>
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith('partner-') && value === role ? [name.slice('partner-'.length)] : [],
    )
  return {
    ...values,
    ...Object.fromEntries(rolesOf(plan).map(({ code }) => [roleListField(code), named(code).join(', ')])),
    outcomeList: [values.outcomes ?? []].flat().join(', '),
  }
}

/** The fields of a form that name the roles of a plan's partners: six numbered rows, of which some may be empty. */

import { type PlanWords, ROLE_MEANINGS } from '@/lib/domain/plan/plan'
import { MOST_ROLES, rolesOf, type TypedRole } from '@/lib/domain/plan/roles'
import { foldName } from '@/lib/domain/text'
import { structureMessages } from '@/lib/format/structure/messages'
import { type FormValues, optionalText } from '@/lib/schemas/form'

const LONGEST = 60
const LEAST = ['lead', 'support'] as const

/** The numbers of the rows, from 1. */
export const ROLE_ROWS = Array.from({ length: MOST_ROLES }, (_, at) => at + 1)

/** Takes the number of a row and a part of it; returns the name of its field. */
export const roleField = (row: number, part: 'one' | 'many' | 'meaning') => `role-${row}-${part}`

/** Takes a plan's words; returns the rows as a form has them. */
export function fillRoles(words: Pick<PlanWords, 'roles'>): FormValues {
  const roles = rolesOf({ words })
  return Object.fromEntries(
    ROLE_ROWS.flatMap((row) => [
      [roleField(row, 'one'), roles[row - 1]?.one ?? ''],
      [roleField(row, 'many'), roles[row - 1]?.many ?? ''],
      [roleField(row, 'meaning'), roles[row - 1]?.meaning ?? ''],
    ]),
  )
}

/** Takes what was typed, and a list of errors by field; returns the rows, null for those that are empty, and adds what is wrong. Null where the form has none of them. */
export function readRoles(values: FormValues, errors: Record<string, string>): (TypedRole | null)[] | null {
  if (values[roleField(1, 'one')] === undefined) return null
  const rows = ROLE_ROWS.map((row): TypedRole | null => {
    const text = (part: 'one' | 'many') => {
      const field = roleField(row, part)
      const read = optionalText(structureMessages.roleName, LONGEST).safeParse(String(values[field] ?? ''))
      if (!read.success) errors[field] ??= read.error.issues[0]?.message ?? structureMessages.roleName
      return read.success ? read.data.replace(/\s+/g, ' ') : ''
    }
    const [one, many] = [text('one'), text('many')]
    if (!one && !many) return null
    if (!one) errors[roleField(row, 'one')] ??= structureMessages.roleNameMissing
    const meaning = ROLE_MEANINGS.find((known) => known === values[roleField(row, 'meaning')])
    if (!meaning) errors[roleField(row, 'meaning')] ??= structureMessages.roleMeaningMissing
    return { one, many: many || one, meaning: meaning ?? 'keyPartner' }
  })
  const named = new Set<string>()
  for (const [at, role] of rows.entries()) {
    if (!role) continue
    if (named.has(foldName(role.one)))
      errors[roleField(at + 1, 'one')] ??= structureMessages.roleTwice(role.one)
    named.add(foldName(role.one))
  }
  if (LEAST.some((meaning) => !rows.some((role) => role?.meaning === meaning)))
    errors[roleField(1, 'one')] ??= structureMessages.rolesTooFew
  return rows
}

/** Which passwords are good enough (OWASP ASVS 5.0, 6.2): long and not known to attackers. No rules of composition. */

import common from '@/lib/domain/common-passwords.json' with { type: 'json' }
import { trimEndOf } from '@/lib/domain/text'

export const SHORTEST_PASSWORD = 12
export const LONGEST_PASSWORD = 128

let known: ReadonlySet<string> | null = null

/** None was given; it is too short or too long, the person's own name or email address, or one of those that attackers try first. */
export type PasswordProblem = 'missing' | 'short' | 'long' | 'personal' | 'common'

/** Takes a password and what else is known of the person; returns what is wrong with it, or null. */
export function findPasswordProblem(
  password: string,
  person: { readonly name: string; readonly email: string },
): PasswordProblem | null {
  if (password === '') return 'missing'
  if (password.length < SHORTEST_PASSWORD) return 'short'
  if (password.length > LONGEST_PASSWORD) return 'long'
  if (isPersonal(password, person)) return 'personal'
  return isCommon(password) ? 'common' : null
}

function isPersonal(password: string, { name, email }: { name: string; email: string }): boolean {
  const typed = squeeze(password)
  const own = [name, email, email.split('@')[0] ?? ''].map(squeeze)
  return own.some((word) => word !== '' && trimEndOf(typed, /\d/) === trimEndOf(word, /\d/))
}

/** On the list of the most common; one of those with nothing but digits and signs around it; or again and again one of them, or the same few. */
function isCommon(password: string): boolean {
  known ??= new Set(common.passwords.split(' '))
  const lower = password.toLowerCase()
  const bare = lower.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if (bare === '' || known.has(lower) || known.has(bare)) return true
  const repeated = /^(.+?)\1+$/u.exec(lower)?.[1]
  return repeated !== undefined && (repeated.length <= 6 || known.has(repeated))
}

function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

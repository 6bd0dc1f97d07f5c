/** The form that changes several actions at once: which ones, and what. */

import { type BulkChange, type BulkKind, MOST_TICKED } from '@/lib/domain/structure/bulk'
import { type HasRoles, rolesOf } from '@/lib/domain/plan/roles'
import { bulkMessages } from '@/lib/format/structure/bulk-messages'
import { updateMessages } from '@/lib/format/updates/messages'
import { readDate } from '@/lib/schemas/date-fields'
import { type FormErrors, type FormValues, optionalText } from '@/lib/schemas/form'
import { NOBODY } from '@/lib/schemas/periods/reassign'
import { z } from 'zod'

/** What the form sends for no timescale, and for a partner that has no part in them. */
export const NONE = 'none'

const LONGEST_REASON = 2000

/** Takes what was typed and what an action is called; returns the references of those that were ticked, or what is wrong. */
export function readTicked(
  { actions }: FormValues,
  word: string,
): { readonly refs: readonly string[]; readonly error?: string } {
  const refs = [...new Set([actions ?? []].flat())].filter((ref) => ref.length <= 200)
  if (refs.length === 0) return { refs, error: bulkMessages.noneTicked(word) }
  return refs.length > MOST_TICKED ? { refs, error: bulkMessages.tooMany(MOST_TICKED) } : { refs }
}

/** Takes a plan, what is to be changed and what was typed; returns the change, or what is wrong by field. */
export function readBulkChange(
  plan: HasRoles,
  kind: BulkKind,
  values: FormValues,
):
  | { readonly change: BulkChange; readonly errors?: undefined }
  | { readonly change?: undefined; readonly errors: FormErrors } {
  const text = (name: string) => String(values[name] ?? '').trim()
  const reason = optionalText(updateMessages.dueReasonLabel, LONGEST_REASON).safeParse(text('reason'))
  if (!reason.success) return { errors: { reason: reason.error.issues[0]?.message ?? '' } }
  if (kind === 'noChange') return { change: { kind } }
  if (kind === 'officer') {
    const person = text('person')
    if (person !== NOBODY && !z.uuid().safeParse(person).success)
      return { errors: { person: bulkMessages.personMissing } }
    return { change: { kind, personId: person === NOBODY ? null : person, reason: reason.data || null } }
  }
  if (kind === 'due') {
    const { date = null, error } = readDate(values, 'due', updateMessages.newDueLabel)
    if (error === undefined && date !== null && reason.data)
      return { change: { kind, dueOn: date, reason: reason.data } }
    return {
      errors: {
        ...(error === undefined && date !== null ? {} : { due: error ?? bulkMessages.dueMissing }),
        ...(reason.data ? {} : { reason: bulkMessages.reasonMissing }),
      },
    }
  }
  if (kind === 'timescale') {
    const code = text('timescale')
    if (code === '') return { errors: { timescale: bulkMessages.timescaleMissing } }
    return { change: { kind, timescale: code === NONE ? null : code } }
  }
  const [partner, part] = [text('partner'), text('role')]
  const role = rolesOf(plan).find(({ code }) => code === part)?.code ?? null
  if (partner !== '' && (role !== null || part === NONE)) return { change: { kind, partner, role } }
  return {
    errors: {
      ...(partner === '' && { partner: bulkMessages.partnerMissing }),
      ...(role === null && part !== NONE && { role: bulkMessages.roleMissing }),
    },
  }
}

/** Who did something while a form was open, and when. */

import type { Meanwhile } from '@/lib/domain/audit/meanwhile'
import type { IsoDate } from '@/lib/domain/dates'
import type { Role } from '@/lib/domain/people/permissions'
import { formatDay, formatInstant, formatTime } from '@/lib/format/dates'
import { describeRights } from '@/lib/format/people/roles'

/** Takes who did something and when, the id of who reads, and what was done ("approved this update"); returns it as a sentence without its stop. */
export function describeMeanwhile({ by, recordedAt }: Meanwhile, readerId: string, did: string): string {
  const who = by === null ? 'Someone' : by.id === readerId ? 'You' : by.name
  return `${who} ${did} on ${formatInstant(recordedAt)} at ${formatTime(recordedAt)}`
}

/** Takes the rights that someone has by now; returns what was done to their account. */
export function describeRightsChanged(
  isAdministrator: boolean,
  roles: readonly { readonly plan: { readonly title: string }; readonly role: Role }[],
): string {
  const is = describeRights(
    isAdministrator,
    roles.map(({ plan, role }) => ({ plan: plan.title, role })),
  )
  return `changed this account to ${is.join(', ') || 'without a role'},`
}

/** Takes the organisation that owes an answer by now, and by when; returns what was done to the ask. */
export function describeResponsibleChanged(partner: string | undefined, dueOn: IsoDate | null): string {
  const by = dueOn === null ? 'with no date yet' : `by ${formatDay(dueOn)}`
  return `changed who is responsible and the due date to ${partner ?? 'no organisation'}, ${by},`
}

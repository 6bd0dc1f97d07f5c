/** Who did something while a form was open, and when. */

import type { Meanwhile } from '@/lib/domain/audit/meanwhile'
import { formatInstant, formatTime } from '@/lib/format/dates'

/** Takes who did something and when, the id of who reads, and what was done ("approved this update"); returns it as a sentence without its stop. */
export function describeMeanwhile({ by, recordedAt }: Meanwhile, readerId: string, did: string): string {
  const who = by === null ? 'Somebody' : by.id === readerId ? 'You' : by.name
  return `${who} ${did} on ${formatInstant(recordedAt)} at ${formatTime(recordedAt)}`
}

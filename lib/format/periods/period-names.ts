import type { IsoDate } from '@/lib/domain/dates'
import type { PlannedPeriod, Rhythm } from '@/lib/domain/periods/periods'
import { formatDate } from '@/lib/format/dates'

/** Takes a period made ahead and its rhythm; returns its name: "October 2026", "October to December 2026". */
export function namePeriod({ opensOn, endsBefore }: PlannedPeriod, rhythm: Rhythm): string {
  const [first, last] = [describeMonth(opensOn), describeMonth(endsBefore)]
  if (rhythm === 'monthly' || first === last) return first
  return opensOn.slice(0, 4) === endsBefore.slice(0, 4)
    ? `${first.split(' ')[0]} to ${last}`
    : `${first} to ${last}`
}

function describeMonth(date: IsoDate): string {
  return formatDate({ date, precision: 'month' })
}

import { describe, expect, it } from 'vitest'
import { isRefusedPastDate, LATE_STATUSES } from './date-guard'
import { STATUS_CODES } from './status'

describe('the date guard', () => {
  const refusedOn = (promisedBy: string | null, on: string) =>
    STATUS_CODES.filter((status) => isRefusedPastDate(status, promisedBy, on))

  it('offers the two statuses that say the date was missed', () => {
    expect(LATE_STATUSES).toEqual(['missedNoRisk', 'missedWithRisk'])
  })

  it('refuses whatever does not say so, from the day after the date on', () => {
    expect(refusedOn('2025-03-31', '2025-04-01')).toEqual(['onTrack', 'atRisk', 'offTrack'])
  })

  it('refuses nothing on the last day, before it, or without a date', () => {
    expect(refusedOn('2025-03-31', '2025-03-31')).toEqual([])
    expect(refusedOn('2025-03-31', '2025-01-01')).toEqual([])
    expect(refusedOn(null, '2025-04-01')).toEqual([])
  })
})

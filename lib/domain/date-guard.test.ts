import { describe, expect, it } from 'vitest'
import { canStillBeTrue, isRefusedPastDate, LATE_STATUSES } from './date-guard'
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

describe('no change', () => {
  const standing = { status: 'onTrack', promisedBy: null, waits: false } as const
  it.each([
    ['can be said of what was said', standing, true],
    ['cannot be said where nothing was', { ...standing, status: null }, false],
    ['cannot be said while something newer waits', { ...standing, waits: true }, false],
    ['cannot be said of what the passed date forbids', { ...standing, promisedBy: '2025-03-31' }, false],
  ])('%s', (_, given, expected) => {
    expect(canStillBeTrue(given, '2025-04-01')).toBe(expected)
  })
})

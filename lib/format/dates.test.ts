import { describe, expect, it } from 'vitest'
import { formatAge, formatDate, formatDay, formatInstant, formatPartialDate } from './dates'

describe('formatDate', () => {
  it.each([
    ['day', '28 February 2025'],
    ['month', 'February 2025'],
    ['year', '2025'],
  ] as const)('says a date known to the %s as "%s"', (precision, words) => {
    expect(formatDate({ date: '2025-02-28', precision })).toBe(words)
  })

  it('does not slip to the day before or after', () => {
    expect([formatDay('2025-01-01'), formatDay('2025-12-31')]).toEqual(['1 January 2025', '31 December 2025'])
  })
})

describe('formatPartialDate', () => {
  it.each([
    ['2024', '2024'],
    ['2024-02', 'February 2024'],
    ['2024-02-29', '29 February 2024'],
  ])('says %s as "%s"', (text, words) => {
    expect(formatPartialDate(text)).toBe(words)
  })

  it('refuses what is no date', () => {
    expect(() => formatPartialDate('soon')).toThrow(RangeError)
  })
})

describe('formatAge', () => {
  it.each([
    [0, 'today'],
    [1, 'yesterday'],
    [2, '2 days ago'],
    [13, '13 days ago'],
    [14, '2 weeks ago'],
    [59, '8 weeks ago'],
    [61, '2 months ago'],
    [366, '1 year ago'],
    [400, '1 year 1 month ago'],
    [632, '1 year 8 months ago'],
    [800, '2 years 2 months ago'],
  ])('says %i days as "%s"', (days, words) => {
    expect(formatAge(days)).toBe(words)
  })
})

describe('formatInstant', () => {
  it.each([
    ['2026-06-30T22:59:59Z', '30 June 2026'],
    ['2026-06-30T23:30:00Z', '1 July 2026'],
    ['2026-12-31T23:59:59Z', '31 December 2026'],
  ])('says the day of %s in Scotland, summer time included: %s', (instant, day) => {
    expect(formatInstant(instant)).toBe(day)
  })
})

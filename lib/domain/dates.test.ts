import { describe, expect, it } from 'vitest'
import { daysBetween, parsePartialDate } from './dates'

describe('parsePartialDate', () => {
  it('takes a day as it is', () => {
    expect(parsePartialDate('2024-09-30')).toEqual({ date: '2024-09-30', precision: 'day' })
  })

  it('takes a year as its last day', () => {
    expect(parsePartialDate('2023')).toEqual({ date: '2023-12-31', precision: 'year' })
  })

  it.each([
    ['2025-01', '2025-01-31'],
    ['2025-02', '2025-02-28'],
    ['2025-03', '2025-03-31'],
    ['2025-04', '2025-04-30'],
    ['2025-05', '2025-05-31'],
    ['2025-06', '2025-06-30'],
    ['2025-07', '2025-07-31'],
    ['2025-08', '2025-08-31'],
    ['2025-09', '2025-09-30'],
    ['2025-10', '2025-10-31'],
    ['2025-11', '2025-11-30'],
    ['2025-12', '2025-12-31'],
    ['2024-02', '2024-02-29'],
    ['2000-02', '2000-02-29'],
    ['2100-02', '2100-02-28'],
  ])('takes the month %s as its last day, %s', (month, date) => {
    expect(parsePartialDate(month)).toEqual({ date, precision: 'month' })
  })

  it('knows 29 February of a leap year', () => {
    expect(parsePartialDate('2024-02-29').date).toBe('2024-02-29')
  })

  it.each([
    ['29 February of a common year', '2023-02-29'],
    ['29 February of 2100', '2100-02-29'],
    ['31 February', '2024-02-31'],
    ['31 April', '2025-04-31'],
    ['day 0', '2025-01-00'],
    ['day 32', '2025-01-32'],
    ['month 13', '2025-13'],
    ['month 13 with a day', '2025-13-01'],
    ['month 0', '2025-00'],
  ])('refuses %s', (_, text) => {
    expect(() => parsePartialDate(text)).toThrow(new RangeError(`"${text}" is not a date in the calendar`))
  })

  it.each([
    '',
    '25',
    '2025-1',
    '2025-01-1',
    '2025/01/01',
    '01-02-2025',
    'February 2025',
    ' 2025',
    '2025-01-01T00:00',
  ])('refuses "%s", which is not written as a date', (text) => {
    expect(() => parsePartialDate(text)).toThrow(RangeError)
  })
})

describe('daysBetween', () => {
  it.each([
    ['2025-02-28', '2025-02-28', 0],
    ['2025-02-28', '2025-03-01', 1],
    ['2024-02-28', '2024-03-01', 2],
    ['2025-03-01', '2025-02-28', -1],
    ['2024-01-01', '2025-01-01', 366],
    // The clocks change in Scotland on 30 March and 26 October 2025; calendar days do not.
    ['2025-03-29', '2025-03-31', 2],
    ['2025-10-25', '2025-10-27', 2],
  ])('counts from %s to %s %i days', (from, to, days) => {
    expect(daysBetween(from, to)).toBe(days)
  })
})

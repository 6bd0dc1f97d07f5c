import { describe, expect, it } from 'vitest'
import { checkRecord } from './structure'
import { fillPartialDate } from '@/lib/schemas/date-fields'
import { fillMetrics } from './citing'
import type { FormValues } from '@/lib/schemas/form'

const ACHIEVEMENT: FormValues = {
  summary: 'Trained people',
  sourceTitle: 'An update',
  actions: '1, 2.1',
  'reported-month': '6',
  'reported-year': '2025',
}
const PUBLICATION: FormValues = { title: 'A guide', actions: '1' }

const errorsOf = (kind: 'achievement' | 'publication', values: FormValues) =>
  checkRecord(kind, values).state?.errors

describe('an achievement', () => {
  it('is read with its date as exactly as it is known', () => {
    const { data } = checkRecord('achievement', { ...ACHIEVEMENT, actions: ' 1;2.1  1\n3 ' })
    expect(data?.citing).toEqual({
      on: { date: '2025-06-30', precision: 'month' },
      refs: ['1', '2.1', '3'],
      metrics: [],
      url: null,
    })
  })

  it.each([
    ['day', '2025-06-03'],
    ['month', '2025-02-28'],
    ['year', '2024-12-31'],
  ] as const)('shows a date known to the %s as it was typed', (precision, date) => {
    const filled = fillPartialDate('reported', { date, precision })
    const { data } = checkRecord('achievement', { ...ACHIEVEMENT, ...filled })
    expect(data?.citing.on).toEqual({ date, precision })
  })

  it('names every field that is missing, and the way out', () => {
    expect(errorsOf('achievement', {})).toEqual({
      summary: 'Enter what was achieved',
      sourceTitle: 'Enter the document that reports it',
      reported: 'Enter the date it was reported. A month and year, or a year, is enough',
      actions: 'Enter the number of at least one action, such as 12.3',
    })
  })

  it.each([
    [
      { 'reported-day': '3', 'reported-month': '', 'reported-year': '2025' },
      'Date reported must include a month',
    ],
    [{ 'reported-day': '', 'reported-month': '13', 'reported-year': '2025' }, /there is no 1\/13\/2025/],
    [{ 'reported-day': '', 'reported-month': '6', 'reported-year': '' }, 'Date reported must include a year'],
    [{ 'reported-day': '', 'reported-month': '', 'reported-year': '25' }, /year with 4 digits/],
  ])('refuses the date %j', (typed, message) => {
    expect(errorsOf('achievement', { ...ACHIEVEMENT, ...typed })?.reported).toMatch(message)
  })

  it('is read with its figures, however many there are; those that are cleared are left out', () => {
    const metrics = [
      { label: 'People trained', value: 1200, unit: 'people', asOf: '2024-25', qualifier: 'over' },
      { label: 'Satisfied', value: 12.5, unit: 'percent', asOf: '2025', qualifier: 'exact' },
    ] as const
    const { data } = checkRecord('achievement', {
      ...ACHIEVEMENT,
      ...fillMetrics(metrics),
      'metric-1-value': '1,200',
      'metric-9-label': '',
      'metric-9-qualifier': 'exact',
    })
    expect(data?.citing.metrics).toEqual(metrics)
  })

  it('names what is wrong with a figure', () => {
    const typed = { 'metric-2-label': 'People', 'metric-2-value': 'many', 'metric-2-qualifier': 'nearly' }
    expect(errorsOf('achievement', { ...ACHIEVEMENT, ...typed })).toEqual({
      'metric-2-value': 'Figure 2: number must be digits, such as 295 or 12.5',
      'metric-2-unit': 'Figure 2: enter the unit, or clear the whole figure',
      'metric-2-as-of': 'Figure 2: enter the date, or clear the whole figure',
      'metric-2-qualifier': 'Figure 2: enter how exact it is, or clear the whole figure',
    })
    expect(errorsOf('achievement', { ...ACHIEVEMENT, 'metric-1-label': 'x'.repeat(201) })).toHaveProperty(
      'metric-1-label',
    )
  })
})

describe('a publication', () => {
  it('needs a title and an action only', () => {
    expect(checkRecord('publication', PUBLICATION).data?.citing).toEqual({
      on: null,
      refs: ['1'],
      metrics: [],
      url: null,
    })
    expect(Object.keys(errorsOf('publication', {}) ?? {})).toEqual(['title', 'actions'])
  })

  it.each([
    ['https://example.org/a guide', 'https://example.org/a%20guide'],
    ['http://example.org', 'http://example.org/'],
  ])('takes the address %s', (url, kept) => {
    expect(checkRecord('publication', { ...PUBLICATION, url }).data?.citing.url).toBe(kept)
  })

  it.each(['javascript:alert(1)', 'ftp://example.org', 'example.org', 'data:text/html,x'])(
    'refuses the address %s',
    (url) => {
      expect(errorsOf('publication', { ...PUBLICATION, url })).toEqual({
        url: 'Web address must begin with https:// or http://',
      })
    },
  )

  it('refuses an address with a password', () => {
    expect(errorsOf('publication', { ...PUBLICATION, url: 'https://gov.scot@example.org/' })?.url).toMatch(
      'user name or password',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { momentHeader } from '@/lib/http/moment-header'
import { readMoment } from './moment'

const read = (query: string) => readMoment(new URLSearchParams(query), '2026-11-23')

describe('readMoment', () => {
  it.each([
    ['', null, null],
    ['as-at=&known-at=', null, null],
    ['as-at=2025-03-01', '2025-03-01', null],
    ['as-at=2024-02-29&known-at=2026-11-23', '2024-02-29', '2026-11-23'],
  ])('reads "%s"', (query, asAt, knownAt) => {
    expect(read(query)).toEqual({ moment: { asAt, knownAt }, report: null })
  })

  it('refuses a day beside a report, which has its own', () => {
    expect(read('report=lb-1')).toEqual({ moment: { asAt: null, knownAt: null }, report: 'lb-1' })
    expect(read('report=lb-1&as-at=2025-03-01').problems).toMatchObject([
      { parameter: 'as-at', message: expect.stringContaining('its own day') },
    ])
  })

  it.each([
    ['as-at=2026-11-24', 'It is in the future'],
    ['as-at=2025-02-31', 'not in the calendar'],
    ['as-at=2025-2-1', 'Enter year, month and day'],
    ['as-at=nonsense%00', 'Enter year, month and day'],
    ['as-at=0000-01-01', 'The earliest year is 1900'],
    ['as-at=2025-01-01&as-at=2025-01-02', 'more than one'],
  ])('refuses "%s"', (query, why) => {
    expect(read(query).problems).toMatchObject([
      { parameter: 'as-at', message: expect.stringContaining(why) },
    ])
  })

  it('says everything that is wrong at once', () => {
    expect(read('as-at=x&known-at=2030-01-01').problems).toHaveLength(2)
  })
})

describe('momentHeader', () => {
  it('carries the dates of an address and nothing else', () => {
    expect(momentHeader('/plans/a/actions?q=x&as-at=2025-03-01&status=atRisk')).toBe('as-at=2025-03-01')
    expect(momentHeader('/plans/a?as-at=\u00e9\n')).toBe('as-at=%C3%A9%0A')
    expect(momentHeader('/plans/a')).toBe('')
  })

  it.each([
    'manage',
    'team/hand-over',
    'structure/edit/action/26',
    'actions/26/update',
    'actions/26/updates/1/correct',
    'sections/2.3/rating',
  ])('has no day where the plan is changed: %s', (page) => {
    expect(momentHeader(`/plans/a/${page}?as-at=2025-03-01`)).toBe('')
  })

  it.each(['', '/actions', '/actions/update', '/sections/rating', '/partners/team'])(
    'has the day where the plan is read: %s',
    (page) => {
      expect(momentHeader(`/plans/a${page}?as-at=2025-03-01`)).toBe('as-at=2025-03-01')
    },
  )
})

import { describe, expect, it } from 'vitest'
import { changedFields } from '@/lib/domain/audit/audit-view'
import { isTelling, describeKind, describeValue } from './audit-words'

const EDITH = '01900000-0000-7000-8000-000000000001'
const UNKNOWN = '01900000-0000-7000-8000-000000000002'
const NAMES = new Map([[EDITH, 'Edith']])

describe('an audit entry in words', () => {
  it('leaves out what is nothing but an id without a name', () => {
    expect(isTelling({ before: null, after: UNKNOWN }, NAMES)).toBe(false)
    expect(isTelling({ before: UNKNOWN, after: EDITH }, NAMES)).toBe(true)
    expect(isTelling({ before: undefined, after: null }, NAMES)).toBe(false)
    expect(isTelling({ before: 'As typed', after: null }, NAMES)).toBe(true)
  })

  it('names kinds as people do', () => {
    expect(describeKind('section-assessment.recorded')).toBe('Section rated')
    expect(describeKind('period.added')).toBe('Period added')
  })

  it.each([
    [null, 'none'],
    ['', 'none'],
    [[], 'none'],
    [true, 'yes'],
    [12, '12'],
    ['missedNoRisk', 'Delivery Date Missed no Risk'],
    ['2026-03-31', '31 March 2026'],
    ['2026-03-31T10:27:00.000Z', '31 Mar 2026, 11:27'],
    [EDITH, 'Edith'],
    [[{ personId: EDITH }], 'Person: Edith'],
    ['As typed', 'As typed'],
    [[{ url: 'https://example.org', title: 'Minutes' }], 'Minutes (https://example.org)'],
    [{ role: 'editor', comment: null }, 'Role: editor'],
    [['editor', null], 'editor; none'],
    [{ role: 'editor', isPublic: false }, 'Role: editor, Everyone can read the plan: no'],
  ])('says %j as %s', (value, words) => {
    expect(describeValue(value, new Map([...NAMES, ['missedNoRisk', 'Delivery Date Missed no Risk']]))).toBe(
      words,
    )
  })

  it('tells the fields that changed, from either side', () => {
    expect(changedFields({ a: 1, b: [1], c: 3 }, { a: 2, b: [1], d: null })).toEqual([
      { field: 'a', before: 1, after: 2 },
      { field: 'c', before: 3, after: undefined },
      { field: 'd', before: undefined, after: null },
    ])
    expect(changedFields(null, null)).toEqual([])
  })
})

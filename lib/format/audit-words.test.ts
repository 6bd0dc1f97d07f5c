import { describe, expect, it } from 'vitest'
import { changedFields } from '@/lib/domain/audit-view'
import { sayField, sayKind, sayValue } from './audit-words'

describe('an audit entry in words', () => {
  it('names kinds and fields as people do', () => {
    expect(sayKind('section-assessment.recorded')).toBe('Section assessment recorded')
    expect(['dueOn', 'due_on', 'overallRag'].map(sayField)).toEqual(['Due on', 'Due on', 'Overall rating'])
  })

  it.each([
    [null, 'nothing'],
    ['', 'nothing'],
    [[], 'nothing'],
    [true, 'yes'],
    [12, '12'],
    ['missedNoRisk', 'Delivery Date Missed no Risk'],
    ['2026-03-31', '31 March 2026'],
    ['As typed', 'As typed'],
    [['editor', null], 'editor; nothing'],
    [{ role: 'editor', isPublic: false }, 'Role: editor, Is public: no'],
  ])('says %j as %s', (value, words) => {
    expect(sayValue(value)).toBe(words)
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

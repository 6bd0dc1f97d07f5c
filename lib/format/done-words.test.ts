import { describe, expect, it } from 'vitest'
import { nameActions, describeReassigned, describePeriods, describeTogether } from './done-words'
import { describeSaved } from './structure/structure-words'

const words = {
  pillar: { one: 'Theme', many: 'Themes' },
  section: { one: 'Goal', many: 'Goals' },
  action: { one: 'Recommendation', many: 'Recommendations' },
}

describe('what a form did', () => {
  it('names actions by their numbers, and counts them where they are many', () => {
    expect(nameActions(words, ['1'])).toBe('recommendation 1')
    expect(nameActions(words, ['1', '2'])).toBe('recommendations 1 and 2')
    expect(nameActions(words, ['1', '2', '3', '4', '5', '6', '7'])).toBe('7 recommendations')
    expect(describeReassigned(words, { name: null, done: ['1'], already: [] })).toBe(
      'No one is now accountable for recommendation 1.',
    )
    expect(describeReassigned(words, { name: 'Una', done: ['1'], already: ['2', '3'] })).toBe(
      'Una is now accountable for recommendation 1. Una was already accountable for recommendations 2 and 3, so nothing was recorded for them.',
    )
  })

  it('says one of one and several of several', () => {
    expect(describePeriods([{ name: 'Spring' }], 'added')).toBe('The period “Spring” was added.')
    expect(describePeriods([{ name: 'A' }, { name: 'B' }], 'added')).toBe('2 periods were added.')
  })

  it('says what was refused of several, and why where that is short', () => {
    const refused = [{ ref: '7', why: 'Its author corrected it' }]
    expect(describeTogether(words, { done: ['1', '2'], refused: [] }, 'approved')).toBe(
      '2 updates approved: recommendations 1 and 2.',
    )
    expect(describeTogether(words, { done: ['1'], refused }, 'approved')).toBe(
      '1 update approved: recommendation 1. Not approved: Recommendation 7: Its author corrected it.',
    )
    const many = ['1', '2', '3'].map((ref) => ({ ref, why: 'Gone' }))
    expect(describeTogether(words, { done: [], refused: many }, 'approved')).toBe(
      'Not approved: recommendations 1, 2 and 3. Open each to see why.',
    )
  })

  it('tells a new record, a new number, a new name and the rest apart', () => {
    const one = { code: '26.3', title: 'Train', under: 'a' }
    expect(describeSaved(words, 'action', null, one)).toBe('Recommendation 26.3 was added.')
    expect(describeSaved(words, 'action', one, { ...one, code: '26.9' })).toBe(
      'Recommendation 26.3 is now Recommendation 26.9.',
    )
    expect(describeSaved(words, 'action', one, { ...one, title: 'Hire' })).toBe(
      'Recommendation 26.3 was renamed.',
    )
    expect(describeSaved(words, 'action', one, one)).toBe('Recommendation 26.3 was saved.')
    expect(describeSaved(words, 'action', one, { ...one, under: 'b' })).toBe('Recommendation 26.3 was moved.')
    expect(describeSaved(words, 'action', one, { ...one, title: 'Hire', under: 'b' })).toBe(
      'Recommendation 26.3 was moved and renamed.',
    )
    expect(describeSaved(words, 'action', one, { code: '26.9', title: 'Hire', under: 'b' })).toBe(
      'Recommendation 26.3 is now Recommendation 26.9, and was moved and renamed.',
    )
    expect(
      describeSaved(
        words,
        'partner',
        { code: 'n', title: 'NES', under: '' },
        { code: 'n', title: 'NHS', under: '' },
      ),
    ).toBe('Partner “NES” is now Partner “NHS”.')
  })
})

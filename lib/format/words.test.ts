import { describe, expect, it } from 'vitest'
import { count, countLevel, joinNames } from './words'

describe('count', () => {
  it.each([
    [0, '0 actions'],
    [1, '1 action'],
    [2, '2 actions'],
    [1234, '1,234 actions'],
  ])('says %i as "%s"', (n, words) => {
    expect(count(n, 'action')).toBe(words)
  })

  it('takes the word for many where an "s" does not make it', () => {
    expect(count(2, 'priority', 'priorities')).toBe('2 priorities')
  })

  it("uses the plan's own word for a level, in lower case", () => {
    expect(countLevel(2, { one: 'Priority', many: 'Priorities' })).toBe('2 priorities')
  })
})

describe('joinNames', () => {
  it.each([
    [[], ''],
    [['NES'], 'NES'],
    [['NES', 'COSLA'], 'NES and COSLA'],
    [['NES', 'COSLA', 'SSSC'], 'NES, COSLA and SSSC'],
  ])('joins %j to "%s"', (names, words) => {
    expect(joinNames(names)).toBe(words)
  })
})

import { expect, it } from 'vitest'
import { planAhead } from '@/lib/domain/periods/periods'
import { namePeriod } from './period-names'

it.each([
  ['monthly', ['November 2026', 'December 2026']],
  ['quarterly', ['November 2026 to January 2027', 'February to April 2027']],
  ['halfYearly', ['November 2026 to April 2027', 'May to October 2027']],
] as const)('names %s periods by the months they stand for', (rhythm, names) => {
  const made = planAhead({ rhythm, firstOpensOn: '2026-11-01', count: 2, dueAfter: 9, closesAfter: 20 })
  expect(made.map((one) => namePeriod(one, rhythm))).toEqual(names)
})

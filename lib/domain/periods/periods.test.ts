import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  lastPeriod,
  nextPeriod,
  openPeriod,
  overlapEachOther,
  overlapping,
  planAhead,
  RHYTHMS,
  stageOf,
} from './periods'

const AUTUMN = { opensOn: '2026-10-01', dueOn: '2026-10-14', closesOn: '2026-10-31' }
const WINTER = { opensOn: '2027-01-01', dueOn: '2027-01-14', closesOn: '2027-01-31' }

it('knows what is open, and what opens next', () => {
  expect(stageOf(AUTUMN, '2026-09-30')).toBe('toCome')
  expect(stageOf(AUTUMN, '2026-10-31')).toBe('open')
  expect(stageOf(AUTUMN, '2026-11-01')).toBe('closed')
  expect(openPeriod([WINTER, AUTUMN], '2026-10-05')).toBe(AUTUMN)
  expect(openPeriod([WINTER, AUTUMN], '2026-12-05')).toBeNull()
  expect(nextPeriod([WINTER, AUTUMN], '2026-09-05')).toBe(AUTUMN)
  expect(nextPeriod([WINTER, AUTUMN], '2027-01-01')).toBeNull()
  expect(lastPeriod([WINTER, AUTUMN], '2026-10-31')).toBeNull()
  expect(lastPeriod([WINTER, AUTUMN], '2027-02-01')).toBe(WINTER)
})

it('finds periods that share a day, were it only one', () => {
  expect(overlapping({ ...WINTER, opensOn: '2026-10-31' }, [AUTUMN])).toEqual([AUTUMN])
  expect(overlapping({ ...WINTER, opensOn: '2026-11-01' }, [AUTUMN])).toEqual([])
})

describe('periods made ahead', () => {
  it('open on the same day of every third month', () => {
    expect(
      planAhead({ rhythm: 'quarterly', firstOpensOn: '2026-10-01', count: 2, dueAfter: 13, closesAfter: 30 }),
    ).toEqual([
      { ...AUTUMN, endsBefore: '2026-12-31' },
      { ...WINTER, endsBefore: '2027-03-31' },
    ])
  })

  it('fall back to the last day of a short month, and return from it', () => {
    const made = planAhead({
      rhythm: 'monthly',
      firstOpensOn: '2027-01-31',
      count: 3,
      dueAfter: 5,
      closesAfter: 10,
    })
    expect(made.map(({ opensOn }) => opensOn)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31'])
  })

  it('overlap each other when they stay open too long', () => {
    const plan = { rhythm: 'monthly', firstOpensOn: '2027-02-01', count: 2, dueAfter: 5 } as const
    expect(overlapEachOther(planAhead({ ...plan, closesAfter: 27 }))).toBe(false)
    expect(overlapEachOther(planAhead({ ...plan, closesAfter: 28 }))).toBe(true)
  })

  it('are in order, and do not overlap when they close within four weeks', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...RHYTHMS),
        fc.integer({ min: 0, max: 4000 }),
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 0, max: 27 }),
        (rhythm, start, count, closesAfter) => {
          const firstOpensOn = new Date(Date.UTC(2024, 0, 1 + start)).toISOString().slice(0, 10)
          const made = planAhead({ rhythm, firstOpensOn, count, dueAfter: 0, closesAfter })
          expect(made).toHaveLength(count)
          expect(made[0]?.opensOn).toBe(firstOpensOn)
          expect(overlapEachOther(made)).toBe(false)
          for (const one of made) {
            expect(one.opensOn <= one.dueOn && one.dueOn <= one.closesOn).toBe(true)
            expect(one.endsBefore >= one.closesOn || rhythm === 'monthly').toBe(true)
          }
        },
      ),
    )
  })
})

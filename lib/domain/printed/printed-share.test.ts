import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addUp,
  countMeant,
  countsThatFit,
  fits,
  isPrintedPercent,
  lowestTerms,
  nearestCount,
  roundShare,
} from './printed-share'
import { percentOf } from '@/lib/domain/status/roll-up'

const share = fc
  .integer({ min: 1, max: 300 })
  .chain((base) => fc.tuple(fc.integer({ min: 0, max: base }), fc.constant(base)))

describe('a printed percentage', () => {
  it.each(['0', '100', '16.5', '33.33', '7'])('%s is one', (text) =>
    expect(isPrintedPercent(text)).toBe(true),
  )
  it.each(['', '101', '33.3.', '-1', '16,5', '1e2', '12.34567', '5%', ' 5'])('%s is none', (text) =>
    expect(isPrintedPercent(text)).toBe(false),
  )

  it('fits the count that it was rounded from, at any number of digits', () => {
    fc.assert(
      fc.property(share, fc.integer({ min: 0, max: 4 }), ([count, base], decimals) => {
        const printed = roundShare(count, base, decimals)
        expect(fits(printed, count, base)).toBe(true)
        expect(countsThatFit(printed, base)).toContain(count)
      }),
    )
  })

  it('is rounded as roll-ups round', () => {
    fc.assert(
      fc.property(share, ([count, base]) => {
        expect(roundShare(count, base)).toBe(String(percentOf(count, base)))
      }),
    )
  })

  it('knows 16.5% and 16% for a sixth, and that 20% is nothing of six', () => {
    expect(countsThatFit('16.5', 6)).toEqual([])
    expect(countMeant('16.5', 6)).toBe(1)
    expect(countMeant('16', 6)).toBe(1)
    expect(countMeant('20', 6)).toBeNull()
    expect(nearestCount('20', 6)).toBe(1)
    expect(countsThatFit('33.33', 6)).toEqual([2])
  })

  it('takes no share of a large base for a count that it only happens to be near', () => {
    expect(countMeant('15', 69)).toBeNull()
  })
})

it('adds up what rounding explains, and what it does not', () => {
  expect(addUp(['33', '33', '33'])).toEqual({ total: '99', isExplained: true })
  expect(addUp(['33.33', '33.33', '16.5', '16.5'])).toEqual({ total: '99.66', isExplained: false })
  expect(addUp(['50', '48'])).toEqual({ total: '98', isExplained: false })
})

it('reduces fractions', () => {
  expect(lowestTerms(2, 6)).toEqual({ count: 1, base: 3 })
  expect(lowestTerms(0, 4)).toEqual({ count: 0, base: 1 })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ratedActions, BUCKETS } from '@/tests/helpers/plan-builder'
import { rollUp } from '@/lib/domain/status/roll-up'
import { LEAST_SEGMENT, stackBars, stackSegments } from './stacked-bars'
import { type Bucket } from '@/lib/domain/status/status'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const barOf = (counts: Partial<Record<Bucket, number>>) => ({
  code: 'x',
  label: 'X',
  rollUp: rollUp(PUBLISHED_SIX, ratedActions(counts)),
})
const anyCounts = fc
  .tuple(...BUCKETS.map(() => fc.integer({ min: 0, max: 90 })))
  .map((counts) => Object.fromEntries(BUCKETS.map((bucket, at) => [bucket, counts[at] ?? 0])))

test('segments are as long as their shares', () => {
  const [first, second] = stackSegments(
    PUBLISHED_SIX,
    rollUp(PUBLISHED_SIX, ratedActions({ onTrack: 1, atRisk: 3 })),
  )
  expect(first).toMatchObject({ bucket: 'onTrack', count: 1, percent: 25, start: 0, size: 0.25 })
  expect(second).toMatchObject({ bucket: 'atRisk', count: 3, percent: 75, start: 0.25, size: 0.75 })
})

test('a segment too short to see is lengthened at the cost of the long ones', () => {
  const [long, short] = stackSegments(
    PUBLISHED_SIX,
    rollUp(PUBLISHED_SIX, ratedActions({ delivered: 199, offTrack: 1 })),
  )
  expect(short?.size).toBe(LEAST_SEGMENT)
  expect(long?.size).toBeCloseTo(1 - LEAST_SEGMENT)
})

test('by share every bar fills the chart, by count the largest base does', () => {
  const rows = [barOf({ onTrack: 10 }), barOf({ onTrack: 5 }), barOf({})]
  expect(stackBars({ ...PUBLISHED_SIX, rows, scale: 'share' }).map(({ length }) => length)).toEqual([1, 1, 0])
  expect(stackBars({ ...PUBLISHED_SIX, rows, scale: 'count' }).map(({ length }) => length)).toEqual([
    1, 0.5, 0,
  ])
})

test('without rows there are no bars, and without actions no segments', () => {
  expect(stackBars({ ...PUBLISHED_SIX, rows: [], scale: 'count' })).toEqual([])
  expect(stackBars({ ...PUBLISHED_SIX, rows: [barOf({})], scale: 'count' })[0]?.segments).toEqual([])
})

test('for any rows: segments follow one another without gaps, fill their bar and can be seen', () => {
  fc.assert(
    fc.property(
      fc.array(anyCounts, { maxLength: 4 }),
      fc.constantFrom('share' as const, 'count' as const),
      (rows, scale) => {
        for (const { length, segments } of stackBars({ ...PUBLISHED_SIX, rows: rows.map(barOf), scale })) {
          let end = 0
          for (const { start, size } of segments) {
            expect(start).toBeCloseTo(end, 9)
            expect(size).toBeGreaterThan(LEAST_SEGMENT - 1e-6)
            end = start + size
          }
          expect(end).toBeCloseTo(length, 9)
          expect(length).toBeLessThanOrEqual(1)
        }
      },
    ),
  )
})

test('equal counts are equally long', () => {
  fc.assert(
    fc.property(anyCounts, (counts) => {
      const segments = stackSegments(PUBLISHED_SIX, rollUp(PUBLISHED_SIX, ratedActions(counts)))
      for (const one of segments) {
        for (const other of segments)
          if (one.count === other.count) expect(one.size).toBeCloseTo(other.size, 9)
      }
    }),
  )
})

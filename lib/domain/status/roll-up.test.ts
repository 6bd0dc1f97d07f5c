import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ratedActions, BUCKETS, STATUS_CODES } from '@/tests/helpers/plan-builder'
import { type Countable, type Rated, countedActions, percentOf, rollUp, shareOf } from './roll-up'
import { statusFromLabel } from './status'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const anyRated: fc.Arbitrary<Rated> = fc.record({ status: fc.constantFrom(...STATUS_CODES, null) })
const anyActions = fc.array(anyRated, { maxLength: 300 })

describe('percentOf', () => {
  it.each([
    [1, 6, 17],
    [2, 6, 33],
    [4, 6, 67],
    [0, 7, 0],
    [7, 7, 100],
    [1, 3, 33],
    [2, 3, 67],
    [3, 7, 43],
    [1, 1_000_000, 0],
    [999_999, 1_000_000, 100],
  ])('gives %i of %i as %i%%', (part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent)
  })

  it.each([
    ['12.5', 1, 8, 13],
    ['0.5', 1, 200, 1],
    ['62.5', 5, 8, 63],
    ['99.5', 199, 200, 100],
    // Reckoned as 100 * (29 / 200) this is 14.499999999999998, and so on: halves need whole numbers.
    ['14.5', 29, 200, 15],
    ['28.5', 57, 200, 29],
    ['57.5', 23, 40, 58],
  ])('rounds %s up: %i of %i', (_, part, whole, percent) => {
    expect(percentOf(part, whole)).toBe(percent)
  })

  it.each([0, -1, Number.NaN])('refuses a base of %d', (whole) => {
    expect(() => percentOf(0, whole)).toThrow(RangeError)
  })

  it('is the nearest whole number, and the upper of two, for any share', () => {
    const share = fc
      .integer({ min: 1, max: 100_000 })
      .chain((whole) => fc.tuple(fc.nat(whole), fc.constant(whole)))
    fc.assert(
      fc.property(share, ([part, whole]) => {
        // percent - 1/2 <= 100 part / whole < percent + 1/2, without fractions.
        const percent = percentOf(part, whole)
        expect((2 * percent - 1) * whole).toBeLessThanOrEqual(200 * part)
        expect((2 * percent + 1) * whole).toBeGreaterThan(200 * part)
      }),
    )
  })

  it('depends on the share only: twice as many of twice as many is the same', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.integer({ min: 1, max: 500 }),
        fc.integer({ min: 1, max: 50 }),
        (part, whole, times) => {
          expect(percentOf(part * times, whole * times)).toBe(percentOf(part, whole))
        },
      ),
    )
  })
})

describe('rollUp', () => {
  it('of nothing says "No actions", and nothing is NaN', () => {
    expect(rollUp(PUBLISHED_SIX, [])).toEqual({
      base: 0,
      counts: {
        delivered: 0,
        onTrack: 0,
        missedNoRisk: 0,
        atRisk: 0,
        missedWithRisk: 0,
        offTrack: 0,
        noUpdate: 0,
      },
      shares: [],
      sentence: 'No actions',
      percentTotal: 0,
      adverse: 0,
    })
  })

  it('names every bucket that holds something, done first and worst last', () => {
    const figures = rollUp(
      PUBLISHED_SIX,
      ratedActions({
        offTrack: 1,
        noUpdate: 1,
        atRisk: 1,
        delivered: 2,
        missedWithRisk: 1,
        onTrack: 3,
        missedNoRisk: 1,
      }),
    )
    expect(figures.sentence).toBe(
      '20% Delivered, 30% On Track, 10% Delivery Date Missed no Risk, 10% At Risk, ' +
        '10% Delivery Date Missed with Risk, 10% Off Track, 10% No update yet',
    )
  })

  it('counts actions without an update in the base, and shows them', () => {
    const figures = rollUp(PUBLISHED_SIX, ratedActions({ onTrack: 1, noUpdate: 3 }))
    expect(figures).toMatchObject({
      base: 4,
      counts: { noUpdate: 3 },
      sentence: '25% On Track, 75% No update yet',
    })
  })

  it('does not count actions without an update as adverse', () => {
    expect(rollUp(PUBLISHED_SIX, ratedActions({ noUpdate: 3, atRisk: 1 })).adverse).toBe(1)
  })

  it('counts At Risk, Off Track and Delivery Date Missed with Risk as adverse', () => {
    const figures = rollUp(
      PUBLISHED_SIX,
      ratedActions({
        atRisk: 1,
        offTrack: 2,
        missedWithRisk: 4,
        missedNoRisk: 8,
        onTrack: 16,
        delivered: 32,
      }),
    )
    expect(figures.adverse).toBe(7)
  })

  it.each([
    [{ delivered: 299, offTrack: 1 }, 'more than 99% Delivered, less than 1% Off Track'],
    [{ delivered: 199, offTrack: 1 }, 'more than 99% Delivered, 1% Off Track'],
    [{ delivered: 7 }, '100% Delivered'],
    [{ delivered: 1, onTrack: 1, atRisk: 1 }, '33% Delivered, 33% On Track, 33% At Risk'],
    [{ onTrack: 1, atRisk: 3 }, '25% On Track, 75% At Risk'],
  ])('never says 100%% of less than all, nor 0%% of more than none: %o', (counts, sentence) => {
    expect(rollUp(PUBLISHED_SIX, ratedActions(counts)).sentence).toBe(sentence)
  })

  it.each([
    ['three thirds make 99', { delivered: 1, onTrack: 1, atRisk: 1 }, 99],
    [
      'six sixths make 102',
      { delivered: 1, onTrack: 1, missedNoRisk: 1, atRisk: 1, missedWithRisk: 1, offTrack: 1 },
      102,
    ],
    ['two halves make 100', { delivered: 1, onTrack: 1 }, 100],
  ])('says what the rounded shares add up to: %s', (_, counts, total) => {
    expect(rollUp(PUBLISHED_SIX, ratedActions(counts)).percentTotal).toBe(total)
  })

  it('takes anything that can be walked through once', () => {
    expect(rollUp(PUBLISHED_SIX, new Set(ratedActions({ onTrack: 2 }))).base).toBe(2)
  })

  it('throws on a status that is not in the table, rather than lose an action', () => {
    const unknown = [{ status: 'cancelled' }] as unknown as Rated[]
    expect(() => rollUp(PUBLISHED_SIX, unknown)).toThrow('do not sum to its base')
  })
})

describe('rollUp, for any actions', () => {
  it('puts each of them in exactly one bucket', () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        const { base, counts } = rollUp(PUBLISHED_SIX, actions)
        expect(base).toBe(actions.length)
        expect(BUCKETS.reduce((sum, bucket) => sum + (counts[bucket] ?? 0), 0)).toBe(base)
        for (const bucket of BUCKETS) {
          expect(counts[bucket]).toBe(
            actions.filter(({ status }) => (status ?? 'noUpdate') === bucket).length,
          )
        }
      }),
    )
  })

  it('gives the same figures in whatever order they come', () => {
    const shuffled = anyActions.chain((actions) =>
      fc.tuple(fc.constant(actions), fc.shuffledSubarray(actions, { minLength: actions.length })),
    )
    fc.assert(
      fc.property(shuffled, ([actions, others]) => {
        expect(rollUp(PUBLISHED_SIX, others)).toEqual(rollUp(PUBLISHED_SIX, actions))
      }),
    )
  })

  it('gives equal counts equal percentages', () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        const percents = new Map<number, number>()
        for (const { count, percent } of rollUp(PUBLISHED_SIX, actions).shares) {
          expect(percents.get(count) ?? percent).toBe(percent)
          percents.set(count, percent)
        }
      }),
    )
  })

  it('says in words exactly what it says in figures', () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        const { sentence, shares, base } = rollUp(PUBLISHED_SIX, actions)
        const spoken = sentence === 'No actions' ? [] : sentence.split(', ').map(readShare)
        expect(spoken).toEqual(shares.map(({ bucket, percent }) => ({ bucket, percent })))
        for (const { count, percent } of shares) {
          expect(shareOf(count, base) === '100%').toBe(count === base)
          expect(shareOf(count, base)).not.toBe('0%')
          if (percent > 0 && percent < 100) expect(shareOf(count, base)).toBe(`${percent}%`)
        }
      }),
    )
  })
})

function readShare(words: string) {
  const [, nearly, percent, label = ''] = /^(more than |less than )?(\d+)% (.+)$/.exec(words) ?? []
  return {
    bucket: label === 'No update yet' ? 'noUpdate' : statusFromLabel(PUBLISHED_SIX, label),
    percent: nearly ? (nearly === 'more than ' ? 100 : 0) : Number(percent),
  }
}

describe('countedActions', () => {
  const action = (ref: string, parentId: string | null, given: Partial<Countable> = {}): Countable => ({
    id: ref,
    ref,
    parentId,
    counted: true,
    lifecycle: 'active',
    ...given,
  })
  const notCounted = { counted: false }
  const refs = (actions: readonly Countable[]) => countedActions(actions).map(({ ref }) => ref)

  it('keeps those that count, in the order given', () => {
    expect(refs([action('2', null), action('1', null), action('3', null, notCounted)])).toEqual(['2', '1'])
  })

  it('lets the parts count in the place of their action', () => {
    expect(refs([action('1', null, notCounted), action('1.1', '1'), action('1.2', '1')])).toEqual([
      '1.1',
      '1.2',
    ])
  })

  it.each(['withdrawn', 'merged', 'superseded'] as const)(
    'leaves a %s action out of the base',
    (lifecycle) => {
      expect(refs([action('1', null, { lifecycle }), action('2', null)])).toEqual(['2'])
    },
  )

  it('lets the parts of a withdrawn action count', () => {
    expect(refs([action('1', null, { lifecycle: 'withdrawn' }), action('1.1', '1')])).toEqual(['1.1'])
  })

  it('refuses an action and its part that both count, and names them', () => {
    expect(() => refs([action('1', null), action('1.1', '1')])).toThrow('Actions 1 and 1.1 are both counted')
  })

  it('refuses them in whatever order they come', () => {
    expect(() => refs([action('1.1', '1'), action('1', null)])).toThrow('Actions 1 and 1.1 are both counted')
  })

  it.each([2, 3, 10])('refuses a counted action %i levels above another', (depth) => {
    const between = Array.from({ length: depth - 1 }, (_, i) =>
      action(`m${i + 1}`, i ? `m${i}` : 'top', notCounted),
    )
    const actions = [action('top', null), ...between, action('leaf', `m${depth - 1}`)]
    expect(() => refs(actions)).toThrow('Actions top and leaf are both counted')
  })

  it('takes an action whose parent is not among those given', () => {
    expect(refs([action('1.1', 'elsewhere')])).toEqual(['1.1'])
  })

  it('ends although actions stand above one another in a circle', () => {
    const circle = [action('a', 'c', notCounted), action('b', 'a'), action('c', 'b', notCounted)]
    expect(refs(circle)).toEqual(['b'])
  })

  it('ends although an action stands above itself', () => {
    expect(refs([action('a', 'a')])).toEqual(['a'])
  })

  it('never counts an action together with one above it, in any tree', () => {
    // Each action's parent is one of those before it, or none; flags and lifecycles fall as they may.
    const anyTree = fc
      .array(
        fc.record({
          parent: fc.option(fc.nat(), { nil: null }),
          counted: fc.boolean(),
          lifecycle: fc.constantFrom('active' as const, 'active' as const, 'withdrawn' as const),
        }),
        { maxLength: 12 },
      )
      .map((rows) =>
        rows.map(({ parent, ...given }, i) =>
          action(`${i}`, parent === null || i === 0 ? null : `${parent % i}`, given),
        ),
      )
    const outcomes = { refused: 0, accepted: 0 }
    fc.assert(
      fc.property(anyTree, (tree) => {
        const isCounted = (one: Countable) => one.counted && one.lifecycle === 'active'
        const above = (one: Countable): Countable[] =>
          tree.filter(({ id }) => id === one.parentId).flatMap((parent) => [parent, ...above(parent)])
        const clashes = tree.some((one) => isCounted(one) && above(one).some(isCounted))
        outcomes[clashes ? 'refused' : 'accepted'] += 1
        if (clashes) expect(() => countedActions(tree)).toThrow('both counted')
        else expect(countedActions(tree)).toEqual(tree.filter(isCounted))
      }),
      { numRuns: 500 },
    )
    // The property says little unless both kinds of tree were seen.
    expect(Math.min(outcomes.refused, outcomes.accepted)).toBeGreaterThan(50)
  })
})

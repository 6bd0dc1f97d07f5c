import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { STRATEGIC_ACTIONS } from '@/tests/fixtures/delivery-plan'
import { ratedActions, STATUS_CODES } from '@/tests/helpers/plan-builder'
import {
  DEFAULT_RULE,
  OVERALL_RAGS,
  hasChangedSince,
  needsReason,
  type RatingRule,
  ragLabel,
  rate,
  suggestRag,
} from './rag'
import { statusMessages, thresholdInWords } from '@/lib/format/status/messages'
import { rollUp } from './roll-up'
import { adverseCodes as adverseOf, type Bucket } from './status'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const suggest = (counts: Partial<Record<Bucket, number>>, rule = DEFAULT_RULE) =>
  suggestRag(rollUp(PUBLISHED_SIX, ratedActions(counts)), rule)
const rule = (atRiskNumerator: number, atRiskDenominator: number): RatingRule => ({
  atRiskNumerator,
  atRiskDenominator,
})

describe('the suggested overall RAG', () => {
  it.each([
    ['a third, exactly', { atRisk: 1, onTrack: 2 }, 'atRisk'],
    ['a third of many, exactly', { atRisk: 23, onTrack: 46 }, 'atRisk'],
    ['just under a third', { atRisk: 33, onTrack: 67 }, 'onTrack'],
    ['just over a third', { atRisk: 34, onTrack: 66 }, 'atRisk'],
    ['a quarter', { offTrack: 1, onTrack: 2, delivered: 1 }, 'onTrack'],
    ['all', { atRisk: 1 }, 'atRisk'],
    ['none', { onTrack: 1, missedNoRisk: 5 }, 'onTrack'],
    ['a third, of three kinds', { atRisk: 1, offTrack: 1, missedWithRisk: 1, onTrack: 6 }, 'atRisk'],
  ] as const)('where %s are adverse', (_, counts, rag) => {
    expect(suggest(counts).rag).toBe(rag)
  })

  it.each([
    [rule(1, 2), { atRisk: 1, onTrack: 1 }, 'atRisk'],
    [rule(1, 2), { atRisk: 49, onTrack: 51 }, 'onTrack'],
    [rule(2, 3), { atRisk: 2, onTrack: 1 }, 'atRisk'],
    [rule(3, 3), { atRisk: 2, onTrack: 1 }, 'onTrack'],
    [rule(3, 3), { atRisk: 3 }, 'atRisk'],
    [rule(1, 10), { atRisk: 1, onTrack: 9 }, 'atRisk'],
    [rule(1, 10), { atRisk: 1, onTrack: 10 }, 'onTrack'],
  ] as const)("follows the plan's own threshold: %j with %j", (own, counts, rag) => {
    expect(suggest(counts, own).rag).toBe(rag)
  })

  it('is none where nothing is counted', () => {
    expect(suggest({}).rag).toBeNull()
  })

  it('is none where nothing was ever said', () => {
    expect(suggest({ noUpdate: 3 }).rag).toBeNull()
  })

  it('keeps silent actions in the base', () => {
    expect(suggest({ atRisk: 1, noUpdate: 3 }).rag).toBe('onTrack')
  })

  it('is never Off Track: that takes a person', () => {
    expect(suggest({ offTrack: 9 }).rag).toBe('atRisk')
  })

  it.each(STRATEGIC_ACTIONS)(
    'agrees with the report on strategic action $ref of the sister plan',
    ({ rag, counts }) => {
      expect(suggest(counts).rag).toBe(rag)
    },
  )
})

describe('its explanation', () => {
  it.each([
    [{ atRisk: 2, onTrack: 4 }, '2 of 6 counted actions are adverse; the threshold is a third.'],
    [{ atRisk: 1, onTrack: 5 }, '1 of 6 counted actions is adverse; the threshold is a third.'],
    [{ onTrack: 6 }, 'None of 6 counted actions is adverse; the threshold is a third.'],
    [{ atRisk: 1 }, 'The one counted action is adverse; the threshold is a third.'],
    [{ onTrack: 1 }, 'The one counted action is not adverse; the threshold is a third.'],
    [
      { atRisk: 1, onTrack: 1, noUpdate: 1 },
      '1 of 3 counted actions is adverse; the threshold is a third. 1 has no update yet.',
    ],
    [
      { onTrack: 1, noUpdate: 2 },
      'None of 3 counted actions is adverse; the threshold is a third. 2 have no update yet.',
    ],
    [{}, 'Nothing is suggested: there are no counted actions.'],
    [{ noUpdate: 1 }, 'Nothing is suggested: no counted action has an update yet.'],
  ])('of %j', (counts, explanation) => {
    expect(statusMessages.explanation(suggest(counts))).toBe(explanation)
  })

  it.each([
    [rule(1, 2), 'a half'],
    [rule(1, 3), 'a third'],
    [rule(2, 3), 'two thirds'],
    [rule(1, 4), 'a quarter'],
    [rule(3, 4), 'three quarters'],
    [rule(1, 5), 'a fifth'],
    [rule(1, 10), 'a tenth'],
    [rule(3, 8), '3 in 8'],
    [rule(1, 1), 'all of them'],
    [rule(5, 5), 'all of them'],
  ])('says the threshold of %j as "%s"', (own, words) => {
    expect(thresholdInWords(own)).toBe(words)
  })
})

describe('the suggestion, for any counts and any rule', () => {
  const anyCounts = fc.record(Object.fromEntries(STATUS_CODES.map((code) => [code, fc.nat(40)])))
  const anyRule = fc
    .integer({ min: 1, max: 20 })
    .chain((denominator) =>
      fc.integer({ min: 1, max: denominator }).map((numerator) => rule(numerator, denominator)),
    )
  const adverseCodes = adverseOf(PUBLISHED_SIX)
  const calmCodes = STATUS_CODES.filter((code) => !adverseCodes.includes(code))

  it('never gets better when an action turns adverse', () => {
    fc.assert(
      fc.property(
        anyCounts,
        anyRule,
        fc.constantFrom(...calmCodes),
        fc.constantFrom(...adverseCodes),
        (counts, own, from, to) => {
          fc.pre((counts[from] ?? 0) > 0)
          const worse = { ...counts, [from]: (counts[from] ?? 0) - 1, [to]: (counts[to] ?? 0) + 1 }
          if (suggest(counts, own).rag === 'atRisk') expect(suggest(worse, own).rag).toBe('atRisk')
        },
      ),
    )
  })

  it('is the same for the same shares', () => {
    fc.assert(
      fc.property(anyCounts, anyRule, fc.integer({ min: 2, max: 5 }), (counts, own, times) => {
        const more = Object.fromEntries(Object.entries(counts).map(([code, count]) => [code, count * times]))
        expect(suggest(more, own).rag).toBe(suggest(counts, own).rag)
      }),
    )
  })
})

describe('the rating', () => {
  const atRisk = suggest({ atRisk: 1 })
  const nothing = suggest({})

  it('is the assessment where a person made one', () => {
    expect(rate('onTrack', atRisk)).toEqual({
      rag: 'onTrack',
      assessed: 'onTrack',
      suggestion: atRisk,
      differs: true,
      isStale: false,
    })
  })

  it('is the suggestion where no one did', () => {
    expect(rate(null, atRisk)).toEqual({
      rag: 'atRisk',
      assessed: null,
      suggestion: atRisk,
      differs: false,
      isStale: false,
    })
  })

  it('does not differ where person and rule agree', () => {
    expect(rate('atRisk', atRisk).differs).toBe(false)
  })

  it('does not differ where the rule suggests nothing', () => {
    expect(rate('offTrack', nothing)).toEqual({
      rag: 'offTrack',
      assessed: 'offTrack',
      suggestion: nothing,
      differs: false,
      isStale: false,
    })
  })

  it('is none where there is neither', () => {
    expect(rate(null, nothing).rag).toBeNull()
  })

  it('needs a reason where person and rule disagree, and only there', () => {
    expect(needsReason(atRisk, 'onTrack')).toBe(true)
    expect(needsReason(atRisk, 'atRisk')).toBe(false)
    expect(needsReason(nothing, 'offTrack')).toBe(false)
  })

  it('has the words of the report', () => {
    expect(OVERALL_RAGS.map(ragLabel)).toEqual(['On Track', 'At Risk', 'Off Track'])
  })
})

describe('a rating goes stale', () => {
  const { counts } = rollUp(PUBLISHED_SIX, ratedActions({ onTrack: 2, atRisk: 1 }))

  it('when a status below it changed', () => {
    expect(
      hasChangedSince(counts, rollUp(PUBLISHED_SIX, ratedActions({ onTrack: 1, atRisk: 2 })).counts),
    ).toBe(true)
  })

  it('when an action entered or left the count', () => {
    expect(hasChangedSince(counts, rollUp(PUBLISHED_SIX, ratedActions({ onTrack: 2 })).counts)).toBe(true)
    expect(
      hasChangedSince(
        counts,
        rollUp(PUBLISHED_SIX, ratedActions({ onTrack: 2, atRisk: 1, noUpdate: 1 })).counts,
      ),
    ).toBe(true)
  })

  it('not while they stand as they did, and not where no one wrote down how they stood', () => {
    expect(hasChangedSince({ ...counts }, counts)).toBe(false)
    expect(hasChangedSince(null, counts)).toBe(false)
  })
})

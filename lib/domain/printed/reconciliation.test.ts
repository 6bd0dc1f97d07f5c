import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import published from '@/prisma/seed/progress-report-2025-02.json' with { type: 'json' }
import { describeFinding } from '@/lib/format/printed/finding-words'
import { readReportText } from '@/lib/imports/printed-report'
import { firstPlan } from '@/tests/fixtures/first-plan'
import {
  buildAction,
  buildAssessment,
  buildPlan,
  buildSection,
  STATUS_CODES,
} from '@/tests/helpers/plan-builder'
import { type Finding, groupOf } from './findings'
import { currentStatus, type PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import type { PrintedFigures } from './printed-figures'
import { compare, reconcile } from './reconciliation'
import { type OverallRag, suggestRag } from '@/lib/domain/status/rag'
import { rollUp } from '@/lib/domain/status/roll-up'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

function figuresOf(text: string): PrintedFigures {
  const read = readReportText(PUBLISHED_SIX, text)
  if (!read.figures) throw new Error(read.problems.join('\n'))
  return read.figures
}

/** What a report printed exactly from the plan holds: whole per cents, rounded half up. */
function printFrom(plan: PlanState): PrintedFigures {
  const { countedOf, counted } = indexPlan(plan)
  const rated = (actions: typeof counted) =>
    rollUp(
      PUBLISHED_SIX,
      actions.map((action) => ({ status: currentStatus(action) })),
    )
  const sections = plan.sections.map(({ id, code }) => {
    const found = rated(countedOf(id))
    return {
      code,
      overallRag: suggestRag(found, plan.rule).rag,
      shares: found.shares.map(({ bucket, percent }) => ({ bucket, percent: String(percent) })),
    }
  })
  const rags = sections.map(({ overallRag }) => overallRag)
  const used = [...new Set(rags)].filter((rag): rag is OverallRag => rag !== null)
  return {
    sections,
    sectionTotals: used.map((bucket) => ({
      bucket,
      count: rags.filter((rag) => rag === bucket).length,
      percent: null,
    })),
    actionTotals: rated(counted).shares.map(({ bucket, count, percent }) => ({
      bucket,
      count,
      percent: String(percent),
    })),
    listed: counted
      .filter((action) => ['offTrack', 'missedWithRisk'].includes(currentStatus(action) ?? ''))
      .map(({ ref }) => ref),
    names: [],
  }
}

const plans = fc
  .array(fc.array(fc.option(fc.constantFrom(...STATUS_CODES), { freq: 8 }), { maxLength: 40 }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((sections) =>
    buildPlan({
      sections: sections.map((_, at) => buildSection(`1.${at + 1}`)),
      actions: sections.flatMap((statuses, at) =>
        statuses.map((status, place) =>
          buildAction(`${at + 1}-${place}`, { sectionId: `1.${at + 1}`, ...(status && { status }) }),
        ),
      ),
    }),
  )

const small = (shares: Record<string, string>, more: Partial<PrintedFigures> = {}): PrintedFigures => ({
  sections: [
    {
      code: '1.1',
      overallRag: null,
      shares: Object.entries(shares).map(([bucket, percent]) => ({ bucket: bucket as never, percent })),
    },
  ],
  sectionTotals: [],
  actionTotals: [],
  listed: null,
  names: [],
  ...more,
})
const kinds = (findings: readonly Finding[]) => findings.map(({ kind }) => kind)
/** A plan of one section with six actions, five of them on track and one at risk. */
const six = buildPlan({
  actions: ['1', '2', '3', '4', '5', '6'].map((ref) =>
    buildAction(ref, { status: ref === '6' ? 'atRisk' : 'onTrack' }),
  ),
})

describe('the published report of February 2025', () => {
  const plan = firstPlan()
  const figures = figuresOf(JSON.stringify(published))
  const findings = reconcile(figures, plan)
  const of = <K extends Finding['kind']>(kind: K) =>
    findings.filter((finding): finding is Extract<Finding, { kind: K }> => finding.kind === kind)

  it('has the discrepancies that were found by hand, and no others', () => {
    expect(kinds(findings)).toEqual([
      'oddRounding',
      'doesNotAddUp',
      'mixedDecimals',
      'sameShareTwoWays',
      'countsAndShares',
      'countedAs',
      'namedTwoWays',
      'namedTwoWays',
      'namedTwoWays',
    ])
  })

  it('R1: the headline counts the off-track action as on track', () => {
    expect(of('countedAs')).toEqual([
      {
        kind: 'countedAs',
        bucket: 'offTrack',
        as: 'onTrack',
        printed: 29,
        summed: 28,
        left: 1,
        sections: ['5.4'],
        total: 69,
      },
    ])
  })

  it('R2: its percentages are of 66 and its counts of 69, as if action 34 counted once', () => {
    const [found] = of('countsAndShares')
    expect(found).toMatchObject({ where: 'actionTotals', base: 69 })
    expect(found?.rows.map(({ count, computed }) => [count, computed])).toEqual([
      [26, '38'],
      [29, '42'],
      [3, '4'],
      [10, '14'],
      [1, '1'],
    ])
    expect(found?.other).toMatchObject({
      base: 66,
      isOnly: true,
      implied: [{ bucket: 'onTrack', count: 26 }],
      countedOnce: { ref: '34', parts: 4 },
    })
  })

  it('R3: one sixth as 16.5%, beside 33.33%, and 99.66% in all', () => {
    expect(of('oddRounding')).toMatchObject([
      {
        where: { section: '2.3' },
        percent: '16.5',
        count: 1,
        base: 6,
        exact: '16.67',
        buckets: ['atRisk', 'missedWithRisk'],
      },
    ])
    expect(of('mixedDecimals')).toMatchObject([{ sections: ['2.3'], percents: ['33.33', '16.5'] }])
    expect(of('doesNotAddUp')).toMatchObject([{ where: { section: '2.3' }, total: '99.66' }])
  })

  it('R4: one sixth in two ways', () => {
    expect(of('sameShareTwoWays')).toEqual([
      {
        kind: 'sameShareTwoWays',
        count: 1,
        base: 6,
        prints: [
          { percent: '17', sections: ['1.2'] },
          { percent: '16.5', sections: ['2.3'] },
        ],
      },
    ])
  })

  it('R7: statuses with two names', () => {
    expect(of('namedTwoWays').map(({ names }) => names)).toEqual([
      ['Delivered', 'completed'],
      ['Delivery Date Missed no Risk', 'Missed Delivery Date no Risk', 'missed with no risk'],
      ['Delivery Date Missed with Risk', 'missed with risk'],
    ])
  })

  it('says each of them in words', () => {
    expect(findings.map((finding) => describeFinding(finding, plan))).toMatchInlineSnapshot(`
      [
        "Section 2.3 prints 16.5% for At Risk and Delivery Date Missed with Risk. That is 1 of 6, which is 16.67%, or 17% rounded.",
        "The percentages of section 2.3 add up to 99.66%. Rounding does not explain the difference from 100%.",
        "Most percentages are whole numbers, but section 2.3 prints 33.33% and 16.5%.",
        "The same figure, 1 of 6, is printed in 2 ways: 17% in section 1.2 and 16.5% in section 2.3.",
        "The counts of the headline add up to 69 actions, but its percentages are not of 69: 26 Delivered are 38% and not 39%, 29 On Track are 42% and not 39%, 3 Delivery Date Missed no Risk are 4% and not 5%, 10 At Risk are 14% and not 15% and 1 Delivery Date Missed with Risk is 1% and not 2%. They fit a total of 66, and no other up to 200: of that, 26, 3, 10 and 1 give the percentages printed; On Track, at 39%, would then be 26. So the counts and the percentages come from 2 different totals. On record, 66 is what the plan makes when action 34 counts once, and 69 when its 4 parts count in its place.",
        "The headline has 29 On Track and leaves out Off Track. The sections make 28 On Track and 1 Off Track (in section 5.4). The total of 69 holds if the one action Off Track was counted as On Track.",
        "One status has 2 names: “Delivered” and “completed” both mean Delivered.",
        "One status has 3 names: “Delivery Date Missed no Risk”, “Missed Delivery Date no Risk” and “missed with no risk” all mean Delivery Date Missed no Risk.",
        "One status has 2 names: “Delivery Date Missed with Risk” and “missed with risk” both mean Delivery Date Missed with Risk.",
      ]
    `)
  })

  it('is the same in all 20 sections as the statuses on record', () => {
    const { sections, totals } = compare(figures, plan)
    expect(sections).toHaveLength(20)
    expect(sections.every(({ isSame }) => isSame)).toBe(true)
    expect(
      totals.map(({ bucket, printed, summed, recorded }) => [bucket, printed?.count, summed, recorded]),
    ).toEqual([
      ['delivered', 26, 26, 26],
      ['onTrack', 29, 28, 28],
      ['missedNoRisk', 3, 3, 3],
      ['atRisk', 10, 10, 10],
      ['missedWithRisk', 1, 1, 1],
      ['offTrack', undefined, 1, 1],
    ])
  })

  it('still shows what is wrong with itself when nothing was on record yet', () => {
    const blank = {
      ...plan,
      isBlank: true,
      actions: plan.actions.map((action) => ({ ...action, current: null })),
    }
    expect(kinds(reconcile(figures, blank))).toEqual(kinds(findings))
  })

  it('R5: the sister plan’s headline has 73% for 25 of 34', () => {
    const actionTotals = published.headline.deliveryPlanStrategicActions.map(
      ({ status, count, percent }) => ({
        bucket: status as never,
        count,
        percent: String(percent),
      }),
    )
    const [found, ...others] = reconcile(
      { ...small({}), sections: [], actionTotals },
      buildPlan({ isBlank: true }),
    )
    expect(others).toEqual([])
    expect(found).toMatchObject({
      kind: 'countsAndShares',
      rows: [{ count: 25, percent: '73', computed: '74' }],
      other: null,
    })
  })
})

describe('any report', () => {
  it('printed exactly from the plan has no findings', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const figures = printFrom(plan)
        expect(reconcile(figures, plan)).toEqual([])
        expect(compare(figures, plan).sections.every(({ isSame }) => isSame)).toBe(true)
      }),
    )
  })

  it('has the same findings in whatever order it was entered, and says each of them', () => {
    const percents = fc.constantFrom('0', '16.5', '17', '20', '33', '33.33', '50', '66.6', '100')
    const noise = fc.array(fc.tuple(fc.nat(7), fc.constantFrom(...STATUS_CODES), percents), { maxLength: 6 })
    const counts = fc.dictionary(fc.constantFrom(...STATUS_CODES), fc.nat(40))
    fc.assert(
      fc.property(plans, noise, counts, fc.infiniteStream(fc.nat()), (plan, changes, totals, random) => {
        const figures = printFrom(plan)
        const sections = figures.sections.map((section, at) => ({
          ...section,
          shares: changes
            .filter(([place]) => place === at)
            .reduce(
              (shares, [, bucket, percent]) => [
                ...shares.filter((one) => one.bucket !== bucket),
                { bucket, percent },
              ],
              section.shares,
            ),
        }))
        const actionTotals = figures.actionTotals.map((line) => ({
          ...line,
          count: totals[line.bucket as never] ?? line.count,
        }))
        const shuffle = <T>(rows: readonly T[]) =>
          rows
            .map((row) => ({ row, by: random.next().value as number }))
            .sort((a, b) => a.by - b.by)
            .map(({ row }) => row)
        const given = { ...figures, sections, actionTotals }
        const findings = reconcile(given, plan)
        expect(
          reconcile(
            {
              ...given,
              sections: shuffle(sections).map((section) => ({ ...section, shares: shuffle(section.shares) })),
              sectionTotals: shuffle(given.sectionTotals),
              actionTotals: shuffle(actionTotals),
              listed: shuffle(given.listed ?? []),
            },
            plan,
          ),
        ).toEqual(findings)
        for (const finding of findings)
          expect(describeFinding(finding, plan)).not.toMatch(/undefined|NaN|null|\[object/)
      }),
    )
  })
})

describe('each kind of finding', () => {
  it('a share that no whole number of actions gives, nor any other base', () => {
    const [found] = reconcile(small({ onTrack: '70', atRisk: '20' }), six)
    expect(found).toMatchObject({
      kind: 'impossibleShare',
      bucket: 'onTrack',
      base: 6,
      nearest: 4,
      nearestPercent: '67',
    })
  })

  it('the one share that is wrong beside one that is right, and not the other', () => {
    const five = buildPlan({
      sections: [buildSection('1.1')],
      actions: [
        ...['1', '2', '3'].map((ref) => buildAction(ref, { status: 'onTrack' })),
        ...['4', '5'].map((ref) => buildAction(ref, { status: 'atRisk' })),
      ],
    })
    const [found, ...others] = reconcile(small({ onTrack: '60', atRisk: '41' }), five)
    expect(found).toMatchObject({ kind: 'oddRounding', percent: '41', count: 2, base: 5, whole: '40' })
    expect(others.map(({ kind }) => kind)).not.toContain('oddRounding')
    // Nor where nothing is on record to compare with.
    const [alone] = reconcile(small({ onTrack: '60', atRisk: '41' }), { ...five, actions: [] })
    expect(alone).toMatchObject({ kind: 'oddRounding', percent: '41', base: 5 })
  })

  it('shares that fit another number of actions', () => {
    const found = reconcile(small({ onTrack: '80', atRisk: '20' }), six)
    expect(found).toEqual([{ kind: 'otherBase', where: { section: '1.1' }, base: 5, recorded: 6 }])
    expect(groupOf(found[0] as Finding)).toBe('record')
  })

  it('shares other than those on record', () => {
    const found = reconcile(small({ onTrack: '67', atRisk: '33' }), six)
    expect(found).toMatchObject([
      {
        kind: 'sharesDiffer',
        rows: [
          { printed: '67', recorded: 5 },
          { printed: '33', recorded: 1 },
        ],
      },
    ])
    expect(compare(small({ onTrack: '67', atRisk: '33' }), six).sections[0]?.isSame).toBe(false)
  })

  it('ratings other than the rule’s and the one on record', () => {
    const plan = { ...six, sections: [buildSection('1.1', { assessment: buildAssessment('onTrack') })] }
    const figures = small({ onTrack: '83', atRisk: '17' })
    const rated = {
      ...figures,
      sections: figures.sections.map((one) => ({ ...one, overallRag: 'atRisk' as const })),
    }
    expect(kinds(reconcile(rated, plan))).toEqual(['ratingDiffersFromRule', 'ratingDiffersFromRecord'])
  })

  it('sections that only one of the two has', () => {
    const plan = { ...six, sections: [buildSection('1.1'), buildSection('1.2')] }
    const figures = small({ onTrack: '83', atRisk: '17' })
    const printed = {
      ...figures,
      sections: [...figures.sections, { code: '9.9', overallRag: null, shares: [] }],
    }
    expect(reconcile(printed, plan)).toEqual([
      { kind: 'sectionNotPrinted', sections: ['1.2'] },
      { kind: 'sectionUnknown', section: '9.9' },
    ])
  })

  it('totals that are not the sum of the sections, and a status they leave out', () => {
    const actionTotals = [{ bucket: 'onTrack' as const, count: 7, percent: null }]
    expect(reconcile(small({ onTrack: '83', atRisk: '17' }, { actionTotals }), six)).toEqual([
      { kind: 'totalDiffers', bucket: 'onTrack', printed: 7, summed: 5 },
      { kind: 'omittedFromTotals', bucket: 'atRisk', summed: 1, sections: ['1.1'] },
    ])
    expect(kinds(reconcile({ ...small({}), sections: [], actionTotals }, six))).toEqual([
      'totalDiffersFromRecord',
      'totalDiffersFromRecord',
    ])
  })

  it('totals of sections that are not how many are so rated', () => {
    const figures = small({ onTrack: '83', atRisk: '17' })
    const sections = figures.sections.map((one) => ({ ...one, overallRag: 'onTrack' as const }))
    const sectionTotals = [{ bucket: 'atRisk' as const, count: 1, percent: '100' }]
    expect(reconcile({ ...figures, sections, sectionTotals }, six)).toEqual([
      { kind: 'sectionTotalDiffers', rag: 'onTrack', printed: 0, counted: 1 },
      { kind: 'sectionTotalDiffers', rag: 'atRisk', printed: 1, counted: 0 },
    ])
  })

  it('a list that is not of the actions off track or missed with risk', () => {
    const plan = { ...six, actions: [...six.actions, buildAction('7', { status: 'offTrack' })] }
    const figures = small({ onTrack: '71', atRisk: '14', offTrack: '14' }, { listed: ['6', '99'] })
    expect(reconcile(figures, plan)).toEqual([
      { kind: 'listedUnknown', ref: '99' },
      { kind: 'listedOtherwise', ref: '6', bucket: 'atRisk' },
      { kind: 'notListed', ref: '7', bucket: 'offTrack' },
    ])
  })

  it('totals printed as shares alone are checked against the base on record', () => {
    const actionTotals = [
      { bucket: 'onTrack' as const, count: null, percent: '80' },
      { bucket: 'atRisk' as const, count: null, percent: '20' },
    ]
    expect(kinds(reconcile({ ...small({}), sections: [], actionTotals }, six))).toEqual(['otherBase'])
  })
})

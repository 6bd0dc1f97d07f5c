import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buildAction,
  buildAssessment,
  buildPlan,
  buildSection,
  buildUpdate,
  BUCKETS,
  STATUS_CODES,
} from '@/tests/helpers/plan-builder'
import type { StalledAction } from '@/lib/domain/movement/time-in-status'
import { CHANGE_KINDS } from '@/lib/domain/movement/movement-kinds'
import { changesOf, compare, type Comparison, type Side, slippedIn } from '@/lib/domain/movement/movement'
import type { PlanState } from '@/lib/domain/plan/plan'
import { percentOf } from '@/lib/domain/status/roll-up'

import { brief, type BriefingPoint, pointInALine } from './briefing'

const day = (date: string) => ({ date, precision: 'day' as const })
const side = (plan: PlanState, code: string | null, asAt: string): Side => ({
  plan,
  code,
  reference: code && code.toUpperCase(),
  asAt,
  reasonsByAction: () => [{ what: 'due', reason: 'The consultation ran longer. ' }],
})
const words = (point: BriefingPoint) =>
  pointInALine(point)
    .map(({ text }) => text)
    .join('')
const tell = (before: PlanState, after: PlanState, stalled?: readonly StalledAction[]) => {
  const comparison = compare(side(before, 'lb-a', '2025-02-28'), side(after, 'lb-b', '2025-06-30'))
  return brief({ comparison, plan: after, ...(stalled && { stalled }) })
}

const sections = [buildSection('1.1'), buildSection('1.2')]
const before = buildPlan({
  sections,
  actions: [
    buildAction('1', { status: 'atRisk' }),
    buildAction('2', { status: 'onTrack' }),
    buildAction('3', { status: 'onTrack', sectionId: '1.2' }),
    buildAction('4', { status: 'atRisk', due: day('2025-03-31'), sectionId: '1.2' }),
    buildAction('5'),
    buildAction('6', { status: 'onTrack' }),
  ],
})
const after = buildPlan({
  sections: [buildSection('1.1', { assessment: buildAssessment('atRisk') }), buildSection('1.2')],
  actions: [
    buildAction('1', { status: 'onTrack' }),
    buildAction('2', {
      current: buildUpdate({ id: 'new', status: 'offTrack', reason: 'Two posts\nare vacant.' }),
    }),
    buildAction('3', { status: 'delivered', sectionId: '1.2' }),
    buildAction('4', { status: 'atRisk', due: day('2025-06-29'), sectionId: '1.2' }),
    buildAction('5', { status: 'onTrack' }),
    buildAction('6', { status: 'onTrack', lifecycle: 'withdrawn' }),
    buildAction('7', { status: 'onTrack', ref: '17' }),
  ],
})

describe('the briefing', () => {
  it('says what moved and why in so many words', () => {
    const stalled = [{ id: '4', ref: '4', title: 'Action 4', status: 'atRisk' as const, earlier: 2 }]
    expect(tell(before, after, stalled).map(words)).toEqual([
      'From LB-A (28 February 2025) to LB-B (30 June 2025): 6 actions counted both times. Actions that need attention (At Risk, Delivery Date Missed with Risk or Off Track): 2 of 6 (33%) then, 2 of 6 (33%) now (no change).',
      'Of 5 actions counted in both, 2 improved, 1 got worse, 1 reported on for the first time and 1 did not change status.',
      '1 action recovered: 1 (Action 1) from At Risk to On Track.',
      '1 action moved to Delivered: 3 (Action 3).',
      '1 action got worse: 2 (Action 2) from On Track to Off Track, because: “Two posts are vacant”.',
      '1 action moved to a later due date: 4 (Action 4) by 90 days, because: “The consultation ran longer”.',
      '1 section rating changed: 1.1 from On Track to At Risk.',
      'The plan itself changed. Actions: 1 added, 1 withdrawn.',
      '1 action still needs attention after 2 or more reports. Longest: 4 (third report At Risk).',
    ])
  })

  it('says that nothing moved where nothing did', () => {
    expect(tell(before, before).map(words).slice(1)).toEqual([
      'No action changed status.',
      'No section rating changed.',
    ])
  })

  it('leads to the rows behind its figures', () => {
    const hrefs = tell(before, after).flatMap((point) =>
      pointInALine(point).flatMap(({ href }) => href ?? []),
    )
    expect(hrefs).toContain('/plans/the-plan/compare?from=lb-a&to=lb-b&kind=worsened#changes')
    expect(hrefs).toContain('/plans/the-plan/reports/lb-b/actions/2')
    expect(hrefs).toContain(
      '/plans/the-plan/reports/lb-a/actions?status=atRisk&status=missedWithRisk&status=offTrack&counted=yes',
    )
  })
})

const anyAction = fc.record({
  id: fc.constantFrom(...Array.from({ length: 20 }, (_, at) => `x${at}`)),
  status: fc.constantFrom(...STATUS_CODES, undefined),
  lifecycle: fc.constantFrom('active', 'active', 'withdrawn', 'merged'),
  due: fc.option(fc.constantFrom('2025-03-31', '2025-06-30', '2025-12-31').map(day)),
  sectionId: fc.constantFrom('1.1', '1.2'),
})
const anyPlan = fc.uniqueArray(anyAction, { selector: ({ id }) => id, maxLength: 20 }).map((rows) =>
  buildPlan({
    sections,
    actions: rows.map(({ status, ...row }, at) =>
      buildAction(`${at + 100}`, { ...row, title: 'Title', ...(status && { status }) }),
    ),
  }),
)

describe('for any two states', () => {
  it('the same input gives the same words', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (was, is) => {
        expect(tell(was, is)).toEqual(tell(structuredClone(was), structuredClone(is)))
      }),
    )
  })

  it('every figure is one of the comparison', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (was, is) => {
        const comparison = compare(side(was, 'lb-a', '2025-02-28'), side(is, 'lb-b', '2025-06-30'))
        const known = figuresOf(comparison)
        for (const point of brief({ comparison, plan: is }))
          for (const [figure] of words(point).matchAll(/\d+(\.\d+)*/g))
            expect(known, words(point)).toContain(figure)
      }),
    )
  })
})

/** Every number that a comparison gives reason to print. */
function figuresOf(comparison: Comparison): string[] {
  const { totals, matrix, changes, sections: rows } = comparison
  const kinds = CHANGE_KINDS.map((kind) => changesOf(comparison, kind).length)
  const same = BUCKETS.reduce((sum, code) => sum + (matrix.cells[code]?.[code] ?? 0), 0)
  const { before: was, after: is } = totals
  const days = slippedIn(comparison).map(({ redating }) => redating.days ?? 0)
  const sooner = changes.filter(({ redating }) => (redating?.days ?? 0) < 0).length
  return [
    was.base,
    is.base,
    was.adverse,
    is.adverse,
    Math.abs(is.adverse - was.adverse),
    matrix.inBoth,
    same,
    ...[was, is].flatMap(({ adverse, base }) => (base ? [percentOf(adverse, base)] : [])),
    ...kinds,
    ...kinds.map((n) => n - 5),
    ...days,
    sooner,
    28,
    30,
    2025,
    rows.filter(({ changes: of }) => of.includes('rerated')).length,
    ...changes.flatMap(({ before: a, after: b }) => [a?.ref, b?.ref]),
    ...rows.map(({ after: state }) => state?.code),
  ].map(String)
}

import { describe, expect, it } from 'vitest'
import { compare } from '@/lib/domain/movement/movement'
import { driftOf, type MovementSpan, viewRecentMovement } from '@/lib/domain/movement/recent-movement'
import type { Action } from '@/lib/domain/plan/plan'
import {
  buildAction,
  buildAssessment,
  buildPlan,
  buildSection,
  buildUpdate,
} from '@/tests/helpers/plan-builder'
import {
  describeAttentionChange,
  describeDifference,
  describeDrift,
  describeNotable,
  describeSince,
  describeSpan,
  movementCounts,
} from './recent-words'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const REPORT = { code: 'lb-1', reference: 'LB(1)', asAt: '2025-02-28' }
const NOW = { code: null, reference: null, asAt: '2025-06-30' }

const rated = (overallRag: 'onTrack' | 'atRisk') =>
  buildSection('1.1', { assessment: buildAssessment(overallRag) })

function move(was: readonly Action[], is: readonly Action[], span: MovementSpan = 'sinceReport') {
  const before = { ...REPORT, plan: buildPlan({ actions: was, sections: [rated('atRisk')] }) }
  const after = { ...NOW, plan: buildPlan({ actions: is, sections: [rated('onTrack')] }) }
  return viewRecentMovement(PUBLISHED_SIX, compare(before, after), span)
}

const WAS = [
  buildAction('1', { status: 'atRisk' }),
  buildAction('2', { status: 'onTrack' }),
  buildAction('3', { status: 'onTrack' }),
  buildAction('4', { status: 'atRisk' }),
  buildAction('5', { status: 'onTrack' }),
]
const IS = [
  buildAction('1', { status: 'onTrack' }),
  buildAction('2', { current: buildUpdate({ status: 'offTrack', reason: 'No money.' }) }),
  buildAction('3', { status: 'delivered' }),
  buildAction('4', { status: 'delivered' }),
  buildAction('5', { status: 'onTrack', lifecycle: 'withdrawn' }),
]

describe('what moved last', () => {
  const movement = move(WAS, IS)

  it('counts each way, and how the figures changed', () => {
    expect(movement.kinds).toMatchObject({ delivered: 2, recovered: 2, worsened: 1, withdrawn: 1, added: 0 })
    expect(movement.attention).toBe(-1)
    expect(movement.buckets).toMatchObject({ delivered: 2, onTrack: -2, atRisk: -2, offTrack: 1 })
    expect(describeAttentionChange(movement)).toBe('1 fewer than in the last report')
  })

  it('names first what got worse, with its reason', () => {
    expect(movement.notable.map(({ after }) => after?.ref)).toEqual(['2', '1', '4'])
    const [worst] = movement.notable
    expect(worst && describeNotable(PUBLISHED_SIX, worst)).toEqual({
      moved: 'On Track → Off Track',
      why: 'No money.',
    })
  })

  it('leads from each count to its rows, and tells of no way to leave that no one went', () => {
    const counts = movementCounts({ ...PUBLISHED_SIX, slug: 'plan' }, movement)
    expect(counts.map(({ count, did }) => `${count} ${did}`)).toEqual([
      '2 delivered',
      '2 recovered',
      '1 got worse',
      '0 due dates changed',
      '0 new',
      '1 withdrawn',
    ])
    expect(counts[0]?.href).toBe('/plans/plan/compare?from=lb-1&to=now&kind=delivered#changes')
    expect(counts[4]?.href).toBeNull()
  })

  it('has no rows to lead to before there is a report', () => {
    expect(
      movementCounts({ ...PUBLISHED_SIX, slug: 'plan' }, move(WAS, IS, 'sinceStart')).every(
        ({ href }) => href === null,
      ),
    ).toBe(true)
  })

  it('is none where only words changed', () => {
    const said = (narrative: string) => [buildAction('1', { current: buildUpdate({ narrative }) })]
    const plan = (actions: Action[]) => buildPlan({ actions, sections: [rated('onTrack')] })
    const comparison = compare({ ...REPORT, plan: plan(said('Then.')) }, { ...NOW, plan: plan(said('Now.')) })
    const none = viewRecentMovement(PUBLISHED_SIX, comparison, 'sinceReport')
    expect(none.isNone).toBe(true)
    expect(describeSpan(none).sentence).toBe('No changes since the last report (LB(1), 28 February 2025).')
    expect(describeAttentionChange(none)).toBe('the same number as in the last report')
  })
})

describe('which way a section went', () => {
  const section = (was: Action[], is: Action[], ragWas = rated('onTrack'), ragIs = rated('onTrack')) => {
    const before = { ...REPORT, plan: buildPlan({ actions: was, sections: [ragWas] }) }
    const after = { ...NOW, plan: buildPlan({ actions: is, sections: [ragIs] }) }
    const [found] = viewRecentMovement(PUBLISHED_SIX, compare(before, after), 'sinceReport').sections.values()
    const drift = found ? driftOf(PUBLISHED_SIX, found) : null
    return drift && `${drift.direction}: ${describeDrift(PUBLISHED_SIX, drift)}`
  }
  const one = (status: 'onTrack' | 'atRisk' | 'delivered' | 'missedNoRisk') => [buildAction('1', { status })]

  it.each([
    ['its rating', section(WAS, WAS, rated('onTrack'), rated('atRisk')), 'worse: Was On Track'],
    ['its rating before its actions', section(WAS, IS, rated('atRisk')), 'better: Was At Risk'],
    ['what needs attention', section(one('onTrack'), one('atRisk')), 'worse: 1 more needs attention'],
    ['what needs it no longer', section(one('atRisk'), one('delivered')), 'better: 1 fewer needs attention'],
    ['what was delivered', section(one('onTrack'), one('delivered')), 'better: 1 more delivered'],
    ['what is no longer', section(one('delivered'), one('onTrack')), 'worse: 1 fewer delivered'],
    ['nothing', section(one('onTrack'), one('missedNoRisk')), null],
  ])('is told by %s', (_, found, words) => expect(found).toBe(words))
})

it('says since when a status is so, unless that goes without saying', () => {
  expect([0, 1, 2].map((earlier) => describeSince(PUBLISHED_SIX, 'atRisk', earlier, false))).toEqual([
    'New since the last report',
    null,
    'In the last 2 reports',
  ])
  expect([0, 1, 2].map((earlier) => describeSince(PUBLISHED_SIX, 'atRisk', earlier, true))).toEqual([
    'New in this report',
    'Second report At Risk',
    'Third report At Risk',
  ])
})

it('tells a difference in an arrow for the eye and in words', () => {
  expect(describeDifference(1200)).toEqual({ mark: '▲ 1,200', words: '1,200 more' })
  expect(describeDifference(-2)).toEqual({ mark: '▼ 2', words: '2 fewer' })
  expect(describeDifference(0)).toBeNull()
})

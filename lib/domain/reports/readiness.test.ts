import { describe, expect, it } from 'vitest'
import { buildAction, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import { findGaps, type ReportingFact } from './readiness'

const AS_AT = '2025-03-31'
const rated = (overallRag: 'onTrack' | 'atRisk', delivered: number) => ({
  id: 'assessment',
  overallRag,
  reason: null,
  effective: { date: AS_AT, precision: 'day' as const },
  recordedAt: `${AS_AT}T12:00:00.000Z`,
  attributedTo: 'Scottish Government',
  basis: 'reported' as const,
  sourceId: null,
  suggested: null,
  rule: null,
  counts: { delivered, onTrack: 0, missedNoRisk: 0, atRisk: 0, missedWithRisk: 0, offTrack: 0, noUpdate: 0 },
})
const allGaps = (given: Parameters<typeof buildPlan>[0], reporting: readonly ReportingFact[] = []) =>
  findGaps({ ...buildPlan(given), asAt: AS_AT }, reporting).map(({ kind, where }) => [
    kind,
    where.map(({ code }) => code).join(),
  ])
/** Without that no one leads the actions, which is so of all of them here. */
const gaps = (...given: Parameters<typeof allGaps>) => allGaps(...given).filter(([kind]) => kind !== 'noLead')

describe('findGaps', () => {
  it('finds nothing in a plan whose every figure is fresh', () => {
    expect(
      gaps({
        sections: [buildSection('1.1', { assessment: rated('onTrack', 1) })],
        actions: [buildAction('1', { status: 'delivered' })],
      }),
    ).toEqual([])
  })

  it('finds actions that no one is recorded to lead, as long as there is something to lead', () => {
    const partners = [{ partnerId: 'p', role: 'lead' as const }]
    expect(
      allGaps({
        partners: [{ id: 'p', code: 'p', abbreviation: 'P', name: 'A partner', kind: 'other' }],
        sections: [buildSection('1.1', { assessment: { ...rated('onTrack', 1), counts: null } })],
        actions: [
          buildAction('1', { status: 'onTrack' }),
          { ...buildAction('2', { status: 'onTrack' }), partners },
          buildAction('3', { status: 'delivered' }),
          { ...buildAction('4', { status: 'onTrack' }), counted: false },
        ],
      }),
    ).toEqual([['noLead', '1']])
  })

  it('finds adverse statuses without what is being done, and only those', () => {
    const sentence = buildAction('2', { status: 'atRisk' })
    const plan = {
      sections: [buildSection('1.1', { assessment: { ...rated('atRisk', 0), counts: null } })],
      actions: [
        buildAction('1', { status: 'offTrack' }),
        { ...sentence, current: sentence.current && { ...sentence.current, mitigation: 'More people' } },
        buildAction('3', { status: 'onTrack' }),
      ],
    }
    expect(gaps(plan)).toEqual([['noMitigation', '1']])
  })

  it('finds what no one rated, what was rated before its counts changed, and what was never reported', () => {
    expect(
      gaps({
        sections: [buildSection('1.1'), buildSection('1.2', { assessment: rated('onTrack', 1) })],
        actions: [buildAction('1', { status: 'delivered' }), buildAction('2', { sectionId: '1.2' })],
      }),
    ).toEqual([
      ['neverReported', '2'],
      ['unrated', '1.1'],
      ['staleRating', '1.2'],
    ])
  })

  it('finds an action on which nothing was said, and one on which something waits', () => {
    const plan = {
      sections: [buildSection('1.1', { assessment: { ...rated('onTrack', 0), counts: null } })],
      actions: [
        buildAction('1', { status: 'onTrack' }),
        buildAction('2', { status: 'onTrack' }),
        buildAction('3', { status: 'onTrack' }),
      ],
    }
    const reporting = [
      { ref: '1', isSilent: true, isWaiting: false },
      { ref: '2', isSilent: false, isWaiting: true },
      { ref: '3', isSilent: false, isWaiting: false },
    ]
    expect(gaps(plan, reporting)).toEqual([
      ['silent', '1'],
      ['waiting', '2'],
    ])
  })

  it('finds ratings that are disputed, each once', () => {
    const plan = {
      sections: [buildSection('1.1', { assessment: rated('onTrack', 1) })],
      actions: [buildAction('1', { status: 'delivered' })],
    }
    const about = { level: 'section' as const, code: '1.1', title: 'Section 1.1' }
    expect(findGaps({ ...buildPlan(plan), asAt: AS_AT }, [], [about, about])).toEqual([
      { kind: 'openDispute', where: [about] },
    ])
  })
})

import { describe, expect, it } from 'vitest'
import {
  buildAction,
  buildAssessment,
  buildPillar,
  buildPlan,
  buildSection,
  buildUpdate,
} from '@/tests/helpers/plan-builder'
import type { Action, Partner, PlanState, SourceDocument, Timescale } from './plan'
import { indexPlan } from './plan-index'
import { newest, viewFreshness, viewOverview, viewSectionRow } from './views'
import { viewActionRow, worstFirst } from './action-row'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const TODAY = '2025-03-10'
const refs = (rows: readonly { ref: string }[]) => rows.map(({ ref }) => ref)

function rowOf(plan: PlanState, ref: string) {
  const index = indexPlan(plan)
  return viewActionRow(index, index.actions.get(ref) ?? expect.fail('no such action'))
}

describe('the overview', () => {
  const plan = buildPlan({
    pillars: [buildPillar('plan'), buildPillar('attract')],
    sections: [
      buildSection('1.1', { assessment: buildAssessment('onTrack') }),
      buildSection('1.2'),
      buildSection('2.1', { pillarId: 'attract' }),
    ],
    actions: [
      buildAction('1', { status: 'onTrack' }),
      buildAction('2', { status: 'atRisk' }),
      buildAction('3', { status: 'offTrack', sectionId: '1.2' }),
      buildAction('4', { status: 'missedWithRisk', sectionId: '1.2' }),
      buildAction('5', { status: 'delivered', sectionId: '1.2' }),
      buildAction('6', { sectionId: '1.2' }),
      buildAction('7', { status: 'atRisk', lifecycle: 'withdrawn' }),
      buildAction('8', { status: 'atRisk', counted: false }),
    ],
  })
  const view = viewOverview(plan, TODAY)

  it('rolls up what is counted and active', () => {
    expect(view.rollUp).toMatchObject({ base: 6, adverse: 3, counts: { noUpdate: 1, delivered: 1 } })
  })

  it('says how many counted actions left the base', () => {
    expect(view.leftBase).toEqual({ withdrawn: 1, merged: 0, superseded: 0 })
  })

  it('lists what needs attention, the worst first', () => {
    expect(refs(view.attention)).toEqual(['3', '4', '2'])
  })

  it('gives the share that needs attention', () => {})

  it('lists what is delivered', () => {
    expect(refs(view.delivered)).toEqual(['5'])
  })

  it('counts sections by the RAG that holds: an assessment before a suggestion', () => {
    expect(view.ragCounts).toEqual({ onTrack: 1, atRisk: 1, offTrack: 0, none: 1 })
  })

  it('has a row for each pillar and section, in the order of the plan', () => {
    expect(view.pillars.map(({ code, sections }) => [code, sections.map((section) => section.code)])).toEqual(
      [
        ['plan', ['1.1', '1.2']],
        ['attract', ['2.1']],
      ],
    )
  })

  it('rolls a pillar up from its actions', () => {
    expect(view.pillars.map((pillar) => pillar.rollUp.base)).toEqual([6, 0])
  })

  it('of an empty plan shows no share, no freshness and no error', () => {
    const empty = viewOverview(buildPlan(), TODAY)
    expect(empty).toMatchObject({
      rollUp: { sentence: 'No actions' },
      freshness: { reported: null, daysOld: null, source: null },
    })
  })
})

describe('the row of a section', () => {
  const section = buildSection('1.1', { assessment: buildAssessment('onTrack') })

  it('shows assessment and suggestion side by side where they differ', () => {
    const plan = buildPlan({ sections: [section], actions: [buildAction('1', { status: 'atRisk' })] })
    expect(viewSectionRow(plan, section).rating).toMatchObject({
      rag: 'onTrack',
      assessed: 'onTrack',
      suggestion: { rag: 'atRisk' },
      differs: true,
    })
  })

  it("follows the plan's own threshold", () => {
    const actions = [buildAction('1', { status: 'atRisk' }), buildAction('2', { status: 'onTrack' })]
    const plan = buildPlan({ actions, rule: { atRiskNumerator: 2, atRiskDenominator: 3 } })
    expect(viewSectionRow(plan, buildSection('1.1')).rating.rag).toBe('onTrack')
  })

  it('is as new as the newest thing said in it, of its parts too', () => {
    const current = buildUpdate({ effective: { date: '2025-03-05', precision: 'day' } })
    const actions = [
      buildAction('1', { status: 'atRisk' }),
      buildAction('1.1', { parentId: '1', counted: false, current }),
    ]
    expect(viewSectionRow(buildPlan({ actions }), section).updated).toEqual({
      date: '2025-03-05',
      precision: 'day',
    })
  })
})

describe('the row of an action', () => {
  it('puts a counted action in its bucket', () => {
    expect(rowOf(buildPlan({ actions: [buildAction('1', { status: 'atRisk' })] }), '1').bucket).toBe('atRisk')
  })

  it('puts a counted action that no one spoke of in a bucket too', () => {
    expect(rowOf(buildPlan({ actions: [buildAction('1')] }), '1')).toMatchObject({
      bucket: 'noUpdate',
      status: null,
    })
  })

  it.each([
    ['is not counted', { counted: false }],
    ['was withdrawn', { lifecycle: 'withdrawn' }],
  ] as const)('puts an action that %s in none', (_, given) => {
    const plan = buildPlan({ actions: [buildAction('1', { status: 'atRisk', ...given })] })
    expect(rowOf(plan, '1')).toMatchObject({ bucket: null, status: 'atRisk' })
  })

  const family = buildPlan({
    actions: [
      buildAction('1', { status: 'atRisk' }),
      buildAction('1.1', { parentId: '1', counted: false }),
      buildAction('1.1.1', { parentId: '1.1', counted: false }),
      buildAction('2', { counted: false }),
      buildAction('2.1', { parentId: '2' }),
    ],
  })

  it.each([
    ['1', null],
    ['1.1', '1'],
    ['1.1.1', '1'],
    ['2', null],
    ['2.1', null],
  ])('says which counted action %s is rated with: %s', (ref, ratedWith) => {
    expect(rowOf(family, ref).ratedWith).toBe(ratedWith)
  })

  it('knows how deep it lies', () => {
    expect(rowOf(family, '1.1.1')).toMatchObject({ parentRef: '1.1', depth: 2 })
  })

  it('names its partners, and where the plan names them', () => {
    const nes: Partner = { id: 'p1', code: 'nes', abbreviation: 'NES', name: 'NHS Education', kind: 'nhs' }
    const sections = [buildSection('1.1', { partners: [{ partnerId: 'p1', role: 'keyPartner' }] })]
    const plan = buildPlan({ partners: [nes], sections, actions: [buildAction('1')] })
    expect(rowOf(plan, '1')).toMatchObject({
      partners: [{ code: 'nes', abbreviation: 'NES', name: 'NHS Education', role: 'keyPartner' }],
      partnersNamedOn: 'section',
    })
  })

  it('carries its timescale with its end', () => {
    const short: Timescale = {
      id: 't1',
      code: 'short',
      label: 'Short',
      startsOn: '2023-01-01',
      endsOn: '2025-12-31',
    }
    const plan = buildPlan({ timescales: [short], actions: [buildAction('1', { timescaleId: 't1' })] })
    expect(rowOf(plan, '1').timescale).toEqual({ code: 'short', title: 'Short', endsOn: '2025-12-31' })
  })

  it('invents nothing where nothing is known', () => {
    expect(rowOf(buildPlan({ actions: [buildAction('1')] }), '1')).toMatchObject({
      basis: null,
      confidence: null,
      reason: null,
      mitigation: null,
      updated: null,
      activity: null,
      timescale: null,
      due: null,
      dueNote: null,
      partners: [],
    })
  })

  it('throws where the plan was put together wrongly', () => {
    const plan = buildPlan({ actions: [buildAction('1', { sectionId: 'elsewhere' })] })
    expect(() => rowOf(plan, '1')).toThrow('not there')
  })
})

describe('worstFirst', () => {
  const statuses = ['atRisk', 'delivered', 'offTrack', 'missedWithRisk', 'atRisk', 'offTrack'] as const
  const plan = buildPlan({ actions: statuses.map((status, i) => buildAction(`${i + 1}`, { status })) })
  const rows = plan.actions.map(({ ref }) => rowOf(plan, ref))

  it('sorts Off Track, Delivery Date Missed with Risk, At Risk, then the rest; equals keep the order of the plan', () => {
    expect(refs(worstFirst(PUBLISHED_SIX, rows))).toEqual(['3', '6', '4', '1', '5', '2'])
  })

  it('leaves the rows it was given as they were', () => {
    worstFirst(PUBLISHED_SIX, rows)
    expect(refs(rows)).toEqual(['1', '2', '3', '4', '5', '6'])
  })
})

describe('freshness', () => {
  const source = (code: string): SourceDocument => ({
    id: code,
    code,
    reference: null,
    title: `Paper ${code}`,
    publisher: 'Scottish Government',
    date: null,
    url: `https://example.org/${code}`,
    readAs: 'full text',
  })
  const message = (ref: string, date: string, sourceId: string, given: Partial<Action> = {}) =>
    buildAction(ref, {
      current: buildUpdate({
        effective: { date, precision: 'day' },
        sourceIds: [sourceId],
        basis: 'inferred',
      }),
      ...given,
    })
  const freshnessOf = (actions: readonly Action[]) =>
    viewFreshness(buildPlan({ actions, sources: [source('old'), source('new'), source('other')] }), TODAY)

  it('counts the days since the newest figure', () => {
    const actions = [message('1', '2025-03-01', 'new'), message('2', '2025-02-01', 'old')]
    expect(freshnessOf(actions)).toMatchObject({ reported: { date: '2025-03-01' }, daysOld: 9 })
  })

  it('is not made to look fresh by one new figure', () => {
    const actions = [
      message('1', '2025-02-01', 'old'),
      message('2', '2025-02-01', 'old'),
      message('3', '2025-03-01', 'new'),
    ]
    expect(freshnessOf(actions)).toMatchObject({
      reported: { date: '2025-02-01' },
      daysOld: 37,
      newer: { count: 1, latest: { date: '2025-03-01' } },
      source: { title: 'Paper old' },
    })
  })

  it('counts the figures that are older than most', () => {
    const actions = [
      message('1', '2024-02-01', 'old'),
      message('2', '2025-03-01', 'new'),
      message('3', '2025-03-01', 'new'),
    ]
    expect(freshnessOf(actions)).toMatchObject({ newer: null, older: 1 })
  })

  it('names the paper most of the newest figures come from', () => {
    const actions = [
      message('1', '2025-02-01', 'old'),
      message('2', '2025-02-01', 'old'),
      message('3', '2025-02-01', 'old'),
      message('4', '2025-03-01', 'other'),
      message('5', '2025-03-01', 'new'),
      message('6', '2025-03-01', 'new'),
    ]
    expect(freshnessOf(actions).source).toMatchObject({ title: 'Paper new' })
  })

  it('counts what the figures rest on', () => {
    const actions = [
      buildAction('1', { status: 'onTrack' }),
      message('2', '2025-02-01', 'old'),
      buildAction('3'),
    ]
    expect(freshnessOf(actions).basisCounts).toEqual({
      published: 1,
      inferred: 1,
      illustrative: 0,
      reported: 0,
      madeUp: 0,
    })
  })

  it('is about counted actions only', () => {
    const actions = [message('1', '2025-02-01', 'old'), message('2', '2025-03-01', 'new', { counted: false })]
    expect(freshnessOf(actions).reported).toMatchObject({ date: '2025-02-01' })
  })
})

describe('newest', () => {
  it('is the latest of the dates that are known', () => {
    const dates = ['2025-01-31', '2025-03-01', '2024-12-31'].map((date) => ({
      date,
      precision: 'day' as const,
    }))
    expect(newest([null, ...dates, null])?.date).toBe('2025-03-01')
  })

  it('is none where none is known', () => {
    expect(newest([null])).toBeNull()
  })
})

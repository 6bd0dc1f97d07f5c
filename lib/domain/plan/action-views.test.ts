import { describe, expect, it } from 'vitest'
import { buildAction, buildPlan, buildUpdate } from '@/tests/helpers/plan-builder'
import { findCited, viewAction } from './action-views'
import type { Action, PlanState } from './plan'

const TODAY = '2025-03-10'

const plan = buildPlan({
  sources: [
    {
      id: 's1',
      code: 'report',
      reference: 'LB(25)03-03',
      title: 'Report',
      publisher: 'Scottish Government',
      date: '2025-02',
      url: 'https://example.org/report',
      readAs: 'web page',
    },
  ],
  actions: [
    buildAction('1', { counted: false }),
    buildAction('1.1', { parentId: '1', status: 'delivered' }),
    buildAction('1.1.1', { parentId: '1.1', counted: false }),
    buildAction('1.2', { parentId: '1', status: 'atRisk' }),
    buildAction('2'),
  ],
  achievements: [
    {
      id: 'a',
      code: 'a',
      summary: 'Done',
      reported: { date: '2025-06-30', precision: 'month' },
      sourceTitle: 'Update',
      doubtfulMatch: false,
      note: null,
      metrics: [],
      actionIds: ['1.1', '2'],
    },
  ],
  publications: [
    { id: 'p', code: 'p', title: 'Paper', publisher: null, published: null, note: null, actionIds: ['2'] },
  ],
})

function view(ref: string, given: Partial<Action> = {}, state: PlanState = plan) {
  const action = state.actions.find((one) => one.ref === ref) ?? expect.fail('no such action')
  return viewAction(state, { ...action, ...given }, [], TODAY)
}

describe('viewAction', () => {
  it('shows the parts at any depth, and the roll-up of those that count in its place', () => {
    const { parts, partsRollUp, above } = view('1')
    expect(parts.map(({ ref, depth }) => [ref, depth])).toEqual([
      ['1.1', 1],
      ['1.1.1', 2],
      ['1.2', 1],
    ])
    expect(partsRollUp?.sentence).toBe('50% Delivered, 50% At Risk')
    expect(above).toEqual([])
  })

  it('has no roll-up of parts when none of them counts', () => {
    expect(view('1.1').partsRollUp).toBeNull()
    expect(view('2').partsRollUp).toBeNull()
  })

  it('names the actions that it is part of, the whole first', () => {
    expect(view('1.1.1').above.map(({ ref }) => ref)).toEqual(['1', '1.1'])
  })

  it('names the papers of each update in the update’s order', () => {
    const past = { kind: 'update', aboutId: null, evidence: [] } as const
    const history = [
      { ...buildUpdate({ sourceIds: ['s1', 'gone'] }), ...past },
      { ...buildUpdate({ id: 'older' }), ...past },
    ]
    const action = plan.actions[0] ?? expect.fail('no action')
    const shown = viewAction(plan, action, history, TODAY).history
    expect(shown.map(({ id, sources }) => [id, sources.map(({ code }) => code)])).toEqual([
      ['update', ['report']],
      ['older', []],
    ])
    expect(shown[0]).not.toHaveProperty('sourceIds')
  })

  it('shows what cites it, with all references cited, in the plan’s order', () => {
    const { achievements, publications } = view('2')
    expect(achievements.map(({ code, actionRefs }) => [code, actionRefs])).toEqual([['a', ['1.1', '2']]])
    expect(publications.map(({ code, actionRefs }) => [code, actionRefs])).toEqual([['p', ['2']]])
    expect(view('1').achievements).toEqual([])
  })

  it.each<[string, Partial<Action>, number | null]>([
    ['no due date', {}, null],
    ['a due date to come', { due: { date: '2025-03-11', precision: 'day' } }, null],
    ['a due date of today', { due: { date: TODAY, precision: 'day' } }, null],
    ['a due date of yesterday', { due: { date: '2025-03-09', precision: 'day' } }, 1],
    [
      'a due date past, but delivered',
      { due: { date: '2024-12-31', precision: 'day' }, current: buildUpdate({ status: 'delivered' }) },
      null,
    ],
    [
      'a due date past, but withdrawn',
      { due: { date: '2024-12-31', precision: 'day' }, lifecycle: 'withdrawn' },
      null,
    ],
    ['a due date past without a word', { due: { date: '2024-12-31', precision: 'day' } }, 69],
  ])('counts the days past due with %s', (_, given, days) => {
    expect(view('2', given).daysPastDue).toBe(days)
  })
})

describe('findCited', () => {
  const [first, second] = [
    { code: 'a', title: 'Workforce plan: Summary of Phase 1' },
    { code: 'b', title: 'Strategy: Update on Progress' },
  ].map((given) => ({
    id: given.code,
    reference: null,
    publisher: 'Publisher',
    date: null,
    url: `https://example.org/${given.code}`,
    readAs: 'HTML',
    ...given,
  }))
  const sources = [first, second].flatMap((one) => one ?? [])

  it('knows a document by its title, in any case, and by what stands after its colon', () => {
    expect(findCited({ sources }, 'Strategy: update on progress')).toBe(second)
    expect(findCited({ sources }, 'Summary of Phase 1, section 5.4')).toBe(first)
  })

  it('guesses none', () => {
    for (const citation of ['', 'Phase 1', 'Another paper, section 5.4'])
      expect(findCited({ sources }, citation)).toBeNull()
  })
})

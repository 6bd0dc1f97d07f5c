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
import { changesOf, compare, selectMovement, type Side, slippedIn, type ChangeReason } from './movement'
import { CHANGE_KINDS, type ChangeKind } from './movement-kinds'
import { cellPlaces, countIn } from './movement-matrix'
import type { Action, PlanState } from '@/lib/domain/plan/plan'
import { LIFECYCLES } from '@/lib/domain/status/roll-up'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const day = (date: string) => ({ date, precision: 'day' as const })
const before = (plan: PlanState): Side => ({ plan, code: 'lb-1', reference: 'LB(1)', asAt: '2025-02-28' })
const after = (plan: PlanState, given: Partial<Side> = {}): Side => ({
  plan,
  code: null,
  reference: null,
  asAt: '2025-06-30',
  ...given,
})
const move = (was: readonly Action[], is: readonly Action[], reasons?: readonly ChangeReason[]) =>
  compare(
    before(buildPlan({ actions: was, sections })),
    after(buildPlan({ actions: is, sections }), reasons ? { reasonsByAction: () => reasons } : {}),
  )
const sections = [buildSection('1.1'), buildSection('1.2')]
const kinds = (was: Parameters<typeof buildAction>[1] | null, is: Parameters<typeof buildAction>[1] | null) =>
  move(was ? [buildAction('1', was)] : [], is ? [buildAction('1', is)] : []).changes[0]?.kinds ?? []

describe('the kinds of movement', () => {
  it.each<[string, Parameters<typeof kinds>, ChangeKind[]]>([
    ['nothing', [{ status: 'onTrack' }, { status: 'onTrack' }], []],
    ['from adverse to not', [{ status: 'atRisk' }, { status: 'onTrack' }], ['recovered', 'improved']],
    ['from adverse to less so', [{ status: 'offTrack' }, { status: 'atRisk' }], ['improved']],
    [
      'from adverse to done',
      [{ status: 'atRisk' }, { status: 'delivered' }],
      ['recovered', 'delivered', 'improved'],
    ],
    ['later in the order', [{ status: 'onTrack' }, { status: 'missedNoRisk' }], ['worsened']],
    ['from done', [{ status: 'delivered' }, { status: 'onTrack' }], ['worsened', 'reopened']],
    ['from nothing said', [{}, { status: 'offTrack' }], ['firstReported']],
    ['from nothing said to done', [{}, { status: 'delivered' }], ['delivered', 'firstReported']],
    ['to nothing said', [{ status: 'onTrack' }, {}], ['silent']],
    ['a later date', [{ due: day('2025-03-31') }, { due: day('2025-06-30') }], ['redated', 'slipped']],
    ['a sooner date', [{ due: day('2025-03-31') }, { due: day('2025-01-31') }], ['redated']],
    ['a first date', [{}, { due: day('2025-06-30') }], ['redated']],
    [
      'a month told to the day',
      [{ due: { date: '2025-06-30', precision: 'month' } }, { due: day('2025-06-30') }],
      ['redated'],
    ],
    ['not in the plan then', [null, { status: 'onTrack' }], ['added']],
    ['added when done', [null, { status: 'delivered' }], ['delivered', 'added']],
    ['not in the plan now', [{ status: 'onTrack' }, null], ['removed']],
    ['withdrawn', [{ status: 'atRisk' }, { status: 'atRisk', lifecycle: 'withdrawn' }], ['withdrawn']],
    ['merged', [{ status: 'atRisk' }, { status: 'atRisk', lifecycle: 'merged' }], ['merged']],
    ['superseded', [{}, { lifecycle: 'superseded' }], ['superseded']],
    ['active again', [{ lifecycle: 'withdrawn' }, {}], ['restored']],
    ['another number', [{}, { ref: '1.1', title: 'Action 1' }], ['renumbered']],
    ['another title', [{}, { title: 'Another' }], ['reworded']],
    ['another section', [{}, { sectionId: '1.2' }], ['moved']],
    ['no longer counted', [{}, { counted: false }], ['notCounted']],
    [
      'counted, and done before',
      [{ status: 'delivered', counted: false }, { status: 'delivered' }],
      ['counted'],
    ],
    [
      'a status that does not count',
      [
        { status: 'atRisk', counted: false },
        { status: 'onTrack', counted: false },
      ],
      ['uncountedStatus'],
    ],
    ['a note', [{}, { note: 'Seen' }], ['otherwise']],
  ])('of %s', (_, [was, is], expected) => expect(kinds(was, is)).toEqual(expected))

  it('are none when an update says the same again', () => {
    const message = (id: string) => buildUpdate({ id, effective: day(id) })
    expect(kinds({ current: message('2025-02-01') }, { current: message('2025-05-01') })).toEqual([])
  })

  it('tell new words of the same status', () => {
    const message = (narrative: string) => buildUpdate({ narrative })
    expect(kinds({ current: message('a') }, { current: message('b') })).toEqual(['retold'])
  })
})

describe('a changed action', () => {
  it('is known by its id, and has the old and new value of every field that differs', () => {
    const [change] = move(
      [
        buildAction('26', {
          id: 'x',
          title: 'Train',
          status: 'onTrack',
          due: day('2025-03-31'),
          originalDue: day('2025-01-31'),
        }),
      ],
      [
        buildAction('1', { id: 'y' }),
        buildAction('27', {
          id: 'x',
          title: 'Train',
          due: day('2025-06-29'),
          originalDue: day('2025-01-31'),
          sectionId: '1.2',
          current: buildUpdate({ id: 'new', status: 'atRisk', reason: 'Late', mitigation: 'More people' }),
        }),
      ],
      [
        { what: 'due', reason: 'The board met later' },
        { what: 'due', reason: 'An earlier move' },
        { what: 'counted', reason: 'Long ago' },
      ],
    ).changes.filter(({ id }) => id === 'x')
    expect(change).toMatchObject({
      before: { ref: '26', status: 'onTrack', section: { code: '1.1' } },
      after: { ref: '27', status: 'atRisk', section: { code: '1.2' }, pillar: { code: 'plan' } },
      kinds: ['worsened', 'redated', 'slipped', 'renumbered', 'moved'],
      redating: { days: 90, original: { date: '2025-01-31' } },
      why: {
        reason: 'Late',
        mitigation: 'More people',
        isNew: true,
        due: 'The board met later',
        counted: null,
        lifecycle: null,
      },
    })
    expect(change?.fields).toEqual([
      { field: 'ref', before: '26', after: '27' },
      {
        field: 'section',
        before: { code: '1.1', title: 'Section 1.1' },
        after: { code: '1.2', title: 'Section 1.2' },
      },
      { field: 'due', before: day('2025-03-31'), after: day('2025-06-29') },
      { field: 'status', before: 'onTrack', after: 'atRisk' },
      { field: 'reason', before: null, after: 'Late' },
      { field: 'mitigation', before: null, after: 'More people' },
    ])
  })

  it('says what took its place', () => {
    const { changes } = move(
      [buildAction('1'), buildAction('2')],
      [buildAction('1'), buildAction('2', { lifecycle: 'merged', heirId: '1' })],
    )
    expect(changes).toMatchObject([{ kinds: ['merged'], heirRef: '1' }])
  })

  it('is not one whose section, partner or timescale was only renamed', () => {
    const action = buildAction('1', { timescaleId: 't', partners: [{ partnerId: 'p', role: 'lead' }] })
    const named = (name: string) =>
      buildPlan({
        sections: [buildSection('1.1', { title: name })],
        partners: [{ id: 'p', code: 'p', abbreviation: 'P', name, kind: 'nhs' }],
        timescales: [{ id: 't', code: 't', label: name, startsOn: '2025-01-01', endsOn: null }],
        actions: [action],
      })
    const found = compare(before(named('Old')), after(named('New')))
    expect(found.changes).toEqual([])
    expect(found.sections).toMatchObject([{ changes: ['renamed'] }])
  })
})

describe('what slipped', () => {
  it('comes with the longest slip first', () => {
    const found = move(
      ['1', '2', '3'].map((ref) => buildAction(ref, { due: day('2025-03-01') })),
      [
        buildAction('1', { due: day('2025-03-11') }),
        buildAction('2', { due: day('2025-04-10') }),
        buildAction('3', { due: day('2025-02-01') }),
      ],
    )
    expect(slippedIn(found).map(({ id, redating }) => [id, redating.days])).toEqual([
      ['2', 40],
      ['1', 10],
    ])
    expect(changesOf(found, 'redated')).toHaveLength(3)
  })
})

describe('sections and pillars', () => {
  it('stand before and after, those that are gone last', () => {
    const found = compare(
      before(
        buildPlan({
          sections: [buildSection('1.1'), buildSection('1.2'), buildSection('1.3', { id: 'c' })],
          actions: [buildAction('1', { status: 'onTrack' }), buildAction('2', { sectionId: '1.2' })],
        }),
      ),
      after(
        buildPlan({
          sections: [
            buildSection('1.0'),
            buildSection('1.1', { assessment: buildAssessment('atRisk', { reason: 'A hunch' }) }),
            buildSection('1.4', { id: 'c' }),
          ],
          actions: [buildAction('1', { status: 'onTrack' })],
        }),
      ),
    )
    expect(found.sections.map(({ id, changes }) => [id, changes])).toEqual([
      ['1.0', ['added']],
      ['1.1', ['rerated']],
      ['c', ['recoded', 'renamed']],
      ['1.2', ['removed']],
    ])
    expect(found.sections[1]).toMatchObject({
      before: { rag: 'onTrack', rollUp: { sentence: '100% On Track' } },
      after: { rag: 'atRisk', assessed: 'atRisk', suggested: 'onTrack', reason: 'A hunch' },
    })
    expect(found.pillars).toMatchObject([{ before: { rollUp: { base: 2 } }, after: { rollUp: { base: 1 } } }])
  })
})

it('refuses two plans', () => {
  expect(() => compare(before(buildPlan()), after(buildPlan({ id: 'another' })))).toThrow('the same plan')
})

const anyDue = fc.option(fc.constantFrom('2025-03-31', '2025-06-30', '2025-12-31').map(day))
const anyAction = fc.record({
  id: fc.constantFrom(...Array.from({ length: 30 }, (_, at) => `a${at}`)),
  status: fc.constantFrom(...STATUS_CODES, undefined),
  counted: fc.boolean(),
  lifecycle: fc.constantFrom('active', ...LIFECYCLES),
  due: anyDue,
  sectionId: fc.constantFrom('1.1', '1.2'),
})
const anyPlan = fc.uniqueArray(anyAction, { selector: ({ id }) => id, maxLength: 30 }).map((rows) =>
  buildPlan({
    sections,
    actions: rows.map(({ status, ...row }, at) =>
      buildAction(`${at}`, { ...row, ...(status && { status }) }),
    ),
  }),
)

const CELL_PLACES = cellPlaces(PUBLISHED_SIX)

describe('any two states', () => {
  const check = (claim: (was: PlanState, is: PlanState) => void) =>
    fc.assert(fc.property(anyPlan, anyPlan, claim))

  it('have a matrix whose rows and columns, with what entered and left, are the counts of either', () => {
    check((was, is) => {
      const { matrix, totals } = compare(before(was), after(is))
      const total = (some: number[]) => some.reduce((sum, n) => sum + n, 0)
      for (const bucket of BUCKETS) {
        const row = total(CELL_PLACES.map((to) => countIn(matrix, { was: bucket, is: to })))
        const column = total(CELL_PLACES.map((from) => countIn(matrix, { was: from, is: bucket })))
        expect([row, column]).toEqual([totals.before.counts[bucket], totals.after.counts[bucket]])
      }
      expect(total(BUCKETS.map((bucket) => matrix.left[bucket] ?? 0)) + matrix.inBoth).toBe(
        totals.before.base,
      )
    })
  })

  it('have as many actions in each cell as the matrix says', () => {
    check((was, is) => {
      const found = compare(before(was), after(is))
      const sides = { before: before(was), after: after(is) }
      for (const from of [...CELL_PLACES, null])
        for (const to of [...CELL_PLACES, null]) {
          const cell = { was: from, is: to }
          expect(selectMovement(found, sides, { cell, kind: null })).toHaveLength(countIn(found.matrix, cell))
        }
      expect(selectMovement(found, sides, { cell: null, kind: null })).toHaveLength(found.changes.length)
      const cell = { was: 'atRisk', is: 'onTrack' } as const
      expect(selectMovement(found, sides, { cell, kind: 'recovered' })).toEqual(
        selectMovement(found, sides, { cell, kind: null }),
      )
    })
  })

  it('have kinds of status that agree with the matrix', () => {
    check((was, is) => {
      const found = compare(before(was), after(is))
      const same = BUCKETS.reduce(
        (sum, bucket) => sum + countIn(found.matrix, { was: bucket, is: bucket }),
        0,
      )
      const moved = (['worsened', 'improved', 'firstReported', 'silent'] as const).map(
        (kind) => changesOf(found, kind).length,
      )
      expect(moved.reduce((sum, n) => sum + n, same)).toBe(found.matrix.inBoth)
    })
  })

  it('turn what slipped into what came sooner, and added into removed, when they change places', () => {
    check((was, is) => {
      const [there, back] = [compare(before(was), after(is)), compare(before(is), after(was))]
      const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id).sort()
      expect(ids(there.changes)).toEqual(ids(back.changes))
      expect(ids(changesOf(there, 'added'))).toEqual(ids(changesOf(back, 'removed')))
      const sooner = changesOf(back, 'redated').filter(({ redating }) => (redating?.days ?? 0) < 0)
      expect(ids(slippedIn(there))).toEqual(ids(sooner))
    })
  })

  it('give plain values that JSON holds, and each change a kind', () => {
    check((was, is) => {
      const found = compare(before(was), after(is))
      expect(JSON.parse(JSON.stringify(found))).toEqual(found)
      for (const change of found.changes)
        expect(change.kinds).toEqual(CHANGE_KINDS.filter((kind) => change.kinds.includes(kind)))
      expect(found.changes.every((change) => change.kinds.length > 0)).toBe(true)
    })
  })

  it('show nothing moved where they are the same', () => {
    fc.assert(
      fc.property(anyPlan, (plan) => {
        expect(compare(before(plan), after(plan)).changes).toEqual([])
      }),
    )
  })
})

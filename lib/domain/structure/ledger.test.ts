import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildAction, buildPillar, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import type { Achievement, Action, Partner, PlanState } from '@/lib/domain/plan/plan'
import { inPlanOrder } from './structure'
import { changesBetween, type StructureEntry, structureOf, structureThen } from './ledger'

const FIRST = Date.parse('2025-01-01')
const day = (n: number) => new Date(FIRST + n * 86_400_000).toISOString().slice(0, 10)
const LAST = 30
const everyAction = () => true

/** A plan as it is now, and everything that was put on record of its structure. */
interface Kept {
  readonly plan: PlanState
  readonly entries: readonly StructureEntry[]
}

const recordsOf = ({
  pillars,
  sections,
  actions,
  partners,
  timescales,
  outcomes,
  achievements,
  publications,
}: PlanState) =>
  structureOf({
    pillar: pillars,
    section: sections.map(({ assessment: _, ...section }) => section),
    action: actions.map(({ counted, originalDue, due, lifecycle, heirId, current, ...action }) => {
      void [counted, originalDue, due, lifecycle, heirId, current]
      return { ...action, addedOn: null }
    }),
    partner: partners,
    timescale: timescales,
    outcome: outcomes,
    achievement: achievements.map((one) => ({ ...one, addedOn: one.reported.date })),
    publication: publications.map((one) => ({ ...one, addedOn: one.published })),
  })

/** In the order that the database keeps. */
function settle(plan: PlanState): PlanState {
  const order = <T extends { readonly id: string }>(
    rows: readonly T[],
    under: (row: T) => string | null,
    roots: readonly (string | null)[],
  ) => {
    const located = rows.map((row, position) => ({ id: row.id, under: under(row), position }))
    return inPlanOrder(located, roots).map((id) => rows.find((row) => row.id === id) ?? expect.fail(id))
  }
  const pillars = order(plan.pillars, () => null, [null])
  const sections = order(
    plan.sections,
    ({ pillarId }) => pillarId,
    pillars.map(({ id }) => id),
  )
  return {
    ...plan,
    pillars,
    sections,
    actions: order(
      plan.actions,
      ({ parentId, sectionId }) => parentId ?? sectionId,
      sections.map(({ id }) => id),
    ),
    partners: plan.partners.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

/** Saves a change as the app does. */
function save({ plan, entries }: Kept, next: PlanState, on: string, isCorrection = false): Kept {
  const settled = settle(next)
  const known = new Set(entries.map(({ recordId }) => recordId))
  const added = changesBetween(recordsOf(plan), recordsOf(settled), known).map(
    ({ since, ...entry }) =>
      ({
        ...entry,
        effectiveOn: typeof since === 'object' ? since.addedOn : since === 'now' && !isCorrection ? on : null,
        isCorrection: since === 'now' && isCorrection,
        recordedOn: on,
      }) as StructureEntry,
  )
  return { plan: settled, entries: [...entries, ...added] }
}

const partner = (id: string, name: string): Partner => ({ id, code: id, abbreviation: id, name, kind: 'nhs' })
const FRESH: Kept = {
  plan: settle(
    buildPlan({
      pillars: [buildPillar('plan'), buildPillar('train')],
      sections: [buildSection('1.1'), buildSection('1.2'), buildSection('2.1', { pillarId: 'train' })],
      partners: [partner('nes', 'NES'), partner('cosla', 'COSLA')],
      actions: [
        buildAction('1', { partners: [{ partnerId: 'nes', role: 'lead' }] }),
        buildAction('2'),
        buildAction('2a', { parentId: '2' }),
        buildAction('3', { sectionId: '1.2' }),
        buildAction('4', { sectionId: '2.1' }),
      ],
    }),
  ),
  entries: [],
}

const at = (asAt: string | null, knownAt: string | null = null) => ({ asAt, knownAt })
const read = ({ plan, entries }: Kept, asAt: string | null, knownAt: string | null = null) =>
  structureThen(plan, entries, at(asAt, knownAt), everyAction)
const withAction = (plan: PlanState, id: string, given: Partial<Action>): PlanState => ({
  ...plan,
  actions: plan.actions.map((one) => (one.id === id ? { ...one, ...given } : one)),
})

const pick = fc.nat(100)
const nth = <T>(list: readonly T[], n: number): T => list[n % list.length] ?? expect.fail('empty')
/** What someone may do to a plan; what a rule forbids changes nothing. */
const aStep = fc
  .tuple(
    fc.constantFrom('retitle', 'renumber', 'move', 'part', 'swap', 'add', 'remove', 'rename', 'role'),
    pick,
    pick,
  )
  .map(([what, a, b]) => (plan: PlanState, step: number): PlanState => {
    const action = nth(plan.actions, a)
    const hasParts = plan.actions.some(({ parentId }) => parentId === action.id)
    switch (what) {
      case 'retitle':
        return withAction(plan, action.id, { title: `Title ${step}` })
      case 'renumber':
        return withAction(plan, action.id, { ref: `N${step}` })
      case 'move':
        return hasParts
          ? plan
          : withAction(plan, action.id, { sectionId: nth(plan.sections, b).id, parentId: null })
      case 'part': {
        const whole = nth(plan.actions, b)
        const fits = !hasParts && whole.id !== action.id && whole.parentId === null
        return fits ? withAction(plan, action.id, { parentId: whole.id, sectionId: whole.sectionId }) : plan
      }
      case 'swap':
        return { ...plan, actions: plan.actions.toReversed() }
      case 'add':
        return {
          ...plan,
          sections: [...plan.sections, buildSection(`s${step}`, { pillarId: nth(plan.pillars, b).id })],
          partners: [...plan.partners, partner(`p${step}`, `P${step}`)],
        }
      case 'remove':
        return {
          ...plan,
          sections: plan.sections.filter(
            ({ id }) =>
              id !== nth(plan.sections, b).id || plan.actions.some(({ sectionId }) => sectionId === id),
          ),
        }
      case 'rename':
        return {
          ...plan,
          partners: plan.partners.map((one, i) => (i === 0 ? { ...one, name: `X${step}` } : one)),
        }
      case 'role':
        return withAction(plan, action.id, {
          partners: [{ partnerId: nth(plan.partners, b).id, role: 'support' }],
        })
    }
  })

const steps = (correction: fc.Arbitrary<boolean>) =>
  fc
    .array(fc.record({ step: aStep, on: fc.nat(LAST), isCorrection: correction }), { maxLength: 12 })
    .map((list) => list.toSorted((a, b) => a.on - b.on))

/** Does the steps; returns what was kept at last, and the plan as it was at the end of each day. */
function run(
  list: readonly { step: (plan: PlanState, n: number) => PlanState; on: number; isCorrection: boolean }[],
) {
  let saved = FRESH
  const days: PlanState[] = []
  for (let n = 0; n <= LAST; n += 1) {
    for (const [place, one] of list.entries())
      if (one.on === n) saved = save(saved, one.step(saved.plan, place), day(n), one.isCorrection)
    days.push(saved.plan)
  }
  return { kept: saved, stateOn: (n: number) => days[n] ?? FRESH.plan }
}

const bare = (plan: PlanState) => ({ ...plan, asAt: null, knownAt: null })

describe('the structure of a plan as at a day', () => {
  it('is what was recorded by then, whatever was changed since', () => {
    fc.assert(
      fc.property(steps(fc.constant(false)), fc.nat(LAST), fc.nat(LAST), (list, asAt, knownAt) => {
        const { kept, stateOn } = run(list)
        expect(bare(read(kept, day(asAt)))).toEqual(bare(stateOn(asAt)))
        expect(bare(read(kept, null, day(knownAt)))).toEqual(bare(stateOn(knownAt)))
        expect(bare(read(kept, day(asAt), day(knownAt)))).toEqual(bare(stateOn(Math.min(asAt, knownAt))))
      }),
    )
  })

  it('takes corrections as true from the beginning, once they were known', () => {
    fc.assert(
      fc.property(steps(fc.boolean()), fc.nat(LAST), fc.nat(LAST), (list, asAt, knownAt) => {
        const { kept, stateOn } = run(list)
        expect(bare(read(kept, null, day(knownAt)))).toEqual(bare(stateOn(knownAt)))
        // Each field by itself: the last that was said of it by then, or that it always was so.
        const then = read(kept, day(asAt), day(knownAt))
        for (const { id, title, ref } of then.actions) {
          const sentence = kept.entries.filter(
            (entry): entry is Extract<StructureEntry, { kind: 'action' }> => entry.recordId === id,
          )
          const last = (name: 'title' | 'ref') =>
            sentence.findLast(
              (entry, place) =>
                entry.facts?.[name] !== undefined &&
                (place === sentence.findIndex(({ recordId }) => recordId === id) ||
                  (entry.recordedOn <= day(knownAt) &&
                    (entry.isCorrection || (entry.effectiveOn ?? '') <= day(asAt)))),
            )?.facts?.[name]
          expect([title, ref]).toEqual([last('title') ?? title, last('ref') ?? ref])
        }
      }),
    )
  })

  it('never names what is not there, and never stands an action above itself', () => {
    fc.assert(
      fc.property(steps(fc.boolean()), fc.nat(LAST), fc.nat(LAST), (list, asAt, knownAt) => {
        const then = read(run(list).kept, day(asAt), day(knownAt))
        const ids = (rows: readonly { readonly id: string }[]) => new Set(rows.map(({ id }) => id))
        const [pillars, sections, actions, partners] = [
          ids(then.pillars),
          ids(then.sections),
          ids(then.actions),
          ids(then.partners),
        ]
        expect(then.actions).toHaveLength(FRESH.plan.actions.length)
        expect(then.sections.every(({ pillarId }) => pillars.has(pillarId))).toBe(true)
        for (const action of then.actions) {
          expect(sections.has(action.sectionId)).toBe(true)
          expect(action.parentId === null || actions.has(action.parentId)).toBe(true)
          expect(action.partners.every(({ partnerId }) => partners.has(partnerId))).toBe(true)
        }
      }),
    )
  })

  it('parts two actions that corrections have made parts of each other', () => {
    const part = save(FRESH, withAction(FRESH.plan, '1', { parentId: '2' }), day(1))
    const apart = save(part, withAction(part.plan, '1', { parentId: null }), day(2))
    const round = save(apart, withAction(apart.plan, '2', { parentId: '1' }), day(3), true)
    const { actions } = read(round, day(1))
    expect(actions.map(({ id, parentId }) => [id, parentId])).toContainEqual(['2a', '2'])
    expect(actions).toHaveLength(5)
  })

  it('brings back a section that held actions then and is removed now', () => {
    const moved = save(FRESH, withAction(FRESH.plan, '3', { sectionId: '1.1' }), day(5))
    const removed = save(
      moved,
      { ...moved.plan, sections: moved.plan.sections.filter(({ id }) => id !== '1.2') },
      day(6),
    )
    expect(read(removed, day(4)).sections.map(({ code }) => code)).toEqual(['1.1', '1.2', '2.1'])
    expect(read(removed, day(4)).sections[1]).toEqual(FRESH.plan.sections[1])
    expect(read(removed, day(6)).sections.map(({ code }) => code)).toEqual(['1.1', '2.1'])
  })

  it('leaves out an action that the other ledgers know to be later, and lets its parts stand alone', () => {
    const { actions } = structureThen(FRESH.plan, [], at(day(1)), ({ id }) => id !== '2')
    expect(actions.find(({ id }) => id === '2a')?.parentId).toBeNull()
    expect(actions.map(({ id }) => id)).not.toContain('2')
  })
})

describe('an achievement', () => {
  const achievement = (given: Partial<Achievement> = {}): Achievement => ({
    id: 'a',
    code: 'A-1',
    summary: 'Done',
    reported: { date: day(10), precision: 'day' },
    sourceTitle: 'An update',
    sourcePage: null,
    doubtfulMatch: false,
    note: null,
    metrics: [],
    actionIds: ['1', '2'],
    ...given,
  })
  const withAchievement = (given: Partial<Achievement> = {}): PlanState => ({
    ...FRESH.plan,
    achievements: [achievement(given)],
  })
  const summaries = (state: PlanState) => state.achievements.map(({ summary }) => summary)

  it('is there from the day that reports it, once it was on record', () => {
    const kept = save(FRESH, withAchievement(), day(20))
    expect(summaries(read(kept, day(9)))).toEqual([])
    expect(summaries(read(kept, day(10)))).toEqual(['Done'])
    expect(summaries(read(kept, day(15), day(19)))).toEqual([])
    expect(summaries(read(kept, day(15), day(20)))).toEqual(['Done'])
  })

  it('that came with the plan is there from the day that reports it', () => {
    const loaded = { plan: withAchievement(), entries: [] }
    expect([day(9), day(10)].map((on) => summaries(read(loaded, on)))).toEqual([[], ['Done']])
  })

  it('recorded before the month of its report is over is there from its recording', () => {
    const kept = save(FRESH, withAchievement({ reported: { date: day(30), precision: 'month' } }), day(20))
    expect([day(19), day(20)].map((on) => summaries(read(kept, on)))).toEqual([[], ['Done']])
  })

  it('is worded as it was then, unless a mistake was corrected', () => {
    const added = save(FRESH, withAchievement(), day(10))
    const changed = save(added, withAchievement({ summary: 'All done' }), day(20))
    expect([day(19), day(20)].map((on) => summaries(read(changed, on)))).toEqual([['Done'], ['All done']])
    const corrected = save(
      added,
      withAchievement({ reported: { date: day(5), precision: 'day' } }),
      day(20),
      true,
    )
    expect([day(4), day(5)].map((on) => summaries(read(corrected, on)))).toEqual([[], ['Done']])
    expect(summaries(read(corrected, day(9), day(19)))).toEqual([])
  })

  it('is there until it is withdrawn, or never was where it was a mistake', () => {
    const added = save(FRESH, withAchievement(), day(10))
    const withdrawn = save(added, FRESH.plan, day(20))
    expect([day(19), day(20)].map((on) => summaries(read(withdrawn, on)))).toEqual([['Done'], []])
    const mistaken = save(added, FRESH.plan, day(20), true)
    expect(summaries(read(mistaken, day(15)))).toEqual([])
    expect(summaries(read(mistaken, day(15), day(19)))).toEqual(['Done'])
  })
})

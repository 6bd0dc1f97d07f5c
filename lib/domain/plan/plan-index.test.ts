import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buildAction,
  buildPillar,
  buildPlan,
  buildSection,
  buildUpdate,
  STATUS_CODES,
} from '@/tests/helpers/plan-builder'
import { compare } from '@/lib/domain/movement/movement'
import type { PartnerLink, PlanState } from './plan'
import { ancestorsOf, descendantsOf, indexPlan, partnersOf, replaceActions } from './plan-index'
import { viewSection } from './section-views'
import { viewOverview } from './views'

const refs = (actions: readonly { ref: string }[]) => actions.map(({ ref }) => ref)
const notCounted = { counted: false }

/** Action 1 with two parts, of which the second has a part of its own; action 2 has none. */
const tree = [
  buildAction('1', notCounted),
  buildAction('1.1', { parentId: '1' }),
  buildAction('1.2', { ...notCounted, parentId: '1' }),
  buildAction('1.2.1', { parentId: '1.2' }),
  buildAction('2', { sectionId: '1.2' }),
]

describe('indexPlan', () => {
  const plan = buildPlan({
    pillars: [buildPillar('plan'), buildPillar('attract')],
    sections: [buildSection('1.1'), buildSection('1.2'), buildSection('2.1', { pillarId: 'attract' })],
    actions: tree,
  })
  const index = indexPlan(plan)

  it('is made once for a plan', () => {
    expect(indexPlan(plan)).toBe(index)
  })

  it('is made again for another state of the plan', () => {
    expect(indexPlan({ ...plan, revision: 2 })).not.toBe(index)
  })

  it('finds rows by id', () => {
    expect(index.actions.get('1.2.1')).toBe(tree[3])
  })

  it('lists the sections of a pillar in the order of the plan', () => {
    expect(index.sectionsOf('plan').map(({ code }) => code)).toEqual(['1.1', '1.2'])
  })

  it('lists the actions of a section, parts included', () => {
    expect(refs(index.actionsOf('1.1'))).toEqual(['1', '1.1', '1.2', '1.2.1'])
  })

  it('lists the direct parts of an action', () => {
    expect(refs(index.partsOf('1'))).toEqual(['1.1', '1.2'])
  })

  it('lists the counted actions of a section', () => {
    expect(refs(index.countedOf('1.1'))).toEqual(['1.1', '1.2.1'])
  })

  it('lists nothing for what holds nothing', () => {
    expect([index.actionsOf('2.1'), index.partsOf('2'), index.countedOf('9.9')]).toEqual([[], [], []])
  })

  it('refuses a plan that counts the same work twice', () => {
    const twice = buildPlan({ actions: [buildAction('1'), buildAction('1.1', { parentId: '1' })] })
    expect(() => indexPlan(twice)).toThrow('Actions 1 and 1.1 are both counted')
  })
})

describe('the tree of actions', () => {
  const index = indexPlan(buildPlan({ actions: tree }))
  const at = (i: number) => tree[i] ?? expect.fail('no such action')

  it('gives the actions above one, the nearest first', () => {
    expect(refs(ancestorsOf(index, at(3)))).toEqual(['1.2', '1'])
  })

  it('gives the actions below one at any depth, in the order of the plan', () => {
    expect(refs(descendantsOf(index, at(0)))).toEqual(['1.1', '1.2', '1.2.1'])
  })

  it('gives nothing above a numbered action and nothing below a leaf', () => {
    expect([ancestorsOf(index, at(4)), descendantsOf(index, at(4))]).toEqual([[], []])
  })
})

describe('partnersOf', () => {
  const link = (partnerId: string): PartnerLink[] => [{ partnerId, role: 'keyPartner' }]
  const named = (on: { section?: string; action?: string; part?: string }) => {
    const partners = (partner?: string) => ({ partners: partner ? link(partner) : [] })
    const part = buildAction('1.1', { ...notCounted, parentId: '1', ...partners(on.part) })
    const plan = buildPlan({
      sections: [buildSection('1.1', partners(on.section))],
      actions: [buildAction('1', partners(on.action)), part],
    })
    return partnersOf(indexPlan(plan), part)
  }

  it('takes the partners named on the action itself', () => {
    expect(named({ section: 's', action: 'a', part: 'p' })).toEqual({ links: link('p'), namedOn: 'action' })
  })

  it('takes those of the action above it where it names none', () => {
    expect(named({ section: 's', action: 'a' })).toEqual({ links: link('a'), namedOn: 'parent' })
  })

  it('takes those of its section where no action names any', () => {
    expect(named({ section: 's' })).toEqual({ links: link('s'), namedOn: 'section' })
  })

  it('takes none where none are named', () => {
    expect(named({}).links).toEqual([])
  })
})

describe('replaceActions', () => {
  const actions = Array.from({ length: 250 }, (_, at) =>
    buildAction(String(at), {
      sectionId: `1.${1 + (at % 3)}`,
      ...(at % 50 === 7 && { parentId: String(at - 1), counted: false }),
    }),
  )
  const plan = buildPlan({
    pillars: [buildPillar('plan')],
    sections: [buildSection('1.1'), buildSection('1.2'), buildSection('1.3')],
    actions,
  })
  const before = { code: null, reference: null, asAt: '2025-03-01', plan }
  const after = (now: PlanState) => ({ ...before, asAt: '2025-04-01', plan: now, reasonsByAction: () => [] })
  const makeAll = (now: PlanState) => ({
    overview: viewOverview(now, '2025-04-01'),
    sections: now.sections.map((section) => viewSection(now, section)),
    changes: compare(before, after(now)),
    counted: indexPlan(now).counted,
    found: now.actions.map(({ id }) => indexPlan(now).actions.get(id)),
  })
  const change = fc.record({
    at: fc.nat(actions.length - 1),
    status: fc.constantFrom(...STATUS_CODES),
    lifecycle: fc.constantFrom('active' as const, 'active' as const, 'withdrawn' as const),
  })

  it('gives what is made of a plan when it is read whole', () => {
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 3 }), { minLength: 1, maxLength: 4 }), (writes) => {
        let now = plan
        for (const write of writes) {
          makeAll(now)
          const changed = write.flatMap(({ at, status, lifecycle }) => {
            const action = now.actions[at]
            return action ? [{ ...action, lifecycle, current: buildUpdate({ status }) }] : []
          })
          now = { ...now, actions: replaceActions(now.actions, changed) }
        }
        expect(makeAll(now)).toEqual(makeAll({ ...now, actions: [...now.actions] }))
      }),
      { numRuns: 30 },
    )
  })

  it('leaves a portion in which nothing changed the same list', () => {
    const [first] = actions
    const held = indexPlan(plan).portions
    const now = replaceActions(
      actions,
      first ? [{ ...first, current: buildUpdate({ status: 'atRisk' }) }] : [],
    )
    const portions = indexPlan({ ...plan, actions: now }).portions
    expect(portions.map((portion, at) => portion === held[at])).toEqual([false, true, true])
  })
})

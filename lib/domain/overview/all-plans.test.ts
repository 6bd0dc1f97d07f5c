import { expect, it } from 'vitest'
import { buildAction, buildPillar, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import type { Partner } from '@/lib/domain/plan/plan'
import { STATUS_TEMPLATES } from '@/lib/domain/status/templates'
import { openActionsOf, sharedOfficers, viewAllPlans } from './all-plans'

const partner = (code: string, name: string): Partner => ({
  id: code,
  code,
  name,
  abbreviation: code,
  kind: 'other',
})
const leads = (code: string) => ({ partners: [{ partnerId: code, role: 'lead' as const }] })
const levels = { pillars: [buildPillar('plan')], sections: [buildSection('1.1')] }
const one = buildPlan({
  ...levels,
  slug: 'one',
  partners: [partner('nes', 'NHS Education for Scotland'), partner('sg', 'Scottish Government')],
  actions: [
    buildAction('1', { status: 'atRisk', ...leads('nes') }),
    buildAction('2', { status: 'delivered', ...leads('nes') }),
    buildAction('3', { status: 'onTrack', ...leads('sg') }),
    buildAction('4', { ...leads('nes') }),
  ],
})
const other = buildPlan({
  ...levels,
  slug: 'other',
  statuses: STATUS_TEMPLATES.colours,
  partners: [partner('edu', 'NHS  education for Scotland'), partner('x', 'Xanthe')],
  actions: [
    buildAction('A1', { status: 'red', ...leads('edu') }),
    buildAction('A2', { status: 'amber', ...leads('x') }),
    buildAction('A3', { status: 'complete', ...leads('x') }),
  ],
})
const view = viewAllPlans([one, other], '2025-03-10')
const placed = (rows: readonly { plan: { slug: string }; row: { ref: string } }[]) =>
  rows.map(({ plan, row }) => `${plan.slug} ${row.ref}`)

it('lists what needs attention in any plan, the worst first, whatever each plan calls its statuses', () => {
  expect(placed(view.attention)).toEqual(['other A1', 'one 1', 'other A2'])
})

it('knows a partner of several plans by its name, and counts what is not done once in each plan', () => {
  expect(
    view.partners.map(({ code, open, plans }) => [
      code,
      open,
      plans.map(({ plan, counted, adverse }) => [plan.slug, counted, adverse]),
    ]),
  ).toEqual([
    [
      'nes',
      3,
      [
        ['one', 3, 1],
        ['other', 1, 1],
      ],
    ],
    ['sg', 1, [['one', 1, 0]]],
    ['x', 1, [['other', 2, 1]]],
  ])
})

it('lists what involves a partner and is not done, what has no status last', () => {
  const [nes] = view.partners
  expect(placed(nes ? openActionsOf(nes) : [])).toEqual(['other A1', 'one 1', 'one 4'])
})

it('adds up what is due from an officer of several plans, and leaves out who has reported everything', () => {
  const officer = (key: string, reported: number, due: number, late: number) => ({
    key,
    name: `Officer ${key}`,
    progress: { reported, due, late },
  })
  const officers = sharedOfficers([
    { plan: one, officers: [officer('a', 1, 3, 0), officer('b', 2, 2, 0), officer('c', 0, 1, 1)] },
    { plan: other, officers: [officer('a', 0, 2, 0)] },
  ])
  expect(officers.map(({ key, open, late, plans }) => [key, open, late, plans.length])).toEqual([
    ['c', 1, 1, 1],
    ['a', 4, 0, 2],
  ])
})

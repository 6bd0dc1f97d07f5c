import { expect, test } from 'vitest'
import { buildAction, buildPillar, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import type { Partner, PlanLevels } from '@/lib/domain/plan/plan'
import { isPlanChart, mainChart, viewStatusChart } from './status-chart'

const TODAY = '2025-11-22'

const partner = (id: string): Partner => ({
  id,
  code: id,
  abbreviation: id,
  name: `Partner ${id}`,
  kind: 'other',
})
const link = (partnerId: string) => ({ partnerId, role: 'lead' as const })

/** Partner p0 is named on one action, p1 on two and so on. */
function planOfPartners(howMany: number) {
  const partners = Array.from({ length: howMany }, (_, at) => partner(`p${at}`))
  const actions = partners.map((_, at) =>
    buildAction(`${at + 1}`, {
      status: 'onTrack',
      partners: partners.slice(howMany - 1 - at).map(({ id }) => link(id)),
    }),
  )
  return buildPlan({ partners, actions })
}

test('by pillar: every pillar in the plan’s order, by share', () => {
  const plan = buildPlan({
    pillars: [buildPillar('plan'), buildPillar('attract')],
    sections: [buildSection('1.1'), buildSection('2.1', { pillarId: 'attract' })],
    actions: [buildAction('1', { status: 'atRisk' }), buildAction('2', { status: 'onTrack' })],
  })
  const chart = viewStatusChart(plan, 'pillars', TODAY)
  expect(chart).toMatchObject({ scale: 'share', base: 2, leftOut: 0 })
  expect(chart.rows.map(({ label, rollUp }) => [label, rollUp.base])).toEqual([
    ['Pillar plan', 2],
    ['Pillar attract', 0],
  ])
})

test('by partner: the most involved first, by count, and no more than a page holds', () => {
  const { rows, scale, leftOut } = viewStatusChart(planOfPartners(20), 'partners', TODAY)
  expect(scale).toBe('count')
  expect(rows.map(({ rollUp }) => rollUp.base)).toEqual([
    20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6,
  ])
  expect(leftOut).toBe(5)
})

test('by partner: equal counts are all drawn, and partners without counted actions are not', () => {
  const partners = Array.from({ length: 20 }, (_, at) => partner(`p${at}`))
  const actions = [buildAction('1', { partners: partners.slice(0, 18).map(({ id }) => link(id)) })]
  const { rows, leftOut } = viewStatusChart(buildPlan({ partners, actions }), 'partners', TODAY)
  expect(rows).toHaveLength(18)
  expect(leftOut).toBe(0)
})

test('by partner: of very many with equal counts no more are drawn than a page holds', () => {
  const partners = Array.from({ length: 200 }, (_, at) => partner(`p${at}`))
  const all = buildAction('1', { partners: partners.map(({ id }) => link(id)) })
  const same = viewStatusChart(buildPlan({ partners, actions: [all] }), 'partners', TODAY)
  expect([same.rows.length, same.leftOut]).toEqual([15, 185])
  const one = buildAction('2', { partners: [link('p7')] })
  const { rows, leftOut } = viewStatusChart(buildPlan({ partners, actions: [all, one] }), 'partners', TODAY)
  expect([rows.map(({ code }) => code), leftOut]).toEqual([['p7'], 199])
})

test('by timescale: with the actions that have none', () => {
  const timescales = [
    { id: 's', code: 'short', label: 'Short', startsOn: '2023-01-01', endsOn: '2025-12-31' },
  ]
  const actions = [buildAction('1', { timescaleId: 's' }), buildAction('2')]
  const { rows } = viewStatusChart(buildPlan({ timescales, actions }), 'timescales', TODAY)
  expect(rows.map(({ label, rollUp }) => [label, rollUp.base])).toEqual([
    ['Short', 1],
    ['No timescale recorded', 1],
  ])
})

test('a plan has a chart of its highest level, of its partners and of its timescales', () => {
  const chartsOf = (levels: PlanLevels) =>
    ['pillars', 'sections', 'partners', 'timescales', 'toString', ''].filter((code) =>
      isPlanChart({ levels }, code),
    )
  expect(chartsOf('pillars')).toEqual(['pillars', 'partners', 'timescales'])
  expect(chartsOf('sections')).toEqual(['sections', 'partners', 'timescales'])
  expect(chartsOf('actions')).toEqual(['partners', 'timescales'])
  expect(mainChart({ levels: 'actions' })).toBe('timescales')
})

test('of many sections the first are drawn', () => {
  const sections = Array.from({ length: 32 }, (_, at) => buildSection(`${at + 1}`))
  const { rows, leftOut } = viewStatusChart(buildPlan({ levels: 'sections', sections }), 'sections', TODAY)
  expect(rows.map(({ code }) => code).at(-1)).toBe('30')
  expect(leftOut).toBe(2)
})

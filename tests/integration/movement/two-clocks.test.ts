// Two instances of the app with clocks of their own: what was recorded last holds, whatever time its instance took it for.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { db } from '@/lib/db'
import { loadPlan, loadPlanAtEach } from '@/lib/queries/plan-state/load-plan'
import { currentStatuses, readCurrentUpdate, readHistory } from '@/lib/queries/plan-state/progress-updates'
import { getSectionRatings } from '@/lib/queries/status/section-ratings'
import { getTimeline } from '@/lib/queries/updates/timeline'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import { connect, createPlan, type ExamplePlan, idOf, insert, rowOf } from '@/tests/helpers/plan-rows'

const BEHIND = 10 * 60_000

let rows: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  rows = await connect()
})
afterAll(() => rows.end())

beforeEach(async () => {
  plan = await createPlan(rows)
  slug = String(rowOf(plan, 'plan').slug)
  await actAs(rows, await addPerson(rows, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
})

const now = Date.now()
const today = new Date(now).toISOString().slice(0, 10)
/** Whoever writes second has a clock that is ten minutes behind. */
const CLOCKS = [new Date(now), new Date(now - BEHIND)]

async function addUpdates(statuses: readonly [string, string], more: Record<string, unknown> = {}) {
  const ids = statuses.map(() => randomUUID())
  for (const [at, status] of statuses.entries())
    await insert(rows, 'progress_update', {
      id: ids[at],
      plan_id: idOf(plan, 'plan'),
      action_id: idOf(plan, 'action'),
      status,
      basis: 'reported',
      attributed_to: 'Scottish Government',
      effective_on: today,
      recorded_at: CLOCKS[at],
      ...more,
    })
  return ids
}

it('shows the status of the update that was recorded last', async () => {
  const [first, second] = await addUpdates(['offTrack', 'atRisk'])
  const planId = idOf(plan, 'plan')
  expect(await readCurrentUpdate(planId, idOf(plan, 'action'))).toMatchObject({
    id: second,
    status: 'atRisk',
  })
  expect(await currentStatuses(db, planId)).toMatchObject([{ status: 'atRisk' }])
  for (const moment of [undefined, { asAt: today, knownAt: today }]) {
    const state = await loadPlan(planId, moment)
    expect(state.actions.map(({ current }) => current?.id)).toEqual([second])
    const history = await readHistory(state, idOf(plan, 'action'))
    expect(history.map(({ id }) => id).slice(0, 2)).toEqual([second, first])
  }
  const timeline = await getTimeline(await loadPlan(planId), '1', undefined)
  const reasons = timeline.rows.filter(({ what }) => what === 'update').map(({ id }) => id)
  expect(reasons.slice(0, 2)).toEqual([second, first])
})

it('reads a plan at several moments at once as at each of them', async () => {
  await addUpdates(['offTrack', 'atRisk'])
  const planId = idOf(plan, 'plan')
  const moments = [today, '2024-01-01', '2025-03-10'].map((asAt) => ({ asAt, knownAt: null }))
  const states = await loadPlanAtEach(planId, moments)
  for (const [at, moment] of moments.entries()) expect(states[at]).toEqual(await loadPlan(planId, moment))
  expect(states.map(({ actions }) => actions[0]?.current?.status)).toContain('atRisk')
  expect(states.map(({ actions }) => actions[0]?.current?.status)).toContain(undefined)
})

it('still puts the day before the order of recording', async () => {
  const [first] = await addUpdates(['offTrack', 'atRisk'])
  await insert(rows, 'progress_update', {
    id: randomUUID(),
    plan_id: idOf(plan, 'plan'),
    action_id: idOf(plan, 'action'),
    status: 'onTrack',
    basis: 'reported',
    attributed_to: 'Scottish Government',
    effective_on: '2025-07-01',
  })
  expect(first).toBeDefined()
  expect(await readCurrentUpdate(idOf(plan, 'plan'), idOf(plan, 'action'))).toMatchObject({
    status: 'atRisk',
  })
})

it('shows the rating of a section that was recorded last', async () => {
  for (const [at, overall_rag] of ['offTrack', 'atRisk'].entries())
    await insert(rows, 'section_assessment', {
      id: randomUUID(),
      plan_id: idOf(plan, 'plan'),
      section_id: idOf(plan, 'section'),
      overall_rag,
      basis: 'reported',
      attributed_to: 'Scottish Government',
      effective_on: today,
      recorded_at: CLOCKS[at],
    })
  for (const moment of [undefined, { asAt: today, knownAt: today }]) {
    const { sections } = await loadPlan(idOf(plan, 'plan'), moment)
    expect(sections.map(({ assessment }) => assessment?.overallRag)).toEqual(['atRisk'])
  }
  expect((await getSectionRatings(slug, '1.1')).map(({ overallRag }) => overallRag).slice(0, 2)).toEqual([
    'atRisk',
    'offTrack',
  ])
})

it('suggests by the rule that was made last', async () => {
  for (const [at, at_risk_numerator] of [2, 3].entries())
    await insert(rows, 'rating_rule', {
      id: randomUUID(),
      plan_id: idOf(plan, 'plan'),
      at_risk_numerator,
      at_risk_denominator: 7,
      created_at: CLOCKS[at],
    })
  const { rule } = await loadPlan(idOf(plan, 'plan'))
  expect(rule).toMatchObject({ atRiskNumerator: 3, atRiskDenominator: 7 })
})

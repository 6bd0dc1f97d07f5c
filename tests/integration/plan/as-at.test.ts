// A plan whose ledgers have several dates, read as at each of them.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET as getActionBody } from '@/app/api/v1/plans/[plan]/actions/[action]/route'
import { GET as getRollUp } from '@/app/api/v1/plans/[plan]/rollup/route'
import { db as prisma } from '@/lib/db'
import type { PlanState } from '@/lib/domain/plan/plan'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { getTimeline } from '@/lib/queries/updates/timeline'
import { actionBody, problemBody, rollUpBody } from '@/lib/schemas/api'
import { actAs } from '@/tests/helpers/acting'
import { addMember } from '@/tests/helpers/people'
import { addAction, connect, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'

let db: pg.Client
let slug: string
let officer: string
let editor: string
let actionId: string
const plan = examplePlan()
const plan_id = idOf(plan, 'plan')

async function add(table: string, given: Record<string, unknown>) {
  const id = randomUUID()
  await insert(db, table, { id, plan_id, ...given })
  return id
}

const SAID = { attributed_to: 'Scottish Government', basis: 'reported' }

beforeAll(async () => {
  db = await connect()
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan, 'outcome')
  officer = await addMember(db, plan_id, 'officer', 'Olive Officer')
  editor = await addMember(db, plan_id, 'editor', 'Edie Editor')
  const author_id = officer
  actionId = await addAction(db, plan, {
    ref: '1',
    position: 0,
    counted: false,
    lifecycle: 'withdrawn',
    original_due_on: '2025-06-30',
    original_due_precision: 'day',
    due_on: '2025-12-31',
    due_precision: 'day',
  })
  await addAction(db, plan, { ref: '2', counted: true, added_on: '2025-05-01' })
  const action_id = actionId
  const update = (status: string, effective_on: string, recorded_at: string, given = {}) =>
    add('progress_update', { action_id, status, effective_on, recorded_at, author_id, ...SAID, ...given })

  const first = await update('onTrack', '2025-02-28', '2025-03-02T10:00Z')
  // Late in the evening of 31 March in UTC is 1 April in Scotland.
  await update('onTrack', '2025-03-31', '2025-03-31T23:30Z', { kind: 'nilReturn', about_id: first })
  await update('atRisk', '2025-02-28', '2025-04-10T10:00Z', { kind: 'correction', about_id: first })
  const waited = await update('offTrack', '2025-06-01', '2025-06-02T10:00Z', { needs_approval: true })
  await add('update_decision', {
    update_id: waited,
    decision: 'approved',
    author_id: editor,
    recorded_at: '2025-06-05T10:00Z',
  })
  await update('delivered', '2025-07-01', '2025-07-01T10:00Z', { needs_approval: true })
  const evidence = { position: 0, title: 'A page', url: 'https://example.org/' }
  await insert(db, 'progress_update_evidence', { plan_id, update_id: first, ...evidence })
  const change = (table: string, effective_on: string, given: Record<string, unknown>) =>
    add(table, {
      action_id,
      author_id: editor,
      reason: 'It was decided',
      effective_on,
      recorded_at: `${effective_on}T12:00Z`,
      ...given,
    })
  await change('due_date_move', '2025-04-01', { due_on: '2025-12-31' })
  await change('lifecycle_change', '2025-09-01', { lifecycle: 'withdrawn' })
  await change('counted_change', '2025-08-01', { counted: false })
  await change('accountability', '2025-01-10', { person_id: officer })
  const section_id = idOf(plan, 'section')
  for (const [overall_rag, effective_on, recorded_at] of [
    ['onTrack', '2025-03-01', '2025-03-05T10:00Z'],
    ['atRisk', '2025-06-01', '2025-06-10T10:00Z'],
  ])
    await add('section_assessment', { section_id, overall_rag, effective_on, recorded_at, ...SAID })
  // Made before the one that the plan has now.
  await add('rating_rule', {
    at_risk_numerator: 1,
    at_risk_denominator: 2,
    created_at: '2025-06-01',
    entry: 0,
  })
  await actAs(db, null)
})
afterAll(() => Promise.all([db.end(), prisma.$disconnect()]))

async function readAt(asAt: string | null, knownAt: string | null = null): Promise<PlanState> {
  return (await readPlan({ slug, asAt, knownAt })) ?? expect.fail('no such plan')
}

async function standing(asAt: string | null, knownAt: string | null = null) {
  const { actions, sections, isBlank } = await readAt(asAt, knownAt)
  const one = actions.find(({ ref }) => ref === '1')
  return {
    refs: actions.map(({ ref }) => ref).join(),
    isBlank,
    status: one?.current?.status ?? null,
    due: one?.due?.date,
    lifecycle: one?.lifecycle,
    counted: one?.counted,
    rag: sections[0]?.assessment?.overallRag ?? null,
  }
}

describe('a plan as at a day', () => {
  it.each([
    ['2025-01-01', null, { status: null, isBlank: true, rag: null, due: '2025-06-30', refs: '1' }],
    ['2025-03-02', null, { status: 'atRisk', isBlank: false, rag: 'onTrack', lifecycle: 'active' }],
    ['2025-03-02', '2025-03-02', { status: 'onTrack', rag: null, isBlank: false }],
    ['2025-03-02', '2025-03-01', { status: null, isBlank: true }],
    ['2025-03-31', '2025-03-31', { status: 'onTrack' }],
    ['2025-04-01', null, { status: 'onTrack', due: '2025-12-31' }],
    ['2025-05-01', null, { refs: '1,2', counted: true }],
    ['2025-06-02', null, { status: 'offTrack', rag: 'atRisk' }],
    ['2025-06-02', '2025-06-04', { status: 'onTrack', rag: 'onTrack' }],
    ['2025-06-02', '2025-06-05', { status: 'offTrack', rag: 'onTrack' }],
    ['2025-08-01', null, { counted: false, lifecycle: 'active' }],
    ['2025-09-01', null, { counted: false, lifecycle: 'withdrawn', status: 'offTrack' }],
    [null, '2025-03-15', { status: 'onTrack', due: '2025-06-30', lifecycle: 'active', counted: true }],
  ])('%s, known at %s', async (asAt, knownAt, expected) => {
    expect(await standing(asAt, knownAt)).toMatchObject(expected)
  })

  it('uses the rule in force then', async () => {
    expect((await readAt('2026-01-01', '2025-05-31')).rule).toMatchObject({ atRiskDenominator: 2 })
  })

  it('is now, when today is asked for', async () => {
    const { today } = await import('@/lib/clock')
    const { asAt: _, knownAt: __, ...then } = await readAt(today(), today())
    const { asAt: ___, knownAt: ____, ...now } = await readAt(null)
    expect(then).toEqual(now)
  })
})

describe('the API', () => {
  const ask = (
    route: typeof getRollUp,
    path: string,
    params: Record<string, string>,
    headers: Record<string, string> = {},
  ) => route(new Request(`http://localhost${path}`, { headers }), { params: Promise.resolve(params) })

  it('answers as at a day, with a tag of its own and links that carry the day along', async () => {
    const path = `/api/v1/plans/${slug}/rollup`
    const now = await ask(getRollUp, path, { plan: slug })
    const then = await ask(getRollUp, `${path}?as-at=2025-03-02`, { plan: slug })
    expect(then.headers.get('ETag')).not.toBe(now.headers.get('ETag'))
    const body = rollUpBody.parse(await then.json())
    expect(body.plan).toMatchObject({ asAt: '2025-03-02', knownAt: null, rollUp: { counts: { atRisk: 1 } } })
    expect(body.links.page).toBe(`/plans/${slug}?as-at=2025-03-02`)
    const detail = await ask(getActionBody, `/api/v1/plans/${slug}/actions/1?as-at=2025-04-01`, {
      plan: slug,
      action: '1',
    })
    expect(actionBody.parse(await detail.json()).history.map(({ status }) => status)).toEqual([
      'onTrack',
      'atRisk',
      'onTrack',
    ])
  })

  it('leads from one part of an action’s updates to the next, on the same day', async () => {
    const first = `/api/v1/plans/${slug}/actions/1?as-at=2025-04-01&limit=1`
    const walked: string[] = []
    for (let next: string | null = first; next !== null;) {
      const part = await ask(getActionBody, next, { plan: slug, action: '1' })
      const { history, historyTotal, historyNext } = actionBody.parse(await part.json())
      expect([history.length, historyTotal]).toEqual([1, 3])
      walked.push(...history.map(({ status }) => status))
      next = historyNext
    }
    expect(walked).toEqual(['onTrack', 'atRisk', 'onTrack'])
  })

  it.each(['as-at=2999-01-01', 'known-at=31%20March', 'as-at=2025-02-31'])('refuses %s', async (query) => {
    const response = await ask(getRollUp, `/api/v1/plans/${slug}/rollup?${query}`, { plan: slug })
    expect(response.status).toBe(400)
    const { parameter } = problemBody.parse(await response.json())
    expect(parameter).toBe(query.split('=')[0])
  })
})

describe('the story', () => {
  it('names people only to those inside', async () => {
    const outside = await getTimeline(await readAt(null), '1', undefined)
    expect(JSON.stringify(outside)).not.toMatch(/Olive|Edie/)
    expect(outside.rows.map(({ what }) => what)).not.toContain('accountable')
    expect(outside.moves).toMatchObject([{ days: 184, by: 'Scottish Government' }])
    await actAs(db, editor)
    try {
      const inside = await getTimeline(await readAt(null), '1', undefined)
      expect(inside.rows).toHaveLength(10)
      expect(inside.rows.find(({ what }) => what === 'accountable')).toMatchObject({ name: 'Olive Officer' })
      expect(inside.moves).toMatchObject([{ by: 'Edie Editor' }])
    } finally {
      await actAs(db, null)
    }
  })
})

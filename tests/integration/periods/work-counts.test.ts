// What the navigation counts, and what is new since someone's last visit.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { reassignActions } from '@/lib/mutations/periods/accountability'
import { approveUpdate, returnUpdate } from '@/lib/mutations/updates/decide-update'
import { noteVisit } from '@/lib/mutations/people/visits'
import { paths } from '@/lib/paths'
import { getApprovals } from '@/lib/queries/updates/update-form'
import { getMyUpdates, getNextToReport } from '@/lib/queries/periods/my-updates'
import { listNews } from '@/lib/queries/audit/news'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { findStart } from '@/lib/queries/start/start'
import { countDueUpdates, countWaitingUpdates } from '@/lib/queries/periods/work-counts'
import { actAs } from '@/tests/helpers/acting'
import { addMember, addPerson } from '@/tests/helpers/people'
import { addPeriod, giveAction } from '@/tests/helpers/periods'
import {
  addAction,
  connect,
  type ExamplePlan,
  examplePlan,
  idOf,
  insert,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let slug: string
let editor: string
let officer: string
let other: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

const dayFromNow = (days: number) =>
  new Date(Date.parse(today()) + days * 86_400_000).toISOString().slice(0, 10)

beforeEach(async () => {
  plan = examplePlan()
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'plan').needs_approval = true
  await write(db, plan, 'publication_action')
  const planId = idOf(plan, 'plan')
  editor = await addMember(db, planId, 'editor', 'Edith')
  officer = await addMember(db, planId, 'officer', 'Olive')
  other = await addMember(db, planId, 'officer', 'Oscar')
  await addPeriod(db, planId, 'Now', {
    opensOn: dayFromNow(-5),
    dueOn: dayFromNow(2),
    closesOn: dayFromNow(5),
  })
})

const give = (actionId: string, personId: string | null) =>
  giveAction(db, idOf(plan, 'plan'), actionId, personId, '2025-04-01', editor)

async function say(actionId: string, given: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID()
  await insert(db, 'progress_update', {
    id,
    plan_id: idOf(plan, 'plan'),
    action_id: actionId,
    status: 'onTrack',
    effective_on: today(),
    attributed_to: 'Scottish Government',
    basis: 'reported',
    author_id: officer,
    needs_approval: true,
    ...given,
  })
  return id
}

/** Counts as the navigation does, and expects it to be what the page lists. */
async function due(personId: string): Promise<number> {
  await actAs(db, personId)
  const n = await countDueUpdates()
  const { rows } = await getMyUpdates()
  expect(n).toBe(rows.filter((row) => row.mayReport && ['due', 'late'].includes(row.updateDue)).length)
  return n
}

async function waiting(): Promise<number | null> {
  await actAs(db, editor)
  const state = (await readPlan(slug)) ?? expect.fail('no such plan')
  const n = await countWaitingUpdates(state)
  const found = await getApprovals(slug)
  expect(n).toBe(found.kind === 'open' ? found.waiting.length : null)
  return n
}

describe('the number beside My updates', () => {
  it(
    'is that of the updates due, whatever was reported, returned, corrected or handed over',
    { timeout: 60_000 },
    async () => {
      const one = idOf(plan, 'action')
      const two = await addAction(db, plan, { ref: '2', position: 2, counted: false })
      const three = await addAction(db, plan, { ref: '3', position: 3, counted: false })
      expect(await due(officer)).toBe(0)
      for (const id of [one, two, three]) await give(id, officer)
      expect(await due(officer)).toBe(3)
      await insert(db, 'contributor', { plan_id: idOf(plan, 'plan'), action_id: two, person_id: other })
      expect(await due(other)).toBe(1)

      const sent = await say(one)
      expect(await due(officer)).toBe(2)
      const correction = await say(one, { kind: 'correction', about_id: sent, correction: 'A wrong day' })
      expect(await due(officer)).toBe(2)
      await actAs(db, editor)
      await returnUpdate(slug, correction, 'Say more')
      expect(await due(officer)).toBe(3)

      await say(two, {
        status: 'delivered',
        needs_approval: false,
        recorded_at: '2025-05-01T10:00:00Z',
        effective_on: '2025-05-01',
      })
      expect(await due(officer)).toBe(2)
      await db.query(`UPDATE action SET lifecycle = 'withdrawn' WHERE id = $1`, [three])
      expect(await due(officer)).toBe(1)
      await give(one, other)
      expect(await due(officer)).toBe(0)
      expect(await due(other)).toBe(1)
    },
  )

  it('is nothing for those who report nowhere, and without a period', async () => {
    await give(idOf(plan, 'action'), officer)
    await db.query('UPDATE membership SET role = $1 WHERE person_id = $2', ['viewer', officer])
    expect(await due(officer)).toBe(0)
    await db.query('UPDATE membership SET role = $1 WHERE person_id = $2', ['officer', officer])
    await db.query('DELETE FROM reporting_period WHERE plan_id = $1', [idOf(plan, 'plan')])
    expect(await due(officer)).toBe(0)
    await actAs(db, null)
    expect(await countDueUpdates()).toBe(0)
  })
})

describe('the number beside the plan’s management', () => {
  it('is that of the updates waiting, for its editors only', async () => {
    expect(await waiting()).toBe(0)
    const one = await say(idOf(plan, 'action'))
    expect(await waiting()).toBe(1)
    await say(idOf(plan, 'action'), { kind: 'correction', about_id: one, correction: 'A wrong day' })
    expect(await waiting()).toBe(1)
    await actAs(db, officer)
    expect(await countWaitingUpdates((await readPlan(slug)) ?? expect.fail())).toBeNull()
  })
})

describe('what is new since the last visit', () => {
  const kinds = async (personId: string, since: Date) => {
    await actAs(db, personId)
    return (await listNews(since)).map(({ kind, ref, by, comment }) => [kind, ref, by, comment])
  }

  it('is what others decided on one’s updates and handed over, and nothing of one’s own', async () => {
    const start = new Date(Date.now() - 60_000)
    const action = idOf(plan, 'action')
    await actAs(db, editor)
    await reassignActions(slug, { refs: ['1'], personId: officer, from: today(), reason: null }, { 1: null })
    const one = await say(action)
    await actAs(db, editor)
    await returnUpdate(slug, one, 'Say more')
    const two = await say(action)
    await actAs(db, editor)
    await approveUpdate(slug, two)
    await reassignActions(
      slug,
      { refs: ['1'], personId: other, from: today(), reason: 'Olive left' },
      { 1: officer },
    )
    expect(await kinds(officer, start)).toEqual([
      ['taken', '1', 'Edith', 'Olive left'],
      ['approved', '1', 'Edith', null],
      ['returned', '1', 'Edith', 'Say more'],
      ['given', '1', 'Edith', null],
    ])
    expect(await kinds(other, start)).toEqual([['given', '1', 'Edith', 'Olive left']])
    expect(await kinds(editor, start)).toEqual([])
    expect(await kinds(officer, new Date())).toEqual([])
    // Whoever lost the role in the plan is told nothing more of it.
    await db.query('DELETE FROM membership WHERE person_id = $1', [officer])
    expect(await kinds(officer, start)).toEqual([])
  })

  it('is one item for actions handed over together', async () => {
    for (const ref of ['2', '3']) await addAction(db, plan, { ref })
    await actAs(db, editor)
    const refs = ['3', '1', '2']
    await reassignActions(
      slug,
      { refs, personId: officer, from: today(), reason: null },
      Object.fromEntries(refs.map((ref) => [ref, null])),
    )
    await actAs(db, officer)
    expect(await listNews(new Date(Date.now() - 60_000))).toMatchObject([
      { kind: 'given', ref: '1', others: 2, by: 'Edith' },
    ])
  })

  it('stays for the length of a visit, and a visit ends by half an hour away', async () => {
    const { rows } = await db.query('SELECT created_at FROM person WHERE id = $1', [officer])
    const since = await noteVisit(officer)
    expect(since).toEqual(rows[0].created_at)
    expect(await noteVisit(officer)).toEqual(since)
    await db.query(`UPDATE person SET visited_at = '2026-01-01T10:00:00Z' WHERE id = $1`, [officer])
    expect(await noteVisit(officer)).toEqual(new Date('2026-01-01T10:00:00Z'))
    expect(await noteVisit(officer)).toEqual(new Date('2026-01-01T10:00:00Z'))
  })
})

describe('signing in', () => {
  const startOf = async (personId: string) => {
    await actAs(db, personId)
    const actor = await currentActor()
    return actor.kind === 'person' ? findStart(actor) : expect.fail('nobody is signed in')
  }

  it('leads to what waits: approvals, updates due, one’s start page', async () => {
    const planId = idOf(plan, 'plan')
    const viewer = await addPerson(db, { roles: { [planId]: 'viewer' } })
    expect(await startOf(viewer)).toBe(paths.plans())
    expect(await startOf(await addPerson(db, {}))).toBe(paths.plans())
    expect(await startOf(officer)).toBe(paths.myUpdates())
    expect(await startOf(editor)).toBe(paths.plans())
    await give(idOf(plan, 'action'), editor)
    expect(await startOf(editor)).toBe(paths.myUpdates())
    await say(idOf(plan, 'action'))
    expect(await startOf(editor)).toBe(paths.approvals(slug))
  })

  it('after an update was sent the next one due is named', async () => {
    await addAction(db, plan, { ref: '2', position: 2, counted: false }).then((id) => give(id, officer))
    await give(idOf(plan, 'action'), officer)
    await actAs(db, officer)
    expect(await getNextToReport()).toMatchObject({ left: 2 })
    await say(idOf(plan, 'action'))
    expect(await getNextToReport()).toMatchObject({ ref: '2', left: 1 })
  })
})

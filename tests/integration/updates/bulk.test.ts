// Several at once: approvals, "no change", and actions from a list.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { today } from '@/lib/clock'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { confirmUpdates } from '@/lib/mutations/updates/confirm-update'
import { approveUpdates } from '@/lib/mutations/updates/decide-update'
import { addActions } from '@/lib/mutations/structure/save-record'
import { getMyUpdates } from '@/lib/queries/periods/my-updates'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { newSubmission } from '@/lib/schemas/form'
import { checkNewActions } from '@/lib/schemas/structure/new-actions'
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
let two: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = examplePlan()
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'progress_update').basis = 'reported'
  await write(db, plan, 'publication_action')
  const planId = idOf(plan, 'plan')
  editor = await addMember(db, planId, 'editor', 'Edith')
  officer = await addMember(db, planId, 'officer', 'Olive')
  two = await addAction(db, plan, { ref: '2', position: 2, counted: false })
  await actAs(db, editor)
})

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
    ...given,
  })
  return id
}

const entries = async () =>
  (
    await db.query('SELECT kind, record_name AS name FROM audit_entry WHERE plan_id = $1 ORDER BY number', [
      idOf(plan, 'plan'),
    ])
  ).rows.map(({ kind, name }) => `${kind} ${name}`)

const refsNow = async () => (await readPlan(slug))?.actions.map(({ ref }) => ref)

describe('approving several', () => {
  const wait = (actionId: string, given = {}) => say(actionId, { needs_approval: true, ...given })

  it('gives each a record of its own', async () => {
    const ids = [
      await wait(idOf(plan, 'action')),
      await wait(two, { status: 'atRisk', reason: 'a', mitigation: 'b' }),
    ]
    expect(await approveUpdates(slug, ids)).toEqual({ done: ['1', '2'], refused: [] })
    expect((await entries()).filter((one) => one.startsWith('progress-update.approved'))).toHaveLength(2)
    const { rows } = await db.query(
      'SELECT author_id, decision FROM update_decision WHERE update_id = ANY($1)',
      [ids],
    )
    expect(rows).toEqual([1, 2].map(() => ({ author_id: editor, decision: 'approved' })))
  })

  it('names what changed meanwhile, and approves the rest', async () => {
    const one = await wait(idOf(plan, 'action'))
    const other = await wait(two)
    await say(two, { kind: 'correction', about_id: other, correction: 'A slip', needs_approval: true })
    expect(await approveUpdates(slug, [one, other])).toEqual({
      done: ['1'],
      refused: [{ ref: '2', why: expect.stringContaining('The author corrected this update') }],
    })
    await db.query(`UPDATE action SET lifecycle = 'withdrawn' WHERE id = $1`, [two])
    const late = await wait(two)
    expect((await approveUpdates(slug, [one, late])).refused.map(({ ref }) => ref)).toEqual(['1', '2'])
    expect((await entries()).filter((name) => name.startsWith('progress-update.approved'))).toHaveLength(1)
  })

  it('is refused whole for an update of another plan', async () => {
    const one = await wait(idOf(plan, 'action'))
    await expect(approveUpdates(slug, [one, randomUUID()])).rejects.toThrow(NotFoundError)
    expect((await entries()).filter((name) => name.startsWith('progress-update.approved'))).toEqual([])
  })
})

describe('no change for several', () => {
  async function own() {
    await actAs(db, officer)
    const { rows } = await getMyUpdates()
    return rows.flatMap(({ plan: of, ref, noChange }) =>
      noChange ? [{ plan: of.slug, ref, updateId: noChange.updateId }] : [],
    )
  }

  beforeEach(async () => {
    const planId = idOf(plan, 'plan')
    await addPeriod(db, planId, 'Now', { opensOn: today(), dueOn: today(), closesOn: today() })
    for (const id of [idOf(plan, 'action'), two]) await giveAction(db, planId, id, officer, '2025-04-01')
  })

  it('records each once, and names what was reported meanwhile', async () => {
    const past = { recorded_at: '2025-05-01T10:00:00Z', effective_on: '2025-05-01' }
    await say(idOf(plan, 'action'), past)
    await say(two, past)
    const ticked = await own()
    expect(ticked.map(({ ref }) => ref)).toEqual(['1', '2'])
    await say(two)
    const first = await confirmUpdates(ticked)
    expect(first).toMatchObject({
      done: ['1'],
      refused: [{ ref: '2', why: expect.stringContaining('reported') }],
    })
    expect((await confirmUpdates(ticked.slice(0, 1))).done).toEqual(['1'])
    const { rows } = await db.query(
      `SELECT action_id FROM progress_update WHERE kind = 'nilReturn' AND author_id = $1`,
      [officer],
    )
    expect(rows).toHaveLength(1)
  })

  it('cannot make an estimated status a reported one, nor an adverse one without its reason', async () => {
    const past = { recorded_at: '2025-05-01T10:00:00Z', effective_on: '2025-05-01' }
    const estimated = await say(idOf(plan, 'action'), { ...past, basis: 'illustrative', author_id: null })
    const adverse = await say(two, { ...past, status: 'offTrack' })
    expect(await own()).toEqual([])
    const { done, refused } = await confirmUpdates([
      { plan: slug, ref: '1', updateId: estimated },
      { plan: slug, ref: '2', updateId: adverse },
    ])
    expect([done, refused.map(({ ref }) => ref)]).toEqual([[], ['1', '2']])
  })

  it('names an action that is now someone else’s', async () => {
    const id = await say(two, { recorded_at: '2025-05-01T10:00:00Z', effective_on: '2025-05-01' })
    await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'officer' } }))
    const { refused } = await confirmUpdates([{ plan: slug, ref: '2', updateId: id }])
    expect(refused.map(({ ref }) => ref)).toEqual(['2'])
  })
})

describe('a list of titles', () => {
  const read = (given: Record<string, string>) => {
    const { data, state } = checkNewActions({ ...newSubmission(), section: '1.1', counted: 'no', ...given })
    if (state) throw new InvalidError(state.errors)
    return data
  }
  const errorsOf = (work: Promise<unknown>) =>
    work.then(
      () => expect.fail('it was accepted'),
      (error: unknown) => (error instanceof InvalidError ? error.errors : Promise.reject(error)),
    )

  it('becomes actions in its order, each in the ledger and on record', async () => {
    await addActions(slug, read({ first: '3', titles: 'Train more\nHire more\nKeep more' }))
    expect(await refsNow()).toEqual(['1', '2', '3', '4', '5'])
    expect((await entries()).slice(-3)).toEqual([3, 4, 5].map((n) => `action.added Action ${n}`))
    const { rows } = await db.query(
      `SELECT c.facts->>'ref' AS ref, c.effective_on::text AS on FROM structure_change c
       WHERE c.plan_id = $1 AND c.kind = 'action' AND c.facts->>'ref' IN ('3', '4', '5') ORDER BY 1`,
      [idOf(plan, 'plan')],
    )
    expect(rows).toEqual(['3', '4', '5'].map((ref) => ({ ref, on: today() })))
    const yesterday = new Date(Date.parse(today()) - 86_400_000).toISOString().slice(0, 10)
    const then = await readPlan({ slug, asAt: yesterday })
    expect(then?.actions.map(({ ref }) => ref)).toEqual(['1', '2'])
  })

  it('is added whole or not at all, and says which numbers are in the way', async () => {
    const errors = await errorsOf(addActions(slug, read({ first: '1', titles: 'a\nb\nc' })))
    expect(errors.first).toMatch(
      /"1" is already used by .*"2" is already used by .*Enter a different first number/,
    )
    expect(await refsNow()).toEqual(['1', '2'])
  })
})

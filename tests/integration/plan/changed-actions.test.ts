// A plan that is held is brought up to date by the actions that changed: whatever was written, by whom and how many at once, it is
// then what a full read gives.
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { today } from '@/lib/clock'
import { LIFECYCLES } from '@/lib/domain/status/roll-up'

import { compare } from '@/lib/domain/movement/movement'
import { type PlanState, UPDATE_KINDS } from '@/lib/domain/plan/plan'
import { viewOverview } from '@/lib/domain/plan/views'
import { NOW } from '@/lib/domain/plan/plan-ref'
import { InvalidError } from '@/lib/errors'
import { changeCounted } from '@/lib/mutations/structure/change-counted'
import { changeLifecycle } from '@/lib/mutations/structure/change-lifecycle'
import { approveUpdate } from '@/lib/mutations/updates/decide-update'
import { reportProgress } from '@/lib/mutations/updates/report-progress'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { readPlanVersion } from '@/lib/queries/plan-state/plan-state'
import { readReportedAction } from '@/lib/queries/updates/sent-updates'
import { fillDate } from '@/lib/schemas/date-fields'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import {
  addAction,
  connect,
  type ExamplePlan,
  examplePlan,
  idOf,
  insert,
  PERSON,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'
import { STATUS_CODES } from '@/tests/helpers/plan-builder'

const LAST_TABLE = 'structure_change'

let db: pg.Client
let second: pg.Client
let plans: readonly ExamplePlan[]

beforeAll(async () => {
  db = await connect()
  second = await connect()
})
afterAll(() => Promise.all([db.end(), second.end()]))
beforeEach(makePlans)
afterEach(() => Promise.all([db.query('ROLLBACK'), second.query('ROLLBACK')]))

async function makePlans() {
  plans = [examplePlan(), examplePlan()]
  for (const plan of plans) {
    rowOf(plan, 'plan').ends_on = '2100-12-31'
    await write(db, plan, LAST_TABLE)
    for (let n = 2; n <= 4; n += 1) await addAction(db, plan, { ref: String(n), position: n, counted: n > 2 })
  }
  const roles = Object.fromEntries(plans.map((plan) => [idOf(plan, 'plan'), 'editor' as const]))
  await actAs(db, await addPerson(db, { roles }))
}

const planOf = (which: number) => plans[which % plans.length] ?? expect.fail('no plan')
const planId = (which = 0) => idOf(planOf(which), 'plan')

async function versionOf(id: string) {
  const { rows } = await db.query<{ id: string; version: string }>(
    'SELECT id, version FROM plan WHERE id = $1',
    [id],
  )
  return rows[0] ?? expect.fail('no such plan')
}

/** Reads a plan as a request does. */
const read = async (id = planId()) => readPlanVersion(await versionOf(id), NOW)

const say = (client: pg.Client, actionId: string, id = planId(), more: Record<string, unknown> = {}) =>
  insert(client, 'progress_update', {
    id: randomUUID(),
    plan_id: id,
    action_id: actionId,
    status: 'atRisk',
    basis: 'reported',
    attributed_to: 'Scottish Government',
    effective_on: '2025-04-01',
    ...more,
  })

/** Numbers that decide which rows a write is about. */
interface Chosen {
  readonly plan: number
  readonly row: number
  readonly other: number
}

type Write = (client: pg.Client, id: string, chosen: Chosen) => Promise<unknown>

async function pick(client: pg.Client, which: number, sql: string, id: string): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(sql, [id])
  return rows.length ? (rows[which % rows.length]?.id ?? null) : null
}
const pickAction = (client: pg.Client, which: number, id: string) =>
  pick(client, which, 'SELECT id FROM action WHERE plan_id = $1 ORDER BY position, id', id)

const one = <T>(list: readonly T[], which: number) => list[which % list.length]

/** Everything is written past the app; null where there is nothing to write to. */
const WRITES: Readonly<Record<string, Write>> = {
  async update(client, id, { row, other }) {
    const about = await pick(
      client,
      other,
      'SELECT id FROM progress_update WHERE plan_id = $1 ORDER BY entry',
      id,
    )
    const kind = one(UPDATE_KINDS, other)
    await say(client, (await pickAction(client, row, id)) ?? '', id, {
      status: one(STATUS_CODES, row + other),
      effective_on: `2025-03-0${1 + (other % 5)}`,
      kind,
      about_id: kind === 'update' ? null : about,
      needs_approval: row % 3 === 0,
    })
  },
  decision: (client, id, { row, other }) =>
    client.query(
      `INSERT INTO update_decision (id, plan_id, update_id, decision, comment, author_id)
       SELECT gen_random_uuid(), plan_id, id, $2::text::update_decision_kind, 'So', $4 FROM progress_update u
       WHERE plan_id = $1 AND NOT EXISTS (SELECT 1 FROM update_decision d WHERE d.update_id = u.id AND d.decision = 'approved')
       ORDER BY entry DESC OFFSET $3 LIMIT 1`,
      [id, other % 3 ? 'approved' : 'returned', row % 4, PERSON],
    ),
  source: (client, id, { row }) =>
    client.query(
      `INSERT INTO progress_update_source (plan_id, update_id, source_id, position)
       SELECT u.plan_id, u.id, s.id, 0 FROM progress_update u JOIN source_document s USING (plan_id)
       WHERE plan_id = $1 AND NOT EXISTS (SELECT 1 FROM progress_update_source o WHERE o.update_id = u.id)
       ORDER BY entry DESC OFFSET $2 LIMIT 1`,
      [id, row % 3],
    ),
  async due(client, id, { row, other }) {
    const action_id = await pickAction(client, row, id)
    const due_on = `2026-0${1 + (other % 9)}-01`
    await insert(client, 'due_date_move', {
      id: randomUUID(),
      plan_id: id,
      action_id,
      due_on,
      reason: 'So',
      effective_on: '2025-03-01',
    })
    await client.query(
      `UPDATE action SET due_on = $2, due_precision = 'day', original_due_on = coalesce(original_due_on, $2),
         original_due_precision = 'day' WHERE id = $1`,
      [action_id, due_on],
    )
  },
  lifecycle: async (client, id, { row, other }) =>
    client.query('UPDATE action SET lifecycle = $2, heir_id = NULL WHERE id = $1', [
      await pickAction(client, row, id),
      other % 2 ? 'active' : 'withdrawn',
    ]),
  counted: async (client, id, { row }) =>
    client.query('UPDATE action SET counted = NOT counted WHERE id = $1', [
      await pickAction(client, row, id),
    ]),
  rename: async (client, id, { row, other }) =>
    client.query('UPDATE action SET title = $2 WHERE id = $1', [
      await pickAction(client, row, id),
      `Called ${other}`,
    ]),
  'all plans': (client, _, { other }) =>
    client.query('UPDATE action SET note = $2 WHERE plan_id = ANY($1)', [
      plans.map((plan) => idOf(plan, 'plan')),
      `Noted ${other}`,
    ]),
  'some of them move': (client, id, { row }) =>
    client.query(
      `UPDATE action SET position = CASE WHEN position > $2 THEN -position ELSE position END, note = 'Moved' WHERE plan_id = $1`,
      [id, row % 4],
    ),
  async number(client, id, { row, other }) {
    const actionId = await pickAction(client, row, id)
    const ref = `n${other}-${randomUUID().slice(0, 4)}`
    await client.query(
      `INSERT INTO structure_change (id, plan_id, kind, record_id, facts)
       SELECT gen_random_uuid(), plan_id, 'action', id, jsonb_build_object('ref', r) FROM action, unnest(ARRAY[ref, $2]) r
       WHERE id = $1`,
      [actionId, ref],
    )
    await client.query('UPDATE action SET ref = $2 WHERE id = $1', [actionId, ref])
  },
  'add an action': (client, id, { row }) =>
    addAction(client, planOf(plans.findIndex((plan) => idOf(plan, 'plan') === id)), {
      ref: randomUUID(),
      position: row % 6,
    }),
  'remove an action': (client, id) =>
    client.query(
      `DELETE FROM action a WHERE plan_id = $1 AND position NOT IN (2, 3) AND ref ~ '.{36}'
         AND NOT EXISTS (SELECT 1 FROM progress_update WHERE action_id = a.id)
         AND NOT EXISTS (SELECT 1 FROM due_date_move WHERE action_id = a.id)`,
      [id],
    ),
  rating: (client, id, { other }) =>
    client.query(
      `INSERT INTO section_assessment (id, plan_id, section_id, overall_rag, effective_on, attributed_to, basis)
       SELECT gen_random_uuid(), plan_id, id, $2, '2025-04-01', 'Board', 'reported' FROM section WHERE plan_id = $1`,
      [id, one(['onTrack', 'atRisk', 'offTrack'], other)],
    ),
  partner: (client, id, { other }) =>
    client.query('UPDATE partner SET name = $2 WHERE plan_id = $1', [id, `Partner ${other}`]),
  'no partners': (client, id) => client.query('DELETE FROM action_partner WHERE plan_id = $1', [id]),
  plan: (client, id, { other }) =>
    client.query('UPDATE plan SET title = $2 WHERE id = $1', [id, `Plan ${other}`]),
  inside: (client, id) =>
    client.query('UPDATE plan SET inside_version = gen_random_uuid() WHERE id = $1', [id]),
  'the list is lost': (client, id) => client.query('DELETE FROM plan_change WHERE plan_id = $1', [id]),
}

/** What the app itself writes. */
const MUTATIONS: Readonly<Record<string, (slug: string, id: string, chosen: Chosen) => Promise<unknown>>> = {
  async report(slug, id, { row, other }) {
    const action = await actionOf(id, row)
    const dueOn = other % 2 ? { ...fillDate('due', '2027-05-01'), 'due-reason': 'So' } : {}
    await reportProgress(
      slug,
      action.ref,
      await formOf(id, action.ref, { narrative: `Said ${other}`, ...dueOn }),
    )
  },
  async approve(slug, id, { other }) {
    await db.query('UPDATE plan SET needs_approval = $2 WHERE id = $1', [id, other % 2 === 0])
    const waiting = await pick(
      db,
      other,
      `SELECT id FROM progress_update u WHERE plan_id = $1 AND needs_approval AND kind = 'update' AND narrative IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM update_decision WHERE update_id = u.id)`,
      id,
    )
    if (waiting) await approveUpdate(slug, waiting)
  },
  async lifecycle(slug, id, { row, other }) {
    const [action, heir] = [await actionOf(id, row), await actionOf(id, row + 1)]
    const lifecycle = one(LIFECYCLES, other) ?? 'active'
    const isReplaced = lifecycle === 'merged' || lifecycle === 'superseded'
    await changeLifecycle(slug, action.ref, {
      lifecycle,
      heir: isReplaced ? heir.ref : '',
      parts: 'stay',
      reason: 'So',
      on: today(),
    })
  },
  async counted(slug, id, { row, other }) {
    const { ref } = await actionOf(id, row)
    await changeCounted(slug, ref, {
      counted: other % 2 ? [ref] : [],
      shown: [ref],
      reason: 'So',
      on: today(),
    })
  },
}

async function actionOf(id: string, which: number) {
  const { rows } = await db.query<{ ref: string }>(
    'SELECT ref FROM action WHERE plan_id = $1 ORDER BY position, id',
    [id],
  )
  return one(rows, which) ?? expect.fail('no action')
}

async function formOf(id: string, ref: string, values: Record<string, string>) {
  const action = await readReportedAction(id, ref)
  return {
    values: { status: 'onTrack', narrative: 'So it is', ...fillDate('effective', today()), ...values },
    submissionKey: randomUUID(),
    seen: { updateId: action?.latest?.id ?? null, dueOn: action?.dueOn ?? null },
    compared: null,
    choices: {},
  }
}

const chosen = fc.record({ plan: fc.nat(1), row: fc.nat(50), other: fc.nat(50) })
const rowWrite = fc.record({ what: fc.constantFrom(...Object.keys(WRITES)), chosen })
type RowWrite = typeof rowWrite extends fc.Arbitrary<infer T> ? T : never
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('alone' as const), first: rowWrite }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('app' as const),
      what: fc.constantFrom(...Object.keys(MUTATIONS)),
      chosen,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('together' as const),
      writes: fc.array(rowWrite, { minLength: 2, maxLength: 4 }),
      isKept: fc.boolean(),
    }),
  },
  // Each in a transaction of its own, the second of which waits for the first where both are about one plan.
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('two' as const),
      first: rowWrite,
      then: rowWrite,
      isKept: fc.boolean(),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const writeRows = (client: pg.Client, { what, chosen: which }: RowWrite) =>
  WRITES[what]?.(client, planId(which.plan), which)

async function take(now: Step, check: () => Promise<void>): Promise<void> {
  switch (now.kind) {
    case 'alone':
      await writeRows(db, now.first)
      return
    case 'app': {
      const plan = planOf(now.chosen.plan)
      await MUTATIONS[now.what]?.(String(rowOf(plan, 'plan').slug), idOf(plan, 'plan'), now.chosen).catch(
        (error: unknown) => {
          if (!(error instanceof InvalidError)) throw error
        },
      )
      return
    }
    case 'together':
      await db.query('BEGIN')
      for (const each of now.writes) await writeRows(db, each)
      await check()
      await db.query(now.isKept ? 'COMMIT' : 'ROLLBACK')
      return
    case 'two': {
      await db.query('BEGIN')
      await writeRows(db, now.first)
      await second.query('BEGIN')
      const written = writeRows(second, now.then)
      await check()
      await db.query(now.isKept ? 'COMMIT' : 'ROLLBACK')
      await written
      await check()
      await second.query('COMMIT')
    }
  }
}

const PAST = { asAt: '2025-03-03', knownAt: null }

/** A plan without what a ledger of its own tells of its actions: these tests write some of that past the ledger. */
function toldOf({ actions, ...plan }: PlanState) {
  return {
    plan,
    actions: actions.map(({ id, counted, originalDue, due, lifecycle, heirId, current }) => ({
      id,
      counted,
      originalDue,
      due,
      lifecycle,
      heirId,
      current,
    })),
  }
}

describe('a plan that is held, after whatever was written', () => {
  it('is what a full read gives', { timeout: 300_000 }, async () => {
    const reader = await connect()
    const counts = { broughtUpToDate: 0, readWhole: 0 }
    const held = new Map<string, unknown>()
    const starts = new Map<string, PlanState>()
    const sideOf = (plan: PlanState) => ({ plan, code: null, reference: null, asAt: today() })
    /** What others have not committed is in neither. */
    const check = async () => {
      for (const plan of plans) {
        const id = idOf(plan, 'plan')
        const { rows } = await reader.query<{ version: string }>('SELECT version FROM plan WHERE id = $1', [
          id,
        ])
        const state = await readPlanVersion({ id, version: rows[0]?.version ?? '' }, NOW)
        const whole = await loadPlan(id)
        expect(state).toStrictEqual(whole)
        const past = await readPlanVersion({ id, version: rows[0]?.version ?? '' }, PAST)
        expect(toldOf(past)).toStrictEqual(toldOf(await loadPlan(id, PAST)))
        // What was made of the objects that stayed is what is made anew.
        expect(viewOverview(state, today())).toStrictEqual(viewOverview(whole, today()))
        const start = starts.get(id) ?? whole
        starts.set(id, start)
        expect(compare(sideOf(start), sideOf(state))).toStrictEqual(
          compare(sideOf(structuredClone(start)), sideOf(whole)),
        )
        const before = held.get(id)
        if (before && before !== state.sections) counts.readWhole += 1
        else if (before) counts.broughtUpToDate += 1
        held.set(id, state.sections)
      }
    }
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 14 }), async (steps) => {
          await makePlans()
          await check()
          for (const each of steps) {
            await take(each, check)
            await check()
          }
        }),
        { numRuns: 5, endOnFailure: true },
      )
    } finally {
      await reader.end()
    }
    // Otherwise nothing was shown.
    expect(counts.broughtUpToDate).toBeGreaterThan(counts.readWhole / 2)
  })

  it('holds what each of ten wrote at the same time', async () => {
    const before = await read()
    const writers = await Promise.all(Array.from({ length: 10 }, connect))
    try {
      const ids = before.actions.map(({ id }) => id)
      await Promise.all(
        writers.map((writer, at) => say(writer, one(ids, at) ?? '', planId(), { narrative: `Writer ${at}` })),
      )
    } finally {
      await Promise.all(writers.map((writer) => writer.end()))
    }
    const after = await read()
    expect(after.sections).toBe(before.sections)
    expect(after).toStrictEqual(await loadPlan(planId()))
  })
})

describe('of a plan that is held', () => {
  it('only the action that changed is read again', async () => {
    const before = await read()
    await say(db, before.actions[1]?.id ?? '')
    const after = await read()
    expect(after.actions[1]?.current?.status).toBe('atRisk')
    expect(after.actions.map((action, at) => action === before.actions[at])).toEqual([
      true,
      false,
      true,
      true,
    ])
    expect(after.revision).toBe(before.revision + 1)
  })

  it('of an earlier day too', async () => {
    const moment = { asAt: '2025-04-10', knownAt: null }
    const before = await readPlanVersion(await versionOf(planId()), moment)
    await say(db, before.actions[1]?.id ?? '')
    const after = await readPlanVersion(await versionOf(planId()), moment)
    expect(after.sections).toBe(before.sections)
    expect(after.actions[1]?.current?.status).toBe('atRisk')
    expect(after).toStrictEqual(await loadPlan(planId(), moment))
  })

  it('of an earlier day too, where an action turns out not to have been there yet', async () => {
    const moment = { asAt: '2025-04-10', knownAt: null }
    const before = await readPlanVersion(await versionOf(planId()), moment)
    const [last] = before.actions.slice(-1)
    await db.query(`UPDATE action SET added_on = '2025-06-01' WHERE id = $1`, [last?.id])
    const after = await readPlanVersion(await versionOf(planId()), moment)
    expect(after.actions).toHaveLength(before.actions.length - 1)
    expect(after).toStrictEqual(await loadPlan(planId(), moment))
  })

  it('nothing is read again that is held by another state of it', async () => {
    const [before, other] = [await read(), await read(planId(1))]
    await say(db, other.actions[0]?.id ?? '', planId(1))
    expect(await read()).toBe(before)
  })

  it.each(['partner', 'rating', 'plan', 'number', 'some of them move', 'the list is lost'])(
    'everything is read again after: %s',
    async (what) => {
      const before = await read()
      await say(db, before.actions[1]?.id ?? '')
      await WRITES[what]?.(db, planId(), { plan: 0, row: 1, other: 1 })
      const after = await read()
      expect(after.sections).not.toBe(before.sections)
      expect(after).toStrictEqual(await loadPlan(planId()))
    },
  )

  it('everything is read again after what was said is taken away past the rules', async () => {
    const before = await read()
    await db.query('ALTER TABLE progress_update DISABLE TRIGGER append_only')
    await say(db, before.actions[2]?.id ?? '')
    expect((await read()).actions[2]?.current?.status).toBe('atRisk')
    await db.query('DELETE FROM progress_update WHERE action_id = $1', [before.actions[2]?.id])
    await db.query('ALTER TABLE progress_update ENABLE TRIGGER append_only')
    expect((await read()).actions[2]?.current).toBeNull()
  })

  it('nothing of a history is taken for another one, as when a backup was restored', async () => {
    const before = await read()
    await db.query('ALTER TABLE plan DISABLE TRIGGER plan_revision')
    await db.query('UPDATE plan SET version = gen_random_uuid(), short_title = $2 WHERE id = $1', [
      planId(),
      'Restored',
    ])
    await db.query('ALTER TABLE plan ENABLE TRIGGER plan_revision')
    await say(db, before.actions[1]?.id ?? '')
    expect((await read()).shortTitle).toBe('Restored')
  })
})

describe('the list of changes', () => {
  const count = async () =>
    Number((await db.query('SELECT count(*) FROM plan_change WHERE plan_id = $1', [planId()])).rows[0]?.count)

  it('ends after 500 revisions, and what is older is read whole', { timeout: 120_000 }, async () => {
    const before = await read()
    await db.query(
      `DO $$ BEGIN FOR n IN 1..510 LOOP UPDATE action SET note = n::text WHERE id = '${before.actions[1]?.id}'; END LOOP; END $$`,
    )
    expect(await count()).toBe(500)
    const after = await read()
    expect(after.actions[1]?.note).toBe('510')
    expect(after.sections).not.toBe(before.sections)
  })

  it('has no line for a statement that wrote more than 100 rows', async () => {
    const before = await count()
    const { rows } = await db.query<{ revision: number }>('SELECT revision FROM plan WHERE id = $1', [
      planId(),
    ])
    await db.query(
      `INSERT INTO action (id, plan_id, section_id, ref, ref_source, position, title, counted, timescale_source)
       SELECT gen_random_uuid(), $1, $2, 'many-' || n, 'printed', 100 + n, 'One of many', false, 'missing' FROM generate_series(1, 101) n`,
      [planId(), idOf(planOf(0), 'section')],
    )
    await db.query(`UPDATE action SET note = 'x' WHERE plan_id = $1 AND ref LIKE 'many-%'`, [planId()])
    expect(await count()).toBe(before)
    expect((await versionOf(planId())).id).toBe(planId())
    const { rows: later } = await db.query<{ revision: number }>('SELECT revision FROM plan WHERE id = $1', [
      planId(),
    ])
    expect(later[0]?.revision).toBe((rows[0]?.revision ?? 0) + 2)
  })
})

describe('two instances of the app that write in turn', () => {
  /** A copy of the app with nothing in common with another one but the database: what is one for a process too. */
  async function startInstance() {
    vi.resetModules()
    Object.assign(globalThis, { [Symbol.for('cairn')]: undefined })
    return {
      ...(await import('@/lib/queries/plan-state/plan-state')),
      ...(await import('@/lib/queries/plan-state/load-plan')),
      ...(await import('@/lib/mutations/updates/report-progress')),
      ...(await import('@/lib/mutations/structure/change-lifecycle')),
      ...(await import('@/lib/db')),
    }
  }

  it('both show what the other one wrote', { timeout: 120_000 }, async () => {
    const ours = (globalThis as Record<symbol, unknown>)[Symbol.for('cairn')]
    const instances = [await startInstance(), await startInstance()]
    try {
      const slug = String(rowOf(planOf(0), 'plan').slug)
      let broughtUpToDate = 0
      let before = await Promise.all(
        instances.map(async (each) => each.readPlanVersion(await versionOf(planId()), NOW)),
      )
      for (let n = 0; n < 12; n += 1) {
        const writer = one(instances, n) ?? expect.fail('no instance')
        const isReport = n % 4 < 3
        const ref = isReport ? String(2 + (n % 2)) : '4'
        if (!isReport)
          await writer.changeLifecycle(slug, ref, {
            lifecycle: n % 8 === 3 ? 'withdrawn' : 'active',
            heir: '',
            parts: 'stay',
            reason: 'So',
            on: today(),
          })
        else await writer.reportProgress(slug, ref, await formOf(planId(), ref, { narrative: `Round ${n}` }))
        const version = await versionOf(planId())
        const after = await Promise.all(instances.map((each) => each.readPlanVersion(version, NOW)))
        const whole = await writer.loadPlan(planId())
        for (const [at, state] of after.entries()) {
          expect(state).toStrictEqual(whole)
          if (state.sections === before[at]?.sections) broughtUpToDate += 1
        }
        before = after
      }
      expect(broughtUpToDate).toBe(24)
    } finally {
      await Promise.all(instances.map((each) => each.db.$disconnect()))
      Object.assign(globalThis, { [Symbol.for('cairn')]: ours })
    }
  })
})

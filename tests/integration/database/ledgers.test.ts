// What the database itself keeps: no work counted twice, what was said stays said, every change raises the revision.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type ExamplePlan,
  type Row,
  addAction,
  connect,
  createPlan,
  examplePlan,
  idOf,
  insert,
  refusalOf,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'
import {
  APPEND_ONLY,
  FOREIGN_KEY,
  STILL_REFERRED_TO,
  CHECK,
  INTEGRITY,
  db,
  plan,
  other,
  anew,
  useTwoPlans,
} from './two-plans'

useTwoPlans()

describe('the database counts no work twice', () => {
  const TWICE = { code: CHECK, constraint: 'action_counted_once' }
  const count = (id: string, counted: boolean) =>
    db.query('UPDATE action SET counted = $1 WHERE id = $2', [counted, id])
  const putUnder = (id: string, parent: string | null) =>
    db.query('UPDATE action SET parent_id = $1 WHERE id = $2', [parent, id])
  let own: ExamplePlan
  const add = (ref: string, given: Row = {}) => addAction(db, own, { ref, ...given })

  beforeAll(async () => {
    own = await createPlan(db)
  })

  it('refuses a counted part of a counted action', async () => {
    const top = await add('a', { counted: true })
    expect(await refusalOf(db, () => add('a.1', { parent_id: top, counted: true }))).toMatchObject({
      ...TWICE,
      message: 'actions a and a.1 cannot both be counted: one is part of the other',
    })
  })

  it('refuses to count the part of a counted action', async () => {
    const part = await add('b.1', { parent_id: await add('b', { counted: true }) })
    expect(await refusalOf(db, () => count(part, true))).toMatchObject(TWICE)
  })

  it('refuses to count the action of a counted part', async () => {
    const top = await add('c')
    await add('c.1', { parent_id: top, counted: true })
    expect(await refusalOf(db, () => count(top, true))).toMatchObject(TWICE)
  })

  it('refuses to put a counted action under another', async () => {
    const [top, single] = [await add('d', { counted: true }), await add('e', { counted: true })]
    expect(await refusalOf(db, () => putUnder(single, top))).toMatchObject(TWICE)
  })

  it('refuses a counted action two levels below another', async () => {
    const middle = await add('f.1', { parent_id: await add('f', { counted: true }) })
    expect(await refusalOf(db, () => add('f.1.1', { parent_id: middle, counted: true }))).toMatchObject(TWICE)
  })

  it('refuses to count an action two levels above a counted one', async () => {
    const top = await add('g')
    await add('g.1.1', { parent_id: await add('g.1', { parent_id: top }), counted: true })
    expect(await refusalOf(db, () => count(top, true))).toMatchObject(TWICE)
  })

  it('refuses to put a branch with a counted part under a counted action', async () => {
    const [top, branch] = [await add('h', { counted: true }), await add('i')]
    await add('i.1', { parent_id: branch, counted: true })
    expect(await refusalOf(db, () => putUnder(branch, top))).toMatchObject(TWICE)
  })

  it('takes several counted parts of an action that is not counted', async () => {
    const top = await add('j')
    await add('j.1', { parent_id: top, counted: true })
    await add('j.2', { parent_id: top, counted: true })
  })

  it('lets one transaction move the count from an action to its part, in either order', async () => {
    const top = await add('k', { counted: true })
    const part = await add('k.1', { parent_id: top })
    await db.query('BEGIN')
    await db.query('SET CONSTRAINTS action_counted_once DEFERRED')
    await count(part, true)
    await count(top, false)
    await db.query('COMMIT')
    const { rows } = await db.query('SELECT ref FROM action WHERE counted AND id IN ($1, $2)', [top, part])
    expect(rows).toEqual([{ ref: 'k.1' }])
  })

  it('judges a transaction by where it ends, not by a step on the way', async () => {
    const [top, single] = [await add('l', { counted: true }), await add('m', { counted: true })]
    await db.query('BEGIN')
    await db.query('SET CONSTRAINTS action_counted_once DEFERRED')
    await putUnder(single, top)
    await putUnder(single, null)
    await db.query('COMMIT')
  })

  it('refuses at the end of a transaction that leaves both counted', async () => {
    const part = await add('n.1', { parent_id: await add('n', { counted: true }) })
    const refusal = await refusalOf(db, async () => {
      await db.query('SET CONSTRAINTS action_counted_once DEFERRED')
      await count(part, true)
    })
    expect(refusal).toMatchObject(TWICE)
  })

  it('refuses an action that is a part of itself', async () => {
    const id = await add('o')
    expect(await refusalOf(db, () => putUnder(id, id))).toMatchObject({
      code: CHECK,
      constraint: 'action_not_its_own_part',
    })
  })

  it('refuses a circle of actions', async () => {
    const top = await add('p')
    const part = await add('p.1.1', { parent_id: await add('p.1', { parent_id: top }) })
    expect(await refusalOf(db, () => putUnder(top, part))).toMatchObject({
      code: CHECK,
      constraint: 'action_not_its_own_part',
    })
  })

  it('refuses a part in another section than its action', async () => {
    const section = { ...rowOf(own, 'section'), id: randomUUID(), code: '1.2' }
    await insert(db, 'section', section)
    const top = await add('q')
    const refusal = await refusalOf(db, () => add('q.1', { parent_id: top, section_id: section.id }))
    expect(refusal.code).toBe(FOREIGN_KEY)
  })

  it('moves the parts along when their action moves to another section', async () => {
    const section = { ...rowOf(own, 'section'), id: randomUUID(), code: '1.3' }
    await insert(db, 'section', section)
    const top = await add('r')
    await add('r.1', { parent_id: top })
    await db.query('UPDATE action SET section_id = $1 WHERE id = $2', [section.id, top])
    const { rows } = await db.query('SELECT ref FROM action WHERE section_id = $1 ORDER BY ref', [section.id])
    expect(rows).toEqual([{ ref: 'r' }, { ref: 'r.1' }])
  })

  it('refuses the second of two writers at once who each count one half of a clash', async () => {
    const top = await add('s')
    const part = await add('s.1', { parent_id: top })
    const second = await connect()
    try {
      await db.query('BEGIN')
      await count(part, true)
      const clash = second.query('UPDATE action SET counted = true WHERE id = $1', [top])
      const refused = expect(clash).rejects.toMatchObject(TWICE)
      await untilWaiting(second)
      await db.query('COMMIT')
      await refused
    } finally {
      await second.end()
    }
  })

  async function untilWaiting(client: pg.Client) {
    const { processID } = client as pg.Client & { processID: number }
    await expect
      .poll(
        async () => (await db.query('SELECT pg_blocking_pids($1) AS pids', [processID])).rows[0].pids.length,
      )
      .toBeGreaterThan(0)
  }
})

describe('what was said stays said', () => {
  describe.each(APPEND_ONLY)('%s', (table) => {
    it.each([
      ['changed', `UPDATE ${table} SET plan_id = plan_id WHERE plan_id = $1`],
      ['deleted', `DELETE FROM ${table} WHERE plan_id = $1`],
      ['emptied', `TRUNCATE ${table} CASCADE`],
    ])('cannot be %s', async (_, sql) => {
      const values = sql.includes('$1') ? [idOf(plan, 'plan')] : []
      expect(await refusalOf(db, () => db.query(sql, values))).toEqual({
        code: INTEGRITY,
        constraint: undefined,
        message: `"${table}" is append-only: add a correcting entry instead`,
      })
    })

    it('takes another entry', async () => {
      const row = anew(table, {})
      if (table === 'progress_update_source') {
        const source = anew('source_document', {})
        await insert(db, 'source_document', source)
        row.source_id = source.id
      }
      if (table === 'dispute_answer') {
        const dispute = anew('rating_dispute', {})
        await insert(db, 'rating_dispute', dispute)
        row.dispute_id = dispute.id
      }
      await insert(db, table, row)
    })
  })

  it('so that an action with a history cannot be deleted', async () => {
    const refusal = await refusalOf(db, () =>
      db.query('DELETE FROM action WHERE id = $1', [idOf(plan, 'action')]),
    )
    expect(refusal.code).toMatch(STILL_REFERRED_TO)
  })
})

describe("a plan's revision", () => {
  const revisionOf = async (of: ExamplePlan, client = db) =>
    Number(
      (await client.query('SELECT revision FROM plan WHERE id = $1', [idOf(of, 'plan')])).rows[0]?.revision,
    )
  const insideOf = async (of: ExamplePlan) =>
    (await db.query('SELECT inside_version FROM plan WHERE id = $1', [idOf(of, 'plan')])).rows[0]
      ?.inside_version
  const tables = [...examplePlan().keys()].filter((table) => table !== 'plan')
  /** What only members see: it raises no revision, on which public pages hang, but changes the version of what is inside. */
  const INSIDE = [
    'membership',
    'accountability',
    'contributor',
    'reporting_period',
    'report_draft',
    'audit_entry',
    'plan_import',
  ]

  it('is tested on every table that belongs to a plan', async () => {
    const { rows } = await db.query<{ table_name: string }>(`
      SELECT table_name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'plan_id'
        -- Where the revisions themselves are noted, and files that are not imported yet.
        AND table_name NOT IN ('plan_change', 'import_file') ORDER BY 1`)
    expect(rows.map(({ table_name }) => table_name)).toEqual([...tables].sort())
  })

  describe.each(tables)('with %s', (table) => {
    let own: ExamplePlan
    let others: number
    beforeAll(async () => {
      own = examplePlan()
      await write(db, own, [...own.keys()][[...own.keys()].indexOf(table) - 1])
      others = await revisionOf(other)
    })

    const writes: [string, () => Promise<unknown>][] = [
      ['insert', () => insert(db, table, rowOf(own, table))],
      [
        'update',
        () => db.query(`UPDATE ${table} SET plan_id = plan_id WHERE plan_id = $1`, [idOf(own, 'plan')]),
      ],
      ['delete', () => db.query(`DELETE FROM ${table} WHERE plan_id = $1`, [idOf(own, 'plan')])],
    ]
    const isInside = INSIDE.includes(table)
    it.each(APPEND_ONLY.includes(table) ? writes.slice(0, 1) : writes)(
      isInside ? 'stays with each %s, but what is inside changes' : 'rises with each %s',
      async (_, writeRow) => {
        const before = [await revisionOf(own), await insideOf(own)] as const
        await writeRow()
        expect(await revisionOf(own)).toBe(isInside ? before[0] : before[0] + 1)
        expect((await insideOf(own)) !== before[1]).toBe(isInside)
      },
    )

    it('leaves that of another plan alone', async () => {
      expect(await revisionOf(other)).toBe(others)
    })
  })

  it('rises with a change of the plan itself', async () => {
    const before = await revisionOf(plan)
    await db.query(`UPDATE plan SET title = 'Renamed' WHERE id = $1`, [idOf(plan, 'plan')])
    expect(await revisionOf(plan)).toBe(before + 1)
  })

  it('cannot be set by hand', async () => {
    const before = await revisionOf(plan)
    await db.query('UPDATE plan SET revision = 0 WHERE id = $1', [idOf(plan, 'plan')])
    expect(await revisionOf(plan)).toBe(before + 1)
  })

  it('rises for every plan that one statement touches', async () => {
    const before = [await revisionOf(plan), await revisionOf(other)]
    await db.query('UPDATE pillar SET aim = aim WHERE plan_id IN ($1, $2)', [
      idOf(plan, 'plan'),
      idOf(other, 'plan'),
    ])
    expect([await revisionOf(plan), await revisionOf(other)]).toEqual(before.map((revision) => revision + 1))
  })

  it('stays when a statement touches nothing', async () => {
    const before = await revisionOf(plan)
    await db.query('UPDATE pillar SET aim = aim WHERE plan_id = $1', [randomUUID()])
    expect(await revisionOf(plan)).toBe(before)
  })

  it('stays when the write is rolled back', async () => {
    const before = await revisionOf(plan)
    await db.query('BEGIN')
    await db.query('UPDATE pillar SET aim = aim WHERE plan_id = $1', [idOf(plan, 'plan')])
    expect(await revisionOf(plan)).toBe(before + 1)
    await db.query('ROLLBACK')
    expect(await revisionOf(plan)).toBe(before)
  })

  it('is seen by others together with the write, not before', async () => {
    const reader = await connect()
    try {
      const before = await revisionOf(plan, reader)
      await db.query('BEGIN')
      await db.query('UPDATE pillar SET aim = aim WHERE plan_id = $1', [idOf(plan, 'plan')])
      expect(await revisionOf(plan, reader)).toBe(before)
      await db.query('COMMIT')
      expect(await revisionOf(plan, reader)).toBe(before + 1)
    } finally {
      await reader.end()
    }
  })

  it('rises for every plan when a table is emptied', async () => {
    const before = [await revisionOf(plan), await revisionOf(other)]
    await db.query('BEGIN')
    await db.query('TRUNCATE achievement_metric')
    const after = [await revisionOf(plan), await revisionOf(other)]
    await db.query('ROLLBACK')
    expect(after).toEqual(before.map((revision) => revision + 1))
  })

  it('counts every one of 20 officers who save at once, and none waits for another in a circle', async () => {
    const officers = await Promise.all(Array.from({ length: 20 }, connect))
    try {
      const before = await revisionOf(plan)
      await Promise.all(
        officers.map((officer) => insert(officer, 'progress_update', anew('progress_update', {}))),
      )
      expect(await revisionOf(plan)).toBe(before + 20)
    } finally {
      await Promise.all(officers.map((officer) => officer.end()))
    }
  })

  it('lets 20 editors add counted actions at once', async () => {
    const editors = await Promise.all(Array.from({ length: 20 }, connect))
    try {
      await Promise.all(
        editors.map((editor, i) => addAction(editor, plan, { ref: `at-once-${i}`, counted: true })),
      )
    } finally {
      await Promise.all(editors.map((editor) => editor.end()))
    }
  })
})

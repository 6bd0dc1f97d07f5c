import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  SECOND_PERSON,
  write,
} from '@/tests/helpers/plan-rows'

const APPEND_ONLY = [
  'board_ask',
  'board_ask_event',
  'rating_dispute',
  'dispute_answer',
  'rating_rule',
  'progress_update',
  'progress_update_source',
  'progress_update_evidence',
  'section_assessment',
  'update_decision',
  'due_date_move',
  'lifecycle_change',
  'counted_change',
  'structure_change',
  'accountability',
  'printed_report',
  'audit_entry',
  'snapshot',
]

const FOREIGN_KEY = '23503'
/** PostgreSQL 18 has a code of its own for what RESTRICT refuses. */
const STILL_REFERRED_TO = /^(23001|23503)$/
const UNIQUE = '23505'
const CHECK = '23514'
const INTEGRITY = '23000'
const INVALID_TEXT = '22P02'

let db: pg.Client
let plan: ExamplePlan
let other: ExamplePlan
let entries = 0

beforeAll(async () => {
  db = await connect()
  plan = await createPlan(db)
  other = await createPlan(db)
})
afterAll(() => db.end())

/** The same row under another key, so that only what a test changes can be refused. */
function anew(table: string, given: Row): Row {
  const row = rowOf(plan, table)
  entries += 1
  return {
    ...row,
    ...(table === 'progress_update_evidence' && { position: entries }),
    ...('number' in row && { number: 1 + entries }),
    ...('id' in row && { id: randomUUID() }),
    ...('code' in row && { code: 'another' }),
    ...('ref' in row && { ref: 'another' }),
    ...given,
  }
}

describe('the database refuses a row that reaches into another plan', () => {
  /** Each column by which one row of a plan refers to another, and the table it refers to. */
  const REFERENCES = [
    ['section', 'pillar_id', 'pillar'],
    ['outcome', 'pillar_id', 'pillar'],
    ['action', 'section_id', 'section'],
    ['action', 'parent_id', 'action'],
    ['action', 'timescale_id', 'timescale'],
    ['section_partner', 'section_id', 'section'],
    ['section_partner', 'partner_id', 'partner'],
    ['action_partner', 'action_id', 'action'],
    ['action_partner', 'partner_id', 'partner'],
    ['section_outcome', 'section_id', 'section'],
    ['section_outcome', 'outcome_id', 'outcome'],
    ['action', 'heir_id', 'action'],
    ['progress_update', 'action_id', 'action'],
    ['progress_update', 'about_id', 'progress_update'],
    ['snapshot', 'corrects_id', 'snapshot'],
    ['report_draft', 'corrects_id', 'snapshot'],
    ['progress_update_evidence', 'update_id', 'progress_update'],
    ['update_decision', 'update_id', 'progress_update'],
    ['due_date_move', 'action_id', 'action'],
    ['due_date_move', 'update_id', 'progress_update'],
    ['lifecycle_change', 'action_id', 'action'],
    ['lifecycle_change', 'heir_id', 'action'],
    ['counted_change', 'action_id', 'action'],
    ['accountability', 'action_id', 'action'],
    ['contributor', 'action_id', 'action'],
    ['progress_update_source', 'update_id', 'progress_update'],
    ['progress_update_source', 'source_id', 'source_document'],
    ['section_assessment', 'section_id', 'section'],
    ['section_assessment', 'source_id', 'source_document'],
    ['section_assessment', 'rule_id', 'rating_rule'],
    ['section_assessment', 'corrects_id', 'section_assessment'],
    ['printed_report', 'source_id', 'source_document'],
    ['achievement_metric', 'achievement_id', 'achievement'],
    ['achievement_action', 'achievement_id', 'achievement'],
    ['achievement_action', 'action_id', 'action'],
    ['publication_action', 'publication_id', 'publication'],
    ['publication_action', 'action_id', 'action'],
    ['board_ask', 'action_id', 'action'],
    ['board_ask', 'section_id', 'section'],
    ['board_ask', 'partner_id', 'partner'],
    ['board_ask', 'report_id', 'snapshot'],
    ['board_ask_event', 'ask_id', 'board_ask'],
    ['board_ask_event', 'partner_id', 'partner'],
    ['rating_dispute', 'action_id', 'action'],
    ['rating_dispute', 'section_id', 'section'],
    ['dispute_answer', 'dispute_id', 'rating_dispute'],
  ] as const

  /** What else a row needs for the reference to be all that is wrong with it. */
  const FITTING: Readonly<Record<string, Row>> = {
    'action.heir_id': { lifecycle: 'merged' },
    'progress_update.about_id': { kind: 'nilReturn' },
    'snapshot.corrects_id': { correction: 'A share was wrong' },
    'section_assessment.corrects_id': { correction: 'It was read from another paper' },
    'report_draft.corrects_id': { correction: 'A share was wrong' },
    'board_ask.section_id': { action_id: null },
    'board_ask_event.partner_id': { kind: 'changed', due_on: '2025-06-01' },
    'rating_dispute.action_id': { section_id: null, overall_rag: null, status: 'onTrack' },
    'contributor.action_id': { person_id: SECOND_PERSON },
  }

  it('in any column of any table: this list is whole', async () => {
    const { rows } = await db.query<{ reference: string }>(`
      SELECT table_name || '.' || column_name AS reference FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name LIKE '%\\_id' AND column_name <> 'plan_id'
        -- People belong to no plan, and an audit entry names its record in words.
        AND column_name NOT IN ('author_id', 'person_id', 'actor_id', 'frozen_by_id', 'record_id',
          'last_writer_id', 'reviewed_by_id', 'returned_by_id')
        AND table_name IN (SELECT table_name FROM information_schema.columns WHERE column_name = 'plan_id')`)
    expect(REFERENCES.map(([table, column]) => `${table}.${column}`).sort()).toEqual(
      rows.map(({ reference }) => reference).sort(),
    )
  })

  it.each(REFERENCES)('%s.%s', async (table, column, target) => {
    const stranger = { [column]: idOf(other, target), ...FITTING[`${table}.${column}`] }
    const refusal = await refusalOf(db, () => insert(db, table, anew(table, stranger)))
    expect(refusal.code).toBe(FOREIGN_KEY)
  })

  it('in an update too', async () => {
    const refusal = await refusalOf(db, () =>
      db.query('UPDATE action SET section_id = $1 WHERE id = $2', [
        idOf(other, 'section'),
        idOf(plan, 'action'),
      ]),
    )
    expect(refusal.code).toBe(FOREIGN_KEY)
  })

  it('but takes the same row with a reference of its own plan', async () => {
    await db.query('BEGIN')
    await insert(db, 'section', anew('section', {}))
    await db.query('ROLLBACK')
  })
})

describe('the database refuses to move a row to another plan', () => {
  it.each([...examplePlan().keys()].filter((table) => table !== 'plan'))('of %s', async (table) => {
    const refusal = await refusalOf(db, () =>
      db.query(`UPDATE ${table} SET plan_id = $1 WHERE plan_id = $2`, [
        idOf(other, 'plan'),
        idOf(plan, 'plan'),
      ]),
    )
    expect(refusal).toMatchObject({
      code: INTEGRITY,
      message: expect.stringMatching(/cannot move to another plan|append-only/),
    })
  })
})

describe('references and codes are unique in their plan', () => {
  const NAMED = [
    ['action', 'ref'],
    ['section', 'code'],
    ['pillar', 'code'],
    ['partner', 'code'],
    ['timescale', 'code'],
    ['outcome', 'code'],
    ['source_document', 'code'],
    ['achievement', 'code'],
    ['publication', 'code'],
  ] as const

  it.each(NAMED)('%s.%s', async (table, column) => {
    const refusal = await refusalOf(db, () =>
      insert(db, table, anew(table, { [column]: rowOf(plan, table)[column] })),
    )
    expect(refusal.code).toBe(UNIQUE)
  })

  it('while another plan may use them', () => {
    for (const [table, column] of NAMED) expect(rowOf(other, table)[column]).toBe(rowOf(plan, table)[column])
  })

  it('and so is the name of a plan in its address', async () => {
    const refusal = await refusalOf(db, () => createPlan(db, String(rowOf(plan, 'plan').slug)))
    expect(refusal.code).toBe(UNIQUE)
  })
})

describe('the database refuses a value outside its list', () => {
  it.each([
    ['progress_update', 'status', 'cancelled'],
    ['progress_update', 'status', 'On Track'],
    ['progress_update', 'basis', 'guessed'],
    ['section_assessment', 'overall_rag', 'delivered'],
    ['action', 'lifecycle', 'deleted'],
    ['partner', 'kind', 'charity'],
    ['section_partner', 'role', 'owner'],
  ])('%s.%s: "%s"', async (table, column, value) => {
    const refusal = await refusalOf(db, () => insert(db, table, anew(table, { [column]: value })))
    expect(refusal.code).toBe(INVALID_TEXT)
  })
})

describe('the database refuses what is not valid', () => {
  it.each([
    ['a plan that ends before it starts', 'plan', { ends_on: '2022-12-31' }, 'plan_ends_after_start'],
    ['a plan whose address has capitals', 'plan', { slug: 'My-Plan' }, 'plan_slug_shape'],
    ['a pillar whose code has a slash', 'pillar', { code: 'a/b' }, 'pillar_code_shape'],
    ['a section whose code has a space', 'section', { code: '1. 1' }, 'section_code_shape'],
    ['a partner without a code', 'partner', { code: '' }, 'partner_code_shape'],
    [
      'a timescale that ends before it starts',
      'timescale',
      { ends_on: '2022-12-31' },
      'timescale_ends_after_start',
    ],
    ['an action without a title', 'action', { title: ' ' }, 'action_title_given'],
    ['an action whose reference has a slash', 'action', { ref: '1/2' }, 'action_ref_shape'],
    [
      'a due date without its precision',
      'action',
      { original_due_on: '2025-01-01', due_on: '2025-01-01' },
      'action_due_whole',
    ],
    [
      'a due date without the original one',
      'action',
      { due_on: '2025-01-01', due_precision: 'day' },
      'action_due_whole',
    ],
    [
      'a timescale that is there and missing',
      'action',
      { timescale_source: 'missing' },
      'action_timescale_known',
    ],
    [
      'a change of the structure that says nothing',
      'structure_change',
      { facts: {} },
      'structure_change_facts',
    ],
    [
      'a correction that holds from a day',
      'structure_change',
      { is_correction: true, effective_on: '2025-03-01' },
      'structure_change_correction',
    ],
    [
      'a rating that corrects another one without saying what was wrong',
      'section_assessment',
      { correction: 'It was read from another paper' },
      'section_assessment_correction',
    ],
    [
      'a publication whose address is none of the web',
      'publication',
      { url: 'javascript:alert(1)' },
      'publication_url',
    ],
    ['a threshold above the whole', 'rating_rule', { at_risk_numerator: 4 }, 'rating_rule_share'],
    ['a threshold of nothing', 'rating_rule', { at_risk_numerator: 0 }, 'rating_rule_share'],
    [
      'a threshold in no parts',
      'rating_rule',
      { at_risk_numerator: 0, at_risk_denominator: 0 },
      'rating_rule_share',
    ],
  ])('%s', async (_, table, given, constraint) => {
    const slug = table === 'plan' ? { slug: `plan-${randomUUID()}` } : {}
    const refusal = await refusalOf(db, () => insert(db, table, anew(table, { ...slug, ...given })))
    expect(refusal).toMatchObject({ code: CHECK, constraint })
  })
})

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
  ]

  it('is tested on every table that belongs to a plan', async () => {
    const { rows } = await db.query<{ table_name: string }>(`
      SELECT table_name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'plan_id'
        -- Where the revisions themselves are noted.
        AND table_name <> 'plan_change' ORDER BY 1`)
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

/** Plans as rows of a real database, written past the application, for tests of what the database itself keeps. */

import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inOrder, STATUS_TEMPLATES } from '@/lib/domain/status/templates'
import { connectionTo, UNLIMITED } from '@/lib/connection'

export type Row = Record<string, unknown>

/** Opens a connection of its own to this test's database, as the owner of its tables. The caller ends it. */
export async function connect(): Promise<pg.Client> {
  const client = new pg.Client(connectionTo(process.env.CAIRN_OWNER_DATABASE_URL ?? '', UNLIMITED))
  await client.connect()
  return client
}

/** Inserts a row. */
export async function insert(db: pg.Client, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row)
  const places = columns.map((_, i) => `$${i + 1}`)
  await db.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  )
}

/** Someone with an account, who has done what the example plans say was done. Belongs to no plan: `write` adds them. */
export const PERSON = '01900000-0000-7000-8000-000000000001'
export const SECOND_PERSON = '01900000-0000-7000-8000-000000000002'

const STATUSES = Object.fromEntries(
  inOrder(STATUS_TEMPLATES.published).map((status) => [status.code, status]),
) as Record<string, ReturnType<typeof inOrder>[number]> & { onTrack: ReturnType<typeof inOrder>[number] }

function statusRow(plan_id: unknown, { shortLabel, ...status }: (typeof STATUSES)['onTrack']): Row {
  return { plan_id, ...status, short_label: shortLabel }
}

/** One row of every table of a plan, in an order in which each row refers only to rows before it. */
export type ExamplePlan = ReadonlyMap<string, Row>

/** Makes the rows of a new plan, and writes none of them. */
export function examplePlan(slug = `plan-${randomUUID()}`): ExamplePlan {
  const plan_id = randomUUID()
  const [source_id, pillar_id, section_id, timescale_id] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ]
  const [partner_id, outcome_id, action_id, update_id] = [
    randomUUID(),
    randomUUID(),
    randomUUID(),
    randomUUID(),
  ]
  const [achievement_id, publication_id, rule_id] = [randomUUID(), randomUUID(), randomUUID()]
  const [ask_id, dispute_id] = [randomUUID(), randomUUID()]
  const asked = { raised_on: '2025-03-01', due_on: '2025-04-01', partner_id, author_id: PERSON }
  const decided = { reason: 'It was decided', effective_on: '2025-03-01' }
  const sentence = { effective_on: '2025-02-28', attributed_to: 'Scottish Government', basis: 'published' }
  return new Map<string, Row>([
    [
      'plan',
      {
        id: plan_id,
        slug,
        title: 'A plan',
        short_title: 'Plan',
        publishers: ['Scottish Government'],
        period: '2023-2025',
        starts_on: '2023-01-01',
        ends_on: '2025-12-31',
        licence: 'OGL',
        attribution: 'OGL',
        words: {
          pillar: { one: 'Pillar', many: 'Pillars' },
          section: { one: 'Section', many: 'Sections' },
          action: { one: 'Action', many: 'Actions' },
        },
        is_public: true,
      },
    ],
    ['plan_status', statusRow(plan_id, STATUSES.onTrack)],
    // Retired, so that nothing else shows it.
    [
      'plan_field',
      {
        plan_id,
        code: 'retired',
        position: 0,
        label: 'A retired field',
        type: 'number',
        options: [],
        is_public: true,
        is_retired: true,
      },
    ],
    ['rating_rule', { id: rule_id, plan_id, at_risk_numerator: 1, at_risk_denominator: 3 }],
    [
      'source_document',
      {
        id: source_id,
        plan_id,
        code: 'paper',
        title: 'A paper',
        publisher: 'Scottish Government',
        url: 'https://example.org/',
        licence: 'OGL',
        read_as: 'full text',
      },
    ],
    ['pillar', { id: pillar_id, plan_id, code: 'plan', position: 0, name: 'Plan', aim: 'An aim' }],
    ['section', { id: section_id, plan_id, pillar_id, code: '1.1', position: 0, title: 'A section' }],
    [
      'timescale',
      { id: timescale_id, plan_id, code: 'short', position: 0, label: 'Short', starts_on: '2023-01-01' },
    ],
    [
      'partner',
      { id: partner_id, plan_id, code: 'nes', abbreviation: 'NES', name: 'NHS Education', kind: 'nhs' },
    ],
    ['section_partner', { plan_id, section_id, partner_id, role: 'keyPartner', position: 0 }],
    ['outcome', { id: outcome_id, plan_id, pillar_id, code: 'o1', position: 0, text: 'An outcome' }],
    ['section_outcome', { plan_id, section_id, outcome_id }],
    [
      'action',
      actionRow({
        id: action_id,
        plan_id,
        section_id,
        ref: '1',
        position: 0,
        timescale_id,
        timescale_source: 'stated',
      }),
    ],
    ['action_partner', { plan_id, action_id, partner_id, role: 'keyPartner', position: 0 }],
    ['progress_update', { id: update_id, plan_id, action_id, status: 'onTrack', ...sentence }],
    ['progress_update_source', { plan_id, update_id, source_id, position: 0 }],
    [
      'section_assessment',
      { id: randomUUID(), plan_id, section_id, overall_rag: 'onTrack', source_id, rule_id, ...sentence },
    ],
    [
      'achievement',
      {
        id: achievement_id,
        plan_id,
        code: 'a1',
        position: 0,
        summary: 'Done',
        reported_on: '2025-06-30',
        reported_precision: 'month',
        source_title: 'An update',
      },
    ],
    [
      'achievement_metric',
      {
        id: randomUUID(),
        plan_id,
        achievement_id,
        position: 0,
        label: 'People trained',
        value: 295,
        unit: 'people',
        as_of: '2024-25',
        qualifier: 'exact',
      },
    ],
    ['achievement_action', { plan_id, achievement_id, action_id }],
    ['publication', { id: publication_id, plan_id, code: 'p1', position: 0, title: 'A publication' }],
    ['publication_action', { plan_id, publication_id, action_id }],
    [
      'progress_update_evidence',
      { plan_id, update_id, position: 0, title: 'A page', url: 'https://example.org/' },
    ],
    [
      'update_decision',
      { id: randomUUID(), plan_id, update_id, decision: 'returned', comment: 'Say more', author_id: PERSON },
    ],
    ['due_date_move', { id: randomUUID(), plan_id, action_id, due_on: '2026-01-31', ...decided, update_id }],
    ['lifecycle_change', { id: randomUUID(), plan_id, action_id, lifecycle: 'withdrawn', ...decided }],
    ['counted_change', { id: randomUUID(), plan_id, action_id, counted: false, ...decided }],
    [
      'structure_change',
      { id: randomUUID(), plan_id, kind: 'outcome', record_id: outcome_id, facts: { text: 'An outcome' } },
    ],
    ['accountability', { id: randomUUID(), plan_id, action_id, person_id: PERSON, ...decided }],
    ['contributor', { plan_id, action_id, person_id: PERSON }],
    [
      'reporting_period',
      {
        id: randomUUID(),
        plan_id,
        name: 'Spring 2025',
        opens_on: '2025-03-01',
        due_on: '2025-03-31',
        closes_on: '2025-04-14',
      },
    ],
    [
      'printed_report',
      {
        id: randomUUID(),
        plan_id,
        code: 'paper-1',
        reference: 'Paper 1',
        title: 'A report',
        as_of_on: '2025-02-28',
        source_id,
        figures: {
          sections: [{ code: '1.1', overallRag: 'onTrack', shares: [{ bucket: 'onTrack', percent: '100' }] }],
          sectionTotals: [],
          actionTotals: [],
          listed: null,
          names: [],
        },
        author_id: PERSON,
      },
    ],
    ['membership', { plan_id, person_id: PERSON, role: 'officer' }],
    [
      'audit_entry',
      {
        id: randomUUID(),
        plan_id,
        chain: plan_id,
        number: 1,
        recorded_at: '2025-03-01',
        kind: 'plan.created',
        record_type: 'plan',
        record_id: plan_id,
        record_name: 'A plan',
        previous: '',
        hash: 'x',
      },
    ],
    [
      'plan_import',
      {
        id: randomUUID(),
        plan_id,
        file: 'plan.xlsx',
        sha256: '0'.repeat(64),
        author_id: PERSON,
        added: 0,
        changed: 1,
        updates: 0,
        written: {
          pillars: [],
          sections: [],
          partners: [],
          timescales: [],
          outcomes: [],
          renamed: [],
          actions: [],
          updates: [],
          changed: [],
        },
        answers: {},
        first_entry: 1,
        last_entry: 1,
      },
    ],
    [
      'snapshot',
      {
        id: randomUUID(),
        plan_id,
        code: 'lb-1',
        reference: 'LB(1)',
        title: 'A report',
        as_at: '2025-03-01',
        frozen_at: '2025-03-02',
        schema_version: 1,
        // No real one: its pages say that it cannot be read.
        document: '{}',
        sha256: '0'.repeat(64),
      },
    ],
    [
      'report_draft',
      {
        id: randomUUID(),
        plan_id,
        reference: 'LB(2)',
        title: 'The next report',
        as_at: '2025-03-01',
        content: { summary: 'A draft of it', risks: '', delivered: {}, notes: {}, risksFrom: null },
        writer_ids: [PERSON],
        last_writer_id: PERSON,
      },
    ],
    [
      'board_ask',
      { id: ask_id, plan_id, number: 1, kind: 'question', action_id, text: 'How many?', ...asked },
    ],
    [
      'board_ask_event',
      { id: randomUUID(), plan_id, ask_id, kind: 'answered', text: 'Twelve', effective_on: '2025-03-20' },
    ],
    [
      'rating_dispute',
      {
        id: dispute_id,
        plan_id,
        number: 1,
        section_id,
        overall_rag: 'onTrack',
        reason: 'It is late',
        effective_on: '2025-03-01',
        author_id: PERSON,
      },
    ],
    [
      'dispute_answer',
      {
        id: randomUUID(),
        plan_id,
        dispute_id,
        outcome: 'kept',
        text: 'It is not',
        effective_on: '2025-03-02',
      },
    ],
    // Of one plan, so that it can be written by itself; an editor can only name another plan's.
    [
      'same_work',
      { id: randomUUID(), plan_id, action_id, cited_plan_id: plan_id, cited_action_id: action_id },
    ],
  ])
}

/** Takes a plan, and the last table to fill (all when left out); writes its rows in one transaction. */
export async function write(db: pg.Client, plan: ExamplePlan, upTo?: string): Promise<void> {
  await db.query(
    `INSERT INTO person (id, name, email) VALUES ($1, 'Ann Example', 'ann@example.org'), ($2, 'Bob Example', 'bob@example.org')
     ON CONFLICT DO NOTHING`,
    [PERSON, SECOND_PERSON],
  )
  await db.query('BEGIN')
  for (const [table, row] of plan) {
    await insert(db, table, row)
    // The plan has one of the published statuses as its row; what is said with any of them has to be kept.
    if (table === 'plan_status')
      for (const status of Object.values(STATUSES).filter(({ code }) => code !== row.code))
        await insert(db, table, statusRow(row.plan_id, status))
    // The entry's hash is no real one, but the chain goes on from it.
    if (table === 'audit_entry')
      await insert(db, 'audit_chain', { chain: row.chain, entries: 1, hash: row.hash })
    if (table === upTo) break
  }
  await db.query('COMMIT')
}

/** Makes a plan with one row in every table, writes it, and returns it. */
export async function createPlan(db: pg.Client, slug?: string): Promise<ExamplePlan> {
  const plan = examplePlan(slug)
  await write(db, plan)
  return plan
}

/** Takes a plan and a table; returns the plan's row in it, or one of the row's values. */
export function rowOf(plan: ExamplePlan, table: string): Row {
  const row = plan.get(table)
  if (!row)
    throw new Error(`An example plan has no row in "${table}": give it one in tests/helpers/plan-rows.ts`)
  return row
}

/** Takes a plan and a table; returns the id of the plan's row in it. */
export function idOf(plan: ExamplePlan, table: string): string {
  return String(rowOf(plan, table).id)
}

/** Takes tables; returns an example plan whose one action is counted and never changed, without rows in those tables. */
export function countedPlan(...without: string[]): ExamplePlan {
  const plan = new Map(examplePlan())
  rowOf(plan, 'action').counted = true
  for (const table of ['lifecycle_change', 'counted_change', ...without]) plan.delete(table)
  return plan
}

/** Takes tables; returns a counted plan of which nothing was ever reported to a board, without rows in those tables. */
export function unreportedPlan(...without: string[]): ExamplePlan {
  const plan = countedPlan('snapshot', ...without)
  rowOf(plan, 'section_assessment').counts = null
  return plan
}

/** What is about a board, and would stand in a report. */
export const BOARD_TABLES = ['board_ask', 'board_ask_event', 'rating_dispute', 'dispute_answer', 'snapshot']

/** Takes what matters of an action's row; returns the row whole: not counted, at the end of the plan. */
function actionRow(given: Row): Row {
  return {
    id: randomUUID(),
    ref_source: 'printed',
    position: 1000,
    title: 'An action',
    counted: false,
    timescale_source: 'missing',
    ...given,
  }
}

/** Adds an action to a plan's section; returns its id. */
export async function addAction(db: pg.Client, plan: ExamplePlan, given: Row): Promise<string> {
  const row = actionRow({ plan_id: idOf(plan, 'plan'), section_id: idOf(plan, 'section'), ...given })
  await insert(db, 'action', row)
  return String(row.id)
}

/** Takes a write; returns how the database refused it, and leaves nothing of it. Fails when it was accepted. */
export async function refusalOf(
  db: pg.Client,
  write: () => Promise<unknown>,
): Promise<Pick<pg.DatabaseError, 'code' | 'constraint' | 'message'>> {
  await db.query('BEGIN')
  try {
    await write()
    // Rules that wait for the end of the transaction speak up here.
    await db.query('SET CONSTRAINTS ALL IMMEDIATE')
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error
    return { code: error.code, constraint: error.constraint, message: error.message }
  } finally {
    await db.query('ROLLBACK')
  }
  throw new Error('The database accepted what it should refuse')
}

// What the database itself refuses: rows that reach into another plan, and values that are not valid.
import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  type Row,
  createPlan,
  examplePlan,
  idOf,
  insert,
  refusalOf,
  rowOf,
  SECOND_PERSON,
} from '@/tests/helpers/plan-rows'
import {
  FOREIGN_KEY,
  UNIQUE,
  CHECK,
  INTEGRITY,
  INVALID_TEXT,
  db,
  plan,
  other,
  anew,
  useTwoPlans,
} from './two-plans'

useTwoPlans()

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
    ['same_work', 'action_id', 'action'],
    ['same_work', 'achievement_id', 'achievement'],
    ['same_work', 'cited_action_id', 'action'],
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
    'same_work.achievement_id': { action_id: null },
    'contributor.action_id': { person_id: SECOND_PERSON },
  }

  it('in any column of any table: this list is whole', async () => {
    const { rows } = await db.query<{ reference: string }>(`
      SELECT table_name || '.' || column_name AS reference FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name LIKE '%\\_id' AND column_name <> 'plan_id'
        -- People belong to no plan, and an audit entry names its record in words.
        AND column_name NOT IN ('author_id', 'person_id', 'actor_id', 'frozen_by_id', 'record_id',
          'last_writer_id', 'reviewed_by_id', 'returned_by_id', 'undone_by_id', 'cited_plan_id')
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
    ['plan_status', 'meaning', 'cancelled'],
    ['plan_status', 'meaning', 'On Track'],
    ['progress_update', 'basis', 'guessed'],
    ['section_assessment', 'overall_rag', 'delivered'],
    ['action', 'lifecycle', 'deleted'],
    ['partner', 'kind', 'charity'],
  ])('%s.%s: "%s"', async (table, column, value) => {
    const refusal = await refusalOf(db, () => insert(db, table, anew(table, { [column]: value })))
    expect(refusal.code).toBe(INVALID_TEXT)
  })
})

describe('the database keeps the statuses of a plan', () => {
  it.each(['progress_update', 'rating_dispute'])('in %s: no other can be named', async (table) => {
    const dispute = {
      ...anew('rating_dispute', { section_id: null, overall_rag: null }),
      action_id: idOf(plan, 'action'),
    }
    const row = table === 'rating_dispute' ? dispute : anew(table, {})
    const refusal = await refusalOf(db, () => insert(db, table, { ...row, status: 'cancelled' }))
    expect(refusal.code).toBe(FOREIGN_KEY)
  })

  it('once they were used: they can be called something else, and neither go nor change their code', async () => {
    const used = [idOf(plan, 'plan'), rowOf(plan, 'progress_update').status]
    const where = 'WHERE plan_id = $1 AND code = $2'
    await db.query(`UPDATE plan_status SET label = 'Going well' ${where}`, used)
    for (const statement of [
      `DELETE FROM plan_status ${where}`,
      `UPDATE plan_status SET code = 'other' ${where}`,
    ])
      expect((await refusalOf(db, () => db.query(statement, used))).code).toBe('23001')
  })

  it('at most ten', async () => {
    const refusal = await refusalOf(db, () =>
      insert(db, 'plan_status', anew('plan_status', { code: 'more', position: 10 })),
    )
    expect(refusal.code).toBe(CHECK)
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

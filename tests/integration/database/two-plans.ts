/** Two plans with a row in every table, for tests of what the database itself keeps. */

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { type ExamplePlan, type Row, connect, createPlan, rowOf } from '@/tests/helpers/plan-rows'

export const APPEND_ONLY = [
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

export const FOREIGN_KEY = '23503'
/** PostgreSQL 18 has a code of its own for what RESTRICT refuses. */
export const STILL_REFERRED_TO = /^(23001|23503)$/
export const UNIQUE = '23505'
export const CHECK = '23514'
export const INTEGRITY = '23000'
export const INVALID_TEXT = '22P02'

export let db: pg.Client
export let plan: ExamplePlan
export let other: ExamplePlan
let entries = 0

/** The same row under another key, so that only what a test changes can be refused. */
export function anew(table: string, given: Row): Row {
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

/** For a whole file. */
export function useTwoPlans() {
  beforeAll(async () => {
    db = await connect()
    plan = await createPlan(db)
    other = await createPlan(db)
  })
  afterAll(() => db.end())
}

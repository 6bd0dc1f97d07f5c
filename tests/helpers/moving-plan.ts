/** A plan whose actions move between two days, for tests of what compares them. */

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { addAction, type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from './plan-rows'

/** The days of the figures of two reports: everything of moveActions lies between them. */
export const [FIRST_DAY, SECOND_DAY] = ['2025-07-01', '2025-10-01'] as const
const [SAID, MOVED] = ['2025-06-30', '2025-09-15']

export interface MovingPlan {
  readonly rows: ExamplePlan
  readonly slug: string
  /** By the numbers that its actions have on the first day. */
  readonly ids: ReadonlyMap<string, string>
}

const STATUSES = {
  1: 'onTrack',
  2: 'atRisk',
  3: 'onTrack',
  4: 'atRisk',
  6: 'onTrack',
  7: 'onTrack',
  8: 'onTrack',
}

/** Writes a plan of eight counted actions in one section as it stands on the first day; the fifth was never spoken of. */
export async function writeMovingPlan(db: pg.Client, name = `plan-${randomUUID()}`): Promise<MovingPlan> {
  const rows = examplePlan(name)
  Object.assign(rowOf(rows, 'action'), { counted: true, lifecycle: 'active', title: 'Action 1' })
  const unwanted = ['lifecycle_change', 'counted_change', 'due_date_move', 'audit_entry', 'snapshot']
  const about = ['report_draft', 'board_ask', 'board_ask_event', 'rating_dispute', 'dispute_answer']
  for (const table of [...unwanted, ...about]) (rows as Map<string, unknown>).delete(table)
  rowOf(rows, 'section_assessment').counts = null
  await write(db, rows)
  const ids = new Map([['1', idOf(rows, 'action')]])
  for (let number = 2; number <= 8; number += 1) {
    const ref = String(number)
    const due =
      ref === '4'
        ? {
            original_due_on: '2025-06-30',
            original_due_precision: 'day',
            due_on: '2025-06-30',
            due_precision: 'day',
          }
        : {}
    ids.set(
      ref,
      await addAction(db, rows, { ref, title: `Action ${ref}`, counted: true, position: number, ...due }),
    )
  }
  const plan = { rows, slug: String(rowOf(rows, 'plan').slug), ids }
  for (const [ref, status] of Object.entries(STATUSES)) await say(db, plan, ref, status, SAID)
  return plan
}

/**
 * Moves the actions: 1 worsens, 2 recovers, 3 is delivered, 4 slips by 90 days, 5 is reported on, 6 is withdrawn, 7 merged into 3,
 * 8 becomes 18, and 10 is added.
 */
export async function moveActions(db: pg.Client, plan: MovingPlan): Promise<void> {
  const { rows, ids } = plan
  const base = { plan_id: idOf(rows, 'plan'), effective_on: MOVED }
  await say(db, plan, '1', 'atRisk', MOVED, {
    reason: 'Two posts are vacant',
    mitigation: 'We advertise again',
  })
  await say(db, plan, '2', 'onTrack', MOVED)
  await say(db, plan, '3', 'delivered', MOVED)
  await say(db, plan, '5', 'onTrack', MOVED)
  await insert(db, 'due_date_move', {
    id: randomUUID(),
    ...base,
    action_id: ids.get('4'),
    due_on: '2025-09-28',
    reason: 'The consultation ran longer',
  })
  await db.query(`UPDATE action SET due_on = '2025-09-28' WHERE id = $1`, [ids.get('4')])
  for (const [ref, lifecycle, replacement] of [
    ['6', 'withdrawn', null],
    ['7', 'merged', ids.get('3')],
  ]) {
    await insert(db, 'lifecycle_change', {
      id: randomUUID(),
      ...base,
      action_id: ids.get(String(ref)),
      lifecycle,
      heir_id: replacement,
      reason: `It was ${lifecycle}`,
    })
    await db.query('UPDATE action SET lifecycle = $1, heir_id = $2 WHERE id = $3', [
      lifecycle,
      replacement,
      ids.get(String(ref)),
    ])
  }
  await db.query(`UPDATE action SET ref = '18' WHERE id = $1`, [ids.get('8')])
  const added = await addAction(db, rows, {
    ref: '10',
    title: 'Action 10',
    counted: true,
    added_on: MOVED,
  })
  await say(db, { ...plan, ids: new Map([...ids, ['10', added]]) }, '10', 'onTrack', MOVED)
}

/** Says of an action, by its number on the first day, how it stands since a day. */
export async function say(
  db: pg.Client,
  { rows, ids }: MovingPlan,
  ref: string,
  status: string,
  since: string,
  given: object = {},
): Promise<void> {
  await insert(db, 'progress_update', {
    id: randomUUID(),
    plan_id: idOf(rows, 'plan'),
    action_id: ids.get(ref),
    status,
    basis: 'reported',
    effective_on: since,
    attributed_to: 'Scottish Government',
    ...given,
  })
}

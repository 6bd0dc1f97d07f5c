/** Reporting periods, and who reports on what, written past the application. */

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { insert } from './plan-rows'

/** Adds a reporting period; returns its id. */
export async function addPeriod(
  db: pg.Client,
  planId: string,
  name: string,
  days: { readonly opensOn: string; readonly dueOn: string; readonly closesOn: string },
): Promise<string> {
  const id = randomUUID()
  await insert(db, 'reporting_period', {
    id,
    plan_id: planId,
    name,
    opens_on: days.opensOn,
    due_on: days.dueOn,
    closes_on: days.closesOn,
  })
  return id
}

/** Makes someone, or no one, accountable for an action from a day on; the author, where one matters, put that on record. */
export async function giveAction(
  db: pg.Client,
  planId: string,
  actionId: string,
  personId: string | null,
  from: string,
  authorId: string | null = null,
): Promise<void> {
  await insert(db, 'accountability', {
    id: randomUUID(),
    plan_id: planId,
    action_id: actionId,
    person_id: personId,
    effective_on: from,
    author_id: authorId,
  })
}

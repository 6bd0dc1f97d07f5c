/** What a submit is called with in the tests of who may send it: a plan of its own, and what has to be there before. */

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Who } from '@/tests/helpers/every-route'
import { actAs } from '@/tests/helpers/acting'
import { addMember, addPerson } from '@/tests/helpers/people'
import { giveAction } from '@/tests/helpers/periods'
import {
  addAction,
  type ExamplePlan,
  examplePlan,
  idOf,
  insert,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'

export interface Row {
  /** Those for whom it does something. */
  readonly may: readonly Who[]
  /** What it is called with, so that it does something for those who may. The form comes last. */
  readonly given: (example: Example) => readonly unknown[] | Promise<readonly unknown[]>
}

export interface Example {
  readonly db: pg.Client
  readonly plan: ExamplePlan
  readonly slug: string
  readonly id: (table: string) => string
  /** Who sends it; empty for no one. */
  readonly actorId: string
}

const WORDS = Object.fromEntries(
  ['Pillar', 'Section', 'Action'].map((one) => [one.toLowerCase(), { one, many: `${one}s` }]),
)

/** A plan whose action counts, with an update that someone reported here. */
export async function makePlan(db: pg.Client): Promise<ExamplePlan> {
  const plan = examplePlan()
  rowOf(plan, 'plan').words = WORDS
  rowOf(plan, 'action').counted = true
  rowOf(plan, 'progress_update').basis = 'reported'
  await write(db, plan)
  return plan
}

/** From now on it is they who ask. Returns their id, empty for no one. */
export async function become(db: pg.Client, plan: ExamplePlan, who: Who): Promise<string> {
  if (who === 'nobody') {
    await actAs(db, null)
    return ''
  }
  const planId = idOf(plan, 'plan')
  const role = who === 'colleague' ? 'officer' : who
  const id = await addPerson(db, {
    isAdministrator: who === 'administrator',
    roles: role === 'stranger' || role === 'administrator' ? {} : { [planId]: role },
  })
  // The officer answers for the action; a colleague is an officer too, and does not.
  if (who === 'officer') await giveAction(db, planId, idOf(plan, 'action'), id, '2025-04-01')
  await actAs(db, id)
  return id
}

export function exampleOf(db: pg.Client, plan: ExamplePlan, actorId: string): Example {
  return { db, plan, slug: String(rowOf(plan, 'plan').slug), id: (table) => idOf(plan, table), actorId }
}

export const form = (fields: Readonly<Record<string, string>>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}
export const OPENED = { values: {}, errors: {} }
/** Of a form that makes something. */
export const newKey = () => ({ 'submission-key': randomUUID() })

export function date(name: string, month: number, year = 2030) {
  return { [`${name}-day`]: '1', [`${name}-month`]: String(month), [`${name}-year`]: String(year) }
}

let made = 1
/** Of what a plan numbers: one that no other of its records has. Several roles try the same on one plan. */
export const newNumber = () => (made += 1)

/** An update of the example's action that waits for approval. */
export async function waitingUpdate({ db, id }: Example): Promise<string> {
  const waiting = randomUUID()
  await insert(db, 'progress_update', {
    id: waiting,
    plan_id: id('plan'),
    action_id: id('action'),
    status: 'onTrack',
    narrative: 'Half of it is done',
    effective_on: '2025-03-01',
    attributed_to: 'Scottish Government',
    basis: 'reported',
    needs_approval: true,
  })
  return waiting
}

/** An ask about the example's action that no one has answered. */
export async function openRequest({ db, id }: Example): Promise<number> {
  const number = newNumber()
  await insert(db, 'board_ask', {
    id: randomUUID(),
    plan_id: id('plan'),
    number,
    kind: 'question',
    action_id: id('action'),
    text: 'Why?',
    raised_on: '2025-03-01',
    due_on: '2025-04-01',
  })
  return number
}

/** A dispute of the example's section that no one has answered. */
export async function openDispute({ db, id }: Example): Promise<number> {
  const number = newNumber()
  await insert(db, 'rating_dispute', {
    id: randomUUID(),
    plan_id: id('plan'),
    number,
    section_id: id('section'),
    overall_rag: 'onTrack',
    reason: 'It is late',
    effective_on: '2025-03-01',
  })
  return number
}

/** An action of the example's section to which nothing has happened yet, behind all others. */
export async function freshAction({ db, plan }: Example): Promise<string> {
  const number = newNumber()
  await addAction(db, plan, { ref: String(number), position: 1000 + number })
  return String(number)
}

/** Another officer of the plan. */
export const addOfficer = ({ db, id }: Example) => addMember(db, id('plan'), 'officer')

/** An action of its own for each test, and the form for its updates, sent as a browser would. */

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { today } from '@/lib/clock'
import { InvalidError } from '@/lib/errors'
import { reportProgress, type SentForm } from '@/lib/mutations/updates/report-progress'
import { readCurrentUpdate } from '@/lib/queries/plan-state/progress-updates'
import { readReportedAction } from '@/lib/queries/updates/sent-updates'
import { fillDate } from '@/lib/schemas/date-fields'
import type { FormValues } from '@/lib/schemas/form'
import { actAs } from '@/tests/helpers/acting'
import { addMember } from '@/tests/helpers/people'
import { connect, type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { giveAction } from '@/tests/helpers/periods'

const LAST_SEEN = 'progress_update_source'
export const DAY = today()

export let db: pg.Client
export let plan: ExamplePlan
export let slug: string
export let officer: string
export let editor: string

export const ON_TRACK = { status: 'onTrack', narrative: 'Half of it is done', ...fillDate('effective', DAY) }
export const WRONG = { correction: 'It was of another action' }
export const EVIDENCE = { 'evidence-1-title': 'The report', 'evidence-1-url': 'https://example.org/report' }

export async function seenNow() {
  const action = await readReportedAction(idOf(plan, 'plan'), '1')
  return { updateId: action?.latest?.id ?? null, dueOn: action?.dueOn ?? null }
}

export async function form(values: FormValues = {}, given: Partial<SentForm> = {}): Promise<SentForm> {
  return {
    values: { ...ON_TRACK, ...values },
    submissionKey: randomUUID(),
    seen: await seenNow(),
    compared: null,
    choices: {},
    ...given,
  }
}

export const report = async (values: FormValues = {}, given: Partial<SentForm> = {}) =>
  reportProgress(slug, '1', await form(values, given))

export async function saved(values: FormValues = {}) {
  const result = await report(values)
  if (result.kind !== 'saved') throw new Error('It was not saved')
  return result.id
}

export const errorsOf = (work: Promise<unknown>) =>
  work.then(
    () => ({}),
    (error: unknown) => {
      if (error instanceof InvalidError) return error.errors
      throw error
    },
  )

export const current = () => readCurrentUpdate(idOf(plan, 'plan'), idOf(plan, 'action'))
export const countUpdates = async () =>
  Number(
    (await db.query('SELECT count(*) FROM progress_update WHERE plan_id = $1', [idOf(plan, 'plan')])).rows[0]
      .count,
  )
export const due = async () =>
  (
    await db.query('SELECT original_due_on::text, due_on::text FROM action WHERE id = $1', [
      idOf(plan, 'action'),
    ])
  ).rows[0]

/** For a whole file: an action that counts, its officer, who asks, and an editor. */
export function useOwnAction() {
  beforeAll(async () => {
    db = await connect()
  })
  afterAll(() => db.end())
  beforeEach(async () => {
    plan = examplePlan()
    slug = String(rowOf(plan, 'plan').slug)
    rowOf(plan, 'plan').ends_on = '2100-12-31'
    rowOf(plan, 'action').counted = true
    await write(db, plan, LAST_SEEN)
    const planId = idOf(plan, 'plan')
    officer = await addMember(db, planId, 'officer', 'Olive')
    editor = await addMember(db, planId, 'editor', 'Edith')
    await giveAction(db, planId, idOf(plan, 'action'), officer, '2025-01-01')
    await actAs(db, officer)
  })
}

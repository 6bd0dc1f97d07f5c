/** A plan of its own for each test, and the forms that change its structure, sent as a browser would. */

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { InvalidError } from '@/lib/errors'
import { saveRecord } from '@/lib/mutations/structure/save-record'
import { getRecordPage } from '@/lib/queries/structure/structure'
import type { CountedData, LifecycleData } from '@/lib/schemas/structure/action-standing'
import { type FormValues, newSubmission } from '@/lib/schemas/form'
import { checkRecord } from '@/lib/schemas/structure/structure'
import type { StructureKind } from '@/lib/domain/structure/structure'
import { actAs } from '@/tests/helpers/acting'
import { addMember } from '@/tests/helpers/people'
import { connect, type ExamplePlan, examplePlan, idOf, write } from '@/tests/helpers/plan-rows'

export let db: pg.Client
export let plan: ExamplePlan
export let slug: string

/** Sends a form about a record as a browser would. */
export async function save(kind: StructureKind, code: string | null, values: FormValues): Promise<string> {
  const { data, state } = checkRecord(kind, { ...newSubmission(), ...values })
  if (state) throw new InvalidError(state.errors)
  if (code === null) return saveRecord(slug, null, data)
  return saveRecord(slug, { code, fingerprint: (await opened(kind, code)).fingerprint }, data)
}

export async function opened(kind: StructureKind, code: string) {
  const page = await getRecordPage(slug, kind, code)
  if (!page || page === 'forbidden' || !page.record) throw new Error(`${kind} ${code} cannot be opened`)
  return page.record
}

export async function change(kind: StructureKind, code: string, values: FormValues): Promise<string> {
  return save(kind, code, { ...(await opened(kind, code)).values, ...values })
}

export const errorsOf = async (work: Promise<unknown>): Promise<Readonly<Record<string, string>>> =>
  work.then(
    () => ({}),
    (error: unknown) => {
      if (error instanceof InvalidError) return error.errors
      throw error
    },
  )

export async function rows(sql: string): Promise<Record<string, unknown>[]> {
  return (await db.query(sql, [idOf(plan, 'plan')])).rows as Record<string, unknown>[]
}

export const refs = async () =>
  (await rows('SELECT ref FROM action WHERE plan_id = $1 ORDER BY position')).map(({ ref }) => ref)
export const ACTION: FormValues = {
  ref: '2',
  title: 'Train more people',
  section: '1.1',
  counted: 'yes',
  'added-day': '1',
  'added-month': '1',
  'added-year': '2026',
}

export const PILLAR = { code: 'train', name: 'Train', aim: 'More people' }
export const WITHDRAWN: LifecycleData = {
  lifecycle: 'withdrawn',
  heir: '',
  parts: '',
  reason: 'No longer needed',
  on: '2026-03-03',
}
export const COUNTED: CountedData = {
  counted: ['1'],
  shown: ['1', '1.1', '1.2'],
  reason: 'Because',
  on: '2026-03-03',
}

export function checked(kind: StructureKind, values: FormValues) {
  const { data, state } = checkRecord(kind, { ...newSubmission(), ...values })
  if (state) throw new InvalidError(state.errors)
  return data
}

/** For a whole file: one section with action 1, nothing said of it yet; an editor asks. */
export function useOwnPlan() {
  beforeAll(async () => {
    db = await connect()
  })
  afterAll(() => db.end())
  // A plan of its own for each test: one section with action 1, nothing said of it yet.
  beforeEach(async () => {
    slug = `plan-${randomUUID()}`
    plan = examplePlan(slug)
    await write(db, plan, 'action_partner')
    await actAs(db, await addMember(db, idOf(plan, 'plan'), 'editor', 'Edith'))
  })
}

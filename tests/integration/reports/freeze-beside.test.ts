// While a report's text is made, others go on writing to its plan; and whatever ends the making leaves nothing behind.
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { RIGHTS } from '@/lib/auth/rights'
import { db as prisma } from '@/lib/db'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { issueDraft } from '@/lib/mutations/reports/issue-report'
import { startDraft } from '@/lib/mutations/reports/report-drafts'
import { writePlan } from '@/lib/mutations/write-plan'
import { actAs } from '@/tests/helpers/acting'
import { markReviewed } from '@/tests/helpers/issue-report'
import { addPerson } from '@/tests/helpers/people'
import {
  connect,
  type ExamplePlan,
  idOf,
  insert,
  rowOf,
  write,
  unreportedPlan,
} from '@/tests/helpers/plan-rows'

let rows: pg.Client
let plan: ExamplePlan
let slug: string
let draft: string

beforeAll(async () => {
  rows = await connect()
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => Promise.all([rows.end(), prisma.$disconnect()]))

beforeEach(async () => {
  plan = unreportedPlan()
  slug = String(rowOf(plan, 'plan').slug)
  await write(rows, plan)
  await actAs(rows, await addPerson(rows, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
  const notes = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known']))
  draft = await startDraft(slug, {
    reference: 'LB(26)01',
    title: 'A report',
    meetingOn: null,
    asAt: '2026-04-01',
    corrects: null,
    content: { summary: '', risks: '', delivered: {}, notes, risksFrom: null },
    submissionKey: randomUUID(),
  })
  await markReviewed(draft)
})

const issue = () => issueDraft(slug, draft, 1, vocabulary, { figures: [], note: '' })

/** Someone else, on another instance, says something of the plan's action. */
const say = (attributedTo: string) =>
  insert(rows, 'progress_update', {
    id: randomUUID(),
    plan_id: idOf(plan, 'plan'),
    action_id: idOf(plan, 'action'),
    status: 'onTrack',
    basis: 'reported',
    effective_on: '2025-06-30',
    attributed_to: attributedTo,
  })

/** Takes what happens each time when a text is being written, before it goes on; says how often that was. */
function whileWriting(happens: (time: number, connection: pg.Client) => Promise<unknown>) {
  const counted = { times: 0 }
  const query = pg.Client.prototype.query as (...question: unknown[]) => unknown
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...question: unknown[]
  ) {
    const ask = () => query.apply(this, question)
    if (!String(question[0]).startsWith('INSERT INTO frozen_portion')) return ask() as never
    counted.times += 1
    return happens(counted.times, this).then(ask) as never
  })
  return counted
}

const reports = async () =>
  (
    await rows.query<{ document: string }>('SELECT document FROM snapshot WHERE plan_id = $1', [
      idOf(plan, 'plan'),
    ])
  ).rows

it('an update is saved while a report is written, and is in the report', async () => {
  // As another request, which is in no transaction.
  const apart = AsyncLocalStorage.snapshot()
  const written = whileWriting(async (time) => {
    if (time > 1) return
    await say('From another instance')
    // And by this one, where those who write to a plan wait for one another.
    await apart(() =>
      writePlan(slug, RIGHTS.draftReports, ({ tx }) =>
        tx.plan.update({ where: { slug }, data: { title: 'Renamed meanwhile' } }),
      ),
    )
  })
  expect(await issue()).toBe('lb-26-01')
  expect(written.times).toBe(2)
  const [report, ...others] = await reports()
  expect(others).toEqual([])
  for (const text of ['From another instance', 'Renamed meanwhile']) expect(report?.document).toContain(text)
})

it('a plan that changes all the time is written down once others have to wait', async () => {
  let last: Promise<void> | undefined
  const written = whileWriting(async (time) => {
    if (time < 3) return say(`While it was written for time ${time}.`)
    // Not waited for: it waits for the plan's lock, in the database.
    last = say('Later')
  })
  await issue()
  await last
  expect(written.times).toBe(3)
  const [report] = await reports()
  expect(report?.document).toContain('While it was written for time 2.')
  expect(report?.document).not.toContain('Later')
})

it('nothing is left of a report whose making was cut off, and the form can be sent again', async () => {
  whileWriting(async (_time, connection) => {
    const { processID } = connection as pg.Client & { processID: number }
    await rows.query('SELECT pg_terminate_backend($1, 5000)', [processID])
  })
  await expect(issue()).rejects.toThrow()
  expect(await reports()).toEqual([])
  vi.restoreAllMocks()
  expect(await Promise.all([issue(), issue()])).toEqual(['lb-26-01', 'lb-26-01'])
  expect(await reports()).toHaveLength(1)
})

it('no one issues a report whose right to was taken away while it was written', async () => {
  whileWriting(() =>
    rows.query(`UPDATE membership SET role = 'viewer' WHERE plan_id = $1`, [idOf(plan, 'plan')]),
  )
  await expect(issue()).rejects.toThrow(/editor/i)
  expect(await reports()).toEqual([])
})

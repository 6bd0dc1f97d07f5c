// What a freeze reads: over the connection of its transaction, so that all of it is of one moment, and nothing twice without a reason.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { today } from '@/lib/clock'
import { db as prisma } from '@/lib/db'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { issueDraft } from '@/lib/mutations/reports/issue-report'
import { startDraft } from '@/lib/mutations/reports/report-drafts'
import { actAs } from '@/tests/helpers/acting'
import { issueReport, markReviewed } from '@/tests/helpers/issue-report'
import { addPerson } from '@/tests/helpers/people'
import { connect, idOf, rowOf, write, unreportedPlan } from '@/tests/helpers/plan-rows'

/** How many statements of a freeze may read these tables, and why more than one. Every other table is read by one. */
const READ_AGAIN: Record<string, readonly [most: number, why: string]> = {
  plan: [4, 'who may read it, twice; its lock; the plan itself'],
  person: [
    6,
    'who issues it, twice, with the setting that names a person; who may report; the name for the audit entry',
  ],
  setting: [2, 'of the first of these'],
  passkey: [4, 'of the first of these'],
  membership: [3, 'the roles of who issues it, twice; who may report'],
  action: [
    11,
    'the plan, its partners, updates, four ledgers, achievements and publications; subjects of requests and of disputes',
  ],
  plan_status: [3, 'with the row that is written to; the plan; the plan as at its day'],
  section: [3, 'the plan; subjects of requests and of disputes'],
  outcome: [2, 'the plan; the links of its sections'],
  partner: [3, 'the plan; of whom the board asks, at first and later'],
  rating_rule: [2, 'the rule; the rule of each rating'],
  lifecycle_change: [
    2,
    'the plan as at its day, which is kept for all who read it; what was said of each change',
  ],
  counted_change: [2, 'the same'],
  due_date_move: [2, 'the same'],
  progress_update: [3, 'the current ones; which officers sent lately; the stories'],
  update_decision: [3, 'of the same three'],
  progress_update_source: [2, 'of the current ones; the stories'],
  progress_update_evidence: [2, 'of what was delivered; the stories'],
  accountability: [2, 'who owes an update; the stories'],
  snapshot: [
    10,
    'codes given; the report corrected; those before; the last, hashed and whole; heads; requests',
  ],
  audit_entry: [4, 'whether it was issued already; the hashes given to the last report and to all'],
}

let db: pg.Client
beforeAll(async () => {
  db = await connect()
})
afterAll(() => Promise.all([db.end(), prisma.$disconnect()]))

/** Takes work; returns the statements that were sent meanwhile, with the connection of each. */
async function recordStatements(work: () => Promise<unknown>) {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await work()
    return query.mock.calls.map(([asked], at) => ({
      connection: query.mock.contexts[at],
      text: typeof asked === 'string' ? asked : (asked as { text: string }).text,
    }))
  } finally {
    query.mockRestore()
  }
}

const tablesReadBy = (statement: string) =>
  /^\s*(SELECT|WITH)/i.test(statement)
    ? new Set(
        [...statement.matchAll(/(?:FROM|JOIN) (?:"public"\.)?"?([a-z_]+)"?/g)].map(([, table = '']) => table),
      )
    : new Set<string>()

it('a freeze reads in its transaction alone, and no table twice without a reason', async () => {
  const plan = unreportedPlan()
  const slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan)
  await actAs(db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
  const notes = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known']))
  const named = { title: 'A report', meetingOn: null, notes, corrects: null }
  // There is one before it, and a period is open: a freeze reads most then.
  await issueReport(slug, { ...named, reference: 'LB(26)01', asAt: '2026-04-01' }, vocabulary)
  const content = { summary: '', risks: '', delivered: {}, notes, risksFrom: null }
  const start = { ...named, reference: 'LB(26)02', asAt: today(), content, submissionKey: randomUUID() }
  const id = await startDraft(slug, start)
  await markReviewed(id)

  const statements = await recordStatements(() =>
    issueDraft(slug, id, 1, vocabulary, { figures: [], note: '' }),
  )

  const begin = statements.findIndex(({ text }) => text === 'BEGIN')
  const own = statements.slice(begin)
  expect(own.at(-1)?.text).toBe('COMMIT')
  expect(new Set(own.map(({ connection }) => connection)).size).toBe(1)
  // Before it begins, only who asks is read.
  expect(
    [...new Set(statements.slice(0, begin).flatMap(({ text }) => [...tablesReadBy(text)]))].sort(),
  ).toEqual(['membership', 'passkey', 'person', 'session', 'setting'])

  const tables = (
    await db.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`)
  ).rows
  const read = own.flatMap(({ text }) => [...tablesReadBy(text)])
  const times = tables.map(({ name }) => [name, read.filter((table) => table === name).length] as const)
  expect(times.filter(([name, count]) => count > (READ_AGAIN[name]?.[0] ?? 1))).toEqual([])
  // Enough is read for this to mean something.
  expect(times.filter(([, count]) => count > 0).length).toBeGreaterThan(30)
})

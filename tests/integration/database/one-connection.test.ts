// Whoever writes asks over the connection that holds the locks: with no other left, everything that reads while it writes still ends.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { Prisma } from '@/generated/prisma/client'
import { db, queryPlainly, writing, writingConnection } from '@/lib/db'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { answerDispute, disputeRating } from '@/lib/mutations/board/disputes'
import { issueDraft } from '@/lib/mutations/reports/issue-report'
import { startDraft } from '@/lib/mutations/reports/report-drafts'
import { reviewDraft } from '@/lib/mutations/reports/review-draft'
import { removeRecord } from '@/lib/mutations/structure/remove-record'
import { actAs } from '@/tests/helpers/acting'
import { addPerson } from '@/tests/helpers/people'
import {
  connect,
  type ExamplePlan,
  idOf,
  rowOf,
  write,
  countedPlan,
  BOARD_TABLES,
} from '@/tests/helpers/plan-rows'

/** So many connections lib/db.ts has. */
const ALL = 10

let rows: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  rows = await connect()
})
afterAll(() => rows.end())

beforeEach(async () => {
  plan = countedPlan(...BOARD_TABLES)
  slug = String(rowOf(plan, 'plan').slug)
  await write(rows, plan)
  await actAs(rows, await addPerson(rows, { roles: { [idOf(plan, 'plan')]: 'editor' } }))
})

/** Does work while all connections but one are taken. */
async function withOneLeft<T>(work: () => Promise<T>): Promise<T> {
  let free = () => {}
  const isOver = new Promise<void>((resolve) => (free = resolve))
  const taken = Array.from({ length: ALL - 1 }, () => {
    let begun = () => {}
    const hasBegun = new Promise<void>((resolve) => (begun = resolve))
    const current = db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1`
      begun()
      await isOver
    })
    return { hasBegun, held: current }
  })
  await Promise.all(taken.map(({ hasBegun }) => hasBegun))
  try {
    return await work()
  } finally {
    free()
    await Promise.all(taken.map(({ held }) => held))
  }
}

it('a rating is disputed, and the dispute answered', async () => {
  await withOneLeft(async () => {
    const about = { level: 'section', code: '1.1' } as const
    const dispute = { about, seen: 'onTrack', reason: 'It is late', submissionKey: randomUUID() }
    const number = await disputeRating(slug, dispute)
    await answerDispute(slug, number, { outcome: 'kept', text: 'It is right' })
  })
})

it('a report is started, reviewed and issued', async () => {
  const notes = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known']))
  await withOneLeft(async () => {
    const id = await startDraft(slug, {
      reference: 'LB(26)02',
      title: 'Second',
      meetingOn: null,
      asAt: '2026-03-31',
      corrects: null,
      content: { summary: '', risks: '', delivered: {}, notes, risksFrom: null },
      submissionKey: randomUUID(),
    })
    await reviewDraft(slug, id, 1, { step: 'send', ticked: { figures: [], note: '' } })
    await reviewDraft(slug, id, 1, { step: 'approve', ticked: { figures: [], note: '' } })
    expect(await issueDraft(slug, id, 1, vocabulary, { figures: [], note: '' })).toBe('lb-26-02')
  })
})

it('what a plan is made of is changed', async () => {
  await withOneLeft(() =>
    expect(removeRecord(slug, 'partner', 'none')).rejects.toThrow('There is no partner'),
  )
})

it('what was read in a transaction sees what it wrote, and nothing is asked of one that has ended', async () => {
  const person = await addPerson(rows)
  const name = async () => (await db.person.findUniqueOrThrow({ where: { id: person } })).name
  let later: () => Promise<string> = name
  await expect(
    writing(async (tx) => {
      await tx.person.update({ where: { id: person }, data: { name: 'Renamed' } })
      expect(await name()).toBe('Renamed')
      later = () => name()
      throw new Error('taken back')
    }),
  ).rejects.toThrow('taken back')
  expect(await later()).not.toBe('Renamed')
  await expect(writing(() => writing(() => Promise.resolve()))).rejects.toThrow('A write began another one')
})

it('whatever a write asks, and however, goes over its own connection, one question at a time', async () => {
  const asking = Prisma.sql`SELECT pg_backend_pid() AS pid`
  const warnings: string[] = []
  const note = (warning: Error) => warnings.push(warning.message)
  process.on('warning', note)
  const used = await Promise.all(
    Array.from({ length: 3 }, () =>
      writing(async (tx) => {
        const asked = await Promise.all([
          tx.$queryRaw<{ pid: number }[]>(asking),
          db.$queryRaw<{ pid: number }[]>(asking),
          queryPlainly<{ pid: number }>(asking),
          writingConnection()
            .query<{ pid: number }>(asking.text)
            .then(({ rows }) => rows),
        ])
        return new Set(asked.flat().map(({ pid }) => pid))
      }),
    ),
  )
  await new Promise(setImmediate)
  process.off('warning', note)
  expect(used.map(({ size }) => size)).toEqual([1, 1, 1])
  expect(new Set(used.flatMap((pids) => [...pids])).size).toBe(3)
  expect(warnings).toEqual([])
  expect(() => writingConnection()).toThrow('Only a transaction that writes')
})

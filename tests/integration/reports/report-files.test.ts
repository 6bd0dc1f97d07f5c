// A report as a Word file and as one HTML file: made of what was frozen, for those who may read the plan, naming no one.
import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET as getPack } from '@/app/plans/[plan]/reports/[report]/pack.html/route'
import { GET as getPaper } from '@/app/plans/[plan]/reports/[report]/paper.docx/route'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { getReport, readReportText } from '@/lib/queries/reports/report'
import { actAs } from '@/tests/helpers/acting'
import { addMember } from '@/tests/helpers/people'
import { issueReport } from '@/tests/helpers/issue-report'
import { connect, idOf, insert, rowOf, write, unreportedPlan } from '@/tests/helpers/plan-rows'
import { unzip } from '@/tests/helpers/read-files'

const EDITOR = 'Edda Editorsdottir'
const plan = unreportedPlan()
const plan_id = idOf(plan, 'plan')
const slug = String(rowOf(plan, 'plan').slug)
let db: pg.Client
let editor: string
let code: string

beforeAll(async () => {
  db = await connect()
  await write(db, plan)
  editor = await addMember(db, plan_id, 'editor', EDITOR)
  await insert(db, 'progress_update', {
    id: randomUUID(),
    plan_id,
    action_id: idOf(plan, 'action'),
    status: 'atRisk',
    basis: 'reported',
    effective_on: '2025-06-30',
    attributed_to: 'Scottish Government',
    author_id: editor,
  })
  await actAs(db, editor)
  const kinds = [
    'silent',
    'waiting',
    'neverReported',
    'noLead',
    'unrated',
    'staleRating',
    'noMitigation',
    'openDispute',
  ]
  code = await issueReport(
    slug,
    {
      reference: 'LB(26)01',
      title: 'First report',
      meetingOn: null,
      asAt: '2026-04-01',
      corrects: null,
      notes: Object.fromEntries(kinds.map((kind) => [kind, 'Known'])),
    },
    vocabulary,
  )
})
afterAll(() => db.end())

const FILES = { 'paper.docx': getPaper, 'pack.html': getPack }

async function get(file: keyof typeof FILES, report = code): Promise<Response> {
  const context = { params: Promise.resolve({ plan: slug, report }) }
  return FILES[file](new Request(`http://localhost/${file}`), context)
}

/** All the words of a file. */
async function read(file: keyof typeof FILES): Promise<string> {
  const response = await get(file)
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toBe('no-cache')
  expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z0-9.-]+"$/)
  const bytes = new Uint8Array(await response.arrayBuffer())
  return file === 'paper.docx' ? Object.values(unzip(bytes)).join('') : Buffer.from(bytes).toString()
}

describe.each(Object.keys(FILES) as (keyof typeof FILES)[])('%s', (file) => {
  it('has the report’s words and fingerprint, and no one’s name, for anyone who asks', async () => {
    const report = await getReport(slug, code)
    expect(report?.issued.frozenBy).toBe(EDITOR)
    for (const asker of [editor, null]) {
      await actAs(db, asker)
      const words = await read(file)
      for (const text of ['First report', 'LB(26)01', 'need', report?.issued.sha256 ?? 'none'])
        expect(words).toContain(text)
      expect(words).not.toContain(EDITOR)
    }
  })

  it('is of the plan as it was frozen', async () => {
    await db.query(`UPDATE action SET title = 'Renamed since' WHERE plan_id = $1`, [plan_id])
    expect(await read(file)).not.toContain('Renamed since')
  })

  it('is not there for those who may not read the plan, nor of a report that is none', async () => {
    await db.query('UPDATE plan SET is_public = false WHERE id = $1', [plan_id])
    await actAs(db, null)
    expect((await get(file)).status).toBe(404)
    await actAs(db, editor)
    expect((await get(file)).status).toBe(200)
    expect((await get(file, 'nowhere')).status).toBe(404)
    expect((await get(file, 'a\0b')).status).toBe(404)
    await db.query('UPDATE plan SET is_public = true WHERE id = $1', [plan_id])
  })
})

it('the page without a network holds what was frozen, to the letter', async () => {
  const [, data = ''] = /<script type="text\/plain"[^>]*>([^<]+)</.exec(await read('pack.html')) ?? []
  const stored = await readReportText(slug, code)
  const bytes = Buffer.from(data, 'base64')
  expect(bytes.toString()).toBe(stored?.document)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(stored?.sha256)
})

it('no file is made of a report that is no longer what was frozen', async () => {
  await db.query('BEGIN')
  await db.query('ALTER TABLE snapshot DISABLE TRIGGER USER')
  await db.query(
    `UPDATE snapshot SET document = replace(document, '"atRisk"', '"onTrack"') WHERE plan_id = $1`,
    [plan_id],
  )
  await db.query('ALTER TABLE snapshot ENABLE TRIGGER USER')
  await db.query('COMMIT')
  for (const file of Object.keys(FILES) as (keyof typeof FILES)[]) {
    const response = await get(file)
    expect(response.status).toBe(409)
    expect(await response.text()).toContain('altered after it was issued')
  }
})

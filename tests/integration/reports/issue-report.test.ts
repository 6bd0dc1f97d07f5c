// Freezing a plan under a report's name: it never changes, whoever changes the plan, and shows when someone changed it.
import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { GET as getChart } from '@/app/plans/[plan]/charts/[chart]/route'
import { GET as getFile } from '@/app/plans/[plan]/files/[file]/route'
import { ForbiddenError, InvalidError, NotFoundError, SignedOutError } from '@/lib/errors'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { viewOverview } from '@/lib/domain/plan/views'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { MOMENT_HEADER, momentHeader } from '@/lib/http/moment-header'
import { paths } from '@/lib/paths'
import { getAction } from '@/lib/queries/plan/action'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { checkReport, getReport } from '@/lib/queries/reports/report'
import { listReports, readMissingReports } from '@/lib/queries/reports/reports'
import { getTimeline } from '@/lib/queries/updates/timeline'
import { checkSnapshots } from '@/tools/verify/check-snapshots'
import { actAs } from '@/tests/helpers/acting'
import { issueReport, type ReportRequest } from '@/tests/helpers/issue-report'
import { addMember } from '@/tests/helpers/people'
import {
  connect,
  type ExamplePlan,
  idOf,
  insert,
  rowOf,
  write,
  unreportedPlan,
} from '@/tests/helpers/plan-rows'
import { reportMessages } from '@/lib/format/reports/messages'

let db: pg.Client
let plan: ExamplePlan
let slug: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())

beforeEach(async () => {
  plan = unreportedPlan()
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan)
  // Adverse, and no one says what is being done.
  await say('atRisk')
  await actAs(db, await person('editor'))
})

const planId = () => idOf(plan, 'plan')
const person = (role: 'editor' | 'officer' | 'analyst' | 'viewer') => addMember(db, planId(), role)

async function say(status: string) {
  await insert(db, 'progress_update', {
    id: randomUUID(),
    plan_id: planId(),
    action_id: idOf(plan, 'action'),
    status,
    basis: 'reported',
    effective_on: '2025-06-30',
    attributed_to: 'Scottish Government',
  })
}

const NOTES = Object.fromEntries(
  [
    'silent',
    'waiting',
    'neverReported',
    'noLead',
    'unrated',
    'staleRating',
    'noMitigation',
    'openDispute',
  ].map((kind) => [kind, 'Known']),
)
const request = (given: Partial<ReportRequest> = {}): ReportRequest => ({
  reference: 'LB(26)01',
  title: 'First report',
  meetingOn: '2026-05-01',
  asAt: '2026-04-01',
  notes: NOTES,
  corrects: null,
  ...given,
})
const issue = (given: Partial<ReportRequest> = {}) => issueReport(slug, request(given), vocabulary)

/** Writes past the rules of the database, as someone who owns it can. */
/** What no one can do through Cairn: writes past the triggers. */
async function tamper(sql: string) {
  await pastTriggers(`UPDATE snapshot SET ${sql} WHERE plan_id = $1`)
}

async function pastTriggers(sql: string) {
  await db.query('BEGIN')
  await db.query('ALTER TABLE snapshot DISABLE TRIGGER USER')
  await db.query(sql, [planId()])
  await db.query('ALTER TABLE snapshot ENABLE TRIGGER USER')
  await db.query('COMMIT')
}

async function verify() {
  const found = []
  for await (const one of checkSnapshots(process.env.DATABASE_URL ?? '', [slug])) found.push(one)
  return found
}

describe('issuing a report', () => {
  it('is done in turn by as many as ask at the same time', async () => {
    const codes = Array.from({ length: 8 }, (_, at) => `lb-26-1${String(at).padStart(2, '0')}`)
    expect(await Promise.all(codes.map((reference) => issue({ reference })))).toEqual(codes)
  })

  it('is for editors', async () => {
    await actAs(db, null)
    await expect(issue()).rejects.toThrow(SignedOutError)
    for (const role of ['viewer', 'analyst', 'officer'] as const) {
      await actAs(db, await person(role))
      await expect(issue()).rejects.toThrow(ForbiddenError)
    }
    expect(await listReports(slug)).toEqual([])
  })

  it('freezes the plan, puts it on record, and raises the revision', async () => {
    const { rows: before } = await db.query('SELECT revision FROM plan WHERE id = $1', [planId()])
    expect(await issue()).toBe('lb-26-01')
    const [report] = await listReports(slug)
    expect(report).toMatchObject({
      code: 'lb-26-01',
      reference: 'LB(26)01',
      asAt: '2026-04-01',
      meetingOn: '2026-05-01',
      frozenBy: 'An editor',
      corrects: null,
      correctedBy: null,
    })
    const { rows } = await db.query(
      `SELECT after FROM audit_entry WHERE plan_id = $1 AND kind = 'report.issued'`,
      [planId()],
    )
    expect(rows).toMatchObject([{ after: { code: 'lb-26-01', sha256: report?.sha256 } }])
    const { rows: frozen } = await db.query('SELECT document FROM snapshot WHERE plan_id = $1', [planId()])
    expect(canonicalJson(JSON.parse(frozen[0].document))).toBe(frozen[0].document)
    const { rows: after } = await db.query('SELECT revision FROM plan WHERE id = $1', [planId()])
    expect(after[0].revision).toBeGreaterThan(before[0].revision)
  })

  it('freezes to the letter what is longer than what goes to the database at once', async () => {
    const notes = '€🙂ä"\\\n'.repeat(400_000)
    await db.query('UPDATE plan SET notes = ARRAY[$2] WHERE id = $1', [planId(), notes])
    const code = await issue()
    const { rows } = await db.query(
      `SELECT document, sha256 = encode(sha256(convert_to(document, 'UTF8')), 'hex') AS same FROM snapshot WHERE code = $1 AND plan_id = $2`,
      [code, planId()],
    )
    const [{ document, same }] = rows as [{ document: string; same: boolean }]
    expect(same).toBe(true)
    expect(JSON.parse(document)).toMatchObject({ plan: { notes: [notes] } })
    expect(canonicalJson(JSON.parse(document)) === document).toBe(true)
  })

  it('asks for a note on everything that is missing, by its field', async () => {
    const refusal = issue({ notes: {} })
    await expect(refusal).rejects.toThrow(InvalidError)
    const { errors } = (await refusal.catch((error: unknown) => error)) as InvalidError
    expect(Object.keys(errors).length).toBeGreaterThan(0)
    for (const name of Object.keys(errors)) expect(name).toMatch(/^note-/)
    expect(await listReports(slug)).toEqual([])
    await issue()
    const found = await getReport(slug, 'lb-26-01')
    expect(found?.frozen?.document.accepted.map(({ kind }) => `note-${kind}`).sort()).toEqual(
      Object.keys(errors).sort(),
    )
  })

  it('refuses a reference that was given before, a day to come, and a reference of signs alone', async () => {
    await issue()
    await expect(issue({ reference: 'lb 26 01' })).rejects.toMatchObject({ errors: { reference: /another/ } })
    await expect(issue({ reference: '2', asAt: '2999-01-01' })).rejects.toMatchObject({
      errors: { asAt: /future/ },
    })
    await expect(issue({ reference: '///' })).rejects.toMatchObject({ errors: { reference: /letter/ } })
  })

  it('issues one report when two editors send the same reference at once', async () => {
    const results = await Promise.allSettled([issue(), issue()])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await listReports(slug)).toHaveLength(1)
  })

  it('has no name of an officer in it', async () => {
    const officer = await addMember(db, planId(), 'officer', 'Ophelia Officer')
    for (const table of ['progress_update', 'accountability'] as const)
      await insert(db, table, {
        ...rowOf(plan, table),
        id: randomUUID(),
        ...(table === 'accountability' ? { person_id: officer } : { author_id: officer, basis: 'reported' }),
      })
    await issue()
    const { rows } = await db.query('SELECT document FROM snapshot WHERE plan_id = $1', [planId()])
    expect(rows[0].document).not.toContain('Ophelia')
    expect(rows[0].document).not.toContain(officer)
  })
})

describe('an issued report', () => {
  beforeEach(async () => void (await issue()))

  const shown = async () => {
    const frozen = await readPlan({ slug, report: 'lb-26-01' })
    if (!frozen) throw new Error('The report cannot be read')
    const ref = frozen.actions[0]?.ref ?? ''
    return JSON.stringify({
      overview: viewOverview(frozen, frozen.asAt ?? ''),
      action: await getAction(frozen, ref),
      story: await getTimeline(frozen, ref, undefined),
      partners: frozen.partners,
    })
  }

  it('shows the same whatever is renamed, moved, said or removed later', async () => {
    const before = await shown()
    await db.query(`UPDATE pillar SET name = 'Renamed', aim = 'Another aim' WHERE plan_id = $1`, [planId()])
    await db.query(`UPDATE section SET title = 'Renamed', code = '9.9' WHERE plan_id = $1`, [planId()])
    await db.query(`UPDATE action SET title = 'Renamed', ref = '99', counted = false WHERE plan_id = $1`, [
      planId(),
    ])
    await db.query(`UPDATE partner SET name = 'Renamed' WHERE plan_id = $1`, [planId()])
    await db.query('DELETE FROM action_partner WHERE plan_id = $1', [planId()])
    await insert(db, 'progress_update', {
      ...rowOf(plan, 'progress_update'),
      id: randomUUID(),
      status: 'offTrack',
      effective_on: '2026-03-31',
    })
    expect((await readPlan(slug))?.actions[0]?.title).toBe('Renamed')
    expect(await shown()).toBe(before)
    expect((await getReport(slug, 'lb-26-01'))?.frozen?.faults).toEqual([])
    expect(await verify()).toMatchObject([{ code: 'lb-26-01', faults: [] }])
  })

  it('is not changed or deleted, even in the database', async () => {
    for (const sql of [
      `UPDATE snapshot SET title = 'x'`,
      'DELETE FROM snapshot',
      'TRUNCATE snapshot CASCADE',
    ])
      await expect(db.query(sql)).rejects.toThrow('append-only')
  })

  it('is missed where someone deletes it', async () => {
    expect(await readMissingReports(planId())).toEqual([])
    await pastTriggers('DELETE FROM snapshot WHERE plan_id = $1')
    expect(await readMissingReports(planId())).toEqual(['LB(26)01'])
  })

  it.each([
    ['a word', `document = replace(document, '"An aim"', '"Another aim"')`, { kind: 'text' }],
    ['its fingerprint', `sha256 = repeat('0', 64)`, { kind: 'text' }],
    ['its title in the list', `title = 'Another'`, { kind: 'label', field: 'title' }],
    ['the version in the list', 'schema_version = 99', { kind: 'version', listed: 99 }],
    [
      'a figure, with the fingerprint made to fit',
      `document = replace(document, '"base":1', '"base":2'),
       sha256 = encode(sha256(convert_to(replace(document, '"base":1', '"base":2'), 'UTF8')), 'hex')`,
      { kind: 'figures' },
    ],
  ])('tells that someone changed %s', async (_, change, fault) => {
    await tamper(change)
    const faults = (await getReport(slug, 'lb-26-01'))?.frozen?.faults ?? []
    expect(faults).toContainEqual(expect.objectContaining(fault))
    expect((await verify())[0]?.faults).toEqual(faults.map(reportMessages.fault))
  })

  it.each([
    ['no JSON', `document = 'nonsense'`],
    ['no plan', `document = regexp_replace(document, '"actions":\\[.*\\],"asAt"', '"actions":[1],"asAt"')`],
  ])('says so when its document is %s any more', async (_, change) => {
    await tamper(change)
    expect(await getReport(slug, 'lb-26-01')).toMatchObject({ frozen: null, issued: { code: 'lb-26-01' } })
    expect(await readPlan({ slug, report: 'lb-26-01' })).toBeNull()
    expect((await verify())[0]?.faults.join()).toMatch(/cannot be read|fingerprint/)
  })

  it('is hashed when it is first read, when it was touched, and whenever it is checked', async () => {
    const code = 'lb-26-01'
    const query = vi.spyOn(pg.Client.prototype, 'query')
    const readDocument = async (read: () => Promise<unknown>) => {
      query.mockClear()
      await read()
      return query.mock.calls.filter(([asked]) => /\bdocument\b/.test(JSON.stringify(asked))).length
    }
    const look = () => readDocument(() => getReport(slug, code))
    expect(await look()).toBeGreaterThan(0)
    expect(await look()).toBe(0)
    expect(await readDocument(() => checkReport(slug, code))).toBe(1)
    expect(await readDocument(() => checkReport(slug, code))).toBe(1)
    await tamper('document = document')
    expect(await look()).toBe(1)
    expect(await look()).toBe(0)
    query.mockRestore()
  })

  it('makes no file of a report that is not what was frozen, for no warning would stand beside it', async () => {
    const ask = (folder: 'files' | 'charts', name: string) => {
      const address = `${paths.report(slug, 'lb-26-01')}/${folder}/${name}`
      const current = globalThis as typeof globalThis & { cairnTestHeaders?: Headers }
      current.cairnTestHeaders?.set(MOMENT_HEADER, momentHeader(address))
      const params = { plan: slug, file: name, chart: name }
      const request = new NextRequest(`http://localhost${address}`)
      return folder === 'files'
        ? getFile(request, { params: Promise.resolve(params) })
        : getChart(request, { params: Promise.resolve(params) })
    }
    expect((await ask('files', 'actions.csv')).status).toBe(200)
    expect((await ask('charts', 'pillars.svg')).status).toBe(200)
    for (const change of [`document = replace(document, '"An aim"', '"Another"')`, `document = 'nonsense'`]) {
      await tamper(change)
      for (const answer of [await ask('files', 'actions.csv'), await ask('charts', 'pillars.svg')]) {
        expect(answer.status).toBe(409)
        expect(await answer.text()).toContain('Report LB(26)01 was altered after it was issued')
      }
    }
  })

  it('is for anyone who may read the plan', async () => {
    await db.query('UPDATE plan SET is_public = false WHERE id = $1', [planId()])
    await actAs(db, null)
    expect(await getReport(slug, 'lb-26-01')).toBeNull()
    expect(await readPlan({ slug, report: 'lb-26-01' })).toBeNull()
    await db.query('UPDATE plan SET is_public = true WHERE id = $1', [planId()])
    const found = await getReport(slug, 'lb-26-01')
    expect(found?.issued).toMatchObject({ reference: 'LB(26)01', frozenBy: null })
    await db.query('UPDATE plan SET is_public = false WHERE id = $1', [planId()])
  })

  it('is corrected by another, once, about the same day', async () => {
    const corrects = { code: 'lb-26-01', why: 'A share was wrong' }
    await expect(issue({ corrects, asAt: '2026-03-31' })).rejects.toMatchObject({
      errors: { asAt: /same day/ },
    })
    expect(await issue({ corrects })).toBe('lb-26-01-correction-1')
    await expect(issue({ corrects })).rejects.toMatchObject({
      errors: { form: reportMessages.correctedAlready },
    })
    await expect(issue({ corrects: { ...corrects, code: 'nowhere' } })).rejects.toThrow(NotFoundError)
    const [old, correction] = [
      await getReport(slug, 'lb-26-01'),
      await getReport(slug, 'lb-26-01-correction-1'),
    ]
    expect(old).toMatchObject({ correctedBy: { code: 'lb-26-01-correction-1' }, frozen: { faults: [] } })
    expect(correction).toMatchObject({
      issued: { correction: 'A share was wrong' },
      corrects: { code: 'lb-26-01' },
      frozen: { document: { corrects: { sha256: old?.issued.sha256 } }, faults: [] },
    })
    // Replaced together with its fingerprint, the old one is given away by the audit entry of its issue and by the one that corrects it.
    await tamper(`document = replace(document, 'An aim', 'Another aim')`)
    await tamper(`sha256 = encode(sha256(convert_to(document, 'UTF8')), 'hex')`)
    expect((await verify()).map(({ faults }) => faults.at(-1))).toEqual([
      reportMessages.fault({ kind: 'auditEntry' }),
      reportMessages.fault({ kind: 'corrected', code: 'lb-26-01' }),
    ])
    expect((await getReport(slug, 'lb-26-01-correction-1'))?.frozen?.faults.at(-1)).toEqual({
      kind: 'corrected',
      code: 'lb-26-01',
    })
  })
})

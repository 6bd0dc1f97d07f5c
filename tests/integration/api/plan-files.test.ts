// A plan's files, asked for as a browser does, by those who may read the plan and by those who may not.
import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET as getActionList } from '@/app/api/v1/plans/[plan]/actions/route'
import { GET as getChart } from '@/app/plans/[plan]/charts/[chart]/route'
import { GET as getMovement } from '@/app/plans/[plan]/compare/[file]/route'
import { GET } from '@/app/plans/[plan]/files/[file]/route'
import { GET as getFeed } from '@/app/plans/[plan]/reports.atom/route'
import { GET as getPack } from '@/app/plans/[plan]/reports/[report]/pack.html/route'
import { GET as getPaper } from '@/app/plans/[plan]/reports/[report]/paper.docx/route'
import { GET as getDocument } from '@/app/plans/[plan]/reports/[report]/snapshot.json/route'
import { db as prisma } from '@/lib/db'
import { SORT_KEYS } from '@/lib/domain/plan/action-list'
import { NO_TIMESCALE } from '@/lib/domain/plan/timescale-views'

import { PLAN_FILES } from '@/lib/format/plan/plan-files'
import { MOMENT_HEADER, momentHeader } from '@/lib/http/moment-header'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { listActions } from '@/lib/queries/plan/actions'
import { actionListBody } from '@/lib/schemas/api'
import { FIRST_PLAN_SLUG } from '@/prisma/seed/rows'
import { actAs } from '@/tests/helpers/acting'
import { addMember, addPerson } from '@/tests/helpers/people'
import {
  addAction,
  connect,
  createPlan,
  examplePlan,
  idOf,
  insert,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'
import { parseCsv, readWorkbook, unzip } from '@/tests/helpers/read-files'
import { BUCKETS } from '@/tests/helpers/plan-builder'

let db: pg.Client
let slug: string
let closed: string
let officer: string
const plan = examplePlan()
const plan_id = idOf(plan, 'plan')
const SAID = { attributed_to: 'Scottish Government', basis: 'reported' }
const ids: Record<string, string> = {}

beforeAll(async () => {
  db = await connect()
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan, 'outcome')
  officer = await addMember(db, plan_id, 'officer', 'Olive Officer')
  const first = await addAction(db, plan, { ref: '1', position: 0, counted: true })
  const second = await addAction(db, plan, { ref: '2', position: 1, counted: true })
  const say = async (name: string, given: Record<string, unknown>) => {
    ids[name] = randomUUID()
    await insert(db, 'progress_update', { id: ids[name], plan_id, author_id: officer, ...SAID, ...given })
  }
  await say('said', {
    action_id: first,
    status: 'onTrack',
    effective_on: '2025-03-01',
    recorded_at: '2025-03-02T10:00Z',
  })
  await say('same', {
    action_id: first,
    status: 'onTrack',
    effective_on: '2025-04-01',
    recorded_at: '2025-04-01T10:00Z',
    kind: 'nilReturn',
    about_id: ids.said,
  })
  await say('other', {
    action_id: second,
    status: 'atRisk',
    effective_on: '2025-03-01',
    recorded_at: '2025-03-03T10:00Z',
    reason: '=1+1',
  })
  await say('waiting', {
    action_id: first,
    status: 'offTrack',
    effective_on: '2025-05-01',
    needs_approval: true,
    narrative: 'Not yet seen',
  })
  await insert(db, 'progress_update_evidence', {
    plan_id,
    update_id: ids.said,
    position: 0,
    title: 'A page',
    url: 'https://example.org/',
  })
  const other = examplePlan()
  rowOf(other, 'plan').is_public = false
  await write(db, other)
  closed = String(rowOf(other, 'plan').slug)
  await actAs(db, null)
})
afterAll(() => Promise.all([db.end(), prisma.$disconnect()]))

/** As the server does, which tells the app the dates of an address by a header. */
async function ask(file: string, query = '', of = slug): Promise<Response> {
  const url = `http://localhost/plans/${of}/files/${file}${query && `?${query}`}`
  const current = globalThis as typeof globalThis & { cairnTestHeaders?: Headers }
  current.cairnTestHeaders?.set(MOMENT_HEADER, momentHeader(url))
  return GET(new NextRequest(url), { params: Promise.resolve({ plan: of, file }) })
}

async function csvRows(file: string, query = '', of = slug): Promise<Record<string, string>[]> {
  const [header = [], ...rows] = parseCsv(await (await ask(file, query, of)).text())
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])))
}

async function refsOfPages(query: string): Promise<string[]> {
  const refs: string[] = []
  for (let page = 1, pages = 1; page <= pages; page += 1) {
    const list = await listActions(FIRST_PLAN_SLUG, new URLSearchParams(`${query}&page=${page}`))
    refs.push(...(list?.rows ?? []).map(({ ref }) => ref))
    pages = list?.pages ?? 0
  }
  return refs
}

async function refsOfApi(query: string): Promise<string[]> {
  const refs: string[] = []
  let next: string | null = `/api/v1/plans/${FIRST_PLAN_SLUG}/actions?${query}&limit=40`
  while (next !== null) {
    const request = new NextRequest(new URL(next, 'http://localhost'))
    const response = await getActionList(request, { params: Promise.resolve({ plan: FIRST_PLAN_SLUG }) })
    const body = actionListBody.parse(await response.json())
    refs.push(...body.actions.map(({ ref }) => ref))
    next = body.next
  }
  return refs
}

describe('the actions', () => {
  it('are those of the page and of the API, in their order, for every filter and sort', async () => {
    const first = await readPlan(FIRST_PLAN_SLUG)
    if (!first) throw new Error('the first plan is not there')
    // A few of each kind.
    const codes = (rows: readonly { code: string }[], name: string) =>
      rows.filter((_, at) => at % 7 === 1).map(({ code }) => `${name}=${code}`)
    const filters = [
      ...codes(first.pillars, 'pillar'),
      ...codes(first.sections, 'section'),
      ...codes(first.partners, 'partner'),
      ...codes([...first.timescales, { code: NO_TIMESCALE }], 'timescale'),
      `status=${BUCKETS[0]}`,
      'activity=unknown',
      'counted=yes',
      'q=nurs',
      'q=action+26',
      'q=nurs&pillar=train&counted=yes',
      'status=atRisk&status=offTrack&timescale=none',
    ]
    const sorts = SORT_KEYS.flatMap((by) => [by, `-${by}`])
    const queries = filters.map((filter, at) => `${filter}&sort=${sorts[at % sorts.length]}`)
    const found = new Set<string>()
    for (const query of queries) {
      const file = (await csvRows('actions.csv', query, FIRST_PLAN_SLUG)).map((row) => row.action_ref)
      expect(await refsOfPages(query), `pages of ${query}`).toEqual(file)
      expect(await refsOfApi(query), `API of ${query}`).toEqual(file)
      found.add(file.join())
    }
    // Many different lists, so none of the filters or sorts was left out by all three.
    expect(found.size).toBeGreaterThan(queries.length / 2)
  }, 60_000)

  it('carry their basis, which for the first plan is often an example', async () => {
    const rows = await csvRows('actions.csv', 'counted=yes', FIRST_PLAN_SLUG)
    expect(rows).toHaveLength(69)
    expect(new Set(rows.map(({ basis }) => basis))).toContain('illustrative')
    for (const { basis, basis_meaning } of rows) expect([basis, basis_meaning]).not.toContain('')
  })

  it('announce how many rows there are, and where they are described', async () => {
    const response = await ask('actions.csv', 'status=atRisk&as-at=2025-03-15')
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${slug}-actions-filtered-as-at-2025-03-15.csv"`,
      'cairn-row-count': '1',
      link: '<actions.csv-metadata.json?status=atRisk&as-at=2025-03-15>; rel="describedby"; type="application/csvm+json"',
    })
    const metadata = await (await ask('actions.csv-metadata.json', 'status=atRisk&as-at=2025-03-15')).json()
    // Side by side, as they are kept.
    expect(metadata.url).toBe(`${slug}-actions-filtered-as-at-2025-03-15.csv`)
  })

  it('are those of the day asked for', async () => {
    expect(
      (await csvRows('actions.csv', 'as-at=2025-02-01')).map(({ status, as_at }) => [status, as_at]),
    ).toEqual([
      ['noUpdate', '2025-02-01'],
      ['noUpdate', '2025-02-01'],
    ])
    const [, second] = await csvRows('actions.csv', 'as-at=2025-03-31&known-at=2025-03-31')
    expect(second).toMatchObject({ status: 'atRisk', known_at: '2025-03-31', reason: "'=1+1" })
  })

  it('are the same in JSON and in spreadsheets, which say the filters', async () => {
    const body = await (await ask('actions.json', 'status=atRisk')).json()
    expect(body).toMatchObject({
      rowCount: 1,
      filters: { query: { status: ['atRisk'] }, words: 'Status: At Risk' },
      plan: { slug },
      rows: [{ action_ref: '2', reason: '=1+1' }],
    })
    for (const file of ['actions.xlsx', 'actions.ods']) {
      const { sheets } = readWorkbook(new Uint8Array(await (await ask(file, 'status=atRisk')).arrayBuffer()))
      expect(sheets.Actions?.at(-1)).toContain('=1+1')
      expect(sheets.Actions_to_read?.at(-1)).toContain('=1+1')
      expect(sheets.Cover?.flat().join()).toContain('Filters: Status: At Risk')
    }
  })
})

describe('the history', () => {
  it('has every update that readers may see, in the order of recording, and no person', async () => {
    const rows = await csvRows('history.csv')
    expect(rows.map(({ update_id }) => update_id)).toEqual([ids.said, ids.same, ids.other])
    expect(rows[0]).toMatchObject({
      action_ref: '1',
      evidence: 'A page <https://example.org/>',
      kind: 'update',
    })
    expect(rows[1]).toMatchObject({ kind: 'nilReturn', about_update_id: ids.said })
    const text = await (await ask('history.json')).text()
    expect(text).not.toMatch(/Olive|Not yet seen/)
    expect(JSON.parse(text)).toMatchObject({ rowCount: 3, rows: [{ update_id: ids.said }, {}, {}] })
  })

  it('keeps to the filters and to the day', async () => {
    expect((await csvRows('history.csv', 'status=atRisk')).map(({ update_id }) => update_id)).toEqual([
      ids.other,
    ])
    expect((await csvRows('history.csv', 'as-at=2025-03-15')).map(({ update_id }) => update_id)).toEqual([
      ids.said,
      ids.other,
    ])
  })

  it('of the first plan is as long as it says', async () => {
    const response = await ask('history.csv', '', FIRST_PLAN_SLUG)
    const rows = parseCsv(await response.text())
    expect(rows).toHaveLength(Number(response.headers.get('cairn-row-count')) + 1)
    expect(rows.length).toBeGreaterThan(60)
  })
})

it('gives a package with all of it', async () => {
  const response = await ask('data-package.zip', 'as-at=2025-03-15')
  const parts = unzip(new Uint8Array(await response.arrayBuffer()))
  expect(JSON.parse(parts['datapackage.json'] ?? '')).toMatchObject({
    name: `${slug}-data-as-at-2025-03-15`,
    moment: { words: 'As at 15 March 2025' },
    resources: [{ rowCount: 2 }, { rowCount: 1 }, { rowCount: 7 }, {}, {}, {}, {}, {}, {}, { rowCount: 2 }],
  })
})

describe('refuses', () => {
  it.each([
    ['status=nonsense', 'We cannot use “nonsense”, which is not a status.'],
    ['section=99', 'We cannot use “99”: this plan has no such section.'],
    ['page=2', 'We cannot use “page” in the address. It can have: pillar, section, status,'],
    ['colour=red', 'We cannot use “colour” in the address'],
    ['as-at=2999-01-01', 'It is in the future'],
    ['known-at=nonsense', 'Enter year, month and day'],
  ])('%s, and says why', async (query, why) => {
    for (const file of ['actions.csv', 'data-package.zip']) {
      const response = await ask(file, query)
      expect(response.status).toBe(400)
      expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
      expect(await response.text()).toContain(why)
    }
  })

  it.each([
    ['compare/movement.csv', getMovement, 'as-at=2025-01-01', 'It can have: from, to, was, is, kind.'],
    ['charts/pillars.svg', getChart, 'status=atRisk', 'It can have: as-at, known-at.'],
    ['reports.atom', getFeed, 'page=2', 'This address has no parameters.'],
    ['reports/lb-1/paper.docx', getPaper, 'as-at=2025-01-01', 'This address has no parameters.'],
    ['reports/lb-1/pack.html', getPack, 'x=1', 'This address has no parameters.'],
    ['reports/lb-1/snapshot.json', getDocument, 'x=1', 'This address has no parameters.'],
  ])('%s with a parameter that means nothing there', async (path, get, query, why) => {
    const [, file = ''] = path.split('/')
    const params = Promise.resolve({ plan: slug, report: 'lb-1', file, chart: file })
    const response = await get(new Request(`http://cairn/plans/${slug}/${path}?${query}`), { params })
    expect(response.status).toBe(400)
    const name = query.split('=')[0] ?? ''
    expect(await response.text()).toBe(`We cannot use “${name}” in the address. ${why}\n`)
  })

  it('a file that there is not', async () => {
    for (const file of ['actions.pdf', 'constructor', 'actions'])
      expect((await ask(file)).status, file).toBe(404)
    expect((await ask('actions.csv', '', 'nowhere')).status).toBe(404)
  })

  it('those who may not read the plan, and no one else', async () => {
    for (const file of Object.keys(PLAN_FILES)) expect((await ask(file, '', closed)).status, file).toBe(404)
    const viewer = await createPlan(db)
    await db.query('UPDATE plan SET is_public = false WHERE id = $1', [idOf(viewer, 'plan')])
    const own = String(rowOf(viewer, 'plan').slug)
    await actAs(db, await addPerson(db, { roles: { [idOf(viewer, 'plan')]: 'viewer' } }))
    try {
      for (const file of Object.keys(PLAN_FILES)) {
        const response = await ask(file, '', own)
        expect(response.status, file).toBe(200)
        expect(response.headers.get('cache-control')).toBe('no-cache')
        await response.arrayBuffer()
      }
    } finally {
      await actAs(db, null)
    }
  })
})

// What a report froze is the same file at any time, from any process in any time zone; and whoever has it need not fetch it again.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { NextRequest } from 'next/server'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { GET as getChart } from '@/app/plans/[plan]/charts/[chart]/route'
import { GET as getMovement } from '@/app/plans/[plan]/compare/[file]/route'
import { GET as getFile } from '@/app/plans/[plan]/files/[file]/route'
import { GET as getFeed } from '@/app/plans/[plan]/reports.atom/route'
import { GET as getPack } from '@/app/plans/[plan]/reports/[report]/pack.html/route'
import { GET as getPaper } from '@/app/plans/[plan]/reports/[report]/paper.docx/route'
import { GET as getDocument } from '@/app/plans/[plan]/reports/[report]/snapshot.json/route'
import { db } from '@/lib/db'
import { PLAN_FILES } from '@/lib/format/plan/plan-files'
import { getReport } from '@/lib/queries/reports/report'
import { MOMENT_HEADER, momentHeader } from '@/lib/http/moment-header'
import { actAs } from '@/tests/helpers/acting'
import { connect } from '@/tests/helpers/plan-rows'

const PLAN = 'mental-health-workforce'
const REPORT = 'lb-25-03-03'
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex')

const REPORT_FILES = Object.keys(PLAN_FILES).map((name) => `/plans/${PLAN}/reports/${REPORT}/files/${name}`)
const OTHERS = [
  `/plans/${PLAN}/reports/${REPORT}/paper.docx`,
  `/plans/${PLAN}/reports/${REPORT}/pack.html`,
  `/plans/${PLAN}/reports/${REPORT}/snapshot.json`,
  `/plans/${PLAN}/reports/${REPORT}/charts/pillars.svg`,
  `/plans/${PLAN}/reports/${REPORT}/charts/trend.png`,
]
const LIVE = [
  `/plans/${PLAN}/files/actions.csv?status=atRisk`,
  `/plans/${PLAN}/charts/partners.svg`,
  `/plans/${PLAN}/compare/movement.json`,
  `/plans/${PLAN}/reports.atom`,
]

beforeAll(async () => {
  const client = await connect()
  await actAs(client, null)
  await client.end()
})
// On one day, for a chart has another tag on the next.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-29T10:00:00Z') }))
afterEach(() => vi.useRealTimers())
afterAll(() => db.$disconnect())

/** As the server does, which takes the report out of the path and tells the app of it by a header. */
async function get(address: string, headers: Record<string, string> = {}): Promise<Response> {
  const current = globalThis as typeof globalThis & { cairnTestHeaders?: Headers }
  current.cairnTestHeaders?.set(MOMENT_HEADER, momentHeader(address))
  const request = new NextRequest(new URL(address, 'http://localhost'), { headers })
  const last = request.nextUrl.pathname.split('/').at(-1) ?? ''
  const [plan, report] = [PLAN, REPORT]
  if (address.includes('/files/')) return getFile(request, { params: Promise.resolve({ plan, file: last }) })
  if (address.includes('/charts/'))
    return getChart(request, { params: Promise.resolve({ plan, chart: last }) })
  if (address.includes('/compare/'))
    return getMovement(request, { params: Promise.resolve({ plan, file: last }) })
  if (last === 'reports.atom') return getFeed(request, { params: Promise.resolve({ plan }) })
  const handler = { 'paper.docx': getPaper, 'pack.html': getPack, 'snapshot.json': getDocument }[last]
  if (!handler) throw new Error(`Nothing here answers ${address}`)
  return handler(request, { params: Promise.resolve({ plan, report }) })
}

async function read(address: string) {
  const response = await get(address)
  expect(response.status, address).toBe(200)
  return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

/** What an address answered first: making the files takes longest of all. */
const made = new Map<string, Awaited<ReturnType<typeof read>>>()
async function readOnce(address: string) {
  const first = made.get(address) ?? (await read(address))
  made.set(address, first)
  return first
}

it('a file of a report is the same bytes months later', async () => {
  for (const address of [...REPORT_FILES, ...OTHERS]) {
    const { bytes } = await readOnce(address)
    const now = new Date()
    vi.setSystemTime(new Date('2027-07-01T23:59:59Z'))
    expect(bytes.equals((await read(address)).bytes), address).toBe(true)
    vi.setSystemTime(now)
  }
}, 60_000)

it('and the same from another process in another time zone', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cairn-bytes-'))
  try {
    const document = path.join(folder, 'document.json')
    await writeFile(document, (await readOnce(`/plans/${PLAN}/reports/${REPORT}/snapshot.json`)).bytes)
    const program = path.resolve('tests/helpers/write-report-files.ts')
    const { figuresOf, printed } = (await getReport(PLAN, REPORT)) ?? {}
    const papers = JSON.stringify({ figuresOf, printed })
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', program, document, papers],
      {
        env: { ...process.env, TZ: 'Pacific/Kiritimati' },
      },
    )
    const hashes: Record<string, string> = JSON.parse(stdout)
    const ours: Record<string, string> = {}
    for (const address of [...REPORT_FILES, OTHERS[0] ?? ''])
      ours[path.basename(address)] = sha256((await readOnce(address)).bytes)
    expect(ours).toEqual(hashes)
  } finally {
    await rm(folder, { recursive: true })
  }
}, 60_000)

it.each([...REPORT_FILES, ...OTHERS, ...LIVE])(
  '%s can be read by any site, and is not sent twice',
  async (address) => {
    const { headers } = await readOnce(address)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('cache-control')).toBe('no-cache')
    const etag = headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/"[\x21\x23-\x7e]+"$/)
    const again = await get(address, { 'if-none-match': etag })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    expect(again.headers.get('access-control-allow-origin')).toBe('*')
    // The files of a report have one handler: one of them is enough.
    if (!REPORT_FILES.includes(address, 1))
      expect((await get(address, { 'if-none-match': 'W/"another"' })).status).toBe(200)
  },
)

it('a browser that sent a cookie keeps nothing, and a refusal can be read by any site too', async () => {
  const own = await get(LIVE[0] ?? '', { cookie: 'a=b' })
  expect(own.headers.get('cache-control')).toBe('no-store')
  const refused = await get(`/plans/${PLAN}/files/actions.csv?status=nonsense`)
  expect([refused.status, refused.headers.get('etag')]).toEqual([400, null])
  expect(refused.headers.get('access-control-allow-origin')).toBe('*')
})

it('what is compared is named in the file', async () => {
  const { moment } = JSON.parse((await readOnce(`/plans/${PLAN}/compare/movement.json`)).bytes.toString())
  expect(moment.from).toEqual({ report: REPORT, reference: 'LB(25)03-03', asAt: '2025-02-28' })
  expect(moment.to).toMatchObject({ report: null, reference: null })
})

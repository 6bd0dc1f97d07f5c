// How many pages and answers of the first plan are sent in a second: to strangers, to those who are signed in, and to programs.
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import zlib from 'node:zlib'
import { chromium } from '@playwright/test'
import { paths } from '../lib/paths'
import { addPerson, startSession } from '../tests/helpers/people'
import { chromiumFlags, findChromium } from '../tools/chromium.mjs'
import { type Bench, firstBytes, load } from './bench'
import { type Figure, median, spread } from './figures'

const PLAN = 'mental-health-workforce'
const ROUNDS = 3
const SECONDS = 3

/** For strangers, for members, and what a program asks for; a rate that is wanted, in requests a second. */
const PAGES = [
  { name: 'overview', path: paths.plan(PLAN) },
  { name: 'list of actions', path: paths.actions(PLAN) },
  { name: 'section', path: paths.section(PLAN, '1.1') },
  { name: 'action', path: paths.action(PLAN, '1') },
  { name: 'reports', path: paths.reports(PLAN) },
]
const ASKED_FOR = [
  { name: 'filtered list', path: `${paths.actions(PLAN)}?status=atRisk` },
  { name: 'overview as at a day', path: `${paths.plan(PLAN)}?as-at=2025-03-31` },
]
const API = [
  { name: 'API, list of actions', path: `/api/v1/plans/${PLAN}/actions` },
  { name: 'API, roll-up', path: `/api/v1/plans/${PLAN}/rollup` },
]

/** Takes the running app; returns what was measured. */
export async function measurePages({ app, db, scratch, pid }: Bench): Promise<Figure[]> {
  const { rows } = await db.query<{ id: string }>('SELECT id FROM plan WHERE slug = $1', [PLAN])
  const planId = rows[0]?.id ?? ''
  const officer = await addPerson(db, { name: 'Officer', roles: { [planId]: 'officer' } })
  await db.query(
    `INSERT INTO accountability (id, plan_id, action_id, person_id, effective_on)
     SELECT gen_random_uuid(), plan_id, id, $2, '2025-04-01' FROM action WHERE plan_id = $1 AND ref = '2'`,
    [planId, officer],
  )
  const cookieOf = async (person: string) => {
    const { name, value } = await startSession(db, person)
    return { cookie: `${name}=${value}` }
  }
  const editor = await cookieOf(await addPerson(db, { name: 'Editor', roles: { [planId]: 'editor' } }))
  const own = await cookieOf(officer)

  const rate = async (what: string, path: string, headers: Record<string, string>, wanted?: number) => {
    const url = app + path
    await load(url, 1, headers)
    const rates: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) rates.push(await load(url, SECONDS, headers))
    return { what, value: median(rates), unit: 'requests/s' as const, ...(wanted && { wanted }) }
  }
  const figures: Figure[] = spread(
    'overview, one connection: first byte',
    await firstBytes(app + paths.plan(PLAN), 500),
    30,
  )
  for (const { name, path } of PAGES) {
    figures.push(await rate(`${name}, strangers`, path, {}))
    figures.push(await rate(`${name}, signed in`, path, editor, 1500))
  }
  for (const { name, path } of ASKED_FOR) figures.push(await rate(`${name}, signed in`, path, editor, 1000))
  figures.push(await rate('My updates', paths.myUpdates(), own, 150))
  figures.push(await rate('form for an update', paths.update(PLAN, '2'), own, 150))
  for (const { name, path } of API) {
    const etag = (await fetch(app + path)).headers.get('etag') ?? ''
    figures.push(await rate(`${name}, unchanged`, path, { 'if-none-match': etag }, 2000))
    figures.push(await rate(name, path, {}, 800))
  }
  const html = Buffer.from(await (await fetch(app + paths.plan(PLAN))).arrayBuffer())
  const memory = await readFile(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(memory)?.[1]) / 1024
  const lighthouse = await runLighthouse(app, scratch)
  return [
    ...figures,
    { what: 'overview, before compression', value: html.length / 1000, unit: 'kB', wanted: 120 },
    { what: 'overview, compressed (gzip)', value: zlib.gzipSync(html).length / 1000, unit: 'kB', wanted: 14 },
    {
      what: 'scripts of the overview, compressed',
      value: await scriptKilobytes(app),
      unit: 'kB',
      wanted: 185,
    },
    { what: 'memory of the app after all that', value: megabytes('VmRSS'), unit: 'MB', wanted: 400 },
    { what: 'Lighthouse, performance', value: lighthouse.performance, unit: 'points', wanted: 95 },
    { what: 'Lighthouse, accessibility', value: lighthouse.accessibility, unit: 'points', wanted: 100 },
    { what: 'Lighthouse, best practices', value: lighthouse.bestPractices, unit: 'points' },
  ]
}

/** Scripts that a browser fetches for the overview before anyone does anything; kB as sent, compressed. */
async function scriptKilobytes(app: string): Promise<number> {
  const browser = await chromium.launch({ executablePath: await browserPath(), args: chromiumFlags })
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const isScript = new Set<string>()
  let bytes = 0
  session.on(
    'Network.responseReceived',
    ({ requestId, type }) => type === 'Script' && isScript.add(requestId),
  )
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (isScript.has(requestId)) bytes += encodedDataLength
  })
  await page.goto(app + paths.plan(PLAN), { waitUntil: 'networkidle' })
  await wait(1000)
  await browser.close()
  return bytes / 1000
}

async function browserPath(): Promise<string> {
  const path = process.env.CAIRN_CHROMIUM ?? (await findChromium())
  if (!path) throw new Error('The benchmark needs Chromium; npm test installs it.')
  return path
}

interface LighthouseReport {
  readonly categories: Readonly<Record<string, { readonly score: number }>>
}

/** The last version that runs on Node 20. Fetched when wanted: it is large, and nothing else needs it. */
async function runLighthouse(app: string, scratch: string) {
  const out = join(scratch, 'lighthouse.json')
  await writeFile(out, '{"categories":{}}')
  const child = spawn(
    'npx',
    [
      '--yes',
      'lighthouse@12.8.2',
      app + paths.plan(PLAN),
      '--quiet',
      '--output=json',
      `--output-path=${out}`,
      '--only-categories=performance,accessibility,best-practices',
      `--chrome-flags=--headless=new ${chromiumFlags.join(' ')}`,
    ],
    { env: { ...process.env, CHROME_PATH: await browserPath() }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  await once(child, 'exit')
  const { categories } = JSON.parse(await readFile(out, 'utf8')) as LighthouseReport
  const score = (name: string) => Math.round((categories[name]?.score ?? NaN) * 100)
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
  }
}

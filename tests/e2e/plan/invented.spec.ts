// Figures that are made up or estimated: whatever shows one says so, once, and nothing else says it. Read over HTTP from a server
// of its own, on which the demonstration history is loaded.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { paths } from '@/lib/paths'
import { type OwnServer, startOwnServer } from '@/tests/helpers/own-server'
import { unzip } from '@/tests/helpers/read-files'

const PLAN = 'mental-health-workforce'
const PAST = { slug: PLAN, asAt: '2025-02-28' }
const DEMO = { slug: PLAN, report: 'demo-25-10' }

let server: OwnServer

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.beforeAll(async () => {
  test.setTimeout(240_000)
  server = await startOwnServer('invented')
  const script = ['--import', 'tsx', '--conditions=react-server', 'scripts/demo-history.ts']
  const env = { ...process.env, DATABASE_URL: server.databaseUrl }
  await promisify(execFile)(process.execPath, script, { env })
})
test.afterAll(() => server.stop())

async function read(path: string) {
  const response = await fetch(server.base + path)
  expect(response.status, path).toBe(200)
  return response
}

/** What a reader sees of a page: without scripts, its head and what only styles say. */
const bodyOf = (html: string) =>
  html
    .replace(/^[^]*<body/, '<body')
    .replace(/<script[^]*?<\/script>/g, '')
    .replace(/<[^>]+>/g, ' ')

/** The notices in a text, each by its word. */
const noticesIn = (text: string) => [...text.matchAll(/\b(Made up|Estimated)\s*:/g)].map(([, word]) => word)

const MADE_UP = [
  paths.plans(),
  paths.plan(PLAN),
  paths.pillar(PLAN, 'plan'),
  paths.section(PLAN, '2.3'),
  paths.actions(PLAN),
  paths.action(PLAN, '17'),
  paths.action(PLAN, 'DEMO-1'),
  paths.partners(PLAN),
  paths.partner(PLAN, 'sg'),
  paths.timescales(PLAN),
  paths.outcomes(PLAN),
  paths.reports(PLAN),
  paths.report(PLAN, 'demo-25-06'),
  paths.report(PLAN, 'demo-25-10'),
  paths.report(PLAN, 'demo-25-10', 'movement'),
  paths.plan(DEMO),
  paths.section(DEMO, '2.3'),
  paths.outcomes(DEMO),
  paths.compare(PLAN),
  paths.compare(PLAN, { from: 'lb-25-03-03', to: 'demo-25-10' }),
]
const ESTIMATED = [
  paths.plan(PAST),
  paths.section(PAST, '2.3'),
  paths.actions(PAST),
  paths.action(PAST, '17'),
  paths.outcomes(PAST),
  paths.report(PLAN, 'lb-25-03-03'),
  paths.plan({ slug: PLAN, report: 'lb-25-03-03' }),
  paths.printedReport(PLAN, 'lb-25-03-03'),
]
/** No figure on them was invented: those of sections with one status throughout were published, and the others show none. */
const REAL = [
  paths.section(PAST, '4.2'),
  paths.actions(PAST, { section: '4.2' }),
  paths.ratings(PLAN),
  paths.files(PLAN),
  paths.verifyReport(PLAN, 'demo-25-10'),
  paths.reconciliation(PLAN),
  paths.accessibility(),
]

test('every page that shows an invented figure says so once, and no other page', async () => {
  for (const [addresses, expected] of [
    [MADE_UP, ['Made up']],
    [ESTIMATED, ['Estimated']],
    [REAL, []],
  ] as const)
    for (const address of addresses)
      expect(noticesIn(bodyOf(await (await read(address)).text())), address).toEqual(expected)
})

test('what a link shows in a message says it too', async () => {
  const descriptions = async (path: string) =>
    [
      ...(await (await read(path)).text()).matchAll(
        /<meta (?:name="|property="og:)description" content="([^"]*)"/g,
      ),
    ]
      .map(([, text = '']) => noticesIn(text))
      .flat()
  expect(await descriptions(paths.plan(PLAN))).toEqual(['Made up', 'Made up'])
  expect(await descriptions(paths.report(PLAN, 'demo-25-06'))).toEqual(['Made up', 'Made up'])
  expect(await descriptions(paths.plan(PAST))).toEqual(['Estimated', 'Estimated'])
})

test('pictures say it, and of which day they are', async () => {
  for (const chart of ['pillars', 'partners', 'timescales', 'trend'] as const) {
    const text = bodyOf(`<body${await (await read(paths.chart(PLAN, chart, 'svg'))).text()}`).replace(
      /\s+/g,
      ' ',
    )
    expect(noticesIn(text), chart).toEqual(['Made up'])
    if (chart !== 'trend') expect(text).toMatch(/As at \d+ \w+ \d{4}/)
  }
  expect(noticesIn(await (await read(paths.chart(PAST, 'pillars', 'svg'))).text())).toEqual(['Estimated'])
})

test('files say it on their cover', async () => {
  const json = await (await read(paths.file(PLAN, 'actions.json'))).json()
  expect(noticesIn(json.notes.join('\n'))).toEqual(['Made up'])
  const parts = unzip(new Uint8Array(await (await read(paths.file(PLAN, 'data-package.zip'))).arrayBuffer()))
  expect(noticesIn(parts['README.md'] ?? '')).toEqual(['Made up'])
  expect(noticesIn(bodyOf(await (await read(paths.reportPack(PLAN, 'demo-25-10'))).text()))).toEqual([
    'Made up',
  ])
})

test('the feed names no one as the author of a made-up report', async () => {
  const [, ...entries] = (await (await read(paths.reportFeed(PLAN))).text()).split('<entry>')
  expect(entries.length).toBe(3)
  for (const entry of entries) {
    const isDemo = entry.includes('DEMO(25)')
    expect(noticesIn(entry)).toEqual([isDemo ? 'Made up' : 'Estimated'])
    expect(entry.includes('<name>Cairn demonstration data</name>')).toBe(isDemo)
  }
})

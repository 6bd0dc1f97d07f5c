// Measures what the README and docs/performance.md promise, on this machine, now: npm run bench
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, get } from 'node:http'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import autocannon, { type Result } from 'autocannon'
import { chromium } from '@playwright/test'
import { chromiumFlags, findChromium } from '../tools/chromium.mjs'
import { type FileFigures, measureFiles } from './files'
import { measureReports, type ReportFigures } from './reports'
import { measureUpdates, type UpdateFigures } from './updates'

interface LighthouseReport {
  categories: Record<string, { score: number }>
  audits: Record<string, { id: string; score: number | null; scoreDisplayMode: string }>
}

interface Measured {
  html: Buffer
  single: readonly number[]
  rates: { app: number[]; bare: number[] }
  memory: Awaited<ReturnType<typeof residentMegabytes>>
  scripts: number
  updates: UpdateFigures
  files: FileFigures
  reports: ReportFigures
  lighthouse: Awaited<ReturnType<typeof runLighthouse>>
}

const root = join(import.meta.dirname, '..')
const scratch = join(root, 'test-results', 'bench')
const [appPort, barePort] = [4310, 4311]
const app = `http://127.0.0.1:${appPort}`
const overview = `${app}/plans/mental-health-workforce`
const ROUNDS = 3
const SECONDS = 8

// With it the cookies of those who are signed in are signed.
process.env.CAIRN_SECRET ??= 'the secret of the benchmark, of no use to anyone'

await rm(scratch, { recursive: true, force: true })
await mkdir(scratch, { recursive: true })
const server = start(
  'node',
  ['--max-semi-space-size=4', '--heap-growing-percent=20', '--v8-pool-size=1', 'scripts/start.mjs'],
  {
    PORT: String(appPort),
    CAIRN_DATA_DIR: join(scratch, 'data'),
  },
)
const running = [server]
try {
  await until(server, 'Cairn is ready')
  const html = Buffer.from(await (await fetch(overview)).arrayBuffer())
  await writeFile(join(scratch, 'overview.html'), html)
  const bare = start('node', ['bench/bare-server.mjs', join(scratch, 'overview.html'), String(barePort)])
  running.push(bare)
  await until(bare, 'ready')

  await load(overview, 8, 3)
  const single = await firstBytes(overview, 500)
  const rates = { app: [] as number[], bare: [] as number[] }
  // By turns, so that a machine that is busy for a while is so for both.
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.app.push((await load(overview, 8, SECONDS)).requests.average)
    rates.bare.push((await load(`http://127.0.0.1:${barePort}/`, 8, SECONDS)).requests.average)
  }
  const memory = await residentMegabytes(server.pid)
  const scripts = await scriptKilobytes()
  process.env.CAIRN_DATA_DIR = join(scratch, 'data')
  const updates = await measureUpdates(app)
  const files = await measureFiles(app, server.pid ?? 0)
  const reports = await measureReports(app)
  const lighthouse = await runLighthouse()
  report({ html, single, rates, memory, scripts, updates, files, reports, lighthouse })
} finally {
  for (const child of running) child.kill('SIGTERM')
  await Promise.all(running.map((child) => child.exitCode ?? once(child, 'exit')))
  await rm(join(scratch, 'data'), { recursive: true, force: true })
}

function start(command: string, parameters: string[], environment: Record<string, string> = {}) {
  return spawn(command, parameters, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function until(child: ChildProcess, words: string) {
  for await (const chunk of child.stdout ?? []) if (String(chunk).includes(words)) break
  // No one reads on; a full pipe would stop the child.
  child.stdout?.resume()
}

function load(url: string, connections: number, duration: number): Promise<Result> {
  return autocannon({ url, connections, duration, workers: 1 })
}

/** The time to the first byte of each of so many requests, one after the other on one connection; ms, sorted. */
async function firstBytes(url: string, times: number): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const taken: number[] = []
  for (let i = 0; i < times; i += 1) {
    const from = performance.now()
    await new Promise<void>((resolve, reject) => {
      get(url, { agent }, (response) => {
        response.once('data', () => taken.push(performance.now() - from))
        response.on('end', resolve).resume()
      }).on('error', reject)
    })
  }
  agent.destroy()
  return taken.sort((a, b) => a - b)
}

async function residentMegabytes(pid: number | undefined) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  const megabytes = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024)
  return { now: megabytes('VmRSS'), peak: megabytes('VmHWM') }
}

/** Scripts the browser fetches for the overview before anyone does anything; kB as sent, compressed. */
async function scriptKilobytes() {
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
  await page.goto(overview, { waitUntil: 'networkidle' })
  await wait(1000)
  await browser.close()
  return Math.round(bytes / 100) / 10
}

async function browserPath(): Promise<string> {
  const path = await findChromium()
  if (!path) throw new Error('The benchmark needs Chromium; npm test installs it.')
  return path
}

/** The last version that runs on Node 20. Fetched when wanted: it is large, and nothing else needs it. */
async function runLighthouse() {
  const out = join(scratch, 'lighthouse.json')
  const child = spawn(
    'npx',
    [
      '--yes',
      'lighthouse@12.8.2',
      overview,
      '--quiet',
      '--output=json',
      `--output-path=${out}`,
      '--only-categories=performance,accessibility,best-practices',
      `--chrome-flags=--headless=new ${chromiumFlags.join(' ')}`,
    ],
    {
      cwd: root,
      env: { ...process.env, CHROME_PATH: await browserPath() },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  await once(child, 'exit')
  const { categories, audits } = JSON.parse(await readFile(out, 'utf8')) as LighthouseReport
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    failed: Object.values(audits)
      .filter((audit) => audit.score === 0 && audit.scoreDisplayMode === 'binary')
      .map((audit) => audit.id),
  }
}

function report({ html, single, rates, memory, scripts, updates, files, reports, lighthouse }: Measured) {
  const at = (sorted: readonly number[], share: number) =>
    sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(2)
  const median = (list: readonly number[]) =>
    list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN
  const [mine, theirs] = [median(rates.app), median(rates.bare)]
  console.log(`
Machine: ${cpus().length} cores, ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB; Node ${process.version}

| what | measured | wanted |
| --- | --- | --- |
| overview, size before compression | ${Math.round(html.length / 1000)} kB | |
| overview, warm, one connection: first byte, median (95th percentile) | ${at(single, 0.5)} ms (${at(single, 0.95)} ms) | 30 ms |
| overview, 8 connections: requests a second | ${Math.round(mine)} | |
| bare Node server, the same bytes | ${Math.round(theirs)} | |
| ratio | ${(mine / theirs).toFixed(2)} | as high as can be |
| memory of the app after that load (peak) | ${memory.now} MB (${memory.peak} MB) | 400 MB |
| JavaScript before any interaction, compressed | ${scripts} kB | 185 kB |
| form for an update, warm: first byte, median (95th percentile) | ${at(updates.formFirstByte, 0.5)} ms (${at(updates.formFirstByte, 0.95)} ms) | 40 ms |
| update saved, until the overview shows it, 20 officers at once: median (95th percentile) | ${at(updates.savedToSeen, 0.5)} ms (${at(updates.savedToSeen, 0.95)} ms) | 150 ms |
| the same from sending the form | ${at(updates.sentToSeen, 0.5)} ms (${at(updates.sentToSeen, 0.95)} ms) | |
| the same, one officer after the other | ${at(updates.sentToSeenAlone, 0.5)} ms (${at(updates.sentToSeenAlone, 0.95)} ms) | |
| updates sent twice each; on record | ${updates.sent}; ${updates.recorded} | the same |
| history of ${files.history.rows} updates as CSV: rows a second | ${Math.round(files.history.rows / files.history.seconds)} | 20,000 |
| the same: memory on top | ${Math.round(files.history.extraMegabytes)} MB | 150 MB |
${Object.entries(files.seconds)
  .map(([name, seconds]) => `| 5,000 actions as ${name} | ${seconds.toFixed(2)} s | 5 s |`)
  .join('\n')}
| freezing 5,000 actions with 4 updates each | ${reports.yearSeconds.toFixed(1)} s | 5 s |
| freezing 5,000 actions with 20 updates each | ${reports.freezeSeconds.toFixed(1)} s | 5 s |
| freezing it again with what moved since | ${reports.secondFreezeSeconds.toFixed(1)} s | |
| comparing the two: the first page, and asked for again | ${reports.firstComparisonSeconds.toFixed(1)} s, ${reports.comparisonSeconds.toFixed(1)} s | 1 s |
| Word file of the first plan's report: first, and asked for again | ${reports.firstPaperSeconds.toFixed(1)} s, ${reports.paperSeconds.toFixed(1)} s | 2 s |
| size of that report; its first page, and the next | ${Math.round(reports.megabytes)} MB; ${reports.firstPageSeconds.toFixed(1)} s, ${reports.nextPageSeconds.toFixed(1)} s | |
| Lighthouse performance | ${lighthouse.performance} | 95 |
| Lighthouse accessibility | ${lighthouse.accessibility} | 100 |
| Lighthouse best practices | ${lighthouse.bestPractices} (failed: ${lighthouse.failed.join(', ') || 'nothing'}) | |
`)
}

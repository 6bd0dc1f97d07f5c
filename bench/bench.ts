// What the parts of the benchmark share: a running app with data of its own, the bare server beside it, and load for both.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import autocannon from 'autocannon'
import pg from 'pg'
import { connectionTo, UNLIMITED } from '../lib/connection'
import { openDatabase } from '../tools/postgres/open-database'

export interface Bench {
  /** The address of the app. */
  readonly app: string
  readonly pid: number
  readonly db: pg.Client
  /** A folder for what is of no use afterwards. */
  readonly scratch: string
}

const root = join(import.meta.dirname, '..')
const scratch = join(root, 'test-results', 'bench')
const [appPort, barePort] = [4310, 4311]
const CONNECTIONS = 8
const SECONDS = 5

/** Takes work; starts an app on data of its own, does the work, and returns its result and what the bare server sends in a second. */
export async function withApp<T>(work: (bench: Bench) => Promise<T>): Promise<{ result: T; bare: number }> {
  // With it the cookies of those who are signed in are signed.
  process.env.CAIRN_SECRET ??= 'the secret of the benchmark, of no use to anyone'
  process.env.CAIRN_DATA_DIR = join(scratch, 'data')
  await rm(scratch, { recursive: true, force: true })
  await mkdir(scratch, { recursive: true })
  const app = `http://127.0.0.1:${appPort}`
  const running: ChildProcess[] = []
  const start = async (words: string, parameters: string[]) => {
    const environment = { ...process.env, PORT: String(appPort) }
    const child = spawn('node', parameters, {
      cwd: root,
      env: environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    running.push(child)
    for await (const chunk of child.stdout ?? []) if (String(chunk).includes(words)) break
    // No one reads on; a full pipe would stop the child.
    child.stdout?.resume()
    return child
  }
  let db: pg.Client | null = null
  try {
    // As npm start runs it.
    const flags = ['--max-semi-space-size=8', '--heap-growing-percent=20', '--v8-pool-size=1']
    const { pid = 0 } = await start('Cairn is ready', [...flags, 'scripts/start.mjs'])
    const page = join(scratch, 'overview.html')
    await writeFile(
      page,
      Buffer.from(await (await fetch(`${app}/plans/mental-health-workforce`)).arrayBuffer()),
    )
    await start('ready', ['bench/bare-server.mjs', page, String(barePort)])
    const { ownerUrl } = await openDatabase('bench', { share: true })
    db = new pg.Client(connectionTo(ownerUrl, UNLIMITED))
    await db.connect()
    // Before and after, so that a machine that is busy for a while is seen for what it is.
    const bareRate = () => load(`http://127.0.0.1:${barePort}/`, SECONDS)
    const before = await bareRate()
    const result = await work({ app, pid, db, scratch })
    return { result, bare: (before + (await bareRate())) / 2 }
  } finally {
    await db?.end()
    for (const child of running) child.kill('SIGTERM')
    await Promise.all(running.map((child) => child.exitCode ?? once(child, 'exit')))
    await rm(join(scratch, 'data'), { recursive: true, force: true })
  }
}

/** Takes an address, for how long, and headers; returns how many answers of the 2xx and 3xx kind eight connections got in a second. */
export async function load(
  url: string,
  seconds: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds, workers: 1, headers })
  const refused = result['4xx'] + result['5xx'] + result.errors + result.timeouts
  if (refused > 0) throw new Error(`${url} was refused ${refused} times`)
  return result.requests.total / result.duration
}

/** The time to the first byte of each of so many requests, one after the other on one connection; ms. */
export async function firstBytes(url: string, times: number): Promise<number[]> {
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
  return taken
}

// The embedded PostgreSQL, driven by pg_ctl. That starts the server in a session of its own, so a Ctrl-C in the
// terminal reaches only us, and the server is stopped once, after the last request; and a server that outlived a
// killed app is found and taken over, which a parent and its child could not do.
import { readdir, readFile, readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseUrls } from './database'
import { isAlive, openCluster, type Cluster } from './cluster'
import { runProgram, type Storage } from './storage'
import { Failure } from '../process.mjs'
import { connectionTo } from '../../lib/connection'

export type EmbeddedPostgres = DatabaseUrls & {
  /** It was running already: left behind by a killed app, or started by another command. */
  adopted: boolean
  /** Waits until it answers again, and starts it where it has ended: at the same addresses, or it fails. */
  restart: () => Promise<void>
  /** Ends it, by force if need be; takes half a minute at most. */
  stop: (mode?: 'fast' | 'immediate') => Promise<void>
}

const appRole = 'cairn_app'
// Any number will do, as long as it stays the same.
const roleLock = 4_026_003

const startLimitMs = 60_000
// What two commands starting at once, or the last processes of a killed server, can cost.
const retryLimitMs = 10_000

/** Starts the server of a storage, or adopts it when it runs. PostgreSQL itself sees to it that there is only one. */
export async function startPostgres(storage: Storage, { throwaway = false } = {}): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(storage, throwaway)
  let server = await bringUp(cluster)
  const { port } = server
  return {
    ...addressesOf(cluster, port),
    adopted: !server.started,
    restart: async () => {
      server = await bringUp(cluster, port)
      if (server.port !== port) throw new Failure(`PostgreSQL now runs on another port, ${server.port}.`)
    },
    stop: (mode) => stopServer(cluster, server.pid, mode),
  }
}

/** Returns the running server, started on the port if none runs; `started` says whether this did it. */
async function bringUp(cluster: Cluster, port?: number) {
  const began = Date.now()
  let started = false
  let problem = 'It did not answer in time.'
  while (Date.now() - began < startLimitMs) {
    const running = await findServer(cluster)
    if (running) {
      if (await answers(cluster, addressesOf(cluster, running.port))) return { ...running, started }
    } else if (started || Date.now() - began < retryLimitMs) {
      try {
        await startServer(cluster, port ?? (await findFreePort()))
        started = true
      } catch (error) {
        problem = (error as Error).message
      }
    } else break
    await delay(100)
  }
  const tail = (await readFile(cluster.log, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-15)
  throw new Failure([`PostgreSQL did not start on ${cluster.directory}.`, problem, ...tail].join('\n'))
}

async function startServer(cluster: Cluster, port: number) {
  const { size } = await stat(cluster.log).catch(() => ({ size: 0 }))
  if (size > 10_000_000) await rename(cluster.log, `${cluster.log}.1`)
  await runProgram(cluster.storage, 'pg_ctl', [
    'start',
    '-D',
    cluster.directory,
    '-l',
    cluster.log,
    '-w',
    '-t',
    '60',
    '-o',
    `-p ${port}`,
  ])
}

/**
 * A fast stop that comes while PostgreSQL recovers from a crash can hang for ever, so each way has a limit and a rougher one
 * after it. What was committed is safe in every case: the next start recovers it.
 */
async function stopServer(cluster: Cluster, lastPid: number, mode: 'fast' | 'immediate' = 'fast') {
  const pid = (await findServer(cluster))?.pid ?? lastPid
  if (!isAlive(pid)) return
  const ways = [...(mode === 'fast' ? [['fast', '10']] : []), ['immediate', '5']] as [string, string][]
  for (const [way, seconds] of ways) {
    const args = ['stop', '-D', cluster.directory, '-w', '-t', seconds, '-m', way]
    const stopped = await runProgram(cluster.storage, 'pg_ctl', args).then(
      () => true,
      () => !isAlive(pid),
    )
    if (stopped) return
  }
  // It hangs, or its pid file was tampered with.
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    if (isAlive(pid)) process.kill(pid, signal)
    for (const deadline = Date.now() + 2000; isAlive(pid) && Date.now() < deadline;) await delay(50)
  }
}

/** Reads the server's pid file; removes it where it would keep PostgreSQL from starting though nothing runs. */
async function findServer(cluster: Cluster) {
  const file = path.join(cluster.directory, 'postmaster.pid')
  const lines = await readFile(file, 'utf8').then(
    (text) => text.split('\n'),
    () => undefined,
  )
  if (!lines) return undefined
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  const busy = await findProcessesIn(cluster.directory)
  const isOurs = busy ? busy.includes(pid) : isAlive(pid)
  if (isOurs && pid > 0) return { pid, port }
  // Its number was given to another program after a kill, or the file is damaged: PostgreSQL would refuse both.
  if (busy?.length === 0 && (!(pid > 0) || isAlive(pid))) await rm(file, { force: true })
  if (busy?.length && !(pid > 0)) {
    throw new Failure(
      `${file} is damaged, and PostgreSQL still runs on that folder (process ${busy[0]}).\n` +
        `Stop it with "kill -INT ${busy[0]}", then start Cairn again.`,
    )
  }
  return undefined
}

/** The processes at work in a folder, as far as Linux lets us see; elsewhere undefined. */
async function findProcessesIn(directory: string) {
  if (process.platform !== 'linux') return undefined
  const target = await realpath(directory)
  const pids = (await readdir('/proc')).map(Number).filter((pid) => pid > 0)
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return pids.filter((_, index) => folders[index] === target)
}

function addressesOf({ passwords }: Cluster, port: number): DatabaseUrls {
  const at = (role: string, password: string) => `postgresql://${role}:${password}@127.0.0.1:${port}/cairn`
  return { url: at(appRole, passwords.app), ownerUrl: at('cairn', passwords.owner) }
}

/** Whether both roles can connect. Makes that of the app where it is missing: data folders of earlier versions have none. */
async function answers({ passwords }: Cluster, { url, ownerUrl }: DatabaseUrls): Promise<boolean> {
  const owner = await tryConnecting(ownerUrl)
  if (owner === 'refused')
    throw new Failure('PostgreSQL does not accept the password kept in the data folder (postgres/password).')
  if (owner === 'unreachable') return false
  const app = await tryConnecting(url)
  if (app === 'refused') {
    const admin = Object.assign(new URL(ownerUrl), { username: 'postgres', password: passwords.admin })
    await makeAppRole(admin.href, passwords.app)
  }
  return app !== 'unreachable'
}

async function tryConnecting(url: string): Promise<'connected' | 'refused' | 'unreachable'> {
  const client = new pg.Client({ ...connectionTo(url), connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return 'connected'
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'refused' : 'unreachable'
  } finally {
    await client.end().catch(() => undefined)
  }
}

async function makeAppRole(adminUrl: string, password: string) {
  const client = new pg.Client({ ...connectionTo(adminUrl), connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('BEGIN')
    // Two commands may start at once.
    await client.query('SELECT pg_advisory_xact_lock($1)', [roleLock])
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [appRole])
    await client.query(
      `${rowCount ? 'ALTER' : 'CREATE'} ROLE ${appRole} LOGIN PASSWORD ${pg.escapeLiteral(password)}`,
    )
    // So that it can end the app's connections, to put a copy in the place of the database.
    await client.query(`GRANT ${appRole} TO cairn`)
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}

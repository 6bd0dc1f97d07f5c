// The worker: a second process of this application, which does what takes long. It runs while there is something to do.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { log } from '../../lib/log'

/** Whoever has nothing to do for so long (milliseconds) ends: what it holds in memory is more than the rest of Cairn. */
const LONGEST_IDLE = 60_000
/** On a busy machine it takes some seconds until it answers (milliseconds). */
const LONGEST_START = 60_000
/** After a start that failed it is not tried again for so long (milliseconds): this process does the work meanwhile. */
const PAUSE = 60_000
/** Of JavaScript's memory, in MB. What needs more ends the worker, not the server. */
const MOST_MEMORY = 1024

/** What the worker is told when it starts. */
export interface WorkerSettings {
  /** Where it listens: no one but this account's processes gets there. */
  readonly socket: string
  /** Where the server listens that it belongs to. */
  readonly host: string
  readonly port: number
  /** By what either knows a request of the other's Next. */
  readonly ownMark: string
}

export interface Worker {
  /** Starts it where it does not run; returns where it listens and what to call when it is needed no longer, or null where it cannot start. */
  readonly use: () => Promise<{ readonly socket: string; readonly end: () => void } | null>
  /** Ends it at once, whatever it does. The next use starts another. */
  readonly kill: () => void
  readonly close: () => Promise<void>
}

interface Running {
  readonly child: ChildProcess
  readonly socket: string
  readonly isGone: Promise<void>
}

/** How a process is begun: given the arguments for Node. */
type Begin = (args: readonly string[]) => ChildProcess

/** Takes what the worker is told, and where not as usual how it is begun and for how long it idles (milliseconds). */
export function openWorker(
  settings: Omit<WorkerSettings, 'socket'>,
  { begin = beginProcess, longestIdle = LONGEST_IDLE }: { begin?: Begin; longestIdle?: number } = {},
): Worker {
  let running: Promise<Running | null> | null = null
  let current: Running | null = null
  let uses = 0
  let idle: NodeJS.Timeout | undefined
  let failedAt = -Infinity
  let isClosed = false

  /** The next use starts another one. */
  function forget(): Running | null {
    const last = current
    running = null
    current = null
    return last
  }

  async function start(): Promise<Running | null> {
    const folder = await mkdtemp(path.join(tmpdir(), 'cairn-worker-'))
    const socket = path.join(folder, 'socket')
    const child = begin([`--max-old-space-size=${MOST_MEMORY}`, '--import', 'tsx', 'scripts/worker.ts'])
    const isGone = new Promise<void>((resolve) => {
      child.once('error', () => resolve())
      child.once('exit', () => resolve())
    }).then(() => {
      if (current?.child === child) forget()
      return rm(folder, { recursive: true, force: true })
    })
    const isReady = new Promise<boolean>((resolve) => {
      child.once('message', () => resolve(true))
      void isGone.then(() => resolve(false))
      setTimeout(() => resolve(false), LONGEST_START).unref()
    })
    child.send?.({ ...settings, socket } satisfies WorkerSettings, () => undefined)
    if (await isReady) return (current = { child, socket, isGone })
    failedAt = Date.now()
    log.error('the worker for large files cannot start')
    child.kill('SIGKILL')
    return null
  }

  return {
    async use() {
      if (isClosed || (running === null && Date.now() - failedAt < PAUSE)) return null
      clearTimeout(idle)
      uses += 1
      let isOver = false
      const end = () => {
        if (isOver) return
        isOver = true
        uses -= 1
        if (uses > 0) return
        idle = setTimeout(() => forget()?.child.disconnect(), longestIdle)
        idle.unref()
      }
      running ??= start()
      const started = await running.catch(() => null)
      if (!started) running = null
      if (!started) end()
      return started && { socket: started.socket, end }
    },
    kill: () => void forget()?.child.kill('SIGKILL'),
    async close() {
      isClosed = true
      clearTimeout(idle)
      const last = await running?.catch(() => null)
      if (!last) return
      if (last.child.connected) last.child.disconnect()
      const forced = setTimeout(() => last.child.kill('SIGKILL'), 1_000)
      await last.isGone
      clearTimeout(forced)
    },
  }
}

/** It ends with this process, however that ends: then its channel to this one closes (scripts/worker.ts). */
const beginProcess: Begin = (args) =>
  spawn(process.execPath, [...args], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })

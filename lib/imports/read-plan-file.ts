/**
 * Reads the file of a plan in a thread of its own, within a time and an amount of memory: whatever the file is, the process goes on
 * and others are answered. Commands and the app call it alike. One thread reads one file and never another: it waits a while for the
 * next step with that file, which it has read already, and ends. Other files wait.
 */

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import PQueue from 'p-queue'
import { importMessages } from '@/lib/format/imports/messages'
import { log } from '@/lib/log'
import { processWide } from '@/lib/process-wide'
import type { ReadAsk, ReadFile, Refused } from './read-here'

const LIMITS = {
  /** The largest file that is allowed takes less than half of it on two busy processors. */
  seconds: 60,
  /** Of the thread's objects. What is unpacked has its own limit. */
  megabytes: 500,
  /** So many files wait for the thread. */
  waiting: 10,
  /** So many seconds a thread waits, with its file in memory. */
  idle: 120,
  /** Of a table with more rows it ends at once: what the next step asks for would come on top of what it holds. */
  rowsKept: 6_000,
}

interface Reader {
  readonly queue: PQueue
  /** The thread of the file that was read last, by a hash of its name and bytes. */
  thread: { readonly of: string; readonly worker: Worker } | null
  idle?: NodeJS.Timeout
}

// Pages and route handlers have a copy each of this module; files are read one by one in the whole process.
const reader = processWide<Reader>('plan-file-reader', () => ({
  queue: new PQueue({ concurrency: 1 }),
  thread: null,
}))

/** Takes the name of a file, its bytes, and what is to be read of it. It never throws: what goes wrong refuses the file. */
export async function readPlanFile(
  name: string,
  bytes: Buffer,
  ask: ReadAsk,
  limits: Partial<typeof LIMITS> = {},
): Promise<ReadFile | Refused> {
  const { seconds, megabytes, waiting, idle, rowsKept } = { ...LIMITS, ...limits }
  if (reader.queue.size >= waiting) return { refused: importMessages.busy }
  return reader.queue.add(async () => {
    clearTimeout(reader.idle)
    const of = createHash('sha256').update(`${name}\0`).update(bytes).digest('hex')
    if (reader.thread?.of !== of) endThread()
    reader.thread ??= { of, worker: startThread(name, bytes, megabytes) }
    const { worker } = reader.thread
    const result = await askThread(worker, ask, seconds)
    const isKept = result.refused === undefined && (result.table?.rows.length ?? 0) <= rowsKept
    if (isKept) reader.idle = setTimeout(endThread, idle * 1000).unref()
    else endThread()
    return result
  })
}

function startThread(name: string, bytes: Buffer, megabytes: number): Worker {
  // Run by Node from its source, in the built pages as well as in commands: it must not become part of a bundle.
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'imports', 'worker.mjs')
  const worker = new Worker(/* turbopackIgnore: true */ file, {
    execArgv: [],
    workerData: { name, bytes },
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  // It may break while nothing is asked of it, too.
  for (const event of ['error', 'exit'])
    worker.on(event, () => {
      if (reader.thread?.worker === worker) reader.thread = null
    })
  return worker
}

function endThread(): void {
  void reader.thread?.worker.terminate()
  reader.thread = null
}

async function askThread(worker: Worker, ask: ReadAsk, seconds: number): Promise<ReadFile | Refused> {
  const signal = AbortSignal.timeout(seconds * 1000)
  worker.ref()
  worker.postMessage(ask)
  try {
    const [result] = (await once(worker, 'message', { signal })) as [ReadFile | Refused]
    return result
  } catch (error) {
    if (signal.aborted) return { refused: importMessages.tooSlow(seconds) }
    const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    if (!isMemory) log.error({ err: error }, 'the file of a plan could not be read')
    return { refused: isMemory ? importMessages.tooMuchMemory : importMessages.notRead }
  } finally {
    // Between two steps it keeps no command from ending.
    worker.unref()
  }
}

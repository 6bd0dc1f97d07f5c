/**
 * Reads the file of a plan in a thread of its own, within a time and an amount of memory: whatever the file is, the process goes on
 * and others are answered. Commands and the app call it alike. One thread reads one file and ends with it; other files wait.
 */

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
}

// Pages and route handlers have a copy each of this module; files are read one by one in the whole process.
const queue = processWide('plan-file-queue', () => new PQueue({ concurrency: 1 }))

/** Takes the name of a file, its bytes, and what is to be read of it. It never throws: what goes wrong refuses the file. */
export async function readPlanFile(
  name: string,
  bytes: Buffer,
  ask: ReadAsk,
  limits: Partial<typeof LIMITS> = {},
): Promise<ReadFile | Refused> {
  const { seconds, megabytes, waiting } = { ...LIMITS, ...limits }
  if (queue.size >= waiting) return { refused: importMessages.busy }
  return queue.add(() => readInThread({ name, bytes, ask }, seconds, megabytes))
}

interface Job {
  readonly name: string
  readonly bytes: Buffer
  readonly ask: ReadAsk
}

function readInThread(job: Job, seconds: number, megabytes: number): Promise<ReadFile | Refused> {
  // Run by Node from its source, in the built pages as well as in commands: it must not become part of a bundle.
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'imports', 'worker.mjs')
  return new Promise((resolve) => {
    const worker = new Worker(/* turbopackIgnore: true */ file, {
      execArgv: [],
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    })
    const end = (result: ReadFile | Refused) => {
      clearTimeout(timer)
      resolve(result)
      void worker.terminate()
    }
    const timer = setTimeout(() => end({ refused: importMessages.tooSlow(seconds) }), seconds * 1000)
    worker.on('message', end)
    worker.on('error', (error) => {
      const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      if (!isMemory) log.error({ err: error }, 'the file of a plan could not be read')
      end({ refused: isMemory ? importMessages.tooMuchMemory : importMessages.notRead })
    })
    worker.on('exit', () => end({ refused: importMessages.notRead }))
  })
}

/**
 * Checks the texts of drafts off the thread that answers requests: by one worker, one draft after the other, each for a few
 * seconds at most. What was found in a text is kept for as long as the figures that it was checked against are the same.
 */

import 'server-only'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { LRUCache } from 'lru-cache'
import PQueue from 'p-queue'
import type { ReadText } from '@/lib/domain/reports/report-check'
import type { Run } from '@/lib/domain/reports/report-fields'
import type { CheckedFigures } from '@/lib/domain/reports/report-figures'
import type { TextBlock } from '@/lib/domain/reports/report-text'
import { log } from '@/lib/log'
import { processWide } from '@/lib/process-wide'

type Text = readonly TextBlock<Run>[]
/** What was read in a text; null where it could not be read in time. */
export type Found = ReadText | null

/** In milliseconds, but for the numbers of drafts and texts. */
const LIMITS = {
  /** For the texts of one draft. The longest that a text may be takes well below one second. */
  check: 5_000,
  /** From asking to the answer, behind other drafts. */
  answer: 15_000,
  /** How many drafts wait for the worker. */
  waiting: 20,
  /** The worker takes memory, which is given back when no one has asked for so long. */
  idle: 300_000,
  /** Of how many texts it is kept what was found. */
  kept: 1_000,
}

/**
 * Takes limits; returns what takes a plan's figures and texts and returns what was found in each. It never throws: what goes
 * wrong in the worker leaves texts unchecked.
 */
export function makeTextChecker(limits: Partial<typeof LIMITS> = {}) {
  const { check, answer, waiting: mostWaiting, idle, kept: mostKept } = { ...LIMITS, ...limits }
  const saved = new LRUCache<string, ReadText>({ max: mostKept })
  let worker: Worker | null = null
  const queue = new PQueue({ concurrency: 1 })
  let end: NodeJS.Timeout | undefined

  function stop() {
    void worker?.terminate()
    worker = null
  }

  /** Has the texts checked that are not known yet, as far as there is time. */
  async function run(figures: CheckedFigures, texts: ReadonlyMap<string, Text>): Promise<void> {
    const unknown = [...texts].filter(([key]) => !saved.has(key))
    if (!unknown.length) return
    clearTimeout(end)
    try {
      worker ??= await startWorker(answer, () => {
        worker = null
      })
      await checkAll(worker, { figures, texts: unknown.map(([, text]) => text) }, check, (found, at) =>
        saved.set(unknown[at]?.[0] ?? '', found),
      )
    } catch (error) {
      stop()
      log.warn({ err: error }, 'the texts of a draft were not checked')
    }
    end = setTimeout(stop, idle).unref()
  }

  return async (figures: CheckedFigures, texts: readonly Text[]): Promise<Found[]> => {
    const against = hash(JSON.stringify(figures))
    const keys = texts.map((text) => (text.length ? hash(against + JSON.stringify(text)) : null))
    const known = () => keys.map((key) => (key === null ? NOTHING : (saved.get(key) ?? null)))
    const first = known()
    if (first.every((found) => found !== null) || queue.size + queue.pending >= mostWaiting) return first
    const asked = new Map(keys.flatMap((key, at) => (key ? [[key, texts[at] ?? []] as const] : [])))
    let isAnswered = false
    const turn = queue.add(async () => (isAnswered ? undefined : run(figures, asked)))
    await within(answer, turn).catch(() => undefined)
    isAnswered = true
    return known()
  }
}

const NOTHING: ReadText = { figures: [], contradictions: [] }

const hash = (text: string) => createHash('sha256').update(text).digest('base64')

/** Takes milliseconds and what is awaited; returns that, or throws when it takes longer. */
async function within<T>(limit: number, awaited: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It took longer than ${limit} ms`)), limit)
  })
  return Promise.race([awaited, late]).finally(() => clearTimeout(timer))
}

/** A worker that has loaded what it needs. It keeps no program from ending, and says when it has ended itself. */
async function startWorker(limit: number, ended: () => void): Promise<Worker> {
  // Run by Node from its source, in the built pages as well as in tests: it must not become part of a bundle.
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'text-checker', 'worker.mjs')
  const worker = new Worker(/* turbopackIgnore: true */ file, {
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  worker.unref()
  // Without a listener, its failure would be that of the whole program.
  worker.on('error', (error) => log.warn({ err: error }, 'the worker that checks texts failed'))
  worker.on('exit', ended)
  try {
    await within(limit, answersOf(worker, 1))
  } catch (error) {
    void worker.terminate()
    throw error
  }
  return worker
}

/** Sends a worker texts; hands on what it found in each. Throws when the time is up or the worker ends. */
async function checkAll(
  worker: Worker,
  job: { readonly figures: CheckedFigures; readonly texts: readonly Text[] },
  limit: number,
  found: (read: ReadText, at: number) => void,
): Promise<void> {
  const answers = answersOf(worker, job.texts.length, (answer, at) => found(answer as ReadText, at))
  worker.postMessage(job)
  await within(limit, answers)
}

/** Waits for so many answers of a worker. */
function answersOf(
  worker: Worker,
  count: number,
  each: (answer: unknown, at: number) => void = () => undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let at = 0
    const settle = (error?: Error) => {
      worker.off('message', hear).off('error', settle).off('exit', ended)
      if (error) reject(error)
      else resolve()
    }
    const ended = () => settle(new Error('The worker that checks texts ended'))
    const hear = (answer: unknown) => {
      each(answer, at)
      at += 1
      if (at === count) settle()
    }
    worker.on('message', hear).on('error', settle).on('exit', ended)
  })
}

// Pages and route handlers have a copy each of this module; the worker is one for the process.

/**
 * Takes as much of a plan's figures as texts are checked against, and texts with their figures; returns what was found in each,
 * null where a text could not be checked in time.
 */
export const checkTexts = processWide('text-checker', makeTextChecker)

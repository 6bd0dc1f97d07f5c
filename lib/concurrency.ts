/** How many tasks run at a time, with an end to every queue. */

import { AsyncResource } from 'node:async_hooks'
import PQueue from 'p-queue'
import { UnavailableError } from './errors'

/** So long a task waits to begin (milliseconds) before whoever sent it is told to come again. */
const LONGEST_WAIT = 10_000

/** The queue is full, or has not moved for too long. */
export class BusyError extends UnavailableError {}

const BUSY = 'Cairn is busy. Try again in a minute'

interface Limits {
  /** How many tasks may wait, beside those that run. */
  readonly maxWaiting: number
  /** How long one may wait (milliseconds). */
  readonly maxWait?: number | undefined
  /** What those are told who do not get a turn. */
  readonly busy?: string
}

/** Returns a queue that runs so many tasks at a time. */
export const openQueue = (concurrency: number) => new PQueue({ concurrency })

/**
 * Takes a queue and limits; returns a runner of tasks that puts them into the queue. It throws a BusyError in place of running a
 * task that would have to wait in a full queue, or has waited too long. A queue may be shared by several runners.
 */
export function limitConcurrency(queue: PQueue, { maxWaiting, maxWait = LONGEST_WAIT, busy = BUSY }: Limits) {
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (queue.pending >= queue.concurrency && queue.size >= maxWaiting) throw new BusyError(busy)
    const waiting = new AbortController()
    const timer = setTimeout(() => waiting.abort(new BusyError(busy)), maxWait)
    // The queue begins a task in the context of whoever ended the one before: another request, another transaction.
    const inOwnContext = AsyncResource.bind(task)
    const begin = () => {
      clearTimeout(timer)
      return inOwnContext()
    }
    return queue.add(begin, { signal: waiting.signal })
  }
}

/** Queues by what their tasks have in common. */
export type KeyedQueues = Map<string, PQueue>

/**
 * Takes how many tasks of one key run at a time, and limits for each key; returns a runner of tasks, which throws as that of
 * `limitConcurrency` does. A key without any tasks takes up nothing.
 */
export function limitConcurrencyByKey(concurrency: number, limits: Limits, queues: KeyedQueues = new Map()) {
  return <T>(key: string, task: () => Promise<T>): Promise<T> => {
    let queue = queues.get(key)
    if (!queue) {
      queue = openQueue(concurrency)
      queue.on('idle', () => queues.delete(key))
      queues.set(key, queue)
    }
    return limitConcurrency(queue, limits)(task)
  }
}

/**
 * Returns what waits for something that someone else is having made, and returns that. It throws a BusyError when it takes too
 * long, or when too many wait already.
 */
export function limitWaiting({ maxWaiting, maxWait = LONGEST_WAIT }: Limits) {
  let now = 0
  return async <T>(made: Promise<T>): Promise<T> => {
    if (now >= maxWaiting) throw new BusyError(BUSY)
    now += 1
    let timer: NodeJS.Timeout | undefined
    const isTooLong = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new BusyError(BUSY)), maxWait)
    })
    try {
      return await Promise.race([made, isTooLong])
    } finally {
      clearTimeout(timer)
      now -= 1
    }
  }
}

/**
 * Takes how long others wait at most (milliseconds); returns what notes tasks that go before others of the same key, and what waits for those that
 * are on their way at the time of asking. It never throws.
 */
export function letGoFirst(longest: number) {
  const onTheirWay = new Map<string, Set<Promise<unknown>>>()
  return {
    note<T>(key: string, task: Promise<T>): Promise<T> {
      const tasks = onTheirWay.get(key) ?? new Set()
      onTheirWay.set(key, tasks.add(task))
      return task.finally(() => {
        tasks.delete(task)
        if (tasks.size === 0) onTheirWay.delete(key)
      })
    },
    async wait(key: string): Promise<void> {
      let timer: NodeJS.Timeout | undefined
      const isTooLong = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, longest)
      })
      await Promise.race([Promise.allSettled(onTheirWay.get(key) ?? []), isTooLong])
      clearTimeout(timer)
    },
  }
}

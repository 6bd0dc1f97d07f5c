/** Taking turns, with an end to every queue. */

import { UnavailableError } from './errors'

/** So long somebody waits for a turn (milliseconds) before they are told to come again. */
const LONGEST_WAIT = 10_000

/** The queue is full, or has not moved for too long. */
export class BusyError extends UnavailableError {}

const BUSY = 'Cairn is busy. Try again in a minute'

interface Limits {
  /** How many tasks run at a time. */
  readonly atOnce: number
  /** How many more may wait. */
  readonly waiting: number
  readonly longestWait?: number | undefined
  /** What those are told who do not get a turn. */
  readonly busy?: string
}

/** Who runs and who waits. */
export interface Turns {
  running: number
  readonly queue: Set<() => void>
}

/** Returns turns that nobody has taken yet. */
export const noTurns = (): Turns => ({ running: 0, queue: new Set() })

/** Turns by name. */
export type NamedTurns = Map<string, { readonly turns: Turns; tasks: number }>

/**
 * Returns a runner of tasks that lets so many of them run at a time; the others wait their turn. It throws a BusyError in place of
 * running a task that would have to wait in a full queue, or has waited too long. Runners that are given the same turns share them.
 */
export function takeTurns(
  { atOnce, waiting, longestWait = LONGEST_WAIT, busy = BUSY }: Limits,
  turns: Turns = noTurns(),
) {
  const { queue } = turns

  function wait(): Promise<void> {
    if (queue.size >= waiting) throw new BusyError(busy)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        queue.delete(begin)
        reject(new BusyError(busy))
      }, longestWait)
      const begin = () => {
        clearTimeout(timer)
        resolve()
      }
      queue.add(begin)
    })
  }

  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (turns.running >= atOnce) await wait()
    else turns.running += 1
    try {
      return await task()
    } finally {
      const [next] = queue
      if (next) {
        // Whoever is next takes over the place.
        queue.delete(next)
        next()
      } else turns.running -= 1
    }
  }
}

/**
 * Returns runners of tasks, one for each name, that let so many tasks of one name run at a time; a name without any takes up
 * nothing. They throw as `takeTurns` does.
 */
export function takeTurnsByName(limits: Limits, all: NamedTurns = new Map()) {
  return async <T>(name: string, task: () => Promise<T>): Promise<T> => {
    const named = all.get(name) ?? { turns: noTurns(), tasks: 0 }
    all.set(name, named)
    named.tasks += 1
    try {
      return await takeTurns(limits, named.turns)(task)
    } finally {
      named.tasks -= 1
      if (named.tasks === 0) all.delete(name)
    }
  }
}

/**
 * Returns what waits for something that somebody else is having made, and returns that. It throws a BusyError when it takes too
 * long, or when too many wait already.
 */
export function waitTogether({ waiting, longestWait = LONGEST_WAIT }: Omit<Limits, 'atOnce'>) {
  let now = 0
  return async <T>(made: Promise<T>): Promise<T> => {
    if (now >= waiting) throw new BusyError(BUSY)
    now += 1
    let timer: NodeJS.Timeout | undefined
    const isTooLong = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new BusyError(BUSY)), longestWait)
    })
    try {
      return await Promise.race([made, isTooLong])
    } finally {
      clearTimeout(timer)
      now -= 1
    }
  }
}

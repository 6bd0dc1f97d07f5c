// Taking turns, with an end to every queue.

/** So long somebody waits for a turn (milliseconds) before they are told to come again. */
const LONGEST_WAIT = 10_000

/** The queue is full, or has not moved for too long. */
export class BusyError extends Error {}

interface Limits {
  /** How many tasks run at a time. */
  readonly atOnce: number
  /** How many more may wait. */
  readonly waiting: number
  readonly longestWait?: number | undefined
}

/**
 * Returns a runner of tasks that lets so many of them run at a time; the others wait their turn. It throws a BusyError in place of
 * running a task that would have to wait in a full queue, or has waited too long.
 */
export function takeTurns({ atOnce, waiting, longestWait = LONGEST_WAIT }: Limits) {
  const queue = new Set<() => void>()
  let running = 0

  function wait(): Promise<void> {
    if (queue.size >= waiting) throw new BusyError('too many wait for their turn')
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        queue.delete(begin)
        reject(new BusyError('a turn did not come'))
      }, longestWait)
      const begin = () => {
        clearTimeout(timer)
        resolve()
      }
      queue.add(begin)
    })
  }

  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) await wait()
    else running += 1
    try {
      return await task()
    } finally {
      const [next] = queue
      if (next) {
        // Whoever is next takes over the place.
        queue.delete(next)
        next()
      } else running -= 1
    }
  }
}

/**
 * Returns runners of tasks, one for each name, that let so many tasks of one name run at a time; a name without any takes up
 * nothing. They throw as `takeTurns` does.
 */
export function takeTurnsByName(limits: Limits) {
  const runners = new Map<string, { readonly run: ReturnType<typeof takeTurns>; tasks: number }>()
  return async <T>(name: string, task: () => Promise<T>): Promise<T> => {
    const runner = runners.get(name) ?? { run: takeTurns(limits), tasks: 0 }
    runners.set(name, runner)
    runner.tasks += 1
    try {
      return await runner.run(task)
    } finally {
      runner.tasks -= 1
      if (runner.tasks === 0) runners.delete(name)
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
    if (now >= waiting) throw new BusyError('too many wait for what others have made')
    now += 1
    let timer: NodeJS.Timeout | undefined
    const isTooLong = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new BusyError('what others have made takes too long')), longestWait)
    })
    try {
      return await Promise.race([made, isTooLong])
    } finally {
      clearTimeout(timer)
      now -= 1
    }
  }
}

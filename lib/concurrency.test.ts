import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import {
  BusyError,
  type KeyedQueues,
  letGoFirst,
  limitConcurrency,
  limitConcurrencyByKey,
  limitWaiting,
  openQueue,
} from './concurrency'

const never = () => new Promise<void>(() => {})

describe('tasks at a time', () => {
  it('lets so many run at a time, and the others in the order in which they came', async () => {
    const inTurn = limitConcurrency(openQueue(2), { maxWaiting: 10 })
    const begun: number[] = []
    const ends: (() => void)[] = []
    const tasks = [1, 2, 3, 4].map((one) =>
      inTurn(() => {
        begun.push(one)
        return new Promise<void>((resolve) => ends.push(resolve))
      }),
    )
    expect(begun).toEqual([1, 2])
    ends[1]?.()
    await tasks[1]
    expect(begun).toEqual([1, 2, 3])
    for (const end of ends) end()
    await tasks[2]
    ends[3]?.()
    await Promise.all(tasks)
    expect(begun).toEqual([1, 2, 3, 4])
  })

  it('refuses at once who would have to wait in a full queue', async () => {
    const inTurn = limitConcurrency(openQueue(1), { maxWaiting: 1 })
    void inTurn(never)
    // It waits on, and is refused while other tests run.
    inTurn(never).catch(() => undefined)
    await expect(inTurn(never)).rejects.toBeInstanceOf(BusyError)
  })

  it('refuses who has waited too long, and gives the turn to who still waits', async () => {
    const inTurn = limitConcurrency(openQueue(1), { maxWaiting: 5, maxWait: 50 })
    let end = () => {}
    const first = inTurn(() => new Promise<void>((resolve) => (end = resolve)))
    await expect(inTurn(never)).rejects.toBeInstanceOf(BusyError)
    const next = inTurn(async () => 'done')
    end()
    await first
    expect(await next).toBe('done')
  })

  it('goes on after a task that failed', async () => {
    const inTurn = limitConcurrency(openQueue(1), { maxWaiting: 1 })
    await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await inTurn(async () => 'done')).toBe('done')
  })

  it('runs each task in the context of its sender', async () => {
    const context = new AsyncLocalStorage<string>()
    const inTurn = limitConcurrency(openQueue(1), { maxWaiting: 5 })
    const send = (who: string) =>
      context.run(who, () =>
        inTurn(async () => {
          const before = context.getStore()
          await setImmediate()
          return [before, context.getStore()]
        }),
      )
    expect(await Promise.all([send('a'), send('b'), send('c')])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      ['c', 'c'],
    ])
  })
})

describe('waiting for what others have made', () => {
  it('has an end, and room for so many', async () => {
    const waitFor = limitWaiting({ maxWaiting: 1, maxWait: 50 })
    const first = waitFor(never())
    await expect(waitFor(Promise.resolve())).rejects.toBeInstanceOf(BusyError)
    await expect(first).rejects.toBeInstanceOf(BusyError)
    expect(await waitFor(Promise.resolve('made'))).toBe('made')
  })
})

describe('tasks at a time by key', () => {
  it('lets the tasks of one key wait for one another, and for no others', async () => {
    const inTurn = limitConcurrencyByKey(1, { maxWaiting: 1 })
    void inTurn('a', never)
    inTurn('a', never).catch(() => undefined)
    await expect(inTurn('a', never)).rejects.toBeInstanceOf(BusyError)
    await expect(inTurn('b', async () => 'done')).resolves.toBe('done')
  })

  it('keeps no queue of a key whose tasks have all ended', async () => {
    const queues: KeyedQueues = new Map()
    const inTurn = limitConcurrencyByKey(1, { maxWaiting: 5, maxWait: 50 }, queues)
    let end = () => {}
    const first = inTurn('a', () => new Promise<void>((resolve) => (end = resolve)))
    await expect(inTurn('a', never)).rejects.toBeInstanceOf(BusyError)
    expect([...queues.keys()]).toEqual(['a'])
    end()
    await first
    await inTurn('a', async () => {})
    await setImmediate()
    expect(queues.size).toBe(0)
  })
})

describe('what goes first', () => {
  it('is waited for where it is of the same key and was on its way, however it ends', async () => {
    const first = letGoFirst(60_000)
    let hasWaited = false
    const ends: (() => void)[] = []
    const task = () => new Promise<void>((resolve) => ends.push(resolve))
    const fails = task().then(() => Promise.reject(new Error('no')))
    const tasks = [first.note('a', task()), first.note('a', fails)]
    const waiting = first.wait('a').then(() => (hasWaited = true))
    await first.wait('b')
    const later = first.note('a', task())
    ends[0]?.()
    ends[1]?.()
    expect(hasWaited).toBe(false)
    await Promise.allSettled(tasks)
    await waiting
    ends[2]?.()
    await later
    await first.wait('a')
  })

  it('is waited for only so long', async () => {
    const first = letGoFirst(5)
    void first.note('a', never())
    await first.wait('a')
  })
})

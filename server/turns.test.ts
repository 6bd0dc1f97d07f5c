import { describe, expect, it } from 'vitest'
import { BusyError, takeTurns, takeTurnsByName, waitTogether } from './turns'

const never = () => new Promise<void>(() => {})

describe('taking turns', () => {
  it('lets so many run at a time, and the others in the order in which they came', async () => {
    const inTurn = takeTurns({ atOnce: 2, waiting: 10 })
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
    const inTurn = takeTurns({ atOnce: 1, waiting: 1 })
    void inTurn(never)
    void inTurn(never)
    await expect(inTurn(never)).rejects.toBeInstanceOf(BusyError)
  })

  it('refuses who has waited too long, and gives the turn to who still waits', async () => {
    const inTurn = takeTurns({ atOnce: 1, waiting: 5, longestWait: 50 })
    let end = () => {}
    const first = inTurn(() => new Promise<void>((resolve) => (end = resolve)))
    await expect(inTurn(never)).rejects.toBeInstanceOf(BusyError)
    const next = inTurn(async () => 'done')
    end()
    await first
    expect(await next).toBe('done')
  })

  it('goes on after a task that failed', async () => {
    const inTurn = takeTurns({ atOnce: 1, waiting: 1 })
    await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await inTurn(async () => 'done')).toBe('done')
  })
})

describe('waiting for what others have made', () => {
  it('has an end, and room for so many', async () => {
    const waitFor = waitTogether({ waiting: 1, longestWait: 50 })
    const first = waitFor(never())
    await expect(waitFor(Promise.resolve())).rejects.toBeInstanceOf(BusyError)
    await expect(first).rejects.toBeInstanceOf(BusyError)
    expect(await waitFor(Promise.resolve('made'))).toBe('made')
  })
})

describe('taking turns by name', () => {
  it('lets the tasks of one name wait for one another, and for no others', async () => {
    const inTurn = takeTurnsByName({ atOnce: 1, waiting: 1 })
    void inTurn('a', never)
    void inTurn('a', never)
    await expect(inTurn('a', never)).rejects.toBeInstanceOf(BusyError)
    await expect(inTurn('b', async () => 'done')).resolves.toBe('done')
  })
})

import { describe, expect, it } from 'vitest'
import { shareQuestions } from './revisions'

describe('sharing questions', () => {
  /** A question whose answers are given by hand; each says how many were asked before it. */
  function askByHand() {
    const open: (() => void)[] = []
    let asked = 0
    const about: string[][] = []
    const share = shareQuestions<string, number>((things) => {
      about.push([...things])
      const number = (asked += 1)
      return new Promise<number>((resolve) => open.push(() => resolve(number)))
    })
    const ask = (...things: string[]) => share(things)
    const tick = () => new Promise((resolve) => setImmediate(resolve))
    const answer = async () => {
      await tick()
      open.shift()?.()
      await tick()
    }
    return { ask, answer, about }
  }

  it('gives those who ask while an answer is on its way the next one, and all of them the same', async () => {
    const { ask, answer } = askByHand()
    const first = ask()
    await new Promise((resolve) => setImmediate(resolve))
    const [second, third] = [ask(), ask()]
    await answer()
    await answer()
    expect(await Promise.all([first, second, third])).toEqual([1, 2, 2])
  })

  it('asks once about all that those who wait ask for', async () => {
    const { ask, answer, about } = askByHand()
    const all = [ask('a'), ask('b', 'c'), ask()]
    await answer()
    expect(await Promise.all(all)).toEqual([1, 1, 1])
    expect(about).toEqual([['a', 'b', 'c']])
  })

  it('never gives an answer that was asked for before the asker came', async () => {
    const { ask, answer } = askByHand()
    void ask()
    await answer()
    const later = ask()
    await answer()
    expect(await later).toBe(2)
  })

  it('goes on after a question failed', async () => {
    let fails = true
    const request = shareQuestions(async () => {
      if (fails) throw new Error('down')
      return 'up'
    })
    await expect(request([])).rejects.toThrow('down')
    fails = false
    expect(await request([])).toBe('up')
  })
})

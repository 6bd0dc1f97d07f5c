import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readValues } from './form'

/** As FormData writes what is no text of Unicode. */
const wellFormed = (text: string) => new TextDecoder().decode(new TextEncoder().encode(text))

describe('reading what was typed', () => {
  it('gives each field its text, a field that was given more than once its list, and leaves out files and what is of Next', () => {
    const form = new FormData()
    for (const [name, value] of [
      ['title', 'One'],
      ['tick', 'a'],
      ['$ACTION_KEY', 'k'],
      ['tick', 'b'],
    ] as const)
      form.append(name, value)
    form.append('file', new File(['x'], 'x.csv'))
    expect(readValues(form)).toEqual({ title: 'One', tick: ['a', 'b'] })
  })

  it('takes any name, also one that means something to the language', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.oneof(fc.string(), fc.constant('__proto__'))), (names) => {
        const form = new FormData()
        for (const name of names) form.append(name, 'x')
        const typed = names.filter((name) => !name.startsWith('$ACTION'))
        expect(Object.entries(readValues(form)).length).toBe(
          new Set(typed.map((name) => wellFormed(name))).size,
        )
      }),
    )
  })

  it('takes no longer over each of many fields than over each of few', () => {
    const timeFor = (fields: number) => {
      const form = new FormData()
      for (let i = 0; i < fields; i += 1) form.append(`f${i}`, '')
      const start = process.cpuUsage()
      expect(Object.keys(readValues(form))).toHaveLength(fields)
      const { user, system } = process.cpuUsage(start)
      return (user + system) / 1e6
    }
    timeFor(1000)
    // Looked up one by one among all of them, they took over 20 s of the processor.
    expect(timeFor(60_000)).toBeLessThan(2)
  })
})

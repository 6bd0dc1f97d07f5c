import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDate } from './date-fields'
import { optionalText, readValues, requiredText } from './form'

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

describe('what was typed or pasted', () => {
  it('keeps the line breaks of Word and of other programs as line breaks', () => {
    const text = optionalText('Narrative')
    expect(text.parse('one\u000Btwo\u2028three\u2029four\r\nfive\rsix')).toBe(
      'one\ntwo\nthree\nfour\nfive\nsix',
    )
    expect(text.safeParse('a\u0007').success).toBe(false)
  })

  it('is nothing where nothing of it can be seen', () => {
    const text = requiredText('Narrative', 'Enter what progress has been made')
    for (const unseen of ['\u200B', ' \u200B\n', '\uFEFF', '\u2060\u00AD']) {
      expect(text.safeParse(unseen).error?.issues[0]?.message).toBe('Enter what progress has been made')
    }
    expect(text.parse('a\u200Db')).toBe('a\u200Db')
  })

  it('is a day with a year of four digits', () => {
    const typed = { 'due-day': '1', 'due-month': '2', 'due-year': '26' }
    expect(readDate(typed, 'due', 'Due date').error).toBe(
      'Due date must include a year with 4 digits, such as 2026',
    )
  })
})

import { describe, expect, it } from 'vitest'
import { codeOf, describeWrongReference } from './reference'

describe('codeOf', () => {
  it.each([
    ['LB(25)03-03', 'lb-25-03-03'],
    ['  Bòrd / 2026 – 7 ', 'bord-2026-7'],
    ['???', ''],
    ['報告', ''],
    ['報告 7', '7'],
  ])('makes of %s %s', (reference, code) => expect(codeOf(reference)).toBe(code))
})

describe('sayWrongReference', () => {
  it.each([
    ['LB(25)03-03', null],
    ['New 1', null],
    ['new', /^“new” cannot be a reference: another page has that address/],
    [' (NEW)! ', /^“\(NEW\)!” cannot be a reference/],
    ['報告', /a letter from a to z or a digit/],
    ['', /a letter from a to z or a digit/],
  ])('says of %s %s', (reference, why) => {
    const sentence = describeWrongReference(reference, ['new'])
    if (why === null) expect(sentence).toBeNull()
    else expect(sentence).toMatch(why)
  })
})

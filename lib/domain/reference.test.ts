import { describe, expect, it } from 'vitest'
import { codeOf, findReferenceProblem, freeCode } from './reference'

describe('codeOf', () => {
  it.each([
    ['LB(25)03-03', 'lb-25-03-03'],
    ['  Bòrd / 2026 – 7 ', 'bord-2026-7'],
    ['???', ''],
    ['報告', ''],
    ['報告 7', '7'],
  ])('makes of %s %s', (reference, code) => expect(codeOf(reference)).toBe(code))
})

describe('freeCode', () => {
  const taken = ['lb-26-1', 'lb-26-1-correction-1']
  it.each([
    ['LB(26)2', false, 'lb-26-2'],
    ['LB(26)1', false, null],
    ['LB(26)1', true, 'lb-26-1-correction-2'],
    ['LB(26)1 correction', true, 'lb-26-1-correction'],
  ])('of %s, correction %s: %s', (reference, isCorrection, code) =>
    expect(freeCode(reference, isCorrection, taken)).toBe(code),
  )
})

describe('findReferenceProblem', () => {
  it.each([
    ['LB(25)03-03', null],
    ['New 1', null],
    ['new', 'taken'],
    [' (NEW)! ', 'taken'],
    ['報告', 'empty'],
    ['', 'empty'],
  ])('finds in %s: %s', (reference, problem) =>
    expect(findReferenceProblem(reference, ['new'])).toBe(problem),
  )
})

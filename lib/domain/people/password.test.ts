import { describe, expect, it } from 'vitest'
import { findPasswordProblem } from './password'

const PERSON = { name: 'Morag Sinclair-Ross', email: 'morag.sinclair-ross@example.gov.scot' }
const problemOf = (password: string) => findPasswordProblem(password, PERSON)

describe('a password', () => {
  it.each([
    'four quiet herons waiting',
    'correct horse battery staple',
    '  spaces count, at both ends ',
    'ничего особенного здесь',
    'x9$Lq2!vRt7&',
    'a passphrase may be long '.repeat(5),
  ])('may be %j', (password) => {
    expect(problemOf(password)).toBeNull()
  })

  it.each([
    ['', 'missing'],
    ['elevenchars', 'short'],
    ['x'.repeat(129), 'long'],
    ['unbelievable', 'common'],
    ['UNBELIEVABLE', 'common'],
    ['Password12345!', 'common'],
    ['123456789012', 'common'],
    ['2024!dragon!2024', 'common'],
    ['abcabcabcabcabc', 'common'],
    ['zzzzzzzzzzzzzz', 'common'],
    ['letmeinletmein', 'common'],
    ['Morag Sinclair-Ross', 'personal'],
    ['moragsinclairross1', 'personal'],
    ['morag.sinclair-ross@example.gov.scot', 'personal'],
  ])('must not be %j', (password, problem) => {
    expect(problemOf(password)).toBe(problem)
  })

  it('has no rule that a name without letters would break', () => {
    expect(findPasswordProblem('four quiet herons', { name: '—', email: 'a@b' })).toBeNull()
  })
})

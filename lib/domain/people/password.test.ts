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
    ['', 'Enter a password'],
    ['elevenchars', '12 characters or more'],
    ['x'.repeat(129), '128 characters or fewer'],
    ['unbelievable', 'attackers try first'],
    ['UNBELIEVABLE', 'attackers try first'],
    ['Password12345!', 'attackers try first'],
    ['123456789012', 'attackers try first'],
    ['2024!dragon!2024', 'attackers try first'],
    ['abcabcabcabcabc', 'attackers try first'],
    ['zzzzzzzzzzzzzz', 'attackers try first'],
    ['letmeinletmein', 'attackers try first'],
    ['Morag Sinclair-Ross', 'your name or e-mail'],
    ['moragsinclairross1', 'your name or e-mail'],
    ['morag.sinclair-ross@example.gov.scot', 'your name or e-mail'],
  ])('must not be %j', (password, problem) => {
    expect(problemOf(password)).toContain(problem)
  })

  it('has no rule that a name without letters would break', () => {
    expect(findPasswordProblem('four quiet herons', { name: '—', email: 'a@b' })).toBeNull()
  })
})

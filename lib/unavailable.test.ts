import { describe, expect, it } from 'vitest'
import { InvalidError, UnavailableError } from './errors'
import { isUnavailable, describeUnavailable } from './unavailable'

const withCode = (code: string, more: object = {}) => Object.assign(new Error('It failed'), { code, ...more })

describe('what passes by itself', () => {
  it.each([
    ['57014', 'a statement took too long'],
    ['55P03', 'a lock took too long'],
    ['53300', 'too many connections'],
    ['53100', 'the disk is full'],
    ['57P01', 'the server was stopped'],
    ['57P03', 'the server starts'],
    ['08006', 'the connection is lost'],
    ['P2024', 'no connection to be had'],
    ['P2028', 'no transaction to be had'],
    ['ECONNREFUSED', 'nothing listens'],
  ])('is %s: %s', (code) => {
    expect(isUnavailable(withCode(code))).toBe(true)
    // As Prisma hands it on.
    const prisma = withCode('P2010', { meta: { driverAdapterError: { cause: { originalCode: code } } } })
    expect(isUnavailable(prisma)).toBe(true)
    expect(isUnavailable(new AggregateError([withCode(code)]))).toBe(true)
  })

  it.each([
    'timeout exceeded when trying to connect',
    'Connection terminated unexpectedly',
    'Query read timeout',
    'Error in PostgreSQL connection: Connection terminated unexpectedly',
  ])('is what pg says without a code: %s', (message) => {
    expect(isUnavailable(new Error(message))).toBe(true)
  })

  it('is our own, of whichever loaded copy, and says why', () => {
    expect(isUnavailable(new UnavailableError('Many people'))).toBe(true)
    expect(isUnavailable({ name: 'UnavailableError' })).toBe(true)
    expect(describeUnavailable(new UnavailableError('Many people'))).toBe('Many people')
  })
})

it.each([
  null,
  'Connection terminated',
  new Error('A defect about "57014"'),
  new InvalidError({ title: 'Enter a title' }),
  withCode('23505'),
  withCode('P2002'),
  withCode('ENOENT', { syscall: 'open' }),
])('a defect is none: %s', (error) => {
  expect(isUnavailable(error)).toBe(false)
})

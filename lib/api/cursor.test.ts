import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCursor, readCursor, readPart } from './cursor'
import { BadParameterError, ListChangedError } from './problem'

const LIST = { question: 'sort=status', state: '7' }
const read = (query: string) => readPart(new URLSearchParams(query))

describe('readPart', () => {
  it('starts at the beginning with a usual number', () => {
    expect(read('status=atRisk')).toEqual({ cursor: null, limit: 50 })
  })

  it('reads back any cursor it made', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (ref) => {
        const { cursor, limit } = read(`cursor=${makeCursor(LIST, ref)}&limit=200`)
        expect([readCursor(cursor ?? '', LIST), limit]).toEqual([ref, 200])
      }),
    )
  })

  it('takes no cursor of another list, nor one of the same list before it changed', () => {
    const cursor = makeCursor(LIST, '1')
    expect(() => readCursor(cursor, { ...LIST, question: 'sort=due' })).toThrow(
      expect.objectContaining({ parameter: 'cursor', message: expect.stringContaining('a different list') }),
    )
    expect(() => readCursor(cursor, { ...LIST, state: '8' })).toThrow(ListChangedError)
  })

  it.each(['MQ', 'e30', 'WyJhIl0', Buffer.from('["a","b",1]').toString('base64url')])(
    'reads no cursor in %s',
    (cursor) => expect(() => readCursor(cursor, LIST)).toThrow(BadParameterError),
  )

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1e2', 'limit'],
    ['limit=١٠', 'limit'],
    ['cursor=', 'cursor'],
    ['cursor=%00', 'cursor'],
    ['cursor=a b', 'cursor'],
    [`cursor=${'AAAA'.repeat(1000)}`, 'cursor'],
  ])('refuses %s', (query, parameter) => {
    expect(() => read(query)).toThrow(BadParameterError)
    expect(() => read(query)).toThrow(expect.objectContaining({ parameter }))
  })
})

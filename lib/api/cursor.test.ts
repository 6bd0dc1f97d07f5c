import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeCursor, readPart } from './cursor'
import { BadParameterError } from './problem'

const read = (query: string) => readPart(new URLSearchParams(query))

describe('readPart', () => {
  it('starts at the beginning with a usual number', () => {
    expect(read('status=atRisk')).toEqual({ after: null, limit: 50 })
  })

  it('reads back any cursor it made', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (ref) => {
        expect(read(`cursor=${makeCursor(ref)}&limit=200`)).toEqual({ after: ref, limit: 200 })
      }),
    )
  })

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=', 'limit'],
    ['limit=-1', 'limit'],
    ['limit=1e2', 'limit'],
    ['limit=١٠', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['cursor=', 'cursor'],
    ['cursor=A', 'cursor'],
    ['cursor=%00', 'cursor'],
    ['cursor=a b', 'cursor'],
    ['cursor=_w', 'cursor'],
    [`cursor=${'AAAA'.repeat(1000)}`, 'cursor'],
    ['cursor=MQ&cursor=MQ', 'cursor'],
  ])('refuses %s', (query, parameter) => {
    expect(() => read(query)).toThrow(BadParameterError)
    expect(() => read(query)).toThrow(expect.objectContaining({ parameter }))
  })
})

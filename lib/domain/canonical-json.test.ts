import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, canonicalPieces } from './canonical-json'

async function* oneByOne(entries: readonly (readonly [string, unknown])[]) {
  yield* entries
}

describe('canonicalJson', () => {
  it('orders keys by their code units, numbers among them, and leaves out what is undefined', () => {
    expect(canonicalJson({ b: 1, 10: 'x', 9: [undefined, null], a: undefined, é: {}, B: [] })).toBe(
      '{"10":"x","9":[null,null],"B":[],"b":1,"é":{}}',
    )
  })

  it('says the same of a value however its keys came, and is JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value)
        expect(canonicalJson(reversed(JSON.parse(text)))).toBe(text)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('says so of objects with the same names in another order, and of more shapes than it remembers', () => {
    for (let i = 0; i < 600; i += 1) {
      const text = `{"a":1,"n${i}":2}`
      expect(canonicalJson({ a: 1, [`n${i}`]: 2 })).toBe(text)
      expect(canonicalJson({ [`n${i}`]: 2, a: 1 })).toBe(text)
    }
  })
})

describe('canonicalPieces', () => {
  it('are the text of the same object written at once', async () => {
    const entries = Object.entries({ 'a"b': [1, { d: 2, c: null }], z: 'last' })
    for (const fields of [{}, { a: 1, z: {} }, { a: 1, l: undefined }, { n: [] }])
      for (const some of [entries, []]) {
        const pieces: string[] = []
        for await (const piece of canonicalPieces(fields, 'm', oneByOne(some))) pieces.push(piece)
        expect(pieces.join('')).toBe(canonicalJson({ ...fields, m: Object.fromEntries(some) }))
      }
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  )
}

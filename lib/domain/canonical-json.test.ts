import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, canonicalObject, CanonicalText } from './canonical-json'

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

  it('takes over what is canonical already', () => {
    expect(canonicalJson({ a: new CanonicalText('{"b":1}') })).toBe('{"a":{"b":1}}')
  })
})

describe('canonicalObject', () => {
  it('is the text of the same object written at once', async () => {
    const value = { 'a"b': [1, { d: 2, c: null }], z: 'last' }
    expect((await canonicalObject(oneByOne(Object.entries(value)))).text).toBe(canonicalJson(value))
    expect((await canonicalObject(oneByOne([]))).text).toBe('{}')
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

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AuditContent, canonicalText } from './audit'
import { CHAIN_START, type ChainedEntry, type ChainEnd, checkEnd, checkEntry } from './audit-check'

/** As good as any to tell texts apart by. */
const digest = (text: string) => `<${text}>`

function entryAfter(previous: ChainedEntry | undefined, given: Partial<AuditContent> = {}): ChainedEntry {
  const content: AuditContent = {
    chain: 'accounts',
    number: (previous?.number ?? 0) + 1,
    recordedAt: '2026-03-01T09:00:00.000Z',
    actorId: null,
    actorName: null,
    kind: 'test.done',
    recordType: 'plan',
    recordId: 'x',
    recordName: 'A plan',
    before: null,
    after: { a: 1 },
    previous: previous?.hash ?? '',
    ...given,
  }
  return { ...content, hash: digest(canonicalText(content)) }
}

function chainOf(length: number): ChainedEntry[] {
  const entries: ChainedEntry[] = []
  while (entries.length < length) entries.push(entryAfter(entries.at(-1)))
  return entries
}

const endOf = (entries: readonly ChainedEntry[]): ChainEnd => ({
  entries: entries.length,
  hash: entries.at(-1)?.hash ?? '',
})

/** What is wrong with a chain, by the number of the entry. */
function faultsOf(entries: readonly ChainedEntry[], end: ChainEnd | null) {
  let soFar = CHAIN_START
  const found = entries.flatMap((entry) => {
    const step = checkEntry(soFar, entry, digest)
    soFar = step.soFar
    return step.faults
  })
  return [...found, ...checkEnd(soFar, end)].map(({ number, problem }) => ({ number, ...problem }))
}

describe('a chain of audit entries', () => {
  const whole = chainOf(5)

  it('holds together as it was written, and so does an empty one', () => {
    expect(faultsOf(whole, endOf(whole))).toEqual([])
    expect(faultsOf([], { entries: 0, hash: '' })).toEqual([])
  })

  it('keeps the text that entries had from before names were kept', () => {
    const [first] = whole
    if (!first) throw new Error('The chain is empty')
    expect(canonicalText(first)).toBe(
      '["accounts",1,"2026-03-01T09:00:00.000Z",null,"test.done","plan","x","A plan",null,{"a":1},""]',
    )
    expect(canonicalText({ ...first, actorName: 'Ann' })).toBe(
      '["accounts",1,"2026-03-01T09:00:00.000Z",null,"test.done","plan","x","A plan",null,{"a":1},"","Ann"]',
    )
  })

  it('tells an entry that was changed', () => {
    const changed = whole.map((entry) => (entry.number === 3 ? { ...entry, after: { a: 2 } } : entry))
    expect(faultsOf(changed, endOf(whole))).toEqual([{ number: 3, kind: 'changed' }])
  })

  it('tells an entry that was changed together with its hash, by the one after it', () => {
    const changed = whole.map((entry) =>
      entry.number === 3 ? entryAfter(whole[1], { after: { a: 2 } }) : entry,
    )
    expect(faultsOf(changed, endOf(whole))).toEqual([{ number: 4, kind: 'unlinked' }])
  })

  it('tells entries that were taken out', () => {
    const one = whole.filter(({ number }) => number !== 3)
    expect(faultsOf(one, endOf(whole))).toEqual([{ number: 3, kind: 'missing', from: 3, to: 3 }])
    const two = whole.filter(({ number }) => number !== 1 && number !== 2)
    expect(faultsOf(two, endOf(whole))).toEqual([{ number: 1, kind: 'missing', from: 1, to: 2 }])
  })

  it('tells that its end was taken off', () => {
    expect(faultsOf(whole.slice(0, 4), endOf(whole))).toEqual([
      { number: 5, kind: 'missingAtEnd', from: 5, to: 5 },
    ])
    expect(faultsOf([], endOf(whole))).toEqual([{ number: 1, kind: 'missingAtEnd', from: 1, to: 5 }])
  })

  it('tells that something was put behind its end, or in place of it', () => {
    expect(faultsOf(whole, endOf(whole.slice(0, 4)))).toEqual([{ number: 5, kind: 'afterEnd' }])
    const other = [...whole.slice(0, 4), entryAfter(whole[3], { kind: 'test.other' })]
    expect(faultsOf(other, endOf(whole))).toEqual([{ number: 5, kind: 'otherEnd' }])
  })

  it('tells that nothing says where it ends', () => {
    expect(faultsOf(whole, null)).toEqual([{ number: 5, kind: 'noEnd' }])
  })

  it('tells any one change of any field of any entry', () => {
    const fields = [
      'recordedAt',
      'actorId',
      'actorName',
      'kind',
      'recordType',
      'recordId',
      'recordName',
      'before',
      'after',
    ] as const
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.constantFrom(...fields), (number, field) => {
        const changed = whole.map((entry) =>
          entry.number === number ? { ...entry, [field]: 'something else' } : entry,
        )
        expect(faultsOf(changed, endOf(whole))).toHaveLength(1)
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { mayReview, nameDraftPart, readDraftPart } from './report-draft'

describe('who reviews a draft', () => {
  const wrote = (writerIds: string[], lastWriterId = writerIds.at(-1) ?? '') => ({ writerIds, lastWriterId })

  it('is another editor than those who wrote it', () => {
    expect(mayReview('a', wrote(['a']), ['a', 'b'])).toEqual({ may: false, isOwn: true })
    expect(mayReview('b', wrote(['a']), ['a', 'b'])).toEqual({ may: true, isOwn: false })
    expect(mayReview('b', wrote(['a', 'b']), ['a', 'b', 'c']).may).toBe(false)
  })

  it('is another than who wrote last, where every editor wrote', () => {
    expect(mayReview('a', wrote(['a', 'b']), ['a', 'b'])).toEqual({ may: true, isOwn: true })
    expect(mayReview('b', wrote(['a', 'b']), ['a', 'b']).may).toBe(false)
  })

  it('is the writer where there is no other editor', () => {
    expect(mayReview('a', wrote(['a']), ['a'])).toEqual({ may: true, isOwn: true })
  })
})

describe('the parts of a draft', () => {
  it.each(['about', 'summary', 'risks', 'notes', 'delivered-26.3'])('has %s in addresses', (name) => {
    const part = readDraftPart(name)
    expect(part && nameDraftPart(part)).toBe(name)
  })
  it.each(['delivered', 'delivered-', 'nonsense', ''])('has no %s', (name) =>
    expect(readDraftPart(name)).toBeNull(),
  )
})

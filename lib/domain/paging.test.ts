import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageWith, paginate } from './paging'

describe('paginate', () => {
  it('cuts pages, and takes a page beyond the end for the last one', () => {
    expect(paginate([1, 2, 3, 4, 5], 2, 2)).toEqual({ rows: [3, 4], page: 2, pages: 3, total: 5, size: 2 })
    expect(paginate([1, 2, 3, 4, 5], 9, 2)).toEqual({ rows: [5], page: 3, pages: 3, total: 5, size: 2 })
    expect(paginate([], 1, 2)).toEqual({ rows: [], page: 1, pages: 1, total: 0, size: 2 })
  })

  it('shows every row once over all pages', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 20 }), (all, size) => {
        const { pages, total } = paginate(all, 1, size)
        const shown = Array.from({ length: pages }, (_, page) => paginate(all, page + 1, size).rows).flat()
        expect(shown).toEqual(all)
        expect(total).toBe(all.length)
      }),
    )
  })
})

it('finds the page that a row is on', () => {
  expect(pageWith(['a', 'b', 'c'], (row) => row === 'c', 2)).toBe(2)
  expect(pageWith(['a', 'b', 'c'], (row) => row === 'x', 2)).toBe(1)
})

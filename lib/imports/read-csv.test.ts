import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvLine } from '@/lib/exports/csv/csv'
import { readCsv } from './read-csv'

it('reads quoted cells, doubled marks, line breaks in cells and empty lines', () => {
  expect(readCsv('\uFEFFa, b \r\n\r\n"x, ""y""","two\nlines"\n c,').rows).toEqual([
    { line: 1, cells: ['a', 'b'] },
    { line: 3, cells: ['x, "y"', 'two\nlines'] },
    { line: 5, cells: ['c', ''] },
  ])
})

it('says where a quotation mark is wrong', () => {
  expect(readCsv('a\n"b').problem).toContain('Line 2')
  expect(readCsv('"a"b').problem).toContain('Line 1')
})

it('takes a mark within a cell for text, and counts the lines of the cells before', () => {
  expect(readCsv('"a\n\nb",c\n\n5" pipe,d').rows).toEqual([
    { line: 1, cells: ['a\n\nb', 'c'] },
    { line: 5, cells: ['5" pipe', 'd'] },
  ])
  expect(readCsv('a,"b\nc"\nd,"e","f\ng\n').problem).toContain('Line 3')
})

it('reads no file of endless lines', () => {
  expect(readCsv('a\n'.repeat(20_000)).rows).toHaveLength(20_000)
  expect(readCsv('\n'.repeat(5_000_000)).problem).toContain('more than 20000 lines')
})

it('reads what Cairn writes', () => {
  // A cell that would be trimmed or taken for a formula, and a row of nothing, are not the same again.
  const cell = fc
    .string()
    .filter((text) => text === text.trim() && !/^[=+\-@\t\r]/.test(text) && !text.includes('\r'))
  const rows = fc.array(fc.array(cell, { minLength: 1 }).filter((cells) => cells.some(Boolean)))
  fc.assert(
    fc.property(rows, (written) => {
      const text = written.map((cells) => csvLine(cells)).join('')
      expect(readCsv(text).rows?.map(({ cells }) => cells)).toEqual(written)
    }),
  )
})

it('never throws', () => {
  fc.assert(fc.property(fc.string(), (text) => void readCsv(text)))
})

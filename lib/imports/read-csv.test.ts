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

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCsv } from '@/tests/helpers/read-files'
import { csvLine } from './csv'

describe('a line of comma-separated values', () => {
  it('ends as RFC 4180 says, and leaves plain cells alone', () => {
    expect(csvLine(['a', 2, null, '', true])).toBe('a,2,,,true\r\n')
  })

  it('quotes commas, quotes and line breaks', () => {
    expect(csvLine(['a,b', 'say "x"', 'one\ntwo'])).toBe('"a,b","say ""x""","one\ntwo"\r\n')
  })

  it.each(['=1+1', '+1', '-1', '@SUM', '\tx', '\rx'])('lets no spreadsheet run %j', (text) => {
    expect(csvLine([text])).toMatch(/^"?'/)
  })

  it('leaves numbers as numbers', () => {
    expect(csvLine([-1])).toBe('-1\r\n')
  })

  it('is read back as it was, but for what would be run', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.stringMatching(/^[=+\-@\t\r\n",a]*$/),
    )
    fc.assert(
      fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        const read = parseCsv(rows.map(csvLine).join(''))
        expect(read).toEqual(
          rows.map((row) => row.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))),
        )
        expect(read.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
      }),
    )
  })
})

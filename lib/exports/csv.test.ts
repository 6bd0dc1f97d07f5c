import { describe, expect, it } from 'vitest'
import { csvLine } from './csv'

describe('a line of comma-separated values', () => {
  it('ends as RFC 4180 says, and leaves plain cells alone', () => {
    expect(csvLine(['a', 2, null, ''])).toBe('a,2,,\r\n')
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
})

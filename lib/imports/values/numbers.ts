/** Numbers, and answers with yes or no, as people write them in a spreadsheet. */

import type { DecimalSign } from '@/lib/domain/imports/rows'

/** What stands around a number and is no part of it. */
const AROUND = /^[£€$]\s*|\s*(?:[£€$]|GBP|EUR)$/gi
const PLAIN = /^[+-]?\d+$/

const bare = (text: string) => text.trim().replace(AROUND, '').replace(/[\s']/g, '')

/**
 * Takes the texts of a column; returns its decimal sign; null where it could be either (1.250), and undefined where none has one.
 */
export function findDecimal(texts: readonly string[]): DecimalSign | null | undefined {
  let isOpen = false
  for (const text of texts) {
    const number = bare(text)
    if (!/^[+-]?[\d.,]*\d$/.test(number) || !/[.,]/.test(number)) continue
    const last = number.lastIndexOf(',') > number.lastIndexOf('.') ? ',' : '.'
    const other = last === ',' ? '.' : ','
    const [, decimals = ''] = number.split(last)
    const isOnce = number.split(last).length === 2
    // 1,250 may be either; 12,5 and 1.250,5 may not, and of 1,250,000 the comma is none.
    if (number.includes(other) && isOnce) return last
    if (!isOnce) return other
    if (decimals.length !== 3 || /^[+-]?0?$/.test(number.split(last)[0] ?? '')) return last
    isOpen = true
  }
  return isOpen ? null : undefined
}

/** Takes a text and the column's decimal sign; returns the number, "open" where the sign would decide it, or null where it is none. */
export function readNumber(text: string, decimal: DecimalSign | null | undefined): number | 'open' | null {
  const number = bare(text)
  if (PLAIN.test(number)) return Number(number)
  if (!/^[+-]?(\d[\d.,]*)?[.,]?\d+$/.test(number)) return null
  if (!decimal) return 'open'
  const group = decimal === ',' ? '.' : ','
  const [whole = '', decimals, ...rest] = number.split(decimal)
  const isGrouped = /^[+-]?\d{1,3}([.,]\d{3})+$/.test(whole) && !whole.includes(decimal)
  if (rest.length > 0 || (decimals !== undefined && !/^\d+$/.test(decimals))) return null
  if (whole.includes(group) && !isGrouped) return null
  return Number(`${whole.replaceAll(group, '') || '0'}.${decimals ?? '0'}`)
}

const YES = ['yes', 'y', 'true', '1', 'x', '✓', 'bu chòir', 'tha', 'ie', 'oui']
const NO = ['no', 'n', 'false', '0', 'chan eil', 'nage', 'non']

/** Takes a text; returns the answer that it gives, or null where it is none. */
export function readYesNo(text: string): boolean | null {
  const word = text.trim().toLowerCase()
  return YES.includes(word) ? true : NO.includes(word) ? false : null
}

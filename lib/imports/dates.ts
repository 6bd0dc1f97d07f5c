/** Dates as people write them in a spreadsheet: days, months, quarters, years and spans. Words that are no date stay words. */

import type { DayOrder, FileDate } from '@/lib/domain/imports/rows'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const YEAR = '((?:19|20)\\d\\d)'

/** Excel's first and last day that a plan could mean: 1954 and 2119. */
const SERIALS = { from: 20_000, to: 80_000 }
/** Day 0 of Excel's days, after the day in 1900 that never was. */
const SERIAL_START = Date.UTC(1899, 11, 30)
const DAY = 86_400_000

export type DateRead =
  | { readonly date: FileDate; readonly isDayNumber?: true }
  | { readonly problem: 'noSuchDay' | 'noSuchMonth' | 'wrongOrder' | 'orderOpen' }
  /** It names no date. */
  | null

const pad = (value: number, length = 2) => String(value).padStart(length, '0')
const lastDayOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate()
const endOf = (year: number, month: number, precision: FileDate['precision']): DateRead => ({
  date: { day: `${year}-${pad(month)}-${pad(lastDayOf(year, month))}`, precision },
})
const monthNumber = (name: string) => MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1

function dayOf(year: number, month: number, day: number): DateRead {
  if (month < 1 || month > 12) return { problem: 'noSuchMonth' }
  if (day < 1 || day > lastDayOf(year, month)) return { problem: 'noSuchDay' }
  return { date: { day: `${year}-${pad(month)}-${pad(day)}`, precision: 'day' } }
}

/** Patterns of whole texts, without case and double spaces; each with what its parts mean. */
const FORMS: readonly (readonly [RegExp, (parts: string[]) => DateRead])[] = [
  [/^((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?:t.*)?$/, ([y, m, d]) => dayOf(Number(y), Number(m), Number(d))],
  [
    new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? (?:of )?${MONTH},? ${YEAR}$`),
    ([d, m = '', y]) => dayOf(Number(y), monthNumber(m), Number(d)),
  ],
  [
    new RegExp(`^${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}$`),
    ([m = '', d, y]) => dayOf(Number(y), monthNumber(m), Number(d)),
  ],
  [
    new RegExp(`^(\\d{1,2})-${MONTH}-${YEAR}$`),
    ([d, m = '', y]) => dayOf(Number(y), monthNumber(m), Number(d)),
  ],
  [new RegExp(`^${MONTH}[ -]${YEAR}$`), ([m = '', y]) => endOf(Number(y), monthNumber(m), 'month')],
  [/^((?:19|20)\d\d)-(\d{1,2})$/, ([y, m]) => monthOf(Number(y), Number(m))],
  [/^(\d{1,2})[/.]((?:19|20)\d\d)$/, ([m, y]) => monthOf(Number(y), Number(m))],
  [new RegExp(`^q([1-4])[ /-]${YEAR}$`), ([q, y]) => endOf(Number(y), Number(q) * 3, 'quarter')],
  [new RegExp(`^${YEAR}[ /-]q([1-4])$`), ([y, q]) => endOf(Number(y), Number(q) * 3, 'quarter')],
  [
    new RegExp(`^q[1-4] ?(?:-|to) ?q([1-4]) ${YEAR}$`),
    ([q, y]) => endOf(Number(y), Number(q) * 3, 'quarter'),
  ],
  [new RegExp(`^(?:by |by the |the )?(?:end (?:of )?)?${YEAR}$`), ([y]) => endOf(Number(y), 12, 'year')],
  [
    new RegExp(`^(?:by |by the )?end (?:of )?${MONTH} ${YEAR}$`),
    ([m = '', y]) => endOf(Number(y), monthNumber(m), 'month'),
  ],
  [
    new RegExp(`^(?:between |from )?${YEAR} ?(?:-|/|to|and) ?((?:19|20)?\\d\\d)$`),
    ([from = '', to = '']) => spanTo(Number(from), to),
  ],
]

function monthOf(year: number, month: number): DateRead {
  return month < 1 || month > 12 ? { problem: 'noSuchMonth' } : endOf(year, month, 'month')
}

/** 2023-25 and 2023-2025: until the end of the second. */
function spanTo(from: number, to: string): DateRead {
  const end = to.length === 2 ? Math.floor(from / 100) * 100 + Number(to) : Number(to)
  return end > from ? endOf(end, 12, 'year') : null
}

const NUMBERS = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/

/** Takes a text such as 03/04/2025; returns its three numbers, the year in full, or null where it is another text. */
function readNumbers(text: string): readonly [number, number, number] | null {
  const [, first, second, year = ''] = NUMBERS.exec(text.trim()) ?? []
  if (first === undefined) return null
  return [Number(first), Number(second), year.length === 2 ? 2000 + Number(year) : Number(year)]
}

/**
 * Takes the texts of a column; returns whether the day or the month comes first in it, null where nothing says so or cells contradict each
 * other, and undefined where none is of that form.
 */
export function findDayOrder(texts: readonly string[]): DayOrder | null | undefined {
  const orders = new Set<DayOrder>()
  let isOfThatForm = false
  for (const text of texts) {
    const numbers = readNumbers(text)
    if (!numbers) continue
    isOfThatForm = true
    const [first, second] = numbers
    if (first > 12 && first <= 31 && second <= 12) orders.add('dayFirst')
    if (second > 12 && second <= 31 && first <= 12) orders.add('monthFirst')
  }
  if (!isOfThatForm) return undefined
  const [only] = orders
  return orders.size === 1 && only !== undefined ? only : null
}

/**
 * Takes the text of a cell and whether the day comes first; returns the date that it names, why it names none although it has the form
 * of one, or null where it is words. Never a 1 January that no one wrote.
 */
export function readDateText(text: string, order: DayOrder | null | undefined): DateRead {
  const numbers = readNumbers(text)
  if (numbers) {
    if (!order) return { problem: 'orderOpen' }
    const [first, second, year] = numbers
    const [day, month] = order === 'dayFirst' ? [first, second] : [second, first]
    // What would be a month the other way round was written the other way round.
    if (month > 12 && month <= 31 && day >= 1 && day <= 12) return { problem: 'wrongOrder' }
    return dayOf(year, month, day)
  }
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/\s+/g, ' ')
  for (const [form, read] of FORMS) {
    const match = form.exec(plain)
    if (match) return read(match.slice(1))
  }
  if (/^\d{5}$/.test(plain)) return readDayNumber(Number(plain))
  return null
}

/** Takes a number without the format of a date; returns the day that it means in a spreadsheet, or null where it means none. */
export function readDayNumber(value: number): DateRead {
  if (!Number.isInteger(value) || value < SERIALS.from || value > SERIALS.to) return null
  const day = new Date(SERIAL_START + value * DAY).toISOString().slice(0, 10)
  return { date: { day, precision: 'day' }, isDayNumber: true }
}

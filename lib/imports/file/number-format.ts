/** Numbers of an XLSX workbook as they are shown there, and those that are days or times. */

import { SSF } from '@e965/xlsx'

/** As its library has no types for this part: what is used of it. */
interface Formatter {
  readonly format: (format: string, value: number, options: { date1904: boolean }) => string
  readonly is_date: (format: string) => boolean
  readonly parse_date_code: (
    value: number,
    options: { date1904: boolean },
  ) => { y: number; m: number; d: number; H: number; M: number; S: number } | null
  readonly get_table: () => Readonly<Record<number, string>>
}
const formatter = SSF as Formatter

/** Two formats follow the country of whoever looks: here the day comes first. */
const LOCAL_FORMATS: Readonly<Record<number, string>> = { 14: 'dd/mm/yyyy', 22: 'dd/mm/yyyy hh:mm' }
/** Above it a program shows its own text or nothing. In characters. */
const LONGEST_FORMAT = 255

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** Takes the number of a format that every workbook has; returns it. */
export const builtInFormat = (id: number): string =>
  LOCAL_FORMATS[id] ?? formatter.get_table()[id] ?? 'General'

/** Takes a number and its format; returns the text that is shown. A format that cannot be read shows the number. */
export function showNumber(value: number, format: string, date1904: boolean): string {
  if (format.length > LONGEST_FORMAT) return String(value)
  try {
    return formatter.format(format, value, { date1904 }).trim()
  } catch {
    return String(value)
  }
}

/** Takes a number and its format; returns the ISO day, time or both that it means, or null where it is no date. */
export function readSerial(value: number, format: string, date1904: boolean): string | null {
  if (format.length > LONGEST_FORMAT || !formatter.is_date(format)) return null
  const parts = formatter.parse_date_code(value, { date1904 })
  if (!parts) return null
  const time = `${twoDigits(parts.H)}:${twoDigits(parts.M)}:${twoDigits(parts.S)}`
  // Day 0 of 1900 is no day: the number is a time.
  if (value < 1 && !date1904) return time
  const day = `${String(parts.y).padStart(4, '0')}-${twoDigits(parts.m)}-${twoDigits(parts.d)}`
  return value % 1 === 0 ? day : `${day}T${time}`
}

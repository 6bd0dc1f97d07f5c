/** Calendar dates without a time: "2025-02-28". They sort and compare as text. */

export type IsoDate = string

export const DATE_PRECISIONS = ['day', 'month', 'year'] as const
/** How exactly a date is known. The date itself is the last day of its month or year. */
type DatePrecision = (typeof DATE_PRECISIONS)[number]

export interface DatedTo {
  readonly date: IsoDate
  readonly precision: DatePrecision
}

/**
 * Takes a date as papers give it, "2023", "2024-09" or "2024-09-30"; returns its last day and its precision.
 * Throws RangeError when it is no such date (31 February, month 13).
 */
export function parsePartialDate(text: string): DatedTo {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text)
  if (!match)
    throw new RangeError(`"${text}" is not a date: give a year, a month (2024-09) or a day (2024-09-30)`)
  const [, year = '', month, day] = match
  if (month === undefined) return { date: `${year}-12-31`, precision: 'year' }
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  const inRange = Number(month) >= 1 && Number(month) <= 12
  if (!inRange || (day !== undefined && (Number(day) < 1 || Number(day) > lastDay))) {
    throw new RangeError(`"${text}" is not a date in the calendar`)
  }
  return { date: `${year}-${month}-${day ?? lastDay}`, precision: day === undefined ? 'month' : 'day' }
}

/** Takes a date and how exactly it is known; returns what parsePartialDate reads as that: a month as 2025-03, a year as 2025. */
export const writePartialDate = ({ date, precision }: DatedTo): string =>
  date.slice(0, { day: 10, month: 7, year: 4 }[precision])

/** Takes two dates; returns the whole days from the first to the second, negative when it lies before. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}

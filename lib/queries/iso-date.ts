import type { IsoDate } from '@/lib/domain/dates'

/** Takes a value of a date column, which Prisma gives as midnight in UTC; returns the date. */
export function isoDate(date: Date): IsoDate {
  return date.toISOString().slice(0, 10)
}

/** Reporting periods: windows in which those who answer for actions owe an update. */

import type { IsoDate } from '@/lib/domain/dates'

/** The days of a period: from opening to closing, both included; an update is in time until the due day. */
export interface PeriodDays {
  readonly opensOn: IsoDate
  readonly dueOn: IsoDate
  readonly closesOn: IsoDate
}

export interface Period extends PeriodDays {
  readonly id: string
  readonly name: string
}

export const RHYTHMS = ['monthly', 'quarterly', 'halfYearly'] as const
export type Rhythm = (typeof RHYTHMS)[number]

const MONTHS_APART: Readonly<Record<Rhythm, number>> = { monthly: 1, quarterly: 3, halfYearly: 6 }

/** Where a period stands on a day. */
export type PeriodStage = 'toCome' | 'open' | 'closed'

/** Takes a period and a day; returns whether the period is yet to open on it, open, or closed. */
export function stageOf({ opensOn, closesOn }: PeriodDays, day: IsoDate): PeriodStage {
  if (day < opensOn) return 'toCome'
  return day <= closesOn ? 'open' : 'closed'
}

/** Takes a plan's periods and a day; returns the one that is open, or null. Periods of a plan never overlap. */
export function openPeriod<P extends PeriodDays>(periods: readonly P[], day: IsoDate): P | null {
  return periods.find((period) => stageOf(period, day) === 'open') ?? null
}

/** Takes a plan's periods and a day; returns the one that opens next, or null when none is planned. */
export function nextPeriod<P extends PeriodDays>(periods: readonly P[], day: IsoDate): P | null {
  const toCome = periods.filter((period) => stageOf(period, day) === 'toCome')
  return toCome.reduce<P | null>((first, one) => (!first || one.opensOn < first.opensOn ? one : first), null)
}

/** Takes a plan's periods and a day; returns the one that closed last, or null when none has. */
export function lastPeriod<P extends PeriodDays>(periods: readonly P[], day: IsoDate): P | null {
  const closed = periods.filter((period) => stageOf(period, day) === 'closed')
  return closed.reduce<P | null>((last, one) => (!last || one.closesOn > last.closesOn ? one : last), null)
}

/** Takes a period and others; returns those that share a day with it. */
export function overlapping<P extends PeriodDays>(period: PeriodDays, others: readonly P[]): P[] {
  return others.filter((other) => period.opensOn <= other.closesOn && other.opensOn <= period.closesOn)
}

/** What periods made ahead have in common. */
export interface RhythmPlan {
  readonly rhythm: Rhythm
  /** The day on which the first one opens. */
  readonly firstOpensOn: IsoDate
  readonly count: number
  /** Days from opening until due, and until it closes; null: it closes on the day before the next one opens. */
  readonly dueAfter: number
  readonly closesAfter: number | null
}

/** A period made ahead, with the last day before the next one would open. */
export interface PlannedPeriod extends PeriodDays {
  readonly endsBefore: IsoDate
}

/**
 * Takes a rhythm and its particulars; returns the periods in order. Each opens on the same day of its month, or on the
 * month's last day where the month has no such day: counted from the first one, so that 31 January, 28 February is
 * followed by 31 March.
 */
export function planAhead({
  rhythm,
  firstOpensOn,
  count,
  dueAfter,
  closesAfter,
}: RhythmPlan): PlannedPeriod[] {
  const step = MONTHS_APART[rhythm]
  return Array.from({ length: count }, (_, at) => {
    const opensOn = addMonths(firstOpensOn, at * step)
    const endsBefore = addDays(addMonths(firstOpensOn, (at + 1) * step), -1)
    return {
      opensOn,
      dueOn: addDays(opensOn, dueAfter),
      closesOn: closesAfter === null ? endsBefore : addDays(opensOn, closesAfter),
      endsBefore,
    }
  })
}

/** Takes periods in order of opening; returns whether one is still open when the next one opens. */
export function overlapEachOther(periods: readonly PeriodDays[]): boolean {
  return periods.some(({ closesOn }, at) => {
    const next = periods[at + 1]
    return next !== undefined && closesOn >= next.opensOn
  })
}

function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10)
}

function addMonths(date: IsoDate, months: number): IsoDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10)
}

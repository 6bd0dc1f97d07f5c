/**
 * A percentage as a paper printed it, and which counts it can stand for. Whole-number arithmetic throughout, so that
 * 33.33 is compared with a third and never with 33.33 as a machine keeps it.
 *
 * Source: the findings R2 to R5 on LB(25)03-03, which prints whole percentages, 16.5% for one sixth and 33.33% for one
 * third, and shares of 66 beside counts of 69.
 */

/** The largest base that is tried when shares do not fit the one on record. */
export const LARGEST_BASE = 200
/** The most digits after the point that a printed percentage may have. */
export const MOST_DECIMALS = 4

/** Takes a percentage as printed: "25", "16.5". Returns whether it is one: from 0 to 100, without its sign. */
export function isPrintedPercent(text: string): boolean {
  return new RegExp(`^\\d{1,3}(\\.\\d{1,${MOST_DECIMALS}})?$`).test(text) && Number(text) <= 100
}

/** Takes a printed percentage; returns how many digits stand after its point. */
export function decimalsOf(percent: string): number {
  return percent.split('.')[1]?.length ?? 0
}

/** A printed percentage in units of its last digit: 16.5 is 165 tenths. */
function unitsOf(percent: string): { units: number; scale: number } {
  return { units: Number(percent.replace('.', '')), scale: 10 ** decimalsOf(percent) }
}

/** Takes a printed percentage, a count and a base; returns whether the share rounds to it at its own digits, halves either way. */
export function fits(percent: string, count: number, base: number): boolean {
  const { units, scale } = unitsOf(percent)
  return Math.abs(2 * units * base - 200 * count * scale) <= base
}

/** Takes a printed percentage and a base; returns every count of it that the percentage can stand for. */
export function countsThatFit(percent: string, base: number): number[] {
  return near(percent, base).filter((count) => fits(percent, count, base))
}

/**
 * Takes a printed percentage that fits no count, and a base; returns the count that it was plainly meant for, or null: less
 * than one point away (half a point, where it has a digit after the point), and the next count more than three times as far.
 */
export function countMeant(percent: string, base: number): number | null {
  const [first, second] = near(percent, base)
    .map((count) => ({ count, away: distance(percent, count, base) }))
    .sort((a, b) => a.away - b.away || a.count - b.count)
  if (!first) return null
  const isNear = first.away < (decimalsOf(percent) ? 0.5 : 1)
  return isNear && (!second || second.away > 3 * first.away) ? first.count : null
}

/** Takes a printed percentage and a base; returns the count whose share lies nearest. */
export function nearestCount(percent: string, base: number): number {
  const [first = 0] = near(percent, base).sort(
    (a, b) => distance(percent, a, base) - distance(percent, b, base),
  )
  return first
}

function distance(percent: string, count: number, base: number): number {
  return Math.abs(Number(percent) - (100 * count) / base)
}

/** The counts around a percentage of a base: wide enough for what a whole per cent can hold. */
function near(percent: string, base: number): number[] {
  const { units, scale } = unitsOf(percent)
  const middle = Math.floor((units * base) / (100 * scale))
  const around = 1 + Math.ceil(base / 100)
  const from = Math.max(0, middle - around)
  const to = Math.min(base, middle + around)
  return Array.from({ length: to - from + 1 }, (_, at) => from + at)
}

/** Takes a count, a base and how many digits may stand after the point; returns the share as it is rounded, halves upwards. */
export function roundShare(count: number, base: number, decimals = 0): string {
  const scale = 10 ** decimals
  const units = Math.floor((200 * count * scale + base) / (2 * base))
  return decimals === 0
    ? String(units)
    : `${Math.floor(units / scale)}.${String(units % scale).padStart(decimals, '0')}`
}

/**
 * Takes printed percentages that should make a whole; returns what they add up to, as printed, and whether rounding each on
 * its own explains that: half a unit of its last digit for each.
 */
export function addUp(percents: readonly string[]): { total: string; isExplained: boolean } {
  const decimals = Math.max(0, ...percents.map(decimalsOf))
  const scale = 10 ** decimals
  const inScale = (percent: string) => Math.round(Number(percent) * scale)
  const total = percents.reduce((sum, percent) => sum + inScale(percent), 0)
  // In halves of the finest unit, to stay with whole numbers.
  const allowed = percents.reduce((sum, percent) => sum + 10 ** (decimals - decimalsOf(percent)), 0)
  return {
    total: decimals ? (total / scale).toFixed(decimals) : String(total),
    isExplained: 2 * Math.abs(total - 100 * scale) <= allowed,
  }
}

/** Takes a count and a base; returns the fraction in lowest terms. */
export function lowestTerms(count: number, base: number): { count: number; base: number } {
  const divisor = greatestDivisor(count, base)
  return { count: count / divisor, base: base / divisor }
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b)
}

// What was measured, beside what was recorded last: a table for reading, and a file for the next run.
import { readFile, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'

/** One thing that was measured. */
export interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: 'requests/s' | 'ms' | 's' | 'kB' | 'MB' | 'rows/s' | 'points' | 'updates' | 'answers'
  /** What it is to be: at most that much, or at least where it is the more the better. */
  readonly wanted?: number
}

interface Recorded {
  readonly machine: string
  readonly date: string
  /** What the bare server sent in a second, in the same run. */
  readonly bare: number
  readonly figures: Readonly<Record<string, number>>
}

const file = join(import.meta.dirname, 'recorded.json')
const THE_MORE_THE_BETTER = new Set<Figure['unit']>(['requests/s', 'rows/s', 'points', 'updates', 'answers'])

/** Takes a list of times; returns its median and its 95th percentile, as figures of that name. */
export function spread(what: string, times: readonly number[], wanted?: number): Figure[] {
  return [
    { what: `${what}: median`, value: percentile(times, 50), unit: 'ms', ...(wanted && { wanted }) },
    { what: `${what}: 95th percentile`, value: percentile(times, 95), unit: 'ms' },
  ]
}

/** Takes a list and a share of a hundred; returns the value below which so many of them lie. */
export function percentile(list: readonly number[], share: number): number {
  const sorted = list.toSorted((a, b) => a - b)
  return sorted[Math.floor(((sorted.length - 1) * share) / 100)] ?? NaN
}

/** Takes a list; returns its median. */
export function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? NaN
}

/**
 * Takes the name of a part, its figures and what the bare server sent in a second; prints them beside those recorded last. On a slow
 * machine the bare server is slow as well: rates are compared by their ratio to it.
 */
export async function report(part: string, figures: readonly Figure[], bare: number): Promise<void> {
  const recorded = (await readRecorded())[part]
  console.log(
    `\n## ${part}\n\nThis machine: ${machine()}. Bare server: ${Math.round(bare)} requests a second.`,
  )
  if (recorded)
    console.log(
      `Recorded on ${recorded.date}: ${recorded.machine}. Bare server: ${Math.round(recorded.bare)} requests a second.`,
    )
  console.log(
    '\n| what | measured | to bare | recorded | to bare | wanted |\n| --- | --- | --- | --- | --- | --- |',
  )
  for (const { what, value, unit, wanted } of figures) {
    const last = recorded?.figures[what]
    const ratio = (of: number | undefined, to: number | undefined) =>
      unit === 'requests/s' && of !== undefined && to ? (of / to).toFixed(2) : ''
    const limit = wanted === undefined ? '' : `${THE_MORE_THE_BETTER.has(unit) ? '≥' : '≤'} ${wanted}`
    const cells = [
      what,
      `${round(value)} ${unit}`,
      ratio(value, bare),
      last === undefined ? '' : `${round(last)} ${unit}`,
      ratio(last, recorded?.bare),
      limit,
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}

/** Takes the same; keeps them as the ones recorded last. */
export async function record(part: string, figures: readonly Figure[], bare: number): Promise<void> {
  const date = new Date().toISOString().slice(0, 10)
  const mine: Recorded = {
    machine: machine(),
    date,
    bare: round(bare),
    figures: Object.fromEntries(figures.map(({ what, value }) => [what, round(value)])),
  }
  await writeFile(file, `${JSON.stringify({ ...(await readRecorded()), [part]: mine }, null, 2)}\n`)
}

async function readRecorded(): Promise<Record<string, Recorded | undefined>> {
  return JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, Recorded | undefined>
}

function machine(): string {
  const gibibytes = Math.round(totalmem() / 2 ** 30)
  return `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${gibibytes} GiB, Node ${process.version}`
}

const round = (value: number) => (Math.abs(value) < 10 ? Math.round(value * 100) / 100 : Math.round(value))

/** What the forms of achievements and publications send besides plain text: a date as exactly as it is known, figures, and actions. */

import type { DatedTo } from '@/lib/domain/dates'
import { type Metric, METRIC_QUALIFIERS } from '@/lib/domain/plan/plan'
import type { CitingKind } from '@/lib/domain/structure/structure'
import { structureMessages } from '@/lib/format/structure/messages'
import { readPartialDate } from '@/lib/schemas/date-fields'
import { type FormValues, optionalText } from '@/lib/schemas/form'
import { readWebAddress } from '@/lib/schemas/web-address'

/** The name of the field with the date of each kind. */
const DATE_OF = { achievement: 'reported', publication: 'published' } as const

const MOST_METRICS = 50
const LONGEST = 200
/** What a figure is made of, by the end of the name of its field: "metric-1-label". */
const METRIC_FIELDS = ['label', 'value', 'unit', 'qualifier', 'as-of'] as const

export interface CitingData {
  /** When it was reported or published. */
  readonly on: DatedTo | null
  readonly metrics: readonly Metric[]
  /** Numbers of actions, as they were typed. */
  readonly refs: readonly string[]
  readonly url: string | null
}

export const NOTHING_CITED: CitingData = { on: null, metrics: [], refs: [], url: null }

/** Takes a kind of record, what was typed, and a list of errors by field; returns what it says, and adds what is wrong. */
export function readCiting(kind: CitingKind, values: FormValues, errors: Record<string, string>): CitingData {
  const field = DATE_OF[kind]
  const read = readPartialDate(values, field, structureMessages[field])
  if (read.error !== undefined) errors[field] = read.error
  else if (kind === 'achievement' && !read.date) errors[field] = structureMessages.reportedMissing
  const refs = [
    ...new Set(
      oneOf(values, 'actions')
        .split(/[\s,;]+/)
        .filter((ref) => ref !== ''),
    ),
  ]
  if (!refs.length) errors.actions = structureMessages.citedMissing
  return {
    on: read.date ?? null,
    metrics: kind === 'achievement' ? readMetrics(values, errors) : [],
    refs,
    url: kind === 'publication' ? readAddress(values, errors) : null,
  }
}

function readAddress(values: FormValues, errors: Record<string, string>): string | null {
  const text = readLine(values, 'url', structureMessages.webAddress, errors, 2000)
  if (!text) return null
  const { address, wrong } = readWebAddress(text)
  if (wrong) errors.url = structureMessages.webAddressWrong[wrong]
  return address ?? null
}

function readMetrics(values: FormValues, errors: Record<string, string>): Metric[] {
  return metricNumbers(values).flatMap((number) => {
    const [label = '', value = '', unit = '', qualifier = '', asOf = ''] = METRIC_FIELDS.map((field) =>
      readLine(values, metricField(number, field), structureMessages.metric(number, field), errors, LONGEST),
    )
    // How exact nothing is says nothing.
    if (!label && !value && !unit && !asOf) return []
    const refuse = (field: (typeof METRIC_FIELDS)[number], message: string) => {
      errors[metricField(number, field)] ??= message
    }
    if (number > MOST_METRICS) refuse('label', structureMessages.metricsTooMany(MOST_METRICS))
    if (!label) refuse('label', structureMessages.metricMissing(number, 'label'))
    if (!unit) refuse('unit', structureMessages.metricMissing(number, 'unit'))
    if (!asOf) refuse('as-of', structureMessages.metricMissing(number, 'as-of'))
    const figure = readFigure(value)
    if (figure === null)
      refuse(
        'value',
        value ? structureMessages.metricNotNumber(number) : structureMessages.metricMissing(number, 'value'),
      )
    const known = METRIC_QUALIFIERS.find((one) => one === (qualifier || 'exact'))
    if (!known) refuse('qualifier', structureMessages.metricMissing(number, 'qualifier'))
    return [{ label, unit, asOf, value: figure ?? 0, qualifier: known ?? 'exact' }]
  })
}

/** As people write numbers: "1,200", "12.5". So many digits that none is lost. */
function readFigure(text: string): number | null {
  const plain = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text
  return /^-?\d{1,10}(\.\d{1,5})?$/.test(plain) ? Number(plain) : null
}

function readLine(
  values: FormValues,
  name: string,
  label: string,
  errors: Record<string, string>,
  longest: number,
): string {
  const read = optionalText(label, longest).safeParse(oneOf(values, name))
  if (!read.success) errors[name] ??= read.error.issues[0]?.message ?? label
  return read.success ? read.data.replace(/\s+/g, ' ') : ''
}

function oneOf(values: FormValues, name: string): string {
  const value = values[name] ?? ''
  return typeof value === 'string' ? value : (value[0] ?? '')
}

/** Takes the number of a figure, from 1, and a part of it; returns the name of its field. */
export function metricField(number: number, field: (typeof METRIC_FIELDS)[number]): string {
  return `metric-${number}-${field}`
}

/** Takes a form's fields; returns the numbers of the figures in it, in order. */
export function metricNumbers(values: FormValues): number[] {
  const numbers = Object.keys(values).flatMap((name) => {
    const [, number] = /^metric-([1-9]\d{0,3})-/.exec(name) ?? []
    return number === undefined ? [] : [Number(number)]
  })
  return [...new Set(numbers)].sort((a, b) => a - b)
}

export function fillMetrics(metrics: readonly Metric[]): FormValues {
  return Object.fromEntries(
    metrics.flatMap(({ label, value, unit, qualifier, asOf }, at) => {
      const texts = { label, value: String(value), unit, qualifier, 'as-of': asOf }
      return METRIC_FIELDS.map((field) => [metricField(at + 1, field), texts[field]])
    }),
  )
}

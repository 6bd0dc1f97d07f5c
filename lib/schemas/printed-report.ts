/** The figures of a printed report as people give them, typed in or in a file: read and checked, all at once. */

import { z } from 'zod'
import { type DatedTo, type IsoDate, parsePartialDate } from '@/lib/domain/dates'
import type { PrintedFigures, PrintedReport, PrintedTotal } from '@/lib/domain/printed-figures'
import { isPrintedPercent, MOST_DECIMALS } from '@/lib/domain/printed-share'
import { OVERALL_RAGS, type OverallRag, ragLabel } from '@/lib/domain/rag'
import {
  type Bucket,
  bucketLabel,
  isStatus,
  type Status,
  STATUS_CODES,
  statusFromLabel,
} from '@/lib/domain/status'
import { readDate } from './date-fields'
import {
  checkForm,
  type FormErrors,
  type FormState,
  type FormValues,
  isReadable,
  optionalText,
  requiredText,
  sayUnreadable,
} from './form'

/** How much a report may hold. */
export const LIMITS = { sections: 500, listed: 5_000, characters: 300_000 } as const
const LONGEST_NAME = 200
const LARGEST_COUNT = 1_000_000
/** Addresses below the list of reports that are pages of their own. */
const TAKEN = ['new', 'upload']

/** What a file may hold besides figures. */
export interface ReportAbout {
  readonly reference: string | null
  readonly title: string | null
  /** "2025", "2025-02" or "2025-02-28". */
  readonly asOf: string | null
}

/** Something that is wrong, and where: the path to it in the shape below. */
export interface FigureProblem {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

const quoted = (value: unknown) => `“${String(value)}”`
const name = z
  .string()
  .trim()
  .min(1, 'Give a name')
  .max(LONGEST_NAME, 'This name is too long')
  .refine(isReadable, sayUnreadable('A name'))
const STATUS_LIST = STATUS_CODES.map(bucketLabel).join(', ')

/** A status, by its code or by any of its printed names; a name is kept as it was printed. */
const status = z.string({ error: 'Give the status' }).transform((text, context) => {
  const trimmed = text.trim()
  if (trimmed === 'noUpdate' || trimmed.toLowerCase() === bucketLabel('noUpdate').toLowerCase())
    return { bucket: 'noUpdate' as Bucket, name: null }
  if (isStatus(trimmed)) return { bucket: trimmed as Bucket, name: null }
  const known = statusFromLabel(trimmed)
  if (known) return { bucket: known as Bucket, name: trimmed }
  context.addIssue({ code: 'custom', message: `${quoted(text)} is not a status. Use one of ${STATUS_LIST}` })
  return z.NEVER
})

const rating = z.string({ error: 'Give the rating' }).transform((text, context): OverallRag => {
  const asked = text.trim().toLowerCase()
  const found = OVERALL_RAGS.find((rag) => [rag, ragLabel(rag)].some((one) => one.toLowerCase() === asked))
  if (found) return found
  context.addIssue({
    code: 'custom',
    message: `${quoted(text)} is not an overall rating. Use one of ${OVERALL_RAGS.map(ragLabel).join(', ')}`,
  })
  return z.NEVER
})

const percent = z
  .union([z.number(), z.string()], { error: 'Give the percentage' })
  .transform((given, context) => {
    const text = String(given).trim().replace(/\s*%$/, '')
    if (isPrintedPercent(text)) return text
    context.addIssue({
      code: 'custom',
      message: `${quoted(given)} is not a percentage. Give a number from 0 to 100, with at most ${MOST_DECIMALS} digits after the point, such as 16.5`,
    })
    return z.NEVER
  })

const count = z.union([z.number(), z.string()], { error: 'Give the count' }).transform((given, context) => {
  const text = String(given).trim()
  if (/^\d{1,7}$/.test(text) && Number(text) <= LARGEST_COUNT) return Number(text)
  context.addIssue({
    code: 'custom',
    message: `${quoted(given)} is not a count. Give a whole number, such as 26`,
  })
  return z.NEVER
})

const total = { count: count.nullish(), percent: percent.nullish() }
const needsFigure = { error: 'Give a count or a percentage' }
const hasFigure = (line: { count?: number | null | undefined; percent?: string | null | undefined }) =>
  (line.count ?? null) !== null || (line.percent ?? null) !== null

const reportShape = z.strictObject({
  reference: name.nullish(),
  title: z.string().nullish(),
  asOf: z.string().nullish(),
  sections: z
    .array(
      z.strictObject({
        code: name,
        overall: rating.nullish(),
        shares: z.array(z.strictObject({ status, percent })).default([]),
      }),
    )
    .max(LIMITS.sections, `There are more than ${LIMITS.sections} sections`)
    .default([]),
  totals: z
    .strictObject({
      sections: z
        .array(z.strictObject({ status: rating, ...total }).refine(hasFigure, needsFigure))
        .default([]),
      actions: z.array(z.strictObject({ status, ...total }).refine(hasFigure, needsFigure)).default([]),
    })
    .prefault({}),
  offTrackOrMissedWithRisk: z
    .array(name)
    .max(LIMITS.listed, `There are more than ${LIMITS.listed} references`)
    .nullish(),
  names: z.partialRecord(z.enum(STATUS_CODES as readonly [Status, ...Status[]]), z.array(name)).default({}),
})

type Shape = z.output<typeof reportShape>

const EXPECTED: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'a group of fields',
  record: 'a group of fields',
  string: 'text',
}

/** Takes what zod says is wrong; returns it in words, with the way out. */
export function sayIssue(issue: z.core.$ZodIssue): FigureProblem {
  const { path } = issue
  if (issue.code === 'unrecognized_keys')
    return {
      path,
      message: `There is no field called ${issue.keys.map(quoted).join(' or ')} here. Take it out, or correct its name`,
    }
  // Zod's own words for what has none of ours.
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid')) {
    const expected = EXPECTED[issue.expected] ?? issue.expected
    return {
      path,
      message: issue.message.endsWith('received undefined')
        ? `This is missing: give ${expected}`
        : `This should be ${expected}`,
    }
  }
  if (issue.message.startsWith('Invalid'))
    return { path, message: 'This is not what is expected here. See the example of a file' }
  return { path, message: issue.message }
}

/**
 * Takes figures in the documented shape (docs/printed-reports.md), from wherever they came; returns them, and what the report
 * says of itself, or everything that is wrong.
 */
export function readFigures(
  raw: unknown,
):
  | { figures: PrintedFigures; about: ReportAbout; problems?: undefined }
  | { figures?: undefined; problems: FigureProblem[] } {
  const read = reportShape.safeParse(raw)
  if (!read.success)
    return {
      problems: read.error.issues.map(sayIssue),
    }
  const problems = findTwice(read.data)
  const { sections, totals, offTrackOrMissedWithRisk: listed, reference, title, asOf } = read.data
  const hasShares = sections.some(({ overall, shares }) => overall || shares.length)
  if (!hasShares && !totals.actions.length && !totals.sections.length)
    problems.push({
      path: [],
      message: 'There are no figures. Give at least one share of a section, or one total',
    })
  if (problems.length) return { problems }
  const line = (one: { count?: number | null | undefined; percent?: string | null | undefined }) => ({
    count: one.count ?? null,
    percent: one.percent ?? null,
  })
  return {
    about: { reference: reference ?? null, title: title?.trim() || null, asOf: asOf?.trim() || null },
    figures: {
      sections: sections.map(({ code, overall, shares }) => ({
        code,
        overallRag: overall ?? null,
        shares: shares.map((share) => ({ bucket: share.status.bucket, percent: share.percent })),
      })),
      sectionTotals: totals.sections.map((one) => ({ bucket: one.status, ...line(one) })),
      actionTotals: totals.actions.map((one) => ({ bucket: one.status.bucket, ...line(one) })),
      listed: listed ?? null,
      names: collectNames(read.data),
    },
  }
}

/** Takes a report; returns it in the documented shape, as a file of it would have it. */
export function writeFigures(report: PrintedReport): z.input<typeof reportShape> {
  const { reference, title, asOf, figures } = report
  const parts = { day: 10, month: 7, year: 4 } as const
  const line = <S extends string>({ bucket, count: n, percent: share }: PrintedTotal & { bucket: S }) => ({
    status: bucket,
    ...(n !== null && { count: n }),
    ...(share !== null && { percent: share }),
  })
  return {
    reference,
    title,
    asOf: asOf.date.slice(0, parts[asOf.precision]),
    sections: figures.sections.map(({ code, overallRag, shares }) => ({
      code,
      ...(overallRag && { overall: overallRag }),
      shares: shares.map(({ bucket, percent: share }) => ({ status: bucket, percent: share })),
    })),
    totals: { sections: figures.sectionTotals.map(line), actions: figures.actionTotals.map(line) },
    ...(figures.listed && { offTrackOrMissedWithRisk: [...figures.listed] }),
    names: Object.fromEntries(figures.names.map((one) => [one.status, [...one.names]])),
  }
}

function collectNames({ sections, totals, names }: Shape): PrintedFigures['names'] {
  const used = [...sections.flatMap(({ shares }) => shares), ...totals.actions].map((one) => one.status)
  return STATUS_CODES.flatMap((code) => {
    const found = [
      ...(names[code] ?? []),
      ...used.flatMap((one) => (one.bucket === code ? (one.name ?? []) : [])),
    ]
    return found.length ? [{ status: code, names: [...new Set(found)] }] : []
  })
}

/** What may stand once only. */
function findTwice({ sections, totals }: Shape): FigureProblem[] {
  const twice = <T>(
    rows: readonly T[],
    keyOf: (row: T) => string,
    path: readonly PropertyKey[],
    say: (key: string) => string,
  ) =>
    rows.flatMap((row, at) => {
      const key = keyOf(row)
      const isAgain = rows.slice(0, at).some((one) => keyOf(one) === key)
      return isAgain
        ? [{ path: [...path, at], message: `${say(key)} stands here a second time. Keep one of the two` }]
        : []
    })
  const byStatus = (one: { status: { bucket: Bucket } }) => one.status.bucket
  const label = (bucket: string) => bucketLabel(bucket as Bucket)
  return [
    ...twice(
      sections,
      ({ code }) => code,
      ['sections'],
      (code) => `Section ${code}`,
    ),
    ...sections.flatMap(({ shares }, at) => twice(shares, byStatus, ['sections', at, 'shares'], label)),
    ...twice(totals.actions, byStatus, ['totals', 'actions'], label),
    ...twice(totals.sections, (one) => one.status, ['totals', 'sections'], label),
  ]
}

/** Takes a report's reference; returns what names it in addresses: "LB(25)03-03" is "lb-25-03-03". */
export function codeOfReference(reference: string): string {
  return reference
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** A printed report as it is to be kept. */
export interface NewPrintedReport {
  readonly code: string
  readonly reference: string
  readonly title: string
  readonly asOf: DatedTo
  /** The code of the plan's source that it was read from, if it is one. */
  readonly source: string | null
  /** What was wrong with the figures that were entered before; null for a report that is new here. */
  readonly correction: string | null
  readonly figures: PrintedFigures
}

const aboutForm = z.object({
  reference: requiredText('Reference', 'Enter the report’s reference, such as LB(25)03-03', LONGEST_NAME)
    .refine((text) => text === '' || codeOfReference(text) !== '', {
      error: 'The reference must have a letter from a to z or a digit in it',
    })
    .refine((text) => !TAKEN.includes(codeOfReference(text)), {
      error: 'This word cannot be a reference here. Enter the number that stands on the report',
    }),
  title: requiredText('Title', 'Enter the report’s title', 300),
  source: optionalText('Source', LONGEST_NAME),
  correction: optionalText('What was wrong', 2_000),
})

/**
 * Takes what was typed about a report, what its file says of itself, if it came in one, and today's date; returns it, or
 * every field's error. What is typed goes before what the file says.
 */
function readAbout(
  values: FormValues,
  file: ReportAbout | null,
  today: IsoDate,
): { about: Omit<NewPrintedReport, 'figures'> | null; errors: FormErrors } {
  const typed = (field: 'reference' | 'title') => String(values[field] ?? '').trim() || (file?.[field] ?? '')
  const checked = checkForm(aboutForm, { ...values, reference: typed('reference'), title: typed('title') })
  const errors: Record<string, string> = { ...checked.state?.errors }
  const day = readDate(values, 'asOf', 'The day of the figures')
  let asOf: DatedTo | null = day.date ? { date: day.date, precision: 'day' } : null
  if (day.error !== undefined) errors.asOf = day.error
  else if (!asOf && file?.asOf)
    try {
      asOf = parsePartialDate(file.asOf)
    } catch {
      errors.asOf = `The file says ${quoted(file.asOf)}, which is no date. Enter the day that the figures are of`
    }
  else if (!asOf) errors.asOf = 'Enter the day that the figures are of'
  const begins =
    asOf && (asOf.precision === 'day' ? asOf.date : asOf.date.slice(0, asOf.precision === 'month' ? 7 : 4))
  if (begins && begins > today.slice(0, begins.length))
    errors.asOf = 'The day of the figures must be today or in the past'
  if (!checked.data || !asOf || Object.keys(errors).length) return { about: null, errors }
  const { reference, title, source, correction } = checked.data
  const about = { code: codeOfReference(reference), reference, title, asOf, source: source || null }
  return { about: { ...about, correction: correction || null }, errors }
}

type Checked = { report: NewPrintedReport; state?: undefined } | { report?: undefined; state: FormState }

/** The names of the inputs of the table in which a report is typed in. */
export const inputNames = {
  overall: (section: string) => `overall-${section}`,
  share: (section: string, status: Bucket) => `share-${section}-${status}`,
  total: (of: 'actions' | 'sections', figure: 'count' | 'percent', status: Bucket) =>
    `${of}-${figure}-${status}`,
  names: (status: Status) => `names-${status}`,
} as const

/** Takes what was typed into the table, the codes of the plan's sections and today's date; returns the report, or the form with every error. */
export function checkTypedReport(values: FormValues, codes: readonly string[], today: IsoDate): Checked {
  const { about, errors: aboutErrors } = readAbout(values, null, today)
  const { raw, fieldOf } = gatherTyped(values, codes)
  const read = readFigures(raw)
  const errors: Record<string, string> = { ...aboutErrors }
  for (const { path, message } of read.problems ?? []) errors[fieldOf(path)] ??= message
  if (!about || !read.figures) return { state: { values, errors } }
  return { report: { ...about, figures: read.figures } }
}

/** What was typed, in the documented shape, and which field each part of it came from. */
function gatherTyped(values: FormValues, codes: readonly string[]) {
  const fields = new Map<string, string>()
  const text = (field: string, path: readonly PropertyKey[]) => {
    const value = String(values[field] ?? '').trim()
    if (value) fields.set(path.join('.'), field)
    return value
  }
  const sections: { code: string; overall: string | null; shares: { status: Status; percent: string }[] }[] =
    []
  for (const code of codes) {
    const at = sections.length
    const overall = text(inputNames.overall(code), ['sections', at, 'overall'])
    const shares: { status: Status; percent: string }[] = []
    for (const one of STATUS_CODES) {
      const share = text(inputNames.share(code, one), ['sections', at, 'shares', shares.length, 'percent'])
      if (share) shares.push({ status: one, percent: share })
    }
    if (overall || shares.length) sections.push({ code, overall: overall || null, shares })
  }
  const totalsOf = (of: 'actions' | 'sections', statuses: readonly Status[]) => {
    const lines: { status: Status; count: string | null; percent: string | null }[] = []
    for (const one of statuses) {
      const figure = (which: 'count' | 'percent') =>
        text(inputNames.total(of, which, one), ['totals', of, lines.length, which]) || null
      const line = { status: one, count: figure('count'), percent: figure('percent') }
      if (line.count !== null || line.percent !== null) lines.push(line)
    }
    return lines
  }
  const split = (value: string, by: RegExp) =>
    value
      .split(by)
      .map((one) => one.trim())
      .filter(Boolean)
  const listed = split(text('listed', ['offTrackOrMissedWithRisk']), /[\s,;]+/)
  const names = STATUS_CODES.map(
    (one) => [one, split(text(inputNames.names(one), ['names', one]), /;/)] as const,
  )
  return {
    raw: {
      sections,
      totals: { actions: totalsOf('actions', STATUS_CODES), sections: totalsOf('sections', OVERALL_RAGS) },
      offTrackOrMissedWithRisk: listed.length ? listed : null,
      names: Object.fromEntries(names.filter(([, used]) => used.length)),
    },
    fieldOf: (path: readonly PropertyKey[]) => {
      for (let length = path.length; length > 0; length -= 1) {
        const field = fields.get(path.slice(0, length).join('.'))
        if (field) return field
      }
      return 'form'
    },
  }
}

/** A file's text, read: its figures or what is wrong, each problem with its line or field. */
export type ReadText =
  | { readonly figures: PrintedFigures; readonly about: ReportAbout; readonly problems?: undefined }
  | { readonly figures?: undefined; readonly about?: undefined; readonly problems: readonly string[] }

const MOST_PROBLEMS = 20

/**
 * Takes what was typed beside a file, the file's text as it was read, today's date, and which field the text came from; returns
 * the report, or the form with every error.
 */
export function checkReportFile(
  values: FormValues,
  read: ReadText,
  today: IsoDate,
  field: 'file' | 'text' = 'text',
): Checked {
  const { about, errors: aboutErrors } = readAbout(values, read.about ?? null, today)
  if (about && read.figures) return { report: { ...about, figures: read.figures } }
  // What the file says of itself is not known while it cannot be read: only what was typed is wrong then.
  const isTyped = (field: string) =>
    Object.entries(values).some(([name, value]) => name.startsWith(field) && value)
  const errors = read.problems
    ? Object.fromEntries(Object.entries(aboutErrors).filter(([field]) => isTyped(field)))
    : aboutErrors
  const shown = read.problems?.slice(0, MOST_PROBLEMS) ?? []
  const more = (read.problems?.length ?? 0) - shown.length
  if (more > 0) shown.push(`And ${more} more.`)
  return { state: { values, errors: { ...errors, ...(shown.length ? { [field]: shown.join('\n') } : {}) } } }
}

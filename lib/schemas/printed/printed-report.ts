/** A printed report as people give it, typed in or in a file: what it is called and its figures, checked all at once. */

import { z } from 'zod'
import { type DatedTo, type IsoDate, parsePartialDate } from '@/lib/domain/dates'
import type { PrintedFigures } from '@/lib/domain/printed/printed-figures'
import type { PlanWords } from '@/lib/domain/plan/plan'
import type { HasStatuses } from '@/lib/domain/status/status'
import { codeOf } from '@/lib/domain/reference'
import { readDate } from '@/lib/schemas/date-fields'
import {
  checkForm,
  type FormErrors,
  type FormState,
  type FormValues,
  optionalText,
  requiredLine,
} from '@/lib/schemas/form'
import { readFigures, type ReportAbout } from './printed-shape'
import { gatherTyped } from './printed-table'
import { LONGEST_NAME, quoted } from './printed-values'
import { reportReference } from '@/lib/schemas/reports/reference'
import { printedMessages } from '@/lib/format/printed/messages'

/** Addresses below the list of reports that are pages of their own. */
const PAGES = ['new', 'upload']

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
  reference: reportReference(printedMessages.referenceMissing, LONGEST_NAME, PAGES),
  title: requiredLine(printedMessages.title, printedMessages.titleMissing, 300),
  source: optionalText(printedMessages.source, LONGEST_NAME),
  correction: optionalText(printedMessages.correction, 2_000),
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
  const day = readDate(values, 'asOf', printedMessages.asOf)
  let asOf: DatedTo | null = day.date ? { date: day.date, precision: 'day' } : null
  if (day.error !== undefined) errors.asOf = day.error
  else if (!asOf && file?.asOf)
    try {
      asOf = parsePartialDate(file.asOf)
    } catch {
      errors.asOf = printedMessages.asOfInFile(quoted(file.asOf))
    }
  else if (!asOf) errors.asOf = printedMessages.asOfMissing
  const begins =
    asOf && (asOf.precision === 'day' ? asOf.date : asOf.date.slice(0, asOf.precision === 'month' ? 7 : 4))
  if (begins && begins > today.slice(0, begins.length)) errors.asOf = printedMessages.asOfInFuture
  if (!checked.data || !asOf || Object.keys(errors).length) return { about: null, errors }
  const { reference, title, source, correction } = checked.data
  const about = { code: codeOf(reference), reference, title, asOf, source: source || null }
  return { about: { ...about, correction: correction || null }, errors }
}

type Checked = { report: NewPrintedReport; state?: undefined } | { report?: undefined; state: FormState }

/** Takes what was typed into the table, the codes of the plan's sections, the plan and today's date; returns the report, or the form with every error. */
export function checkTypedReport(
  values: FormValues,
  {
    codes,
    plan,
  }: {
    readonly codes: readonly string[]
    readonly plan: HasStatuses & { readonly words: Pick<PlanWords, 'section'> }
  },
  today: IsoDate,
): Checked {
  const { about, errors: aboutErrors } = readAbout(values, null, today)
  const { raw, fieldOf, labels } = gatherTyped(values, codes, plan)
  const read = readFigures(plan, raw)
  const errors: Record<string, string> = { ...aboutErrors }
  for (const { path, message } of read.problems ?? []) errors[fieldOf(path)] ??= message
  if (!about || !read.figures) return { state: { values, errors, labels } }
  return { report: { ...about, figures: read.figures } }
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
  if (more > 0) shown.push(printedMessages.more(more))
  return { state: { values, errors: { ...errors, ...(shown.length ? { [field]: shown.join('\n') } : {}) } } }
}

/** The figures of a printed report in their documented shape (docs/printed-reports.md): read, checked and written. */

import { z } from 'zod'
import type { PrintedFigures, PrintedReport, PrintedTotal } from '@/lib/domain/printed/printed-figures'
import { type OverallRag, ragLabel } from '@/lib/domain/status/rag'
import { type Bucket, bucketLabel, type HasStatuses } from '@/lib/domain/status/status'
import { count, name, percent, quoted, rating, statusIn } from './printed-values'
import { printedMessages } from '@/lib/format/printed/messages'

/** How much a report may hold. */
export const LIMITS = { sections: 500, listed: 5_000, characters: 300_000 } as const

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

const total = { count: count.nullish(), percent: percent.nullish() }
const needsFigure = { error: printedMessages.figureMissing }
const hasFigure = (line: { count?: number | null | undefined; percent?: string | null | undefined }) =>
  (line.count ?? null) !== null || (line.percent ?? null) !== null

function reportShape(plan: HasStatuses) {
  const status = statusIn(plan)
  return z.strictObject({
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
      .max(LIMITS.sections, printedMessages.tooManySections(LIMITS.sections))
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
      .max(LIMITS.listed, printedMessages.tooManyReferences(LIMITS.listed))
      .nullish(),
    names: z.partialRecord(z.enum(plan.statuses.map(({ code }) => code)), z.array(name)).default({}),
  })
}

type Shape = z.output<ReturnType<typeof reportShape>>

/** Takes what zod says is wrong; returns it in words, with the way out. */
export function describeIssue(issue: z.core.$ZodIssue): FigureProblem {
  const { path } = issue
  if (issue.code === 'unrecognized_keys')
    return { path, message: printedMessages.unknownFields(issue.keys.map(quoted)) }
  // Zod's own words for what has none of ours.
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid')) {
    const isMissing = issue.message.endsWith('received undefined')
    const describe = isMissing ? printedMessages.valueMissing : printedMessages.wrongType
    return { path, message: describe(issue.expected) }
  }
  if (issue.message.startsWith('Invalid')) return { path, message: printedMessages.wrongShape }
  return { path, message: issue.message }
}

/**
 * Takes a plan and figures in the documented shape (docs/printed-reports.md), from wherever they came; returns them, and what the report
 * says of itself, or everything that is wrong.
 */
export function readFigures(
  plan: HasStatuses,
  raw: unknown,
):
  | { figures: PrintedFigures; about: ReportAbout; problems?: undefined }
  | { figures?: undefined; problems: FigureProblem[] } {
  const read = reportShape(plan).safeParse(raw)
  if (!read.success)
    return {
      problems: read.error.issues.map(describeIssue),
    }
  const problems = findTwice(plan, read.data)
  const { sections, totals, offTrackOrMissedWithRisk: listed, reference, title, asOf } = read.data
  const hasShares = sections.some(({ overall, shares }) => overall || shares.length)
  if (!hasShares && !totals.actions.length && !totals.sections.length)
    problems.push({ path: [], message: printedMessages.noFigures })
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
      names: collectNames(plan, read.data),
    },
  }
}

/** Takes a report; returns it in the documented shape, as a file of it would have it. */
export function writeFigures(report: PrintedReport): z.input<ReturnType<typeof reportShape>> {
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

function collectNames(plan: HasStatuses, { sections, totals, names }: Shape): PrintedFigures['names'] {
  const used = [...sections.flatMap(({ shares }) => shares), ...totals.actions].map((one) => one.status)
  return plan.statuses.flatMap(({ code }) => {
    const found = [
      ...(names[code] ?? []),
      ...used.flatMap((one) => (one.bucket === code ? (one.name ?? []) : [])),
    ]
    return found.length ? [{ status: code, names: [...new Set(found)] }] : []
  })
}

/** What may stand once only. */
function findTwice(plan: HasStatuses, { sections, totals }: Shape): FigureProblem[] {
  const twice = <T>(
    rows: readonly T[],
    keyOf: (row: T) => string,
    path: readonly PropertyKey[],
    say: (key: string) => string,
  ) => {
    const seen = new Set<string>()
    return rows.flatMap((row, at) => {
      const key = keyOf(row)
      const isAgain = seen.has(key)
      seen.add(key)
      return isAgain ? [{ path: [...path, at], message: printedMessages.repeated(say(key)) }] : []
    })
  }
  const byStatus = (one: { status: { bucket: Bucket } }) => one.status.bucket
  const label = (bucket: string) => bucketLabel(plan, bucket)
  return [
    ...twice(sections, ({ code }) => code, ['sections'], printedMessages.aSection),
    ...sections.flatMap(({ shares }, at) => twice(shares, byStatus, ['sections', at, 'shares'], label)),
    ...twice(totals.actions, byStatus, ['totals', 'actions'], label),
    ...twice(
      totals.sections,
      (one) => one.status,
      ['totals', 'sections'],
      (rag) => ragLabel(rag as OverallRag),
    ),
  ]
}

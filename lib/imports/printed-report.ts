/** The figures of a printed report, from a file: JSON in the documented shape or that of the first plan's own data, or CSV. */

import { z } from 'zod'
import type { HasStatuses } from '@/lib/domain/status/status'
import { describeIssue, type FigureProblem, LIMITS, readFigures } from '@/lib/schemas/printed/printed-shape'
import type { ReadText } from '@/lib/schemas/printed/printed-report'
import { type CsvRow, readCsv } from './read-csv'
import { printedMessages } from '@/lib/format/printed/messages'

/** Takes a plan and the text of a file; returns its figures, or every problem with the line or field that it is in. */
export function readReportText(plan: HasStatuses, text: string): ReadText {
  if (!text.trim()) return { problems: [printedMessages.emptyFile] }
  if (text.length > LIMITS.characters) return { problems: [printedMessages.tooLong(LIMITS.characters)] }
  return /^\uFEFF?\s*[{[]/.test(text) ? readJson(plan, text) : readTable(plan, text)
}

function readJson(plan: HasStatuses, text: string): ReadText {
  let raw: unknown
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message : printedMessages.unreadable
    return { problems: [printedMessages.notJson(reason)] }
  }
  const data = isDataSet(raw) ? dataSet.safeParse(raw) : null
  const read =
    data && !data.success
      ? { problems: data.error.issues.map(describeIssue) }
      : readFigures(plan, data ? fromDataSet(data.data) : raw)
  return read.problems
    ? {
        problems: read.problems.map(({ path, message }) =>
          path.length ? `${describePath(path)}: ${message}` : message,
        ),
      }
    : read
}

const describePath = (path: readonly PropertyKey[]) =>
  path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at ? '.' : ''}${String(key)}`)).join('')

const loose = z.record(z.string(), z.unknown())
/** The shape of prisma/seed/progress-report-2025-02.json, as far as it is about the workforce plan. */
const dataSet = z.object({
  report: z.object({ ref: z.unknown(), title: z.unknown(), date: z.unknown() }).optional(),
  statuses: z
    .array(z.object({ code: z.string(), label: z.string(), alsoPrintedAs: z.array(z.string()).default([]) }))
    .default([]),
  headline: z
    .object({
      workforceThemes: z.array(loose).default([]),
      workforceDeliveryActions: z.array(loose).default([]),
    })
    .optional(),
  workforce: z.object({
    planCode: z.string().optional(),
    sections: z.array(
      z.object({
        code: z.unknown(),
        overallRag: z.unknown().optional(),
        breakdown: z.array(loose).default([]),
      }),
    ),
  }),
  offTrackOrMissedWithRisk: z
    .object({ planCode: z.string().optional(), items: z.array(z.object({ ref: z.unknown() })).default([]) })
    .optional(),
})

function isDataSet(raw: unknown): boolean {
  const { workforce } = (raw ?? {}) as { workforce?: { sections?: unknown } | null }
  return Array.isArray(workforce?.sections)
}

function fromDataSet(data: z.output<typeof dataSet>): unknown {
  const { report, statuses, headline, workforce, offTrackOrMissedWithRisk: list } = data
  const isOfThisPlan = list?.planCode !== undefined && list.planCode === workforce.planCode
  return {
    reference: report?.ref,
    title: report?.title,
    asOf: report?.date,
    sections: workforce.sections.map(({ code, overallRag, breakdown }) => ({
      code,
      overall: overallRag,
      shares: breakdown,
    })),
    totals: { sections: headline?.workforceThemes ?? [], actions: headline?.workforceDeliveryActions ?? [] },
    offTrackOrMissedWithRisk: isOfThisPlan ? list.items.map(({ ref }) => ref) : null,
    names: Object.fromEntries(
      statuses.map(({ code, label, alsoPrintedAs }) => [code, [label, ...alsoPrintedAs]]),
    ),
  }
}

const COLUMNS = ['section', 'overall', 'status', 'percent', 'count'] as const
type ColumnName = (typeof COLUMNS)[number]
/** What stands in the column of sections on the lines of the headline. */
const TOTAL_ROWS = new Map<string, 'actions' | 'sections'>([
  ['total', 'actions'],
  ['total sections', 'sections'],
])
/** What some programs part cells with where a comma is a decimal point. */
const OTHER_SEPARATORS = [';', '\t'] as const

function readTable(plan: HasStatuses, text: string): ReadText {
  const read = readCsv(text)
  if (read.problem !== undefined) return { problems: [read.problem] }
  const [head, ...rows] = read.rows
  const names = (head?.cells ?? []).map((cell) => cell.trim().toLowerCase())
  const other = OTHER_SEPARATORS.find((sign) => names.length === 1 && names[0]?.includes(sign))
  if (other) return { problems: [printedMessages.otherSeparator(other)] }
  const first = new Map(names.map((name, at) => [name, at] as const).reverse())
  const twice = names.filter((name, at) => name !== '' && first.get(name) !== at)
  const unknown = names.filter((name) => name !== '' && !(COLUMNS as readonly string[]).includes(name))
  const missing = ['section', 'status'].filter((name) => !names.includes(name))
  const problems = [
    ...missing.map((name) => printedMessages.columnMissing(name, COLUMNS)),
    ...twice.map(printedMessages.columnRepeated),
    ...unknown.map((name) => printedMessages.columnUnknown(name, COLUMNS)),
    ...rows
      .filter(({ cells }) => cells.slice(names.length).some(Boolean))
      .map(({ line }) => printedMessages.tooManyCells(line)),
  ]
  return problems.length ? { problems } : gather(plan, rows, names)
}

function gather(plan: HasStatuses, rows: readonly CsvRow[], names: readonly string[]): ReadText {
  const lines = new Map<string, number>()
  const sections = new Map<string, { at: number; overall: string | null; shares: object[] }>()
  const totals: Record<'actions' | 'sections', object[]> = { actions: [], sections: [] }
  const problems: string[] = []
  for (const { line, cells } of rows) {
    const cell = (name: ColumnName) => cells[names.indexOf(name)]?.trim() || null
    const [code, status, percent, count] = [cell('section'), cell('status'), cell('percent'), cell('count')]
    const of = TOTAL_ROWS.get((code ?? '').toLowerCase())
    if (code === null) problems.push(printedMessages.sectionMissing(line))
    else if (of) {
      lines.set(`totals.${of}.${totals[of].length}`, line)
      totals[of].push({ status, count, percent })
    } else {
      const section = sections.get(code) ?? { at: sections.size, overall: null, shares: [] }
      const { at } = section
      if (!sections.has(code)) lines.set(`sections.${at}`, line)
      sections.set(code, section)
      const overall = cell('overall')
      if (overall && section.overall && overall !== section.overall)
        problems.push(printedMessages.twoRatings(line, code, section.overall, overall))
      if (overall) lines.set(`sections.${at}.overall`, line)
      section.overall = overall ?? section.overall
      if (count) problems.push(printedMessages.countOfSection(line))
      if (!status && !percent) continue
      lines.set(`sections.${at}.shares.${section.shares.length}`, line)
      section.shares.push({ status, percent })
    }
  }
  const read = readFigures(plan, {
    sections: [...sections].map(([code, { overall, shares }]) => ({ code, overall, shares })),
    totals,
  })
  const describe = ({ path, message }: FigureProblem) => {
    for (let length = path.length; length > 0; length -= 1) {
      const line = lines.get(path.slice(0, length).join('.'))
      if (line) return printedMessages.onLine(line, message)
    }
    return message
  }
  problems.push(...(read.problems ?? []).map(describe))
  return problems.length || read.problems ? { problems } : read
}

/**
 * The second plan: Scotland's Mental Health and Wellbeing Strategy Delivery Plan 2023-2025, as far as it could be read. What is in it comes from
 * the files in delivery-plan/, which are imported as anyone's are; here is what no importer brings: the plan itself, its statuses, its sources, and
 * what LB(25)03-03 printed of it.
 */

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { v5 as uuid } from 'uuid'
import type { Prisma } from '@/generated/prisma/client'
import { writeZip } from '@/lib/exports/workbook/zip'
import type { PlanWords } from '@/lib/domain/plan/plan'
import type { PrintedFigures } from '@/lib/domain/printed/printed-figures'
import { codeOf } from '@/lib/domain/reference'
import { DEFAULT_RULE } from '@/lib/domain/status/rag'
import { rollUp } from '@/lib/domain/status/roll-up'
import type { PlanStatus } from '@/lib/domain/status/status'
import { inOrder, STATUS_TEMPLATES } from '@/lib/domain/status/templates'
import { printedFigures } from '@/lib/schemas/printed/printed-figures'
import { dateOf } from './rows'

export const SECOND_PLAN_SLUG = 'mental-health-delivery'
const REPORT = 'LB(25)03-03'
/** Of the day that the report's figures are of. */
export const SECOND_PLAN_AS_OF = { date: '2025-02-28', precision: 'month' } as const

const FOLDER = fileURLToPath(new URL('./delivery-plan/', import.meta.url))
const NAMESPACE = '5b0c7f6e-2d0f-5a77-9b1e-6f1d6a4c2e12'
const idOf = (kind: string, code: string) => uuid(`${SECOND_PLAN_SLUG}/${kind}/${code}`, NAMESPACE)
export const SECOND_PLAN_ID = idOf('plan', SECOND_PLAN_SLUG)

/** The wordings that the report uses in its table of the delivery plan; the others are aliases. */
const OWN_LABELS: Readonly<Record<string, string>> = {
  delivered: 'Completed',
  missedNoRisk: 'Missed Delivery Date no Risk',
  missedWithRisk: 'Missed Delivery Date with Risk',
}
export const SECOND_PLAN_STATUSES: readonly PlanStatus[] = STATUS_TEMPLATES.published.map((status) => {
  const label = OWN_LABELS[status.meaning] ?? status.label
  const others = [status.label, ...status.aliases].filter((one) => one !== label)
  return { ...status, label, shortLabel: label, aliases: others }
})

const WORDS: PlanWords = {
  pillar: { one: 'Priority', many: 'Priorities' },
  section: { one: 'Strategic action', many: 'Strategic actions' },
  action: { one: 'Sub-action', many: 'Sub-actions' },
}

const NOTES = [
  'This plan is partial. Its ten priorities are complete. Of its 34 strategic actions, 28 are listed: 11 with the headlines and ratings that the report printed, 15 by a topic that the update of June 2025 names, and 2 of which only the number is known. 6 are missing.',
  'Of its 123 sub-actions, five numbers were met in the papers that were read. For each of the 11 strategic actions with printed shares, it has the smallest number of sub-actions that gives these shares; their numbers and their order are our own.',
  'The titles of priorities 4 to 10, and all aims, are our own short summaries.',
  'In the report, the totals of strategic actions: 25 of 34 is printed as 73%, and 73.5% rounds to 74%.',
]

const SOURCES = [
  {
    code: 'delivery-plan-2023-25',
    title: 'Mental health and wellbeing strategy: delivery plan 2023-2025',
    publisher: 'Scottish Government and COSLA',
    date: '2023-11-07',
    url: 'https://www.gov.scot/publications/mental-health-wellbeing-delivery-plan-2023-2025/',
    readAs: 'beginnings of the pages for outcomes, governance and the ten priorities',
    reference: null,
  },
  {
    code: 'lb-25-03-03',
    title:
      'Mental Health and Wellbeing Leadership Board: delivery progress report 3 - February 2025 (LB(25)03-03)',
    publisher: 'Scottish Government',
    date: '2025-02',
    url: 'https://www.gov.scot/publications/leadership-board-lb-25-03-03-delivery-progress-report-3-feb-2025/pages/1/',
    readAs: 'page 6 in full; beginnings of pages 1 to 4; page 5 not found',
    reference: REPORT,
  },
  {
    code: 'update-2025-06',
    title:
      'Mental Health and Wellbeing Strategy Delivery Plan and Workforce Action Plan: update on progress and next steps',
    publisher: 'Scottish Government and COSLA',
    date: '2025-06',
    url: 'https://www.gov.scot/publications/mental-health-wellbeing-strategy-delivery-plan-workforce-action-plan-update-progress-next-steps/',
    readAs: 'full text',
    reference: null,
  },
]
const LICENCE = 'Open Government Licence v3.0'

/** Returns the plan's tables as the archive that is imported. */
export async function readSecondPlan(): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const names = (await readdir(FOLDER)).filter((name) => name !== 'report.csv').sort()
  const entries = await Promise.all(
    names.map(async (name) => ({ name, content: [await readFile(join(FOLDER, name), 'utf8')] })),
  )
  return { name: 'delivery-plan.zip', bytes: await buffer(writeZip(entries, dateOf('2025-06-30'))) }
}

/** Returns what the report printed of the plan, in the shape that printed reports are uploaded in. */
export const readSecondPlanReport = (): Promise<string> => readFile(join(FOLDER, 'report.csv'), 'utf8')

/** Writes the plan with its statuses, rule and sources, and nothing in it, unless it is there. */
export async function writeSecondPlan(tx: Prisma.TransactionClient): Promise<void> {
  if (await tx.plan.findUnique({ where: { slug: SECOND_PLAN_SLUG } })) return
  await tx.plan.create({
    data: {
      id: SECOND_PLAN_ID,
      slug: SECOND_PLAN_SLUG,
      title: 'Mental Health and Wellbeing Strategy Delivery Plan 2023-2025 (partial)',
      shortTitle: 'Delivery Plan (partial)',
      publishers: ['Scottish Government', 'Convention of Scottish Local Authorities (COSLA)'],
      period: '2023-2025',
      startsOn: dateOf('2023-01-01'),
      endsOn: dateOf('2025-12-31'),
      publishedOn: dateOf('2023-11-07'),
      licence: LICENCE,
      attribution:
        'Contains public sector information licensed under the Open Government Licence v3.0 (Scottish Government and COSLA). Titles of sub-actions and aims are our own short summaries, not the published wording.',
      notes: NOTES,
      words: { ...WORDS } as unknown as Prisma.InputJsonObject,
      isPublic: true,
      statuses: { create: inOrder(SECOND_PLAN_STATUSES) },
    },
  })
  await tx.ratingRule.create({
    data: {
      id: idOf('rule', '1'),
      planId: SECOND_PLAN_ID,
      ...DEFAULT_RULE,
      createdAt: dateOf('2023-11-07'),
    },
  })
  await tx.sourceDocument.createMany({
    data: SOURCES.map((source) => ({
      id: idOf('source', source.code),
      planId: SECOND_PLAN_ID,
      licence: LICENCE,
      ...source,
    })),
  })
}

/** Writes the overall ratings that the report printed, and its figures as those of a printed report, unless they are there. */
export async function writeSecondPlanRatings(
  tx: Prisma.TransactionClient,
  figures: PrintedFigures,
): Promise<void> {
  const planId = SECOND_PLAN_ID
  if (await tx.printedReport.count({ where: { planId } })) return
  const sections = await tx.section.findMany({
    where: { planId },
    select: { id: true, code: true },
  })
  const idBy = new Map(sections.map(({ id, code }) => [code, id]))
  const said = await tx.progressUpdate.findMany({
    where: { planId },
    select: { status: true, action: { select: { sectionId: true } } },
  })
  const countsOf = (sectionId: string) =>
    rollUp(
      { statuses: SECOND_PLAN_STATUSES },
      said.filter(({ action }) => action.sectionId === sectionId),
    ).counts
  const sourceId = idOf('source', 'lb-25-03-03')
  await tx.sectionAssessment.createMany({
    data: figures.sections.flatMap(({ code, overallRag }) => {
      const sectionId = idBy.get(code)
      return sectionId === undefined || overallRag === null
        ? []
        : [
            {
              id: idOf('assessment', `${REPORT}/${code}`),
              planId,
              sectionId,
              overallRag,
              effectiveOn: dateOf(SECOND_PLAN_AS_OF.date),
              effectivePrecision: SECOND_PLAN_AS_OF.precision,
              attributedTo: 'Scottish Government',
              basis: 'published' as const,
              sourceId,
              counts: { ...countsOf(sectionId) },
            },
          ]
    }),
  })
  await tx.printedReport.create({
    data: {
      id: idOf('printed-report', REPORT),
      planId,
      code: codeOf(REPORT),
      reference: REPORT,
      title: 'Mental Health and Wellbeing Leadership Board: delivery progress report 3 - February 2025',
      asOfOn: dateOf(SECOND_PLAN_AS_OF.date),
      asOfPrecision: SECOND_PLAN_AS_OF.precision,
      sourceId,
      figures: printedFigures.parse(figures) as object,
    },
  })
}

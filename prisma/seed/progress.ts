/** Writes what was said about the plan: the ratings of February 2025 and the achievements of June 2025. */

import type { Prisma } from '@/generated/prisma/client'
import { parsePartialDate } from '@/lib/domain/dates'
import { rollUp } from '@/lib/domain/status/roll-up'
import { printedFigures } from '@/lib/schemas/printed/printed-figures'
import { codeOf } from '@/lib/domain/reference'
import type { SeedFiles } from './files'
import { PLAN_ID, dateOf, idOf } from './rows'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

/** The February 2025 statuses and overall RAGs. They are true of the last day of the month the report names. */
export async function writeRatings(tx: Prisma.TransactionClient, files: SeedFiles): Promise<void> {
  const { report } = files.report
  const asOf = parsePartialDate(files.allocation.asOf)
  const sentence = {
    effectiveOn: dateOf(asOf.date),
    effectivePrecision: asOf.precision,
    attributedTo: report.publisher,
  }
  const updates = files.allocation.allocations.map((row) => ({
    id: idOf('update', `${report.ref}/${row.actionRef}`),
    row,
  }))
  await tx.progressUpdate.createMany({
    data: updates.map(({ id, row }) => ({
      id,
      planId: PLAN_ID,
      actionId: idOf('action', row.actionRef),
      ...sentence,
      // The report's publisher never said what was only worked out here.
      attributedTo: row.basis === 'published' ? report.publisher : 'Cairn (not published)',
      status: row.status,
      basis: row.basis,
      basisNote: row.reason,
      confidence: row.confidence ?? null,
    })),
  })
  await tx.progressUpdateSource.createMany({
    data: updates.flatMap(({ id, row }) =>
      sourcesOf(row, report.sourceRef).map((source, position) => ({
        planId: PLAN_ID,
        updateId: id,
        sourceId: idOf('source', source),
        position,
      })),
    ),
  })
  const sectionOf = new Map(files.plan.actions.map(({ ref, section }) => [ref, section]))
  const countsOf = (section: string) =>
    rollUp(
      PUBLISHED_SIX,
      files.allocation.allocations.filter(({ actionRef }) => sectionOf.get(actionRef) === section),
    ).counts
  await tx.sectionAssessment.createMany({
    data: files.report.workforce.sections.map(({ code, overallRag }) => ({
      id: idOf('assessment', `${report.ref}/${code}`),
      planId: PLAN_ID,
      sectionId: idOf('section', code),
      overallRag,
      ...sentence,
      basis: 'published' as const,
      sourceId: idOf('source', report.sourceRef),
      counts: { ...countsOf(code) },
    })),
  })
}

type AllocatedStatus = SeedFiles['allocation']['allocations'][number]

/** The report comes first: it publishes the shares that a status follows from. It is no source of one that was estimated. */
function sourcesOf({ basis, sourceRefs }: AllocatedStatus, report: string): string[] {
  const others = sourceRefs.filter((source) => source !== report)
  return basis === 'illustrative' ? others : [report, ...others]
}

/** What the report of February 2025 printed, as it was printed: the first example of a report to be reconciled. */
export async function writePrintedReport(tx: Prisma.TransactionClient, files: SeedFiles): Promise<void> {
  const { ref, title, date, sourceRef } = files.report.report
  const asOf = parsePartialDate(date)
  await tx.printedReport.create({
    data: {
      id: idOf('printed-report', ref),
      planId: PLAN_ID,
      code: codeOf(ref),
      reference: ref,
      title,
      asOfOn: dateOf(asOf.date),
      asOfPrecision: asOf.precision,
      sourceId: idOf('source', sourceRef),
      figures: printedFigures.parse(files.figures) as object,
    },
  })
}

/** What the June 2025 update says of this plan's actions; the rest of it is about the sister delivery plan. */
export async function writeAchievements(
  tx: Prisma.TransactionClient,
  file: SeedFiles['update'],
): Promise<void> {
  const achievements = file.achievements.filter((a) => a.planCode === 'workforce')
  const publications = file.publications.filter((p) => p.actionRefs.length > 0)
  const reported = parsePartialDate(file.update.date)
  await tx.achievement.createMany({
    data: achievements.map(({ id, summary, refFit, notes }, position) => ({
      id: idOf('achievement', id),
      planId: PLAN_ID,
      code: id,
      position,
      summary,
      reportedOn: dateOf(reported.date),
      reportedPrecision: reported.precision,
      sourceTitle: file.update.title,
      doubtfulMatch: refFit === 'doubtful',
      note: notes,
    })),
  })
  await tx.achievementMetric.createMany({
    data: achievements.flatMap(({ id, metrics }) =>
      metrics.map((metric, position) => ({
        id: idOf('metric', `${id}/${position}`),
        planId: PLAN_ID,
        achievementId: idOf('achievement', id),
        position,
        ...metric,
      })),
    ),
  })
  await tx.achievementAction.createMany({
    data: achievements.flatMap(({ id, actionRefs }) =>
      actionRefs.map((ref) => ({
        planId: PLAN_ID,
        achievementId: idOf('achievement', id),
        actionId: idOf('action', ref),
      })),
    ),
  })
  await tx.publication.createMany({
    data: publications.map(({ id, title, publisher, published, notes }, position) => ({
      id: idOf('publication', id),
      planId: PLAN_ID,
      code: id,
      position,
      title,
      publisher,
      published,
      note: notes,
    })),
  })
  await tx.publicationAction.createMany({
    data: publications.flatMap(({ id, actionRefs }) =>
      actionRefs.map((ref) => ({
        planId: PLAN_ID,
        publicationId: idOf('publication', id),
        actionId: idOf('action', ref),
      })),
    ),
  })
}

/** Entering what a report printed. Nothing that was entered is changed: a correction is entered anew, and says what was wrong. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { InvalidError } from '@/lib/errors'
import { isoDate } from '@/lib/queries/iso-date'
import type { NewPrintedReport } from '@/lib/schemas/printed/printed-report'
import { printedMessages } from '@/lib/format/printed/messages'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'

/**
 * Takes a plan's slug and a printed report; puts it on record. The same report sent twice is one. Throws InvalidError when it
 * was entered before and nothing is said to be wrong with that, or the other way round, and what writePlan throws.
 */
export async function addPrintedReport(slug: string, report: NewPrintedReport): Promise<void> {
  await writePlan(slug, RIGHTS.enterPrinted, async (write) => {
    const { tx, plan, actor, audit } = write
    const { code, reference, title, asOf, correction, figures } = report
    const before = await tx.printedReport.findFirst({
      where: { planId: plan.id, code },
      orderBy: { entry: 'desc' },
    })
    const sourceId = await findSource(write, report.source)
    const isSame =
      before !== null &&
      before.reference === reference &&
      before.title === title &&
      before.sourceId === sourceId &&
      isoDate(before.asOfOn) === asOf.date &&
      before.asOfPrecision === asOf.precision &&
      canonicalJson(before.figures) === canonicalJson(figures)
    if (isSame && (before.authorId === actor.id || correction === null)) return
    if (before && correction === null)
      throw new InvalidError({ correction: printedMessages.correctionMissing(before.reference) })
    if (!before && correction !== null)
      throw new InvalidError({ correction: printedMessages.nothingToCorrect(reference) })
    const { id } = await tx.printedReport.create({
      data: {
        planId: plan.id,
        code,
        reference,
        title,
        correction,
        sourceId,
        asOfOn: new Date(asOf.date),
        asOfPrecision: asOf.precision,
        figures: JSON.parse(JSON.stringify(figures)) as object,
        authorId: actor.id,
      },
      select: { id: true },
    })
    await audit({
      kind: before ? 'printed-report.corrected' : 'printed-report.entered',
      recordType: 'printed_report',
      recordId: id,
      recordName: reference,
      after: { title, asOf: asOf.date, sections: figures.sections.length, correction },
    })
  })
}

async function findSource({ tx, plan }: PlanWrite, code: string | null): Promise<string | null> {
  if (code === null) return null
  const source = await tx.sourceDocument.findUnique({
    where: { planId_code: { planId: plan.id, code } },
    select: { id: true },
  })
  if (source) return source.id
  throw new InvalidError({ source: printedMessages.sourceUnknown })
}

/** What is on record of who answers for a plan's actions, and of what they reported. */

import 'server-only'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/db'
import type { IsoDate } from '@/lib/domain/dates'
import type { Reporting } from '@/lib/domain/periods/updates-due-rows'
import type { ApprovalState, Entry } from '@/lib/domain/periods/updates-due'
import { lastPeriod, openPeriod } from '@/lib/domain/periods/periods'
import type { UpdateKind } from '@/lib/domain/plan/plan'
import { byAction } from '@/lib/queries/group-by'
import { isoDate } from '@/lib/queries/iso-date'
import { readReporterIds } from '@/lib/queries/people/people'
import { listPeriods } from './periods'

interface WordRow {
  id: string
  aboutId: string | null
  actionId: string
  kind: UpdateKind
  recordedOn: IsoDate
  effectiveOn: Date
  /** Replaced: it was never shown, and a correction has taken its place. */
  standing: ApprovalState | 'replaced'
}

/** Takes the id of a plan that its reader may see inside of, and today's date; returns its reporting, without any names. */
export async function readReporting(planId: string, today: IsoDate): Promise<Reporting> {
  const where = { planId }
  const periods = await listPeriods(planId)
  const since = lastPeriod(periods, today)?.opensOn ?? openPeriod(periods, today)?.opensOn ?? today
  const [holders, contributors, reporters, words] = await Promise.all([
    db.accountability.findMany({
      where,
      orderBy: { entry: 'asc' },
      select: { actionId: true, personId: true, effectiveOn: true },
    }),
    db.contributor.findMany({ where, select: { actionId: true, personId: true } }),
    readReporterIds(planId),
    readReportedEntries(Prisma.sql`u.plan_id = ${planId}::uuid`, since),
  ])
  return {
    periods,
    holders: byAction(holders, ({ personId, effectiveOn }) => ({ personId, from: isoDate(effectiveOn) })),
    contributors: byAction(contributors, ({ personId }) => personId),
    reporters,
    entries: words,
  }
}

/**
 * Takes a condition on updates, which the query calls u, and a day; returns by action what people said since, and what they said before
 * that readers do not see and that nothing seen came after: however long a plan runs, that is a few for each action. What came from a paper
 * has no author.
 */
export async function readReportedEntries(
  which: Prisma.Sql,
  since: IsoDate,
): Promise<ReadonlyMap<string, readonly Entry[]>> {
  const words = await db.$queryRaw<WordRow[]>`
    SELECT id, about_id AS "aboutId", action_id AS "actionId", kind, "recordedOn", "effectiveOn", standing FROM (
      SELECT u.id, u.about_id, u.action_id, u.kind::text, u.entry, u.effective_on AS "effectiveOn",
        to_char(u.recorded_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD') AS "recordedOn",
        CASE
          WHEN NOT u.needs_approval OR ${isApproved('u')} THEN 'shown'
          WHEN EXISTS (SELECT 1 FROM progress_update c WHERE c.about_id = u.id AND c.kind = 'correction') THEN 'replaced'
          WHEN EXISTS (SELECT 1 FROM update_decision d WHERE d.update_id = u.id AND d.decision = 'returned') THEN 'returned'
          ELSE 'waiting'
        END AS standing
      FROM progress_update u WHERE ${which} AND u.author_id IS NOT NULL
        AND (u.recorded_at >= ${since}::date::timestamp AT TIME ZONE 'Europe/London'
          OR (u.needs_approval AND NOT ${isApproved('u')} AND NOT EXISTS (
            SELECT 1 FROM progress_update n WHERE n.plan_id = u.plan_id AND n.action_id = u.action_id AND n.entry > u.entry
              AND n.author_id IS NOT NULL AND (NOT n.needs_approval OR ${isApproved('n')}))))
    ) entries
    ORDER BY entry`
  const corrections = new Map(
    words.flatMap((word) => (word.kind === 'correction' ? [[word.aboutId, word]] : [])),
  )
  return byAction(words, ({ kind, recordedOn, effectiveOn, ...word }) => ({
    kind,
    recordedOn,
    effectiveOn: isoDate(effectiveOn),
    standing: resolvePeriods(word, corrections),
  }))
}

const isApproved = (update: 'u' | 'n') =>
  Prisma.sql`EXISTS (SELECT 1 FROM update_decision d WHERE d.update_id = ${Prisma.raw(update)}.id AND d.decision = 'approved')`

/** What became of an update: of one that was corrected before anyone saw it, what became of the correction. */
function resolvePeriods(
  { id, standing }: Pick<WordRow, 'id' | 'standing'>,
  corrections: ReadonlyMap<string | null, WordRow>,
): ApprovalState {
  if (standing !== 'replaced') return standing
  const correction = corrections.get(id)
  return correction ? resolvePeriods(correction, corrections) : 'shown'
}

/** Issuing a report that closes an invented period, as the program issues any. */

import 'server-only'
import type { DemoPeriod, DemoReport } from '@/lib/domain/demo-history'
import { codeOf, type Vocabulary } from '@/lib/domain/snapshot'
import { loadPlan } from '@/lib/queries/load-plan'
import { readGaps } from '@/lib/queries/readiness'
import { recordAudit } from './audit'
import { freeze } from './issue-report'
import { inTransaction } from './write-plan'

/**
 * Takes a plan's id, an invented period, its report, and the words and colours that pages show today; freezes the plan as at
 * the period's day under the report's name. Returns false, and issues nothing, where it was issued before.
 */
export async function issueDemonstration(
  planId: string,
  { asAt }: DemoPeriod,
  { reference, title, meetingOn, note }: DemoReport,
  vocabulary: Vocabulary,
): Promise<boolean> {
  const code = codeOf(reference)
  return inTransaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM plan WHERE id = ${planId}::uuid FOR NO KEY UPDATE`
    if (await tx.snapshot.findUnique({ where: { planId_code: { planId, code } } })) return false
    // Nobody else writes to this plan meanwhile, so what is read here is what the transaction would read.
    const state = await loadPlan(planId, { asAt, knownAt: null })
    const accepted = (await readGaps(state, asAt)).map((gap) => ({ ...gap, note }))
    const { id, sha256 } = await freeze(tx, {
      ...{ state, accepted, vocabulary, matter: null, frozenById: null },
      report: { code, reference, title, meetingOn },
    })
    await recordAudit(tx, planId, null, {
      kind: 'report.issued',
      ...{ recordType: 'snapshot', recordId: id, recordName: `Report ${reference}` },
      after: { code, reference, title, meetingOn, asAt, sha256 },
    })
    return true
  })
}

/** The published report that the first plan comes with, as the first of the plan's reports. */

import 'server-only'
import type { Vocabulary } from '@/lib/domain/snapshot'
import { loadPlan } from '@/lib/queries/load-plan'
import { readGaps } from '@/lib/queries/readiness'
import { freeze } from './issue-report'
import { inTransaction } from './write-plan'

/** The last day of the month that its figures are of: LB(25)03-03 says "February 2025" and names no day. */
const AS_AT = '2025-02-28'
const NOTE = 'Loaded with the plan. The published report, as far as it could be read, does not say more.'

/**
 * Takes the id of the first plan, just loaded, and the words and colours that pages show today; freezes it as LB(25)03-03
 * reported it.
 */
export async function issuePublished(planId: string, vocabulary: Vocabulary): Promise<void> {
  const state = await loadPlan(planId, { asAt: AS_AT, knownAt: null })
  const source = state.sources.find(({ code }) => code === 'lb-25-03-03')
  if (!source?.reference) throw new Error('The plan does not name the published report among its sources')
  const { code, reference } = source
  // Lists of sources carry the reference in the title.
  const title = source.title.replace(` (${reference})`, '')
  const accepted = (await readGaps(state, AS_AT)).map((gap) => ({ ...gap, note: NOTE }))
  const report = { code, reference, title, meetingOn: null }
  await inTransaction((tx) =>
    freeze(tx, { state, report, accepted, vocabulary, matter: null, frozenById: null }),
  )
}

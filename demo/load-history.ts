/** All invented periods and their reports, in order. */

import 'server-only'
import type { DemoPeriod, DemoReport, DemoWords } from '@/demo/history'
import type { WriteVocabulary } from '@/lib/domain/reports/snapshot'
import { InvalidError } from '@/lib/errors'
import { loadDemoPeriod, whyNoDemoHistory } from './write-history'
import { issueDemonstration, type WriteDraft } from './issue-demonstration'

/**
 * Takes a plan's id, the invented periods with their reports, the words around them, the words and colours that pages show
 * today, and what writes a draft's text; loads what is not there yet, and returns what it did, a sentence each: none when all of it was there. Cut off on the
 * way, it goes on from there the next time. Throws InvalidError where someone has said something in the plan.
 */
export async function loadDemoHistory(
  planId: string,
  history: readonly { readonly period: DemoPeriod; readonly report: DemoReport }[],
  words: DemoWords,
  vocabulary: WriteVocabulary,
  write: WriteDraft,
): Promise<string[]> {
  const refusal = await whyNoDemoHistory(planId)
  if (refusal) throw new InvalidError({ form: refusal })
  const done: string[] = []
  for (const { period, report } of history) {
    if (await loadDemoPeriod(planId, period, words))
      done.push(
        `Loaded a made-up period, as at ${period.asAt}: ${Object.keys(period.statuses).length} updates.`,
      )
    if (await issueDemonstration(planId, period, report, vocabulary, write))
      done.push(`Issued ${report.reference}, "${report.title}".`)
  }
  return done
}

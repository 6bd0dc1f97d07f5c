/** What several bodies of the API have: counts, sources, labels beside codes. */

import type { SourceName } from '@/lib/domain/plan/action-views'
import type { SourceDocument } from '@/lib/domain/plan/plan'
import { type OverallRag, ragLabel } from '@/lib/domain/status/rag'
import type { RollUp } from '@/lib/domain/status/roll-up'
import type { ActionListBody } from '@/lib/schemas/api'

export function writeSource({ code, reference, title, url, readAs }: SourceName | SourceDocument) {
  return { code, reference, title, url, readAs }
}

export function writeCounts({
  base,
  counts,
  shares,
  sentence,
  percentTotal,
  adverse,
}: RollUp): ActionListBody['rollUp'] {
  return { base, counts, shares: [...shares], sentence, percentTotal, adverse }
}

export const nameRag = (rag: OverallRag) => ({ rag, label: ragLabel(rag) })

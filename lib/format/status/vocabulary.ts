/** The words and colours that pages of a plan show today, as a report keeps them. */

import { BASES } from '@/lib/domain/plan/plan'
import { OVERALL_RAGS, ragLabel } from '@/lib/domain/status/rag'
import { LIFECYCLES } from '@/lib/domain/status/roll-up'
import type { Vocabulary } from '@/lib/domain/reports/snapshot'
import {
  bucketLabel,
  bucketsOf,
  factsOf,
  type HasStatuses,
  meaningOf,
  NO_UPDATE,
} from '@/lib/domain/status/status'
import { statusStyle } from '@/lib/format/charts/status-style'
import { BASIS_LABELS, LIFECYCLE_LABELS } from '@/lib/format/words'

/** Takes a plan; returns its vocabulary of today, each list in its order. */
export function vocabulary(plan: HasStatuses): Vocabulary {
  return {
    buckets: bucketsOf(plan).map((code) => {
      const meaning = meaningOf(plan, code)
      const { adverse, complete, late } =
        meaning === NO_UPDATE ? { adverse: false, complete: false, late: false } : factsOf(meaning)
      const colour = statusStyle(meaning).fill
      return { code, label: bucketLabel(plan, code), colour, adverse, complete, late }
    }),
    overallRags: OVERALL_RAGS.map((code) => ({
      code,
      label: ragLabel(code),
      colour: statusStyle(code).fill,
    })),
    lifecycles: LIFECYCLES.map((code) => ({ code, label: LIFECYCLE_LABELS[code] })),
    bases: BASES.map((code) => ({ code, label: BASIS_LABELS[code] })),
  }
}

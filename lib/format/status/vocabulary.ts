/** The words and colours that pages show today, as a report keeps them. */

import { BASES } from '@/lib/domain/plan/plan'
import { OVERALL_RAGS, ragLabel } from '@/lib/domain/status/rag'
import { LIFECYCLES } from '@/lib/domain/status/roll-up'
import type { Vocabulary } from '@/lib/domain/reports/snapshot'
import { BUCKETS, bucketLabel, isStatus, statusMeaning } from '@/lib/domain/status/status'
import { statusStyle } from '@/lib/format/charts/status-style'
import { BASIS_LABELS, LIFECYCLE_LABELS } from '@/lib/format/words'

/** Returns the vocabulary of today, each list in its order. */
export function vocabulary(): Vocabulary {
  return {
    buckets: BUCKETS.map((code) => {
      const { adverse, complete, late } = isStatus(code)
        ? statusMeaning(code)
        : { adverse: false, complete: false, late: false }
      return { code, label: bucketLabel(code), colour: statusStyle(code).fill, adverse, complete, late }
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

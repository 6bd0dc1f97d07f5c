/** What moved since the report before, and why. */

import { movementBlocks } from '@/lib/format/movement/movement-paper'
import type { Block } from '@/lib/format/paper/paper'
import type { PaperSource } from './parts'

/** Takes a report; returns the part, nothing of the first report of a plan. */
export function moved({ plan, matter: { since } }: PaperSource): Block[] {
  return since ? movementBlocks({ comparison: since.movement, stalled: since.standstills, plan }) : []
}

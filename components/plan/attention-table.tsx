import { PaperTable } from '@/components/paper/paper-table'
import type { PlanSummary } from '@/lib/domain/plan/plan'
import type { ActionRow } from '@/lib/domain/plan/action-row'
import { attentionTable } from '@/lib/format/plan/plan-blocks'

/** What a board has to talk about: each adverse action with who leads it, why it is rated so and what is being done. */
export function AttentionTable({ plan, rows }: { plan: PlanSummary; rows: readonly ActionRow[] }) {
  return <PaperTable plan={plan} table={attentionTable(plan, rows)} hideCaption />
}

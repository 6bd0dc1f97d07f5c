import { PaperList } from '@/components/paper/paper-list'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { ActionRow } from '@/lib/domain/plan/action-row'
import { deliveredList } from '@/lib/format/plan/plan-blocks'

/** What was delivered, in two narrow columns; what is not plain fact says so. */
export function DeliveredList({ plan, rows }: { plan: PlanAt; rows: readonly ActionRow[] }) {
  return <PaperList list={deliveredList(plan, rows)} />
}

import { PaperTable } from '@/components/paper/paper-table'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { HasLevels, PlanWords } from '@/lib/domain/plan/plan'
import type { SectionRow } from '@/lib/domain/plan/views'
import { sectionTable } from '@/lib/format/plan/plan-blocks'
import type { HasStatuses } from '@/lib/domain/status/status'

interface Props {
  readonly plan: PlanAt & HasStatuses & HasLevels & { readonly words: PlanWords }
  readonly caption: string
  readonly hideCaption?: boolean
  readonly sections: readonly SectionRow[]
}

/** Sections, one row each: the ask, its rating, how its actions stand, and how fresh that is. */
export function SectionTable({ plan, caption, hideCaption = false, sections }: Props) {
  const table = sectionTable(plan, sections, { caption })
  return <PaperTable className="section-table" plan={plan} table={table} hideCaption={hideCaption} />
}

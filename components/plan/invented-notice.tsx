import type { Invented } from '@/lib/domain/plan/invented'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import { describeInvented, MARK_MEANING, whichAreReal } from '@/lib/format/status/invented-words'

interface Props {
  readonly plan: PlanAt
  /** What is invented in what the page shows. */
  readonly invented: Invented
  /** Whether the page lists statuses, each with its mark. */
  readonly hasMarks?: boolean
}

/** Says, once on a page, that some of its figures are made up or estimated. */
export function InventedNotice({ plan, invented, hasMarks = false }: Props) {
  const words = describeInvented(invented)
  if (!words) return null
  return (
    <p className="invented-notice">
      <strong>{words.label}:</strong> {words.meaning} {hasMarks && `${MARK_MEANING} `}
      <a href={whichAreReal(plan)}>About these figures</a>
    </p>
  )
}

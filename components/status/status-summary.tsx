import { BreakdownBar } from '@/components/status/breakdown-bar'
import type { LevelWord } from '@/lib/domain/plan/plan'
import type { RollUp } from '@/lib/domain/status/roll-up'
import type { HasStatuses } from '@/lib/domain/status/status'
import { countLevel, describeShares } from '@/lib/format/words'

interface Props {
  readonly plan: HasStatuses
  readonly rollUp: RollUp
  readonly action: LevelWord
  /** Where the actions behind the figures are listed. */
  readonly href: string
}

/** How some actions stand, in a table's cell: bar, sentence, and what the shares are shares of. */
export function StatusSummary({ plan, rollUp, action, href }: Props) {
  const base = countLevel(rollUp.base, action)
  return (
    <>
      <BreakdownBar plan={plan} rollUp={rollUp} size="small" decorative rows={{ href, action }} />
      <span className="sentence">{describeShares(rollUp)}</span>
      {rollUp.base > 0 && (
        <span className="aside">
          {' '}
          of <a href={href}>{base}</a>
        </span>
      )}
    </>
  )
}

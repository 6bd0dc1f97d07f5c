import type { BaseMove } from '@/lib/domain/structure/base-moves'
import { formatDay } from '@/lib/format/dates'
import { joinNames } from '@/lib/format/words'

/** How the base of a section's figures moved, quietly, below them. */
export function BaseMoves({ moves }: { moves: readonly BaseMove[] }) {
  return moves.map((move) => (
    <p className="note" key={[move.on, ...move.counted, ...move.noLonger].join(' ')}>
      {describeMove(move)}. Reason: {move.reason}
    </p>
  ))
}

/** "Counted since 3 March 2026: 18.1 and 18.2 in place of 18" */
function describeMove({ on, counted, noLonger }: BaseMove): string {
  if (!counted.length) return `Not counted since ${formatDay(on)}: ${joinNames(noLonger)}`
  const before = noLonger.length ? ` in place of ${joinNames(noLonger)}` : ''
  return `Counted since ${formatDay(on)}: ${joinNames(counted)}${before}`
}

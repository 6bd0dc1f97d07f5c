/** An action of a comparison as cells of a table. */

import type { ActionChange, Comparison, ActionState } from '@/lib/domain/movement/movement'
import type { HasStatuses } from '@/lib/domain/status/status'
import { placeOf } from './movement-links'
import { describeState, describeWhy } from './movement-words'
import type { PaperCell, Spans } from '@/lib/format/paper/paper'
import { nameAction, statusCell, textCell } from '@/lib/format/plan/plan-blocks'
/** Takes a plan's slug, a comparison and one of its actions; returns its name as it is now, with the way to its page; of one that is gone, as it was. */
export function nameChanged(
  slug: string,
  { before, after }: Comparison,
  change: Pick<ActionChange, 'before' | 'after'>,
): PaperCell {
  const [state, side] = change.after ? [change.after, after] : [change.before, before]
  if (!state) return textCell({ text: 'Not in the plan' })
  const isRenumbered = change.before && change.before.ref !== state.ref
  return textCell(
    ...nameAction(placeOf(slug, side), state),
    ...(isRenumbered ? [{ text: ` (previously ${change.before.ref})`, quiet: true }] : []),
  )
}

/** Takes a plan and how an action of it stands on a side; returns the cell that says so. */
export function stateCell(plan: HasStatuses, state: ActionState | null): PaperCell {
  return state?.bucket
    ? statusCell(state.bucket, state.basis)
    : textCell({ text: describeState(plan, state), quiet: true })
}

/** Takes a change; returns the cell that says why. */
export function whyCell(change: ActionChange): PaperCell {
  const sentence = describeWhy(change)
  if (sentence.length === 0) return textCell({ text: 'Why: not recorded', quiet: true })
  return {
    kind: 'text',
    paragraphs: sentence.map(({ about, text }): Spans => [{ text: `${about}: `, quiet: true }, { text }]),
  }
}

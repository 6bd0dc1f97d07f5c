import type { ActionView } from '@/lib/domain/plan/action-views'
import type { PlanState } from '@/lib/domain/plan/plan'
import { LIFECYCLE_LABELS } from '@/lib/format/words'
import { paths } from '@/lib/paths'

const TOOK = {
  merged: 'Merged into this',
  superseded: 'Superseded by this',
  withdrawn: '',
  active: '',
} as const

/** From an action that left the plan to the one in its place, and back. Nothing for all others. */
export function ReplacementLinks({ plan, action }: { plan: PlanState; action: ActionView }) {
  const link = ({ ref, title }: { ref: string; title: string }) => (
    <a href={paths.action(plan, ref)}>
      {ref} {title}
    </a>
  )
  if (action.lifecycle === 'active' && action.mergedFrom.length === 0) return null
  return (
    <div className="ds_inset-text">
      <div className="ds_inset-text__text">
        {action.lifecycle !== 'active' && (
          <p>
            {LIFECYCLE_LABELS[action.lifecycle]}
            {action.replacedBy && <>: {link(action.replacedBy)}</>}. It is no longer counted. Its history is
            below.
          </p>
        )}
        {action.mergedFrom.map((one) => (
          <p key={one.ref}>
            {TOOK[one.lifecycle]}: {link(one)}
          </p>
        ))}
      </div>
    </div>
  )
}

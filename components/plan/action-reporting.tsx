import { ForgetKept } from '@/components/forms/forget-kept'
import { draftName } from '@/lib/domain/draft'
import type { PlanState } from '@/lib/domain/plan'
import { keptAs } from '@/lib/format/kept-as'
import { paths } from '@/lib/paths'
import { getReporting } from '@/lib/queries/update-form'

const SAID: Readonly<Record<string, string>> = {
  saved: 'Your update is saved, and readers see it now.',
  confirmed: 'Saved: what was said last is still true today.',
  waiting: 'Your update is saved. It waits for an editor; until then readers see the last approved one.',
}

interface Props {
  readonly plan: PlanState
  /** The action's reference. */
  readonly action: string
  /** What has just become of an update, as the address says it. */
  readonly said?: unknown
}

/** On an action's page: that something newer waits, and the way to report for those who may. */
export async function ActionReporting({ plan, action: ref, said }: Props) {
  const reporting = await getReporting(plan, ref)
  if (!reporting) return null
  const { actionId, reporterId, hasWaiting, correctableId } = reporting
  const notice = reporterId && typeof said === 'string' && Object.hasOwn(SAID, said) ? SAID[said] : null
  return (
    <>
      {notice && reporterId && (
        <div className="ds_inset-text" role="status">
          <div className="ds_inset-text__text">{notice}</div>
          <ForgetKept keptAs={keptAs(draftName('update', actionId), reporterId)} />
        </div>
      )}
      {hasWaiting && (
        <p className="waiting-mark">
          A newer update waits for approval. What you see is the last approved one.
        </p>
      )}
      {reporterId && (
        <p className="buttons">
          <a className="ds_button" href={paths.update(plan.slug, ref)}>
            Report progress
          </a>
          {correctableId && (
            <a href={paths.correction(plan.slug, ref, correctableId)}>Correct the last update</a>
          )}
        </p>
      )}
    </>
  )
}

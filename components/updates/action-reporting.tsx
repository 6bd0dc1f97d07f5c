import { ForgetTyped } from '@/components/forms/forget-typed'
import { draftName } from '@/lib/domain/updates/draft'
import type { PlanState } from '@/lib/domain/plan/plan'
import { draftStorageKey } from '@/lib/format/draft-storage'
import { describeSent } from '@/lib/format/updates/update-words'
import { paths } from '@/lib/paths'
import { getNextToReport, type NextDue } from '@/lib/queries/periods/my-updates'
import { getReporting } from '@/lib/queries/updates/update-form'

interface Props {
  readonly plan: PlanState
  /** The action's reference. */
  readonly action: string
  /** The id of the update that was just sent, as the address has it. */
  readonly sent?: unknown
}

/** After an update was sent: the way to what is due next. */
function NextToReport({ next }: { next: NextDue | null }) {
  if (!next) return null
  const { plan, ref, title, left } = next
  return (
    <p>
      Next to report ({left} due):{' '}
      <a href={paths.update(plan.slug, ref)}>
        {plan.words.action.one} {ref} {title}
      </a>
      , or <a href={paths.myUpdates()}>go to My updates</a>
    </p>
  )
}

/** On an action's page: that something newer waits, and the way to report for those who may. */
export async function ActionReporting({ plan, action: ref, sent: id }: Props) {
  const reporting = await getReporting(plan, ref, id)
  if (!reporting) return null
  const { actionId, reporterId, hasWaiting, correctableId, sent } = reporting
  return (
    <>
      {sent && reporterId && (
        <div className="ds_inset-text" role="status">
          <div className="ds_inset-text__text">
            <p>{describeSent(plan, sent)}</p>
            <NextToReport next={await getNextToReport()} />
          </div>
          <ForgetTyped storageKey={draftStorageKey(draftName('update', actionId), reporterId)} />
        </div>
      )}
      {hasWaiting && (
        <p className="waiting-mark">
          An update is waiting for approval. This page shows the last approved update.
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

/** What is said of updates: what became of one that was sent, and which statuses a date that passed leaves. */

import { lateStatuses } from '@/lib/domain/updates/date-guard'
import type { ProgressUpdate, UpdateKind } from '@/lib/domain/plan/plan'
import type { ProgressReport } from '@/lib/domain/plan/progress-report'
import { bucketLabel, type HasStatuses } from '@/lib/domain/status/status'
import { formatDate } from '@/lib/format/dates'
import { oneOfWords } from '@/lib/format/words'

/** Takes a plan; returns what can be said once the date has passed, other than that it is done: "Off Track or ...". */
export function describeLateChoices(plan: HasStatuses): string {
  return oneOfWords(lateStatuses(plan).map(({ label }) => label))
}

/** An update that was just sent, and what readers see of its action by now. */
interface JustSent {
  readonly id: string
  readonly kind: UpdateKind
  readonly standing: 'shown' | 'waiting' | 'returned' | 'replaced'
  readonly report: Pick<ProgressReport, 'status' | 'effectiveOn'>
  readonly current: Pick<ProgressUpdate, 'id' | 'effective'> | null
}

/** Takes a plan and an update that was just sent; returns what became of it. */
export function describeSent(plan: HasStatuses, { id, kind, standing, report, current }: JustSent): string {
  const newer = current && report.effectiveOn !== null && current.effective.date > report.effectiveOn
  const day = current ? formatDate(current.effective) : ''
  if (standing === 'waiting')
    return `Your update is saved and is waiting for approval. Until then readers see the last approved update.${
      newer ? ` After that they still see the newer update of ${day}.` : ''
    }`
  if (current && current.id !== id)
    return newer
      ? `Your update is saved in the history. Readers still see the newer update of ${day}.`
      : `Your update is saved in the history. Readers see another update of ${day} that was recorded later.`
  if (kind === 'nilReturn' && report.status)
    return `Saved: the status is still ${bucketLabel(plan, report.status)}, as of today.`
  return 'Your update is saved and published.'
}

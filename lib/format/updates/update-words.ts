/** What is said of updates: what became of one that was sent, and which statuses a date that passed leaves. */

import { LATE_STATUSES } from '@/lib/domain/updates/date-guard'
import type { ProgressUpdate, UpdateKind } from '@/lib/domain/plan/plan'
import type { ProgressReport } from '@/lib/domain/plan/progress-report'
import { bucketLabel } from '@/lib/domain/status/status'
import { formatDate } from '@/lib/format/dates'

/** Takes words in a list; returns them as a choice: "A, B or C". */
export function oneOfWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** What can be said once the date has passed, other than Delivered: "Off Track or ...". */
export const LATE_CHOICES = oneOfWords(LATE_STATUSES.map(bucketLabel))

/** An update that was just sent, and what readers see of its action by now. */
interface JustSent {
  readonly id: string
  readonly kind: UpdateKind
  readonly standing: 'shown' | 'waiting' | 'returned' | 'replaced'
  readonly report: Pick<ProgressReport, 'status' | 'effectiveOn'>
  readonly current: Pick<ProgressUpdate, 'id' | 'effective'> | null
}

/** Takes an update that was just sent; returns what became of it. */
export function describeSent({ id, kind, standing, report, current }: JustSent): string {
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
    return `Saved: the status is still ${bucketLabel(report.status)}, as of today.`
  return 'Your update is saved and published.'
}

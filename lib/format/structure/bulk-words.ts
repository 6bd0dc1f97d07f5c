/** What one change does to several actions, in sentences. */

import type { PlanWords } from '@/lib/domain/plan/plan'
import { findRole } from '@/lib/domain/plan/roles'
import type { BulkChange, BulkKind } from '@/lib/domain/structure/bulk'
import { formatDay } from '@/lib/format/dates'
import { countLevel } from '@/lib/format/words'
import { BULK_LABELS, bulkMessages } from './bulk-messages'

/** As much of a preview as its words need. */
interface Previewed {
  readonly changed: readonly {
    readonly action: { readonly ref: string }
    readonly before: string | null
    readonly after: string | null
  }[]
  readonly refused: readonly { readonly ref: string; readonly why: string }[]
}

/** Takes a plan's words, a change and its preview; returns a line for each action. */
export function describeBulk(
  { words }: { readonly words: Pick<PlanWords, 'action' | 'roles'> },
  change: BulkChange,
  { changed, refused }: Previewed,
): string {
  const { action } = words
  const say = (value: string | null) => {
    if (value === null) return change.kind === 'partner' ? 'not named' : 'none'
    if (change.kind === 'due') return formatDay(value)
    return change.kind === 'partner' ? findRole({ words }, value).one : value
  }
  return [
    ...(changed.length > 0 ? [bulkMessages.ask(BULK_LABELS[change.kind])] : []),
    ...changed.map(({ action: { ref }, before, after }) =>
      change.kind === 'noChange'
        ? `${action.one} ${ref}: still ${say(after)}`
        : `${action.one} ${ref}: ${say(before)} becomes ${say(after)}`,
    ),
    ...refused.map(({ ref, why }) => `${action.one} ${ref} stays as it is: ${why.replace(/\.$/, '')}`),
  ].join('\n')
}

/** Takes a plan's words, what was changed and of how many actions; returns a sentence. */
export function describeBulkDone(
  { words }: { readonly words: Pick<PlanWords, 'action'> },
  kind: BulkKind,
  count: number,
): string {
  return `${BULK_LABELS[kind]} saved for ${countLevel(count, words.action)}.`
}

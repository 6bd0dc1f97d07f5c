/** What is said before other actions are counted. */

import type { CountedPreview } from '@/lib/domain/structure/counted-preview'
import type { PlanWords } from '@/lib/domain/plan/plan'
import type { RollUp } from '@/lib/domain/status/roll-up'
import { bucketLabel, type HasStatuses, NO_UPDATE } from '@/lib/domain/status/status'
import { countLevel, describeShares, joinNames } from '@/lib/format/words'

/** Takes what counting others would make of the figures, the plan and the code of the section, null where it has none; returns the question that is asked first. */
export function askAboutCounted(
  { now, then, dropped }: CountedPreview,
  plan: HasStatuses & { readonly words: PlanWords },
  code: string | null,
): string {
  const { action, section } = plan.words
  const figures = (rollUp: RollUp) =>
    rollUp.base === 0
      ? 'no counted actions'
      : `${countLevel(rollUp.base, action)} counted: ${describeShares(rollUp)}`
  const names = dropped.map(({ ref, status }) => `${ref} (${bucketLabel(plan, status ?? NO_UPDATE)})`)
  return [
    'Nothing is saved yet.',
    `${code === null ? 'The plan' : `${section.one} ${code}`} now has ${figures(now)}.`,
    `It would have ${figures(then)}.`,
    `No longer counted: ${joinNames(names)}.`,
    'To go ahead, choose Save again.',
  ].join('\n')
}

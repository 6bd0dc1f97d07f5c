/** What pages, pictures and files say of figures that no one published: the same words everywhere, once in each. */

import { type Invented, inventedInPlan } from '@/lib/domain/plan/invented'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import type { PlanState } from '@/lib/domain/plan/plan'
import { paths } from '@/lib/paths'
import type { Block } from '@/lib/format/paper/paper'

/** Stands after each status that is not published, in a list whose page says what it means. */
export const NOT_PUBLISHED_MARK = '*'

/** A notice in two parts: the word that a reader has to see, and what it means. */
interface InventedWords {
  readonly label: 'Made up' | 'Estimated'
  readonly meaning: string
}

/** Takes what is invented in what is shown; returns the notice, or null where nothing is. */
export function describeInvented({ isMadeUp, isEstimated }: Invented): InventedWords | null {
  if (isMadeUp)
    return {
      label: 'Made up',
      meaning: isEstimated
        ? 'some figures are demonstration data. They are not real. Some other statuses are our estimates.'
        : 'some figures are demonstration data. They are not real.',
    }
  if (!isEstimated) return null
  return {
    label: 'Estimated',
    meaning: 'some statuses are our own estimates, chosen to fit the published figures.',
  }
}

/** Takes what is invented in what is shown; returns the notice as one text, or null where nothing is. */
export function writeInvented(invented: Invented): string | null {
  const words = describeInvented(invented)
  return words && `${words.label}: ${words.meaning}`
}

/** Takes a plan and what is invented in what is shown of it; returns who stands for that: its publishers for no figure that is made up. */
export function authorsOf(
  { publishers }: Pick<PlanState, 'publishers'>,
  { isMadeUp }: Invented,
): readonly string[] {
  return isMadeUp ? ['Cairn demonstration data'] : publishers
}

/** What stands in a notice on a page and on paper besides its words: what the mark means, and where it is explained. */
export const MARK_MEANING = `These are marked ${NOT_PUBLISHED_MARK}.`

/** Takes a plan's place; returns the address of what tells which of its figures are published. */
export const whichAreReal = (plan: PlanAt) => `${paths.ratings(plan)}#basis`

/** Takes a plan; returns the notice at the head of a paper about it, none where nothing is invented. */
export function inventedBlocks(plan: PlanState): Block[] {
  const words = describeInvented(inventedInPlan(plan))
  if (!words) return []
  return [
    {
      kind: 'note',
      spans: [
        { text: `${words.label}: `, strong: true },
        { text: `${words.meaning} ${MARK_MEANING} ` },
        { text: 'About these figures', href: whichAreReal(plan) },
      ],
    },
  ]
}

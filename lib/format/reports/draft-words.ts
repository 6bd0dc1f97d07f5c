/** A report's draft in words: how far it is, and what keeps it from being issued. */

import type { TextCheck } from '@/lib/domain/reports/compose-report'
import type { Obstacle } from '@/lib/domain/reports/draft-obstacles'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import { type DraftPart, type DraftState, nameDraftPart } from '@/lib/domain/reports/report-draft'
import type { TypedFigure, Verdict } from '@/lib/domain/reports/report-check'
import type { UnknownField } from '@/lib/domain/reports/report-fields'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { paths } from '@/lib/paths'
import { GAP_WORDS } from './gap-words'
import type { Spans } from '@/lib/format/paper/paper'
import { ACHIEVED_LABELS } from './report-paper/since-report'
import { count } from '@/lib/format/words'
import { reportMessages } from '@/lib/format/reports/messages'

export const STATE_WORDS: Readonly<Record<DraftState, string>> = {
  draft: 'Being written',
  inReview: 'Waiting for review',
  reviewed: 'Reviewed',
}

export function describePart(part: DraftPart, words: PlanWords): string {
  switch (part.kind) {
    case 'about':
      return 'Reference, title and dates'
    case 'summary':
      return 'Summary'
    case 'risks':
      return 'Risk and issue summary'
    case 'notes':
      return 'Notes on gaps'
    case 'delivered':
      return `${words.action.one} ${part.ref}, delivered`
  }
}

/** Takes the fields of a text that name no figure; returns what to do about them. */
export function describeAllUnknown(fields: readonly UnknownField[]): string {
  return fields
    .map(describeUnknown)
    .reduce((message, one) => `${message}${message.endsWith('?') ? '' : '.'} ${one}`)
}

/** Takes a field that names no figure; returns what to do about it. */
function describeUnknown({ name, suggestions }: UnknownField): string {
  const others = suggestions.length ? `. Did you mean ${joinOr(suggestions)}?` : ''
  return `{${name}} is not a figure in this plan${others}`
}

function joinOr(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`
}

/** Something that keeps a draft from being issued, with where to put it right. */
export interface Point {
  readonly title: string
  readonly href: string
  /** What is wrong, in a paragraph each. */
  readonly message: readonly Spans[]
}

/** Takes a draft's place, its plan as at the draft's day and an obstacle; returns it in words. */
export function describePoint(
  { slug, draft, plan, words }: { slug: string; draft: string; plan: PlanAt; words: PlanWords },
  obstacle: Obstacle,
): Point {
  const at = (part: DraftPart) => paths.reportDraftPart(slug, draft, nameDraftPart(part))
  switch (obstacle.kind) {
    case 'fault':
      return {
        title: 'The figures',
        href: paths.plan(plan),
        message: [[{ text: reportMessages.figureFault(obstacle.fault) }]],
      }
    case 'corrected':
      return {
        title: `${obstacle.report} has already been corrected`,
        href: paths.report(slug, obstacle.by.code),
        message: [
          [
            {
              text: `${obstacle.by.reference} corrects it. Correct that report instead, and delete this draft.`,
            },
          ],
        ],
      }
    case 'risks':
      return {
        title: describePart({ kind: 'risks' }, words),
        href: at({ kind: 'risks' }),
        message: [
          [
            {
              text: `These risks were copied from ${obstacle.from} and have not been reviewed. Update them and save.`,
            },
          ],
        ],
      }
    case 'gap':
      return {
        title: GAP_WORDS[obstacle.gap].title,
        href: at({ kind: 'notes' }),
        message: [
          [{ text: `${GAP_WORDS[obstacle.gap].remedy} Or enter a note to explain it in the report.` }],
        ],
      }
    case 'typed':
      return {
        title: 'Figures that do not match the plan',
        href: '#draft-figures',
        message: obstacle.figures
          .map((figure) => [{ text: `${describeDisagreement(figure)}.` }])
          .concat([
            [
              {
                text: 'Change the text, or check each figure and select “I have checked this”.',
              },
            ],
          ]),
      }
    case 'text': {
      const { part, achieved } = obstacle.check
      const which = achieved ? `: ${ACHIEVED_LABELS[achieved].toLowerCase()}` : ''
      return {
        title: `${describePart(part, words)}${which}`,
        href: at(part),
        message: describeText(obstacle.check),
      }
    }
  }
}

function describeText({ unknown, excess, read }: TextCheck): Spans[] {
  return [
    ...(excess
      ? [[{ text: `${reportMessages.excess(excess)}. Until you do, its figures are not checked.` }]]
      : []),
    ...unknown.map((field): Spans => [
      { text: `${describeUnknown(field)}${field.suggestions.length ? '' : '.'}` },
    ]),
    ...(read?.contradictions ?? []).map(({ says, sentence }): Spans => [
      {
        text: `${quoteIn(says, sentence)} has a figure in braces for a different status. Use the figure for the status you mean.`,
      },
    ]),
    ...(read ? [] : [[{ text: UNREAD }]]),
  ]
}

const UNREAD =
  'We could not check the figures in this text in time. Reload this page in a minute. If that does not work, make the text shorter.'

/** "“3 are At Risk”, in “In section 1.1, 3 are At Risk”". */
function quoteIn(says: string, sentence: string): string {
  const bare = sentence.replace(/[.!?]$/, '')
  return `“${says}”${says === bare ? '' : `, in “${bare}”`}`
}

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  agrees: 'Matches the plan',
  disagrees: 'Does not match the plan',
  unchecked: 'Could not be checked',
}

/** Takes what became of each typed figure of a report; returns how many there are of each, in a sentence. */
export function describeTyped(figures: readonly { readonly verdict: Verdict }[]): string {
  if (figures.length === 0) return 'No figures were typed into the text or title.'
  const of = (verdict: Verdict) => figures.filter((one) => one.verdict === verdict).length
  const [right, wrong, rest] = [of('agrees'), of('disagrees'), of('unchecked')]
  return `${count(figures.length, 'typed figure')}: ${right} ${right === 1 ? 'matches' : 'match'} the plan, ${wrong} ${wrong === 1 ? 'does' : 'do'} not, ${rest} could not be checked.`
}

/** Takes a typed figure that disagrees with the plan; returns it in a sentence, for whoever ticks that it was checked. */
export function describeDisagreement({
  says,
  sentence,
  plan,
}: Pick<TypedFigure, 'says' | 'sentence' | 'plan'>) {
  return `${quoteIn(says, sentence)}${plan ? ` (in the plan: ${plan})` : ''}`
}

/** A report's draft in words: how far it is, and what keeps it from being issued. */

import type { TextCheck } from '@/lib/domain/compose-matter'
import { EXCESS, type Obstacle } from '@/lib/domain/draft-obstacles'
import type { PlanPlace } from '@/lib/domain/place'
import { isStatus, statusMeaning } from '@/lib/domain/status'
import type { DraftPart, DraftState } from '@/lib/domain/report-draft'
import { nameDraftPart } from '@/lib/domain/report-draft'
import { type Disagreement, MOST_FINDINGS, type Unclear } from '@/lib/domain/report-check'
import type { UnknownField } from '@/lib/domain/report-fields'
import { ragLabel } from '@/lib/domain/rag'
import { percentOf } from '@/lib/domain/roll-up'
import type { PlanWords } from '@/lib/domain/plan'
import { paths } from '@/lib/paths'
import { GAP_WORDS } from './gap-words'
import type { Spans } from './paper'
import { ACHIEVED_LABELS } from './report-paper/delivered-since'
import { rowsAddress } from './report-paper/text'
import { countLevel, joinNames } from './words'

export const STATE_WORDS: Readonly<Record<DraftState, string>> = {
  draft: 'Being written',
  inReview: 'Sent for review',
  reviewed: 'Reviewed',
}

/** Takes a part of a draft and the plan's words; returns what the part is called. */
export function sayPart(part: DraftPart, words: PlanWords): string {
  switch (part.kind) {
    case 'about':
      return 'Reference, title and days'
    case 'summary':
      return 'Summary'
    case 'risks':
      return 'Risk and issue summary'
    case 'notes':
      return 'Notes on what is missing'
    case 'delivered':
      return `${words.action.one} ${part.ref}, delivered`
  }
}

/** Takes the fields of a text that name no figure; returns what to do about them. */
export function sayAllUnknown(fields: readonly UnknownField[]): string {
  return fields.map(sayUnknown).reduce((said, one) => `${said}${said.endsWith('?') ? '' : '.'} ${one}`)
}

/** Takes a field that names no figure; returns what to do about it. */
function sayUnknown({ name, suggestions }: UnknownField): string {
  const others = suggestions.length ? `. Did you mean ${joinOr(suggestions)}?` : ''
  return `{${name}} names no figure of this plan${others}`
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
  readonly said: readonly Spans[]
}

/** Takes a draft's place, its plan as at the draft's day and an obstacle; returns it in words. */
export function sayPoint(
  { slug, draft, plan, words }: { slug: string; draft: string; plan: PlanPlace; words: PlanWords },
  obstacle: Obstacle,
): Point {
  const at = (part: DraftPart) => paths.reportDraftPart(slug, draft, nameDraftPart(part))
  switch (obstacle.kind) {
    case 'fault':
      return { title: 'The figures', href: paths.plan(plan), said: [[{ text: obstacle.fault }]] }
    case 'risks':
      return {
        title: sayPart({ kind: 'risks' }, words),
        href: at({ kind: 'risks' }),
        said: [
          [
            {
              text: `These are the risks of ${obstacle.from}. Read them again, change what has changed, and save them.`,
            },
          ],
        ],
      }
    case 'gap':
      return {
        title: GAP_WORDS[obstacle.gap].title,
        href: at({ kind: 'notes' }),
        said: [[{ text: `${GAP_WORDS[obstacle.gap].remedy} Or say why the report goes out as it is.` }]],
      }
    case 'text': {
      const { part, achieved } = obstacle.check
      const which = achieved ? `: ${ACHIEVED_LABELS[achieved].toLowerCase()}` : ''
      return {
        title: `${sayPart(part, words)}${which}`,
        href: at(part),
        said: sayText(obstacle.check, plan, words),
      }
    }
  }
}

function sayText({ unknown, excess, findings }: TextCheck, plan: PlanPlace, words: PlanWords): Spans[] {
  const others = findings?.length === MOST_FINDINGS ? MORE : findings === null ? UNCHECKED : null
  return [
    ...(excess ? [[{ text: `${EXCESS[excess]}. Until then its figures are not checked.` }]] : []),
    ...unknown.map((field): Spans => [
      { text: `${sayUnknown(field)}${field.suggestions.length ? '' : '.'}` },
    ]),
    ...(findings ?? []).map((one) =>
      one.kind === 'wrong' ? sayDisagreement(one, plan, words) : sayUnclear(one, words),
    ),
    ...(others ? [[{ text: others }]] : []),
  ]
}

const MORE = 'There may be more. They are listed when these are put right.'
const UNCHECKED =
  'The figures in this text could not be checked in time, and the report cannot be issued before they are. Open this page again in a minute. If that does not help, make the text shorter.'

/** A figure that is said of a part of the plan, and not of which: it is never held against the whole plan instead. */
function sayUnclear({ sentence, says, place }: Unclear, words: PlanWords): Spans {
  const level = words[place.level].one.toLowerCase()
  const by = place.level === 'section' ? 'code' : 'name'
  return [
    { text: `It says ${quoteIn(says, sentence)}. Nobody can tell which ${level} “${place.unclear}” is, ` },
    {
      text: `so the figure cannot be checked. Name the ${level} by its ${by}, or write “in the whole plan”.`,
    },
  ]
}

/** "“3 are At Risk”, in “In section 1.1, 3 are At Risk”". */
function quoteIn(says: string, sentence: string): string {
  const bare = sentence.replace(/[.!?]$/, '')
  return `“${says}”${says === bare ? '' : `, in “${bare}”`}`
}

/** What a text says, what is so with the rows behind it, and the field to use instead. */
function sayDisagreement(found: Disagreement, plan: PlanPlace, words: PlanWords): Spans {
  const { sentence, says, count, base, list, wrong, isList, field, rows, measure } = found
  const of = measure.of === 'actions' ? words.action : words.section
  const share = base > 0 ? ` (${percentOf(count, base)}%)` : ''
  const truth = `${count} of ${countLevel(base, of)}${share}`
  const listed = list.length > 0 && list.length <= MOST_LISTED ? `: ${joinNames(list)}` : ''
  return [
    { text: `It says ${quoteIn(says, sentence)}. ` },
    ...(wrong.length ? [{ text: `${joinNames(wrong.map(sayStanding))}. ` }] : []),
    { text: `${where(found, words)} it is ` },
    { text: truth, href: rowsAddress(plan, rows) },
    { text: `${isList ? listed : ''}. Write ` },
    { text: isList ? field.replace('{', '{list of ') : field, strong: true },
    { text: ' instead, or put the figure right.' },
  ]
}

const MOST_LISTED = 20

function where({ scope }: Disagreement, words: PlanWords): string {
  if (scope.level === 'plan') return 'In the whole plan'
  const level = words[scope.level].one.toLowerCase()
  return scope.level === 'section' ? `In ${level} ${scope.code}` : `In the ${level} ${scope.title}`
}

function sayStanding({ code, stands }: Disagreement['wrong'][number]): string {
  if (stands === null) return `${code} is none, or has no rating`
  if (stands === 'noUpdate') return `${code} has no update yet`
  return `${code} is ${isStatus(stands) ? statusMeaning(stands).label : ragLabel(stands)}`
}

/** Dates, sections and standstills of a comparison, as tables of a paper. */

import { LEAST_STALLED } from '@/lib/domain/movement/time-in-status'
import { type ActionChange, type Comparison, slippedIn } from '@/lib/domain/movement/movement'
import { hasSections } from '@/lib/domain/plan/plan'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import { countAt } from '@/lib/domain/status/roll-up'
import { paths } from '@/lib/paths'
import type { BriefingSource } from '@/lib/format/movement/briefing'
import { formatDate } from '@/lib/format/dates'
import { nameChanged } from './movement-cells'
import { linkMovement, placeOf } from './movement-links'
import { nameSide, describeTimeInStatus, SECTION_CHANGE_WORDS } from './movement-words'
import type { Block, PaperCell } from '@/lib/format/paper/paper'
import { nameAction, nameSection, textCell } from '@/lib/format/plan/plan-blocks'
import { countLevel, lower } from '@/lib/format/words'

/** Takes an id and words; returns a heading of a part of the movement. */
export const heading = (id: string, text: string): Block => ({ kind: 'heading', level: 3, id, text })

/** Takes a sentence; returns the paragraph that stands where there is no table to show. */
export const sentence = (text: string): Block => ({ kind: 'paragraph', spans: [{ text }] })

/** Takes what it is made from; returns the due dates that slipped, the longest slip first. */
export function slippedBlocks({ comparison, plan }: BriefingSource): Block[] {
  const slipped = slippedIn(comparison)
  const date = (of: ActionChange['redating'], which: 'from' | 'to' | 'original') =>
    textCell(of?.[which] ? { text: formatDate(of[which]) } : { text: 'None', quiet: true })
  const title = heading('movement-slipped', 'Due dates moved later')
  if (slipped.length === 0) return [title, sentence('None.')]
  return [
    title,
    {
      kind: 'table',
      id: 'movement-slipped-table',
      all: linkMovement(plan.slug, comparison, { kind: 'slipped' }),
      caption: `Due dates later than in ${nameSide(comparison.before)}`,
      columns: [
        { header: plan.words.action.one, width: 30 },
        { header: 'Originally due', width: 12 },
        { header: 'Then', width: 12 },
        { header: 'Now', width: 12 },
        { header: 'Days later', numeric: true, width: 8 },
        { header: 'Why', width: 26 },
      ],
      rows: slipped.map((change) => [
        nameChanged(plan.slug, comparison, change),
        ...(['original', 'from', 'to'] as const).map((which) => date(change.redating, which)),
        textCell({ text: String(change.redating.days) }),
        textCell(change.why.due ? { text: change.why.due } : { text: 'Not recorded', quiet: true }),
      ]),
    },
  ]
}

/** Takes what it is made from; returns how each section stood and stands; nothing where the plan has none. */
export function sectionBlocks({ comparison, plan }: BriefingSource): Block[] {
  if (!hasSections(plan)) return []
  const { section } = plan.words
  const [then, now] = [placeOf(plan.slug, comparison.before), placeOf(plan.slug, comparison.after)]
  const bar = (planAt: PlanAt, state: Comparison['sections'][number]['before']): PaperCell =>
    state
      ? {
          kind: 'breakdown',
          rollUp: state.rollUp,
          href: paths.actions(planAt, { section: state.code, counted: 'yes' }),
        }
      : textCell({ text: 'Not in the plan', quiet: true })
  const rag = (state: Comparison['sections'][number]['before']): PaperCell =>
    state ? { kind: 'rag', rag: state.rag } : textCell({ text: 'Not in the plan', quiet: true })
  const title = heading('movement-sections', `${section.many} before and after`)
  if (comparison.sections.length === 0) return [title, sentence('None.')]
  const changed = comparison.sections.filter(hasSectionMoved)
  const same = comparison.sections.filter((one) => !hasSectionMoved(one))
  const table: Block = {
    kind: 'table',
    id: 'movement-sections-table',
    caption: `${section.many} in ${nameSide(comparison.before)} and ${nameSide(comparison.after)}`,
    columns: [
      { header: section.one, width: 24 },
      { header: 'Overall then', width: 12 },
      { header: 'Overall now', width: 12 },
      { header: `${plan.words.action.many} then`, width: 26 },
      { header: `${plan.words.action.many} now`, width: 26 },
    ],
    rows: changed.map(({ before, after, changes }) => {
      const [state, place] = after ? [after, now] : [before, then]
      return [
        textCell(
          ...(state ? nameSection(place, state) : []),
          ...changes.map((change) => ({ text: ` · ${SECTION_CHANGE_WORDS[change]}`, quiet: true })),
        ),
        rag(before),
        rag(after),
        bar(then, before),
        bar(now, after),
      ]
    }),
  }
  const rest: Block = {
    kind: 'list',
    folded: `${countLevel(same.length, section)} with the same figures and rating`,
    items: same.flatMap(({ after }) => (after ? [nameSection(now, after)] : [])),
  }
  return [
    title,
    changed.length ? table : sentence(`No ${lower(plan.words, 'section').one} changed.`),
    ...(same.length ? [rest] : []),
  ]
}

/** Whether its rating, its figures or what it is changed. */
function hasSectionMoved({ before, after, changes }: Comparison['sections'][number]): boolean {
  const [was, is] = [before?.rollUp.counts ?? {}, after?.rollUp.counts ?? {}]
  return (
    changes.length > 0 ||
    Object.keys({ ...was, ...is }).some((bucket) => countAt(was, bucket) !== countAt(is, bucket))
  )
}

/** Takes what it is made from; returns the adverse actions that have long been so; nothing where no one counted. */
export function stalledBlocks({ comparison, stalled: standstills, plan }: BriefingSource): Block[] {
  if (!standstills) return []
  const title = heading('movement-standstill', `Not moved for ${LEAST_STALLED} or more reports`)
  const { one } = lower(plan.words, 'action')
  if (standstills.length === 0)
    return [title, sentence(`No ${one} still needs attention after ${LEAST_STALLED} or more reports.`)]
  const place = placeOf(plan.slug, comparison.after)
  return [
    title,
    {
      kind: 'table',
      id: 'movement-standstill-table',
      caption: `${countLevel(standstills.length, plan.words.action)} still needing attention after ${LEAST_STALLED} or more reports`,
      columns: [
        { header: plan.words.action.one, width: 60 },
        { header: 'How long', width: 40 },
      ],
      rows: standstills.map((still) => [
        textCell(...nameAction(place, still)),
        textCell({
          text: describeTimeInStatus(plan, still.status, still.earlier, comparison.after.code !== null),
        }),
      ]),
    },
  ]
}

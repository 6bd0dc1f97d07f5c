/** What moved between two states of a plan as blocks of a paper, for the page that compares them and for reports. */

import { type ActionChange, type Comparison, hasMoved, worstMovesFirst } from '@/lib/domain/movement/movement'
import {
  type Cell,
  type MatrixCell,
  countIn,
  directionOf,
  NOT_COUNTED,
} from '@/lib/domain/movement/movement-matrix'
import { type HasStatuses, NO_UPDATE, statusOf } from '@/lib/domain/status/status'
import { type BriefingSource, brief, pointInALine } from '@/lib/format/movement/briefing'
import { nameChanged, stateCell, whyCell } from './movement-cells'
import { linkMovement } from './movement-links'
import { heading, sectionBlocks, sentence, slippedBlocks, stalledBlocks } from './movement-tables'
import { kindWords, nameSide, placeLabel, describeDays } from './movement-words'
import type { Block, PaperCell } from '@/lib/format/paper/paper'
import { type TableBlock, textCell } from '@/lib/format/plan/plan-blocks'
import { lower } from '@/lib/format/words'

/** Takes what it is made from; returns all of it, headed by a heading of the second level. */
export function movementBlocks(source: BriefingSource): Block[] {
  const { comparison, plan } = source
  const moved = worstMovesFirst(plan, comparison.changes.filter(hasMoved))
  return [
    {
      kind: 'heading',
      level: 2,
      id: 'movement',
      text: `What changed since ${nameSide(comparison.before)}, and why`,
    },
    ...briefingBlocks(source),
    heading('movement-matrix', 'How statuses changed'),
    matrixTable(source),
    heading('movement-actions', `${plan.words.action.many} that changed`),
    ...(moved.length
      ? [changesTable(source, moved)]
      : [sentence(`No ${lower(plan.words, 'action').many} changed.`)]),
    ...slippedBlocks(source),
    ...sectionBlocks(source),
    ...stalledBlocks(source),
  ]
}

/**
 * Takes what it is made from; returns the briefing: a paragraph for each point, with a list below it of what it names. Where a list
 * of the actions stands on the same page, it names none.
 */
export function briefingBlocks(source: BriefingSource, namesActions = true): Block[] {
  return brief(source).flatMap((point): Block[] => {
    const { lead, items } = point
    if (point.isOfActions && !namesActions) return [{ kind: 'paragraph', spans: [...lead, { text: '.' }] }]
    if (items.length < 2) return [{ kind: 'paragraph', spans: pointInALine(point) }]
    return [
      { kind: 'paragraph', spans: [...lead, { text: ':' }] },
      { kind: 'list', items },
    ]
  })
}

/** Takes a plan and a comparison of it; returns what its matrix has rows and columns for: every status, and other places where they are used. */
export function matrixPlaces(
  plan: HasStatuses,
  { matrix }: Comparison,
): {
  readonly rows: MatrixCell[]
  readonly columns: MatrixCell[]
} {
  const own = plan.statuses.map(({ code }) => code)
  const more = [NO_UPDATE, NOT_COUNTED]
  return {
    rows: [...own, ...more.filter((was) => countIn(matrix, { was, is: null }) > 0)],
    columns: [...own, ...more.filter((is) => countIn(matrix, { was: null, is }) > 0)],
  }
}

/** Takes a plan and a place in its matrix; returns what heads a narrow column of it. */
export function shortPlaceLabel(plan: HasStatuses, place: MatrixCell): string {
  return place === NOT_COUNTED || place === NO_UPDATE
    ? placeLabel(plan, place)
    : statusOf(plan, place).shortLabel
}

/** Takes a plan and a place in its matrix; returns the sign of its direction: a colour alone would say nothing in print. */
export function signOf(
  plan: HasStatuses,
  { was, is }: { readonly was: MatrixCell; readonly is: MatrixCell },
): '' | '▲' | '▼' {
  if (was === NOT_COUNTED || is === NOT_COUNTED) return ''
  const direction = directionOf(plan, was, is)
  return direction === 'better' ? '▲' : direction === 'worse' ? '▼' : ''
}

function matrixTable({ comparison, plan }: BriefingSource): TableBlock {
  const { rows, columns } = matrixPlaces(plan, comparison)
  // "Delivered now" has to fit without being cut in the word.
  const width = Math.floor(82 / (columns.length + 1))
  const linked = (cell: Cell, sign: string): PaperCell => {
    const total = countIn(comparison.matrix, cell)
    if (total === 0) return textCell({ text: '0', quiet: true })
    return textCell({
      text: `${total}${sign && ` ${sign}`}`,
      href: linkMovement(plan.slug, comparison, { cell }),
    })
  }
  return {
    kind: 'table',
    id: 'movement-matrix-table',
    caption: `Counted ${lower(plan.words, 'action').many} by status in ${nameSide(comparison.before)} (rows) and ${nameSide(comparison.after)} (columns); ▲ better, ▼ worse`,
    columns: [
      { header: 'Then', width: 100 - width * (columns.length + 1) },
      ...columns.map((is) => ({ header: `${shortPlaceLabel(plan, is)} now`, numeric: true, width })),
      { header: 'All', numeric: true, width },
    ],
    rows: rows.map((was) => [
      textCell({ text: placeLabel(plan, was) }),
      ...columns.map((is) => linked({ was, is }, signOf(plan, { was, is }))),
      linked({ was, is: null }, ''),
    ]),
  }
}

function changesTable({ comparison, plan }: BriefingSource, changes: readonly ActionChange[]): TableBlock {
  return {
    kind: 'table',
    id: 'movement-table',
    all: linkMovement(plan.slug, comparison, {}),
    caption: `${plan.words.action.many} that changed since ${nameSide(comparison.before)}`,
    columns: [
      { header: plan.words.action.one, width: 26 },
      { header: 'Then', width: 13 },
      { header: 'Now', width: 13 },
      { header: 'What changed', width: 16 },
      // Each thing that was said begins with what it is about: why, what is being done, progress.
      { header: 'Reason and progress', width: 32 },
    ],
    rows: changes.map((change) => [
      nameChanged(plan.slug, comparison, change),
      stateCell(plan, change.before),
      stateCell(plan, change.after),
      textCell({ text: describeKinds(plan, change) }),
      whyCell(change),
    ]),
  }
}

/** Takes a plan and a change; returns its kinds in words: "Worsened, slipped". */
export function describeKinds(plan: HasStatuses, { kinds, redating, heirRef }: ActionChange): string {
  const titles = kinds
    // Said by others of its kinds.
    .filter((kind) => !(kind === 'redated' && kinds.includes('slipped')))
    .filter((kind) => !(kind === 'improved' && (kinds.includes('recovered') || kinds.includes('delivered'))))
    .map((kind) => {
      const { title } = kindWords(plan, kind)
      if ((kind === 'slipped' || kind === 'redated') && redating)
        return `${title} (${describeDays(redating)})`
      return (kind === 'merged' || kind === 'superseded') && heirRef ? `${title} (${heirRef})` : title
    })
  return titles
    .map((title, at) => (at === 0 ? title : title.charAt(0).toLowerCase() + title.slice(1)))
    .join(', ')
}

/** The rows behind a paper's numbers, in the same file: which actions each counts, and every action with what is known of it. */

import {
  type Action,
  BASES,
  hasSections,
  type PlanState,
  type PlanWords,
  type Section,
} from '@/lib/domain/plan/plan'
import { indexPlan, type PlanIndex } from '@/lib/domain/plan/plan-index'
import { rollUp } from '@/lib/domain/status/roll-up'
import { bucketLabel, type HasStatuses } from '@/lib/domain/status/status'
import { viewActionRow } from '@/lib/domain/plan/action-row'
import { formatDate } from '@/lib/format/dates'
import type { PaperCell, Spans } from '@/lib/format/paper/paper'
import { statusCell, textCell, type TableBlock } from '@/lib/format/plan/plan-blocks'
import { BASIS_LABELS, BASIS_MEANINGS, countLevel, describeShares } from '@/lib/format/words'
import { type Html, markup } from './html'
import { drawTable, type PackTools } from './blocks'
import { actionAnchor, BASIS_ANCHOR, type NumberRows, sectionAnchor } from './links'

/** Takes a plan and the rows behind numbers; returns a list for each, which leads to the actions below. */
export function drawNumberRows(
  plan: HasStatuses & { readonly words: PlanWords },
  rows: readonly NumberRows[],
): Html {
  const { action } = plan.words
  return markup`${rows.map(({ id, title, actions }) => {
    const counted = actions.filter(({ bucket }) => bucket !== null)
    const sentence = `${countLevel(counted.length, action)} counted: ${describeShares(rollUp(plan, counted))}`
    return markup`<h3 id="${id}">${title}</h3>\n<p>${sentence}.</p>\n<ul class="short">\n${actions.map(
      ({ ref, title: name, bucket }) =>
        markup`<li><a href="#${encodeURIComponent(actionAnchor(ref))}"><strong>${ref} </strong>${name}</a>: ${bucket ? bucketLabel(plan, bucket) : 'not counted'}</li>\n`,
    )}</ul>\n`
  })}`
}

/** Returns what a status can rest on, which those that are not plain fact lead to. */
export function drawBases(): Html {
  const bases = BASES.map(
    (basis) => markup`<div><dt>${BASIS_LABELS[basis]}</dt><dd>${BASIS_MEANINGS[basis]}</dd></div>\n`,
  )
  return markup`<h3 id="${BASIS_ANCHOR}">About these figures</h3>\n<dl>\n${bases}</dl>\n`
}

/** Takes a plan; returns all of its actions, a table for each section, or one table where it has none. */
export function drawActions(plan: PlanState, tools: PackTools): Html {
  const index = indexPlan(plan)
  const draw = (actions: readonly Action[], section: Section | null) =>
    actions.length
      ? drawTable(
          actionTable(plan, index, section, actions),
          tools,
          actions.map(({ ref }) => actionAnchor(ref)),
        )
      : markup`<p>No ${plan.words.action.many.toLowerCase()}.</p>\n`
  if (!hasSections(plan)) return draw(plan.actions, null)
  return markup`${plan.sections.map(
    (section) =>
      markup`<h3 id="${sectionAnchor(section.code)}"><strong>${section.code}</strong> ${section.title}</h3>\n${draw(index.actionsOf(section.id), section)}`,
  )}`
}

function actionTable(
  plan: PlanState,
  index: PlanIndex,
  section: Section | null,
  actions: readonly Action[],
): TableBlock {
  const { action } = plan.words
  return {
    kind: 'table',
    id: section ? `table-${sectionAnchor(section.code)}` : 'table-actions',
    caption: section ? `${action.many} of ${section.code}` : action.many,
    columns: [
      { header: action.one, width: 36 },
      { header: 'Status', width: 18 },
      { header: 'Update', width: 32 },
      { header: 'Last update', width: 14 },
    ],
    rows: actions.map((one) => {
      const row = viewActionRow(index, one)
      return [
        textCell({ text: `${row.ref} `, strong: true }, { text: row.title }),
        standing(plan, row),
        { kind: 'text', paragraphs: describeAll(one) },
        textCell(row.updated ? { text: formatDate(row.updated) } : { text: 'None yet', quiet: true }),
      ]
    }),
  }
}

function standing(plan: PlanState, row: ReturnType<typeof viewActionRow>): PaperCell {
  const shown = row.bucket ?? row.status
  if (shown) return statusCell(shown, row.basis)
  const text = row.ratedWith
    ? `Rated with ${row.ratedWith}`
    : row.hasCountedParts
      ? 'Rated through its parts'
      : 'Not counted'
  return textCell({ text, quiet: true })
}

/** What was said last: progress, why it is rated so, what is being done. */
function describeAll({ current }: Action): Spans[] {
  const sentence = [
    ['', current?.narrative],
    ['Why: ', current?.reason],
    ['What is being done about it: ', current?.mitigation],
  ].flatMap(([label = '', text]) =>
    text ? [[...(label ? [{ text: label, strong: true }] : []), { text }]] : [],
  )
  return sentence.length ? sentence : [[{ text: 'Nothing recorded', quiet: true }]]
}

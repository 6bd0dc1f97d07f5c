/** What changed since the report before, and what was delivered: each action with its achievements, impact and learning. */

import type { ReportText } from '@/lib/domain/reports/report-fields'
import { ACHIEVED, type Achieved } from '@/lib/domain/reports/report-draft'
import type { DeliveredItem } from '@/lib/domain/reports/report-contents'
import { paths } from '@/lib/paths'
import { movementBlocks } from '@/lib/format/movement/movement-paper'
import type { Block, PaperCell } from '@/lib/format/paper/paper'
import { nameAction, textCell, type TableBlock } from '@/lib/format/plan/plan-blocks'
import { countLevel } from '@/lib/format/words'
import { heading, paragraph, type PaperSource } from './parts'
import { textBlocks } from './text'
import { completeCodes, completeLabel } from '@/lib/domain/status/status'

export const ACHIEVED_LABELS: Readonly<Record<Achieved, string>> = {
  achievements: 'Achievements',
  impact: 'Impact',
  learning: 'Learning',
}

/** Takes a report; returns what changed since the one before, and why: nothing of the first report of a plan. */
export function moved({ plan, matter: { since } }: PaperSource): Block[] {
  return since ? movementBlocks({ comparison: since.movement, stalled: since.standstills, plan }) : []
}

/** Takes a report; returns what was delivered, empty where the report was not written here. */
export function deliveredSince({ plan, matter: { delivered, since } }: PaperSource): Block[] {
  if (delivered === null) return []
  const { action } = plan.words
  const done = completeLabel(plan)
  const when = since ? `since ${since.reference}` : 'so far'
  return [
    heading('delivered-since', `${done} ${since ? 'since the last report' : 'so far'}`),
    paragraph(
      delivered.length
        ? [
            {
              text: countLevel(delivered.length, action),
              href: paths.actions(plan, { status: completeCodes(plan), counted: 'yes' }),
            },
            { text: ` ${done.toLowerCase()} ${when}.` },
          ]
        : [{ text: `No ${action.one.toLowerCase()} was ${done.toLowerCase()} ${when}.` }],
    ),
    ...(delivered.length ? [deliveredTable(plan, delivered)] : []),
  ]
}

function deliveredTable(plan: PaperSource['plan'], items: readonly DeliveredItem[]): TableBlock {
  return {
    kind: 'table',
    id: 'table-delivered',
    caption: `${plan.words.action.many} ${completeLabel(plan).toLowerCase()}`,
    columns: [
      { header: plan.words.action.one, width: 25 },
      ...ACHIEVED.map((kind) => ({ header: ACHIEVED_LABELS[kind], width: 25 })),
    ],
    rows: items.map((item) => [
      textCell(...nameAction(plan, { ref: item.code, title: item.title })),
      ...ACHIEVED.map((kind) => cellOf(plan, item[kind])),
    ]),
  }
}

function cellOf(plan: PaperSource['plan'], text: ReportText): PaperCell {
  const paragraphs = textBlocks(plan, text).flatMap((block) =>
    block.kind === 'list' ? block.items : block.kind === 'paragraph' ? [block.spans] : [],
  )
  return paragraphs.length ? { kind: 'text', paragraphs } : textCell({ text: 'Not recorded', quiet: true })
}

/** Hand-written text of a report as blocks: its summary, its risks, and any other. */

import type { ReportText, Run } from '@/lib/domain/reports/report-fields'
import type { RowsBehind } from '@/lib/domain/reports/report-figures'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import { paths } from '@/lib/paths'
import type { Block, Spans } from '@/lib/format/paper/paper'
import { heading, sentence, type PaperSource } from './parts'

/** Takes a report; returns its summary, nothing where none was written. */
export function summary({ plan, matter: { texts } }: PaperSource): Block[] {
  const blocks = textBlocks(plan, texts.summary)
  return blocks.length ? [heading('summary', 'Summary'), ...blocks] : []
}

export function risks({ plan, matter: { texts } }: PaperSource): Block[] {
  const blocks = textBlocks(plan, texts.risks)
  return [
    heading('risks', 'Risk and issue summary'),
    ...(blocks.length ? blocks : [sentence('No risks or issues were recorded.')]),
  ]
}

/** Takes a plan's place and the rows behind a figure; returns the address at which they are listed. */
export function rowsAddress(plan: PlanAt, rows: RowsBehind): string {
  if (rows.list === 'actions') return paths.actions(plan, rows.query)
  return rows.pillar === null ? paths.plan(plan) : paths.pillar(plan, rows.pillar)
}

/** Takes a plan's place and a text; returns its paragraphs and lists. Each figure in it leads to the rows behind it. */
export function textBlocks(plan: PlanAt, { blocks }: ReportText): Block[] {
  return blocks.map(({ kind, items }): Block => {
    const sentence = items.map((runs) => spansOf(plan, runs))
    return kind === 'list' ? { kind, items: sentence } : { kind, spans: sentence.flat() }
  })
}

function spansOf(plan: PlanAt, runs: readonly Run[]): Spans {
  return runs.map(({ text, rows }) => (rows ? { text, href: rowsAddress(plan, rows) } : { text }))
}

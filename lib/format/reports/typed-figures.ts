/** Which figures were typed into a report's text, and what was checked of each. */

import { readDraftPart } from '@/lib/domain/reports/report-draft'
import { VERDICTS } from '@/lib/domain/reports/report-check'
import type { FrozenFigure } from '@/lib/domain/reports/draft-figures'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { formatMoment } from '@/lib/format/dates'
import { describePart, describeTyped, VERDICT_WORDS } from '@/lib/format/reports/draft-words'
import type { Block, Spans } from '@/lib/format/paper/paper'
import { heading, sentence, type PaperSource } from './report-paper/parts'

/** Takes a report; returns how its typed figures compare with the plan, what does not agree first; nothing where none was typed. */
export function typedFigures({ plan: { words }, matter: { typedFigures: figures } }: PaperSource): Block[] {
  if (!figures?.length) return []
  const inOrder = VERDICTS.flatMap((verdict) => figures.filter((one) => one.verdict === verdict))
  return [
    heading('typed-figures', 'Figures typed into the text'),
    sentence(`${describeTyped(figures)} Figures worked out by Cairn are not included.`),
    { kind: 'list', folded: 'Show each figure', items: inOrder.map((one) => describeFigure(one, words)) },
  ]
}

function describeFigure({ part, says, verdict, plan, checked }: FrozenFigure, words: PlanWords): Spans {
  const place = readDraftPart(part)
  const message = `“${says}”${place ? ` (${describePart(place, words).toLowerCase()})` : ''}: ${VERDICT_WORDS[verdict].toLowerCase()}`
  return [
    { text: `${message}${plan ? `, which has ${plan}` : ''}.` },
    ...(checked
      ? [
          {
            text: ` Checked by ${checked.by === 'writer' ? 'a writer of the report' : 'a person who reviewed or issued it'}, ${formatMoment(checked.at)}${checked.note ? `: ${checked.note}` : '.'}`,
          },
        ]
      : []),
  ]
}

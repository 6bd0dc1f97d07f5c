/** The summary and the risks of a report. */

import type { Block } from '@/lib/format/paper/paper'
import { heading, sentence, type PaperSource } from './parts'
import { textBlocks } from './text'

/** Takes a report; returns its summary, nothing where none was written. */
export function summary({ plan, matter: { texts } }: PaperSource): Block[] {
  const blocks = textBlocks(plan, texts.summary)
  return blocks.length ? [heading('summary', 'Summary'), ...blocks] : []
}

/** Takes a report; returns its risks and issues. */
export function risks({ plan, matter: { texts } }: PaperSource): Block[] {
  const blocks = textBlocks(plan, texts.risks)
  return [
    heading('risks', 'Risk and issue summary'),
    ...(blocks.length ? blocks : [sentence('No risks or issues were recorded.')]),
  ]
}

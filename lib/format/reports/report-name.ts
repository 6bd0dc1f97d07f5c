/** What a report is called in lists, where one and its correction may bear the same reference and title. */

import { formatInstant } from '@/lib/format/dates'

interface Listed {
  readonly reference: string
  /** An instant. */
  readonly frozenAt: string
  /** The code of the report that it corrects, and of the one that corrects it. */
  readonly corrects: string | null
  readonly correctedBy: string | null
}

/** Takes an issued report; returns its reference, and whether it is a correction, with its day, or was corrected. */
export function nameReport({ reference, frozenAt, corrects, correctedBy }: Listed): string {
  const marks = [
    ...(corrects ? [`correction of ${formatInstant(frozenAt)}`] : []),
    ...(correctedBy ? ['since corrected'] : []),
  ]
  return marks.length ? `${reference} (${marks.join(', ')})` : reference
}

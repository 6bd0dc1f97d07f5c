/** The field in which a report is given its reference. */

import { findReferenceProblem } from '@/lib/domain/reference'
import { requiredLine } from '@/lib/schemas/form'
import { reportMessages } from '@/lib/format/reports/messages'

/**
 * Takes what to say when it is empty, its longest length, and what stands at the same place in addresses without being a report;
 * returns the schema of a reference.
 */
export function reportReference(missing: string, longest: number, pages: readonly string[]) {
  return requiredLine(reportMessages.referenceLabel, missing, longest).superRefine((text, context) => {
    const problem = text === '' ? null : findReferenceProblem(text, pages)
    if (problem) context.addIssue({ code: 'custom', message: reportMessages.wrongReference(problem, text) })
  })
}

/** The field in which a report is given its reference. */

import { describeWrongReference } from '@/lib/domain/reference'
import { requiredLine } from '@/lib/schemas/form'

/**
 * Takes what to say when it is empty, its longest length, and what stands at the same place in addresses without being a report;
 * returns the schema of a reference.
 */
export function reportReference(missing: string, longest: number, pages: readonly string[]) {
  return requiredLine('Reference', missing, longest).superRefine((text, context) => {
    const message = text === '' ? null : describeWrongReference(text, pages)
    if (message) context.addIssue({ code: 'custom', message })
  })
}

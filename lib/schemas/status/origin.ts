/** What the form sends that corrects the basis and source of a status or a rating. */

import { z } from 'zod'
import { BASES } from '@/lib/domain/plan/plan'
import { cleanLine } from '@/lib/domain/text'
import { statusMessages } from '@/lib/format/status/messages'
import { checkForm, type FormValues, optionalText, requiredText } from '@/lib/schemas/form'

const originForm = z
  .object({
    basis: z.enum(BASES, { error: statusMessages.basisMissing }),
    /** Codes of the plan's source documents. */
    sources: z
      .union([z.string(), z.array(z.string())])
      .default([])
      .transform((sent) => [...new Set([sent].flat())].filter((code) => code !== '')),
    page: optionalText(statusMessages.page, 100).transform(cleanLine),
    basisNote: optionalText(statusMessages.basisNote, 2_000),
    correction: requiredText(statusMessages.sourceCorrection, statusMessages.sourceCorrectionMissing, 2_000),
  })
  .superRefine(({ basis, sources }, context) => {
    if ((basis === 'published' || basis === 'inferred') && sources.length === 0)
      context.addIssue({
        code: 'custom',
        path: ['sources'],
        message: statusMessages.sourceMissing[basis],
      })
  })

export type OriginData = z.output<typeof originForm>

export function checkOrigin(values: FormValues) {
  return checkForm(originForm, values)
}

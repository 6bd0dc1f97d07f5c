/** The forms about ratings: a section's, and the rule that suggests them. */

import { z } from 'zod'
import { OVERALL_RAGS } from '@/lib/domain/status/rag'
import { optionalText, requiredText } from '@/lib/schemas/form'
import { planMessages } from '@/lib/format/plan/messages'
import { statusMessages } from '@/lib/format/status/messages'

export const ratingForm = z.object({
  overallRag: z.enum(OVERALL_RAGS, { error: statusMessages.ratingMissing }),
  reason: optionalText(statusMessages.reason).transform((reason) => reason || null),
  seen: z.union([z.uuid(), z.literal('')]).catch(''),
})

/** Thresholds of more than hundredths would only look exact. */
const LARGEST = 100

function wholeNumber(name: string) {
  return z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => text !== '', { error: statusMessages.numberMissing(name), abort: true })
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= LARGEST, {
      error: statusMessages.numberWrong(name, LARGEST),
      abort: true,
    })
    .transform(Number)
}

/** "At Risk from 1 in 3 counted actions". */
export const thresholdForm = z
  .object({
    atRiskNumerator: wholeNumber(statusMessages.adverse),
    atRiskDenominator: wholeNumber(statusMessages.of),
  })
  .refine(({ atRiskNumerator, atRiskDenominator }) => atRiskNumerator <= atRiskDenominator, {
    path: ['atRiskNumerator'],
    error: statusMessages.adverseTooLarge,
  })

export const ruleForm = z.object({
  reason: requiredText(statusMessages.reason, statusMessages.ruleReasonMissing),
})

const YES_NO = ['yes', 'no'] as const
const yesOrNo = (missing: string) =>
  z.enum(YES_NO, { error: missing }).transform((answer) => answer === 'yes')

export const settingsForm = z.object({
  isPublic: yesOrNo(planMessages.accessMissing),
  needsApproval: yesOrNo(planMessages.approvalMissing),
})

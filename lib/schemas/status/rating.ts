/** The forms about ratings: a section's, and the rule that suggests them. */

import { z } from 'zod'
import { OVERALL_RAGS } from '@/lib/domain/status/rag'
import { optionalText, requiredText } from '@/lib/schemas/form'

export const ratingForm = z.object({
  overallRag: z.enum(OVERALL_RAGS, { error: 'Choose the overall rating' }),
  reason: optionalText('Reason').transform((reason) => reason || null),
  /** The rating that the form showed. */
  seen: z.union([z.uuid(), z.literal('')]).catch(''),
})

/** Thresholds of more than hundredths would only look exact. */
const LARGEST = 100

function wholeNumber(name: string) {
  return z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => text !== '', { error: `Enter ${name}`, abort: true })
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= LARGEST, {
      error: `${name[0]?.toUpperCase()}${name.slice(1)} must be a whole number from 1 to ${LARGEST}`,
      abort: true,
    })
    .transform(Number)
}

/** "At Risk from 1 in 3 counted actions". */
export const thresholdForm = z
  .object({
    atRiskNumerator: wholeNumber('how many adverse actions'),
    atRiskDenominator: wholeNumber('of how many actions'),
  })
  .refine(({ atRiskNumerator, atRiskDenominator }) => atRiskNumerator <= atRiskDenominator, {
    path: ['atRiskNumerator'],
    error: 'How many adverse actions must not be more than of how many: at most all of them can be adverse',
  })

export const ruleForm = z.object({
  reason: requiredText('Reason', 'Say why the rule changes'),
})

const YES_NO = ['yes', 'no'] as const
const yesOrNo = (missing: string) =>
  z.enum(YES_NO, { error: missing }).transform((answer) => answer === 'yes')

export const settingsForm = z.object({
  isPublic: yesOrNo('Choose who may read the plan'),
  needsApproval: yesOrNo('Choose whether updates wait for approval'),
})

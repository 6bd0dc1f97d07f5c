/** The values of a printed report: names, statuses, ratings, shares and counts, as they are typed or stand in a file. */

import { z } from 'zod'
import { isPrintedPercent, MOST_DECIMALS } from '@/lib/domain/printed/printed-share'
import { OVERALL_RAGS, type OverallRag, ragLabel } from '@/lib/domain/status/rag'
import {
  bucketLabel,
  type HasStatuses,
  isStatus,
  NO_UPDATE,
  statusFromLabel,
} from '@/lib/domain/status/status'
import { isReadable } from '@/lib/schemas/form'
import { sharedMessages } from '@/lib/format/messages'
import { printedMessages } from '@/lib/format/printed/messages'

/** The longest name of anything in a printed report, in characters. */
export const LONGEST_NAME = 200
const LARGEST_COUNT = 1_000_000

const LONGEST_QUOTE = 100

/** Takes what was given; returns it as a sentence quotes it: the beginning of what is long. */
export function quoted(value: unknown): string {
  const text = String(value)
  return `“${text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text}”`
}

/** A name, of a section or of a status. */
export const name = z
  .string()
  .trim()
  .min(1, printedMessages.nameMissing)
  .max(LONGEST_NAME, printedMessages.nameTooLong(LONGEST_NAME))
  .refine(isReadable, sharedMessages.unreadableText(printedMessages.aName))

/** Takes a plan; returns the schema of a status of it, by its code or by any of its names; a name is kept as it was printed. */
export const statusIn = (plan: HasStatuses) =>
  z.string({ error: printedMessages.statusMissing }).transform((text, context) => {
    const trimmed = text.trim()
    if (trimmed === NO_UPDATE || trimmed.toLowerCase() === bucketLabel(plan, NO_UPDATE).toLowerCase())
      return { bucket: NO_UPDATE, name: null }
    if (isStatus(plan, trimmed)) return { bucket: trimmed, name: null }
    const known = statusFromLabel(plan, trimmed)
    if (known) return { bucket: known, name: trimmed }
    context.addIssue({ code: 'custom', message: printedMessages.notStatus(plan, quoted(text)) })
    return z.NEVER
  })

/** An overall rating, by its code or by its label. */
export const rating = z
  .string({ error: printedMessages.ratingMissing })
  .transform((text, context): OverallRag => {
    const asked = text.trim().toLowerCase()
    const found = OVERALL_RAGS.find((rag) => [rag, ragLabel(rag)].some((one) => one.toLowerCase() === asked))
    if (found) return found
    context.addIssue({
      code: 'custom',
      message: printedMessages.notRating(quoted(text)),
    })
    return z.NEVER
  })

/** A percentage as it was printed, as text. */
export const percent = z
  .union([z.number(), z.string()], { error: printedMessages.percentMissing })
  .transform((given, context) => {
    const whole = String(given).trim()
    const text = whole.endsWith('%') ? whole.slice(0, -1).trimEnd() : whole
    if (isPrintedPercent(text)) return text
    context.addIssue({
      code: 'custom',
      message: printedMessages.notPercent(quoted(given), MOST_DECIMALS),
    })
    return z.NEVER
  })

/** A whole number. */
export const count = z
  .union([z.number(), z.string()], { error: printedMessages.countMissing })
  .transform((given, context) => {
    const text = String(given).trim()
    if (/^\d{1,7}$/.test(text) && Number(text) <= LARGEST_COUNT) return Number(text)
    context.addIssue({
      code: 'custom',
      message: printedMessages.notCount(quoted(given)),
    })
    return z.NEVER
  })

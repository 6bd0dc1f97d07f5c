/**
 * What pages bind to their forms and scripts: it has been to the browser and back, so it may be anything by the time it arrives.
 */

import { z } from 'zod'
import type { TypedForm } from '@/lib/domain/updates/draft'
import { PIN_LEVELS, type PinSubject } from '@/lib/domain/people/pins'
import { STRUCTURE_KINDS } from '@/lib/domain/structure/structure'
import { type FormValues, isReadable, LONGEST_TEXT } from './form'

/** A plan's slug, a reference, a code, a name of a part of a draft: short text, never empty. An address can hold no half of a sign. */
export const boundText = z
  .string()
  .min(1)
  .max(200)
  .refine((text) => isReadable(text) && !/\p{Surrogate}/u.test(text))
export const boundId = z.guid()
/** What people call an ask or a dispute: a number from 1. */
export const boundNumber = z.int().min(1).max(999_999_999)
/** Where to go afterwards; whether it leads out of this site, readLocalPath asks. */
export const boundPath = z.string().max(2000)
export const boundKind = z.enum(STRUCTURE_KINDS)
/** A level of the plan and the code of what stands there. */
export const boundSubject = z.object({ level: z.enum(['action', 'section']), code: boundText })

/** A plan's slug, and the level and code of what is to be pinned of it; of the plan itself, its slug once more. */
export const boundPin = z.object({
  plan: boundText,
  level: z.enum(PIN_LEVELS),
  code: boundText,
}) satisfies z.ZodType<PinSubject>

const date = z.iso.date()
const part = z.int().min(1).max(1_000_000)
export const boundRule = z.object({ atRiskNumerator: part, atRiskDenominator: part })
export const boundSettings = z.object({ isPublic: z.boolean(), needsApproval: z.boolean() })
export const boundPeriod = z.object({
  name: z.string().max(200),
  opensOn: date,
  dueOn: date,
  closesOn: date,
})
/** References of the actions that a form showed. */
export const boundRefs = z.array(boundText).max(10_000).readonly()
/** What was typed into another form, by the field's name. */
export const boundValues = z.record(z.string().max(200), z.string().max(2000))

const plan = boundText
const digits = z.string().regex(/^[1-9]\d{0,8}$/)

const version = z.string().max(2 * LONGEST_TEXT)

/** The versions that a form showed last, and who saved the other one, where it is so that it did. */
export const shownVersions = z
  .object({
    versionsBy: z.string().max(500),
    versions: z
      .array(z.object({ name: boundText, label: boundText, mine: version, theirs: version }))
      .max(20),
  })
  .partial()
  .catch({})

/** What someone typed, by the field's name, where a script sends it. */
export const typedValues: z.ZodType<FormValues, FormValues> = z.record(
  z.string().max(200),
  z.union([z.string(), z.array(z.string())]),
)

/** The form whose draft is kept. */
export const boundTypedForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rule'), plan, adverse: digits, of: digits }),
  z.object({ kind: z.literal('update'), plan, ref: boundText }),
  z.object({ kind: z.literal('rating'), plan, section: boundText }),
  z.object({ kind: z.literal('correction'), plan, ref: boundText, update: boundId }),
  z.object({ kind: z.enum(['return', 'rewording']), plan, update: boundId }),
  z.object({ kind: z.literal('ask'), plan }),
  z.object({ kind: z.literal('askAnswer'), plan, ask: digits }),
  z.object({ kind: z.literal('dispute'), plan, level: z.enum(['action', 'section']), code: boundText }),
  z.object({ kind: z.literal('disputeAnswer'), plan, dispute: digits }),
  z.object({ kind: z.literal('reportText'), plan, draft: boundId, part: boundText }),
  z.object({
    kind: z.literal('page'),
    page: z
      .string()
      .regex(/^\/(?!\/)/)
      .max(500)
      .refine(isReadable),
  }),
]) satisfies z.ZodType<TypedForm>

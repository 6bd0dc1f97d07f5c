/** What the forms about a plan's structure send. */

import { z } from 'zod'
import type { IsoDate } from '@/lib/domain/dates'
import { ACTIVITY_TYPES, PARTNER_KINDS, PARTNER_ROLES, type PartnerRole } from '@/lib/domain/plan/plan'
import { readDate } from '@/lib/schemas/date-fields'
import {
  checkForm,
  type FormState,
  type FormValues,
  optionalText,
  requiredLine,
  requiredText,
  submissionKeyOf,
} from '@/lib/schemas/form'

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const REFERENCE = /^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/
const LINE = 500

/** Takes what the field is called; returns the schema of a code that stands in addresses: "north-east". */
export function slugText(label: string, missing: string) {
  return requiredLine(label, missing, 60).refine((text) => text === '' || SLUG.test(text), {
    error: `${label} must be lower-case letters and numbers, with single hyphens between them, such as "north-east"`,
  })
}

function referenceText(label: string, missing: string) {
  return requiredLine(label, missing, 40).refine((text) => text === '' || REFERENCE.test(text), {
    error: `${label} must be letters and numbers, with single dots or hyphens between them, such as "12.3"`,
  })
}

/** What was sent for a list of checkboxes: one, several or none. */
const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((sent) => [...new Set([sent].flat())])

const oneOf = <const T extends readonly string[]>(values: T, error: string) => z.enum(values, { error })

const pillarFields = z.object({
  code: slugText('Code', 'Enter a code'),
  name: requiredLine('Name', 'Enter a name', LINE),
  aim: requiredText('Aim', 'Enter the aim'),
})

const sectionFields = z.object({
  code: referenceText('Number', 'Enter a number'),
  title: requiredLine('Title', 'Enter a title'),
  pillar: requiredText('Pillar', 'Choose what it belongs to', LINE),
  note: optionalText('Note'),
  outcomes: many,
})

const actionFields = z.object({
  ref: referenceText('Number', 'Enter a number'),
  title: requiredText('Wording', 'Enter the wording'),
  section: requiredText('Section', 'Choose what it belongs to', LINE),
  parent: optionalText('Whole', LINE),
  activity: oneOf(['', ...ACTIVITY_TYPES], 'Choose existing or new activity, or "Not known"').default(''),
  timescale: optionalText('Timescale', LINE),
  dueNote: optionalText('Due date in the plan’s own words', LINE),
  doneWhen: optionalText('What done looks like'),
  note: optionalText('Note'),
  /** Only asked when it is added. */
  counted: oneOf(['yes', 'no'], 'Choose whether it is counted').optional(),
})

const partnerFields = z.object({
  code: slugText('Code', 'Enter a code'),
  name: requiredLine('Name', 'Enter a name', LINE),
  abbreviation: requiredLine('Short name', 'Enter a short name', 60),
  kind: oneOf(PARTNER_KINDS, 'Choose what kind of organisation it is'),
})

const timescaleFields = z.object({
  code: slugText('Code', 'Enter a code'),
  label: requiredLine('Label', 'Enter a label', LINE),
})

const outcomeFields = z.object({
  code: slugText('Code', 'Enter a code'),
  text: requiredText('Outcome', 'Enter the outcome'),
  pillar: requiredText('Pillar', 'Choose what it belongs to', LINE),
})

export const FIELDS = {
  pillar: pillarFields,
  section: sectionFields,
  action: actionFields,
  partner: partnerFields,
  timescale: timescaleFields,
  outcome: outcomeFields,
} as const

/** A partner by its code, and the part it plays. */
export interface RoleOf {
  readonly code: string
  readonly role: PartnerRole
}

interface Dates {
  readonly starts: IsoDate | null
  readonly ends: IsoDate | null
  readonly due: IsoDate | null
  readonly added: IsoDate | null
}

/** What a form about a record of some kind sent, checked as far as it can be without the database. */
export type RecordData = {
  [K in keyof typeof FIELDS]: {
    readonly kind: K
    readonly fields: z.output<(typeof FIELDS)[K]>
    readonly partners: readonly RoleOf[]
    readonly dates: Dates
    /** It was so from the beginning, and recorded wrongly; otherwise it is so from today. */
    readonly isCorrection: boolean
    /** Its number or code may be one that another record had before. */
    readonly mayUseFormer: boolean
    /** It is another one than the one whose name looks the same. */
    readonly isAnother: boolean
    /** Of the form that adds it. */
    readonly submissionKey: string
  }
}[keyof typeof FIELDS]

const DATE_FIELDS = {
  timescale: [
    ['starts', 'First day'],
    ['ends', 'Last day'],
  ],
  action: [
    ['due', 'Due date'],
    ['added', 'Date added'],
  ],
} as const

/** Takes a kind of record and what was typed; returns the record's data, or every field's error and what was typed. */
export function checkRecord(
  kind: keyof typeof FIELDS,
  values: FormValues,
): { data: RecordData; state?: undefined } | { data?: undefined; state: FormState } {
  const checked = checkForm<z.ZodType>(FIELDS[kind], values)
  const errors: Record<string, string> = { ...checked.state?.errors }
  const dates: Record<keyof Dates, IsoDate | null> = { starts: null, ends: null, due: null, added: null }
  for (const [name, label] of kind === 'timescale' || kind === 'action' ? DATE_FIELDS[kind] : []) {
    const read = readDate(values, name, label)
    if (read.error !== undefined) errors[name] = read.error
    else dates[name] = read.date
  }
  if (kind === 'timescale') {
    if (!dates.starts) errors.starts ??= 'Enter the first day'
    if (dates.starts && dates.ends && dates.ends < dates.starts)
      errors.ends = 'Last day must not be before the first day'
  }
  const partners = readRoles(values, errors)
  if (checked.state || Object.keys(errors).length) return { state: { values, errors } }
  const ticked = {
    isCorrection: values.fromBeginning === 'yes',
    mayUseFormer: values.useFormer === 'yes',
    isAnother: values.isAnother === 'yes',
  }
  const submissionKey = submissionKeyOf(values)
  return { data: { kind, fields: checked.data, partners, dates, ...ticked, submissionKey } as RecordData }
}

/** Which part each partner plays: fields called partner-CODE. */
function readRoles(values: FormValues, errors: Record<string, string>): RoleOf[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (!name.startsWith('partner-') || value === '') return []
    const role = PARTNER_ROLES.find((one) => one === value)
    if (role) return [{ code: name.slice('partner-'.length), role }]
    errors[name] = 'Choose a part from the list'
    return []
  })
}

/** What the forms about a plan's structure send. */

import { z } from 'zod'
import type { IsoDate } from '@/lib/domain/dates'
import {
  ACTIVITY_TYPES,
  type HasLevels,
  hasPillars,
  hasSections,
  PARTNER_KINDS,
  type PlanWords,
} from '@/lib/domain/plan/plan'
import { rolesOf } from '@/lib/domain/plan/roles'
import { isCitingKind } from '@/lib/domain/structure/structure'
import { LONGEST_NUMBER, RECORD_NUMBER } from '@/lib/domain/reference'
import { cleanLine } from '@/lib/domain/text'
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
import { structureMessages } from '@/lib/format/structure/messages'
import { LONGEST_LIST, roleListField, splitList } from '@/lib/domain/structure/typed-lists'
import {
  canBeSameWork,
  MOST_SAME_WORK,
  readTypedAction,
  type TypedAction,
} from '@/lib/domain/structure/same-work'
import { type CitingData, NOTHING_CITED, readCiting } from './citing'
import { checkOwnValues } from './own-values'
import type { HasFields, OwnChanges } from '@/lib/domain/own-fields'

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const LINE = 500

/** Takes what the field is called; returns the schema of a code that stands in addresses: "north-east". */
export function slugText(label: string, missing: string) {
  return requiredLine(label, missing, 60).refine((text) => text === '' || SLUG.test(text), {
    error: structureMessages.slug(label),
  })
}

function referenceText(label: string, missing: string) {
  return requiredLine(label, missing, LONGEST_NUMBER).refine(
    (text) => text === '' || RECORD_NUMBER.test(text),
    {
      error: structureMessages.reference(label),
    },
  )
}

/** What was sent for a list of checkboxes: one, several or none. */
const many = z
  .union([z.string(), z.array(z.string())])
  .default([])
  .transform((sent) => [...new Set([sent].flat())])

const oneOf = <const T extends readonly string[]>(values: T, error: string) => z.enum(values, { error })

const pillarFields = z.object({
  code: slugText(structureMessages.code, structureMessages.codeMissing),
  name: requiredLine(structureMessages.name, structureMessages.nameMissing, LINE),
  aim: requiredText(structureMessages.aim, structureMessages.aimMissing),
})

const sectionFields = z.object({
  code: referenceText(structureMessages.number, structureMessages.numberMissing),
  title: requiredLine(structureMessages.title, structureMessages.titleMissing),
  /** Of a plan that has pillars. */
  pillar: optionalText(structureMessages.pillar, LINE),
  note: optionalText(structureMessages.note),
  outcomes: many,
  /** In place of the boxes. */
  outcomeList: z
    .string()
    .max(LONGEST_LIST, { error: structureMessages.listTooLong })
    .default('')
    .transform(splitList),
})

const actionFields = z.object({
  ref: referenceText(structureMessages.number, structureMessages.numberMissing),
  title: requiredText(structureMessages.wording, structureMessages.wordingMissing),
  /** Of a plan that has sections. */
  section: optionalText(structureMessages.section, LINE),
  parent: optionalText(structureMessages.whole, LINE),
  activity: oneOf(['', ...ACTIVITY_TYPES], structureMessages.activityMissing).default(''),
  timescale: optionalText(structureMessages.timescale, LINE),
  dueNote: optionalText(structureMessages.dueNote, LINE),
  doneWhen: optionalText(structureMessages.doneWhen),
  note: optionalText(structureMessages.note),
  /** Only asked when it is added. */
  counted: oneOf(['yes', 'no'], structureMessages.countedMissing).optional(),
})

const partnerFields = z.object({
  code: slugText(structureMessages.code, structureMessages.codeMissing),
  name: requiredLine(structureMessages.name, structureMessages.nameMissing, LINE),
  abbreviation: requiredLine(structureMessages.shortName, structureMessages.shortNameMissing, 60),
  kind: oneOf(PARTNER_KINDS, structureMessages.kindMissing),
})

const timescaleFields = z.object({
  code: slugText(structureMessages.code, structureMessages.codeMissing),
  label: requiredLine(structureMessages.label, structureMessages.labelMissing, LINE),
})

const achievementFields = z.object({
  summary: requiredText(structureMessages.achievement, structureMessages.achievementMissing),
  sourceTitle: requiredLine(structureMessages.sourceTitle, structureMessages.sourceTitleMissing, LINE),
  sourcePage: optionalText(structureMessages.sourcePage, 100).transform(cleanLine),
  doubtfulMatch: z.literal('yes').optional(),
  note: optionalText(structureMessages.note),
})

const publicationFields = z.object({
  title: requiredLine(structureMessages.title, structureMessages.titleMissing, LINE),
  publisher: optionalText(structureMessages.publisher, LINE).transform(cleanLine),
  note: optionalText(structureMessages.note),
})

const outcomeFields = z.object({
  code: slugText(structureMessages.code, structureMessages.codeMissing),
  text: requiredText(structureMessages.outcome, structureMessages.outcomeMissing),
  /** Of a plan that has pillars. */
  pillar: optionalText(structureMessages.pillar, LINE),
})

export const FIELDS = {
  pillar: pillarFields,
  section: sectionFields,
  action: actionFields,
  partner: partnerFields,
  timescale: timescaleFields,
  outcome: outcomeFields,
  achievement: achievementFields,
  publication: publicationFields,
} as const

/** A partner by its code, and the part it plays. */
export interface RoleOf {
  /** In a typed list it may be the partner's short name. */
  readonly code: string
  /** The code of one of the plan's roles. */
  readonly role: string
  /** Where that was chosen or typed. */
  readonly field: string
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
    readonly citing: CitingData
    /** Actions of other plans that are the same work; null where the form does not ask. */
    readonly sameWork: readonly TypedAction[] | null
    /** Of an action: what the plan's own fields are to hold. */
    readonly own: OwnChanges
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

const withdrawalForm = z
  .object({
    reason: requiredText(structureMessages.withdrawReason, structureMessages.withdrawReasonMissing, 2_000),
    mistake: z.literal('yes').optional(),
    fingerprint: z.string().max(100).default(''),
  })
  .transform(({ reason, mistake, fingerprint }) => ({
    reason,
    isMistake: mistake === 'yes',
    fingerprint,
  }))

/** Takes what was typed; returns why an achievement or a publication is withdrawn, or every field's error and what was typed. */
export function checkWithdrawal(values: FormValues) {
  return checkForm(withdrawalForm, values)
}

const DATE_FIELDS = {
  timescale: [
    ['starts', structureMessages.firstDay],
    ['ends', structureMessages.lastDay],
  ],
  action: [
    ['due', structureMessages.due],
    ['added', structureMessages.added],
  ],
} as const

/** As much of a plan as its forms depend on. */
interface FormPlan extends HasLevels, Partial<HasFields> {
  readonly words?: Pick<PlanWords, 'roles'>
}

/** Takes a kind of record, what was typed and its plan, one with all levels, the usual roles and no fields of its own unless said otherwise; returns the record's data, or every field's error and what was typed. */
export function checkRecord(
  kind: keyof typeof FIELDS,
  values: FormValues,
  plan: FormPlan = { levels: 'pillars' },
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
    if (!dates.starts) errors.starts ??= structureMessages.firstDayMissing
    if (dates.starts && dates.ends && dates.ends < dates.starts)
      errors.ends = structureMessages.lastDayTooEarly
  }
  const isIn = { section: 'pillar', outcome: 'pillar', action: 'section' }[kind as string]
  if ((isIn === 'pillar' && hasPillars(plan)) || (isIn === 'section' && hasSections(plan)))
    if (!values[isIn]) errors[isIn] ??= structureMessages.placeMissing
  const partners = readRoles(plan, values, errors)
  const citing = isCitingKind(kind) ? readCiting(kind, values, errors) : NOTHING_CITED
  const sameWork = canBeSameWork(kind) ? readSameWork(values, errors) : null
  const own = kind === 'action' ? checkOwnValues(plan.fields ?? [], values, errors) : {}
  if (checked.state || Object.keys(errors).length) return { state: { values, errors } }
  const ticked = {
    isCorrection: values.fromBeginning === 'yes',
    mayUseFormer: values.useFormer === 'yes',
    isAnother: values.isAnother === 'yes',
  }
  const submissionKey = submissionKeyOf(values)
  return {
    data: {
      kind,
      fields: checked.data,
      partners,
      dates,
      citing,
      sameWork,
      own,
      ...ticked,
      submissionKey,
    } as RecordData,
  }
}

/** "Delivery Plan 2.4", with commas between several. */
function readSameWork(values: FormValues, errors: Record<string, string>): TypedAction[] | null {
  if (typeof values.sameWork !== 'string') return null
  if (values.sameWork.length > LONGEST_LIST) {
    errors.sameWork = structureMessages.listTooLong
    return null
  }
  const typed = splitList(values.sameWork)
  if (typed.length > MOST_SAME_WORK) errors.sameWork = structureMessages.sameWorkTooMany(MOST_SAME_WORK)
  return typed.flatMap((text) => {
    const action = readTypedAction(text)
    if (!action) errors.sameWork ??= structureMessages.sameWorkUnclear(text)
    return action ?? []
  })
}

/** Which part each partner plays: fields called partner-CODE, or a list for each part. */
function readRoles({ words = {} }: FormPlan, values: FormValues, errors: Record<string, string>): RoleOf[] {
  const roles = rolesOf({ words }).map(({ code }) => code)
  const listed = roles.flatMap((role) => {
    const field = roleListField(role)
    const typed = String(values[field] ?? '')
    if (typed.length <= LONGEST_LIST) return splitList(typed).map((code) => ({ code, role, field }))
    errors[field] = structureMessages.listTooLong
    return []
  })
  const chosen = Object.entries(values).flatMap(([field, value]) => {
    if (!field.startsWith('partner-') || value === '') return []
    const role = roles.find((one) => one === value)
    if (role) return [{ code: field.slice('partner-'.length), role, field }]
    errors[field] = structureMessages.roleMissing
    return []
  })
  return [...chosen, ...listed]
}

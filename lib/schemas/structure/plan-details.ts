/** What the forms about a plan itself send. */

import { z } from 'zod'
import type { IsoDate } from '@/lib/domain/dates'
import { PLAN_LANGUAGES, SCREEN_LANGUAGE } from '@/lib/domain/plan/languages'
import {
  hasPillars,
  hasSections,
  PLAN_LEVELS,
  type Level,
  type PlanLevels,
  type PlanWords,
} from '@/lib/domain/plan/plan'
import { renameRoles, rolesOf, type TypedRole, USUAL_ROLES } from '@/lib/domain/plan/roles'
import { STATUS_TEMPLATES, type StatusTemplate } from '@/lib/domain/status/templates'
import { fillDate, readDate } from '@/lib/schemas/date-fields'
import {
  checkForm,
  type FormState,
  type FormValues,
  optionalText,
  requiredLine,
  requiredText,
  SUBMISSION_KEY,
} from '@/lib/schemas/form'
import { fillRoles, readRoles } from './plan-roles'
import { slugText } from './structure'
import { structureMessages } from '@/lib/format/structure/messages'

const LINE = 300
const LEVELS = ['pillar', 'section', 'action'] as const satisfies readonly Level[]
const list = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

const word = (level: keyof typeof structureMessages.levelNames) => {
  const name = structureMessages.levelNames[level]
  return requiredLine(structureMessages.levelWord(name), structureMessages.levelWordMissing(name), 60)
}

const details = {
  title: requiredLine(structureMessages.title, structureMessages.planTitleMissing, LINE),
  shortTitle: requiredLine(structureMessages.shortTitle, structureMessages.shortTitleMissing, 80),
  publishers: requiredText(structureMessages.publishers, structureMessages.publishersMissing, 2000).transform(
    list,
  ),
  period: requiredLine(structureMessages.period, structureMessages.periodMissing, 80),
  licence: requiredLine(structureMessages.licence, structureMessages.licenceMissing, LINE),
  attribution: requiredText(structureMessages.attribution, structureMessages.attributionMissing, 1000),
  language: z.enum(PLAN_LANGUAGES, { error: structureMessages.languageUnknown }).default(SCREEN_LANGUAGE),
  notes: optionalText(structureMessages.notes).transform(list),
  levels: z.enum(PLAN_LEVELS, { error: structureMessages.levelsMissing }).default('pillars'),
  'pillar-one': word('pillar-one'),
  'pillar-many': word('pillar-many'),
  'section-one': word('section-one'),
  'section-many': word('section-many'),
  'action-one': word('action-one'),
  'action-many': word('action-many'),
  /** It is another plan than the one whose title looks the same. */
  isAnother: z
    .string()
    .optional()
    .transform((ticked) => ticked === 'yes'),
}

const COPYABLE = ['pillars', 'sections', 'actions', 'partners', 'timescales', 'outcomes'] as const
/** What a new plan may take over from another. */
export type Copyable = (typeof COPYABLE)[number]

const templates = Object.keys(STATUS_TEMPLATES) as [StatusTemplate, ...StatusTemplate[]]

const newPlan = z.object({
  ...details,
  slug: slugText(structureMessages.address, structureMessages.addressMissing).refine(
    (slug) => slug !== 'new',
    {
      error: structureMessages.addressIsNew,
    },
  ),
  access: z.enum(['inside', 'public'], { error: structureMessages.accessMissing }),
  statuses: z.enum(templates, { error: structureMessages.templateUnknown }).default('published'),
  next: z.enum(['structure', 'file'], { error: structureMessages.nextUnknown }).default('structure'),
  from: optionalText(structureMessages.copiedPlan, LINE),
  copy: z
    .union([z.string(), z.array(z.string())])
    .default([])
    .transform((sent) => [sent].flat())
    .pipe(z.array(z.enum(COPYABLE, { error: structureMessages.copyUnknown }))),
  [SUBMISSION_KEY]: z.string().default(''),
})
const knownPlan = z.object(details)

interface Dates {
  readonly startsOn: IsoDate
  readonly endsOn: IsoDate
  readonly publishedOn: IsoDate | null
}

export type PlanDetails = z.output<typeof knownPlan> &
  Dates & {
    /** The rows for the roles of partners; null where the form has none. */
    readonly roles: readonly (TypedRole | null)[] | null
  }
export type NewPlan = z.output<typeof newPlan> & Dates

type Checked<T> = { data: T; state?: undefined } | { data?: undefined; state: FormState }

export function checkPlanDetails(values: FormValues): Checked<PlanDetails> {
  const checked = checkDates(checkForm(knownPlan, values), values)
  const errors: Record<string, string> = { ...checked.state?.errors }
  const roles = readRoles(values, errors)
  if (!checked.data || Object.keys(errors).length) return { state: { values, errors } }
  return { data: { ...checked.data, roles } }
}

export function checkNewPlan(values: FormValues): Checked<NewPlan> {
  const checked = checkDates(checkForm(newPlan, values), values)
  if (!checked.data) return checked
  const { copy, from, levels } = checked.data
  const needs = (one: Copyable, other: Copyable) => copy.includes(one) && !copy.includes(other)
  const error =
    copy.length && !from
      ? structureMessages.copiedPlanMissing
      : hasPillars({ levels }) && (needs('sections', 'pillars') || needs('outcomes', 'pillars'))
        ? structureMessages.copyWithoutTop
        : hasSections({ levels }) && needs('actions', 'sections')
          ? structureMessages.copyWithoutMiddle
          : null
  return error ? { state: { values, errors: { [copy.length && !from ? 'from' : 'copy']: error } } } : checked
}

function checkDates<T>(checked: Checked<T>, values: FormValues): Checked<T & Dates> {
  const errors: Record<string, string> = { ...checked.state?.errors }
  const read = (name: string, label: string, missing?: string) => {
    const { date, error } = readDate(values, name, label)
    if (error !== undefined) errors[name] = error
    else if (!date && missing) errors[name] = missing
    return date ?? null
  }
  const startsOn = read('starts', structureMessages.firstDay, structureMessages.firstDayMissing)
  const endsOn = read('ends', structureMessages.lastDay, structureMessages.lastDayMissing)
  const publishedOn = read('published', structureMessages.publishedOn)
  if (startsOn && endsOn && endsOn < startsOn) errors.ends = structureMessages.lastDayTooEarly
  if (!checked.data || !startsOn || !endsOn || Object.keys(errors).length)
    return { state: { values, errors } }
  return { data: { ...checked.data, startsOn, endsOn, publishedOn } }
}

/** Takes what a form says of a plan and the roles that the plan has; returns its words. */
export function wordsOf(data: NewPlan | PlanDetails, now: Pick<PlanWords, 'roles'>) {
  const level = (name: Level) => ({ one: data[`${name}-one`], many: data[`${name}-many`] })
  const roles = 'roles' in data && data.roles ? renameRoles(rolesOf({ words: now }), data.roles) : now.roles
  const isUsual = roles === undefined || JSON.stringify(roles) === JSON.stringify(USUAL_ROLES)
  return {
    pillar: level('pillar'),
    section: level('section'),
    action: level('action'),
    ...(!isUsual && { roles: roles.map(({ code, one, many, meaning }) => ({ code, one, many, meaning })) }),
  }
}

/** What a form about a plan shows of it. */
interface Shown extends Dates {
  readonly title: string
  readonly shortTitle: string
  readonly publishers: readonly string[]
  readonly period: string
  readonly licence: string
  readonly attribution: string
  readonly language: string
  readonly notes: readonly string[]
  readonly levels: PlanLevels
  readonly words: PlanWords
}

export function fillPlanDetails(plan: Shown): FormValues {
  const { title, shortTitle, publishers, period, licence, attribution, language, notes, levels, words } = plan
  return {
    title,
    shortTitle,
    publishers: publishers.join('\n'),
    period,
    licence,
    attribution,
    language,
    notes: notes.join('\n'),
    levels,
    ...fillWords(words),
    ...fillRoles(words),
    ...fillDate('starts', plan.startsOn),
    ...fillDate('ends', plan.endsOn),
    ...fillDate('published', plan.publishedOn),
  }
}

export function fillWords(words: PlanWords): FormValues {
  return Object.fromEntries(
    LEVELS.flatMap((level) => [
      [`${level}-one`, words[level].one],
      [`${level}-many`, words[level].many],
    ]),
  )
}

/** The form with a plan's statuses: what each is called, in which order they are shown, and one that is added. */

import { measuresOf } from '@/lib/domain/reports/report-figures'
import {
  factsOf,
  foldLabel,
  type HasStatuses,
  type Meaning,
  MEANINGS,
  MOST_STATUSES,
  NO_UPDATE,
  type PlanStatus,
  type StatusCode,
} from '@/lib/domain/status/status'
import { statusMessages } from '@/lib/format/status/messages'
import {
  checkForm,
  type FormState,
  type FormValues,
  optionalText,
  requiredLine,
  showAgain,
} from '@/lib/schemas/form'
import { z } from 'zod'

const LONGEST = { label: 60, shortLabel: 30, definition: 300, aliases: 1000 }
/** So many other names a status can have. */
const MOST_ALIASES = 20

/** Stands for a code in the names of the fields of a status that is added: no code begins with a digit. */
export const ADDED = '0'

/** Takes the code of a status, or ADDED; returns the names of its fields. */
export function statusFields(code: StatusCode) {
  return {
    label: `label-${code}`,
    shortLabel: `shortLabel-${code}`,
    definition: `definition-${code}`,
    aliases: `aliases-${code}`,
    place: `place-${code}`,
    meaning: `meaning-${code}`,
  } as const
}

/** Takes a plan; returns the form's fields filled in with its statuses. */
export function fillStatuses({ statuses }: HasStatuses): FormValues {
  return Object.fromEntries(
    statuses.flatMap(({ code, label, shortLabel, definition, aliases }, at) => {
      const names = statusFields(code)
      return [
        [names.label, label],
        [names.shortLabel, shortLabel],
        [names.definition, definition],
        [names.aliases, aliases.join('; ')],
        [names.place, String(at + 1)],
      ]
    }),
  )
}

const fields = z.object({
  label: requiredLine(statusMessages.label, statusMessages.labelMissing, LONGEST.label),
  shortLabel: requiredLine(statusMessages.shortLabel, statusMessages.shortLabelMissing, LONGEST.label),
  definition: requiredLine(statusMessages.definition, statusMessages.definitionMissing, LONGEST.definition),
  aliases: optionalText(statusMessages.aliases, LONGEST.aliases)
    .transform((text) =>
      text
        .split(/[;\n]/)
        .map((name) => name.trim())
        .filter(Boolean),
    )
    .refine((names) => names.length <= MOST_ALIASES, { error: statusMessages.tooManyAliases(MOST_ALIASES) })
    .refine((names) => names.every((name) => name.length <= LONGEST.label), {
      error: statusMessages.aliasTooLong(LONGEST.label),
    }),
  place: z
    .string({ error: statusMessages.placeWrong(MOST_STATUSES) })
    .trim()
    .regex(/^\d{1,2}$/, statusMessages.placeWrong(MOST_STATUSES))
    .transform(Number)
    .refine((place) => place >= 1 && place <= MOST_STATUSES, {
      error: statusMessages.placeWrong(MOST_STATUSES),
    }),
})

interface Typed {
  readonly place: number
  readonly status: PlanStatus
  /** As the names of its fields have it. */
  readonly code: string
}

/** Takes a plan and what was typed; returns the statuses that the plan is to have, or the form with every error. */
export function checkStatuses(
  plan: HasStatuses,
  values: FormValues,
): { data: readonly PlanStatus[]; state?: undefined } | { data?: undefined; state: FormState } {
  const errors: Record<string, string> = {}
  const removed = [values.remove ?? []].flat()
  const typed = plan.statuses
    .filter(({ code }) => !removed.includes(code))
    .flatMap(({ code, meaning }) => readStatus(values, code, code, meaning, errors) ?? [])
  const added = isAdding(values) ? readAdded(plan, values, errors) : null
  const all = [...typed, ...(added ? [added] : [])]
  checkNames(all, errors)
  if (all.length > MOST_STATUSES) errors.form = statusMessages.tooManyStatuses(MOST_STATUSES)
  const done = all.filter(({ status }) => factsOf(status.meaning).complete)
  if (Object.keys(errors).length === 0 && (done.length === 0 || done.length === all.length))
    errors.form = done.length === 0 ? statusMessages.noneIsDone : statusMessages.allAreDone
  if (Object.keys(errors).length > 0) return { state: showAgain(values, errors) }
  return { data: all.toSorted((a, b) => a.place - b.place).map(({ status }) => status) }
}

/** Of a status that is added, only the meaning and the place may be filled in without anyone wanting one. */
function isAdding(values: FormValues): boolean {
  const { label, shortLabel, definition, aliases } = statusFields(ADDED)
  return [label, shortLabel, definition, aliases].some((name) => String(values[name] ?? '').trim() !== '')
}

function readStatus(
  values: FormValues,
  field: string,
  code: StatusCode,
  meaning: Meaning,
  errors: Record<string, string>,
): Typed | null {
  const names = statusFields(field)
  const text = (name: string) => String(values[name] ?? '')
  const { data, state } = checkForm(fields, {
    label: text(names.label),
    shortLabel: text(names.shortLabel) || text(names.label),
    definition: text(names.definition),
    aliases: text(names.aliases),
    place: text(names.place),
  })
  for (const [name, error] of Object.entries(state?.errors ?? {}))
    errors[names[name as keyof typeof names]] = error
  if (!data) return null
  const { place, ...rest } = data
  return { place, code: field, status: { ...rest, code, meaning } }
}

function readAdded(plan: HasStatuses, values: FormValues, errors: Record<string, string>): Typed | null {
  const names = statusFields(ADDED)
  const meaning = MEANINGS.find((one) => one === values[names.meaning])
  if (!meaning) errors[names.meaning] = statusMessages.meaningMissing
  const code = codeFor(plan, String(values[names.label] ?? ''))
  const status = readStatus(values, ADDED, code, meaning ?? 'onTrack', errors)
  return meaning ? status : null
}

/** A name that is of two statuses, or that the figures of a report's text have for something else, would mean nothing certain. */
function checkNames(all: readonly Typed[], errors: Record<string, string>): void {
  const others = new Set(measuresOf({ statuses: [], levels: 'pillars' }).flatMap(({ names }) => names))
  const seen = new Map<string, string>()
  for (const { code, status } of all) {
    const names = statusFields(code)
    for (const [field, given] of [
      [names.label, [status.label]],
      [names.aliases, status.aliases],
    ] as const)
      for (const name of given) {
        const folded = foldLabel(name)
        if (others.has(folded) || /[{}]/.test(name)) errors[field] ??= statusMessages.nameReserved(name)
        else if (seen.has(folded)) errors[field] ??= statusMessages.nameTwice(name)
        seen.set(folded, field)
      }
  }
}

/** Made of its label once; it stays, whatever the status is called later. */
function codeFor({ statuses }: HasStatuses, label: string): StatusCode {
  const words = label
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9 ]/g, '')
    .trim()
    .split(/ +/)
    .map((word) => word.toLowerCase())
    .map((word, at) => (at === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
    .replace(/^[^a-z]+/, '')
    .slice(0, 30)
  const taken = new Set([NO_UPDATE, ...statuses.map(({ code }) => code)])
  const start = words === '' ? 'status' : words
  let code = start
  for (let number = 2; taken.has(code); number += 1) code = `${start}${number}`
  return code
}

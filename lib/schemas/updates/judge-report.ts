/** What becomes of a report on an action before anything is written: whether it breaks a rule, or someone else spoke meanwhile. */

import type { IsoDate } from '@/lib/domain/dates'
import {
  differingFields,
  type ProgressReport,
  type ReportField,
  takeTheirs,
} from '@/lib/domain/plan/progress-report'
import type { HasStatuses } from '@/lib/domain/status/status'
import type { FormErrors } from '@/lib/schemas/form'
import {
  checkReport,
  type Choices,
  type Compared,
  describeOlderDay,
  inputsOf,
  type ReadReport,
} from './progress-report'

/** What its writer had in sight: the latest update and the expected date. */
export interface Seen {
  readonly updateId: string | null
  readonly dueOn: string | null
}

/** What was in sight; what was compared, where two versions were shown, and which is to stand, by field. */
export interface Sight {
  readonly seen: Seen
  readonly compared: Compared | null
  readonly choices: Choices
}

/** As much of an action as decides. */
interface JudgedAction {
  readonly dueOn: IsoDate | null
  readonly timescaleEndsOn: IsoDate | null
  readonly planStartsOn: IsoDate
  readonly latest: {
    readonly id: string
    readonly report: ProgressReport
    readonly standing: 'shown' | 'waiting' | 'returned' | 'replaced'
    readonly author: { readonly id: string } | null
  } | null
}

/** Who reports, and on what. */
interface Reporter {
  readonly plan: HasStatuses
  readonly actor: { readonly id: string }
  readonly today: IsoDate
}

export type Judged =
  | {
      /** Someone said something meanwhile. Nothing is saved until the writer has chosen what is to stand. */
      readonly kind: 'conflict'
      readonly mine: ProgressReport
      readonly theirs: ProgressReport
      readonly fields: readonly ReportField[]
      readonly seen: Seen
      readonly compared: Compared
      /** Whether the writer sees these versions for the first time: earlier choices were about others. */
      readonly isNew: boolean
    }
  | { readonly kind: 'wrong'; readonly errors: FormErrors }
  | {
      readonly kind: 'ready'
      readonly report: ProgressReport
      readonly dueReason: string
      /** The update that says the same already, so that this one is not recorded. */
      readonly already: { readonly id: string; readonly waits: boolean } | null
    }

/** Takes who reports on which action, what was typed, what its writer had in sight, and the day of what readers see now (null for nothing). */
export function judgeReport(
  { plan, actor, today }: Reporter,
  action: JudgedAction,
  read: ReadReport,
  sight: Sight,
  seenOn: IsoDate | null,
): Judged {
  const now = versionOf(action)
  const { fields, compared, isNew } = findClashes(read.report, sight, action, now)
  const choices = isNew ? {} : sight.choices
  if (fields.some((field) => choices[field] === undefined))
    return {
      kind: 'conflict',
      mine: read.report,
      theirs: now,
      fields,
      compared,
      isNew,
      seen: seenOf(action),
    }
  const taken = fields.filter((field) => choices[field] === 'theirs')
  // Their date holds already, or waits with their update: this one asks for none.
  const theirs = { ...now, dueOn: action.dueOn }
  const report = takeTheirs(read.report, theirs, taken)
  const dueReason = taken.includes('dueOn') ? '' : read.dueReason
  const errors = {
    ...checkOlderDay(action, report, seenOn),
    ...checkReport(plan, report, dueReason, {
      today,
      startsOn: action.planStartsOn,
      dueOn: action.dueOn,
      timescaleEndsOn: action.timescaleEndsOn,
    }),
    ...without(read.errors, taken),
  }
  if (Object.keys(errors).length > 0) return { kind: 'wrong', errors }
  const already = findSame(actor, action, fields.length > 0, differingFields(report, theirs))
  return { kind: 'ready', report, dueReason, already }
}

/** What was expected on an earlier day does not take the place of what has been said since. */
function checkOlderDay(
  action: JudgedAction,
  { dueOn, effectiveOn }: ProgressReport,
  seenOn: IsoDate | null,
): FormErrors {
  if (dueOn === action.dueOn || effectiveOn === null) return {}
  return seenOn === null || seenOn <= effectiveOn ? {} : describeOlderDay(seenOn)
}

/**
 * The newest update, where recording this one would say the same again: it is the writer's own, sent anew from another copy of
 * the form, or the writer chose of two versions what was saved in every field.
 */
function findSame(
  actor: Reporter['actor'],
  { latest }: JudgedAction,
  hasChosen: boolean,
  differing: readonly ReportField[],
): { readonly id: string; readonly waits: boolean } | null {
  if (!latest || differing.length > 0 || !(hasChosen || latest.author?.id === actor.id)) return null
  const { id, standing } = latest
  return standing === 'shown' || standing === 'waiting' ? { id, waits: standing === 'waiting' } : null
}

/** Takes an action; returns what someone has in sight who opens its form now. */
function seenOf({ latest, dueOn }: JudgedAction): Seen {
  return { updateId: latest?.id ?? null, dueOn }
}

/** What was said last, waiting or not, with the expected date it leads to. */
function versionOf({ latest, dueOn }: JudgedAction): ProgressReport {
  if (latest)
    return { ...latest.report, dueOn: latest.standing === 'waiting' ? (latest.report.dueOn ?? dueOn) : dueOn }
  return { status: null, narrative: '', reason: '', mitigation: '', effectiveOn: null, evidence: [], dueOn }
}

/** In which fields someone else said something other than this form does, since it was opened. */
function findClashes(
  mine: ProgressReport,
  { seen, compared }: Sight,
  action: JudgedAction,
  now: ProgressReport,
) {
  const isOtherUpdate = seen.updateId !== (action.latest?.id ?? null)
  const isOtherDate = seen.dueOn !== action.dueOn
  const all = isOtherUpdate || compared === 'all'
  const any = all || isOtherDate || compared === 'due'
  // Who asks for no date overwrites none.
  const asks = mine.dueOn !== action.dueOn
  const fields = any ? differingFields(mine, now).filter((field) => (field === 'dueOn' ? asks : all)) : []
  return {
    fields,
    compared: all ? ('all' as const) : ('due' as const),
    isNew: isOtherUpdate || isOtherDate,
  }
}

/** Takes errors by their inputs and fields of a report; returns the errors of the other fields. */
export function without(errors: FormErrors, fields: readonly ReportField[]): FormErrors {
  const names = fields.map(inputsOf)
  return Object.fromEntries(
    Object.entries(errors).filter(
      ([input]) => !names.some((name) => input === name || input.startsWith(`${name}-`)),
    ),
  )
}

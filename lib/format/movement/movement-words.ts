/** Movement between two states of a plan, in words. */

import type { ActionChange, Comparison, ActionState } from '@/lib/domain/movement/movement'
import type { FieldChange, FieldName } from '@/lib/domain/movement/movement-fields'
import type { ChangeKind, Redating } from '@/lib/domain/movement/movement-kinds'
import { type Cell, type MatrixCell, NOT_COUNTED } from '@/lib/domain/movement/movement-matrix'
import type { SectionChange } from '@/lib/domain/movement/movement-sections'
import type { OwnValue } from '@/lib/domain/own-fields'
import { describeOwnValue } from '@/lib/format/structure/own-field-words'
import type { PlanWords } from '@/lib/domain/plan/plan'
import {
  type Bucket,
  bucketLabel,
  completeLabel,
  type HasStatuses,
  isStatus,
} from '@/lib/domain/status/status'
import { formatDate } from '@/lib/format/dates'
import { findRole, type HasRoles } from '@/lib/domain/plan/roles'
import { ACTIVITY_LABELS, BASIS_LABELS, CONFIDENCE_LABELS, count, LIFECYCLE_LABELS } from '@/lib/format/words'

interface KindWords {
  /** What its list is called. */
  readonly title: string
  /** After a count: "3 actions recovered". */
  readonly did: string
  readonly meaning: string
}

const KIND_WORDS: Readonly<Record<Exclude<ChangeKind, 'delivered' | 'improved' | 'reopened'>, KindWords>> = {
  recovered: {
    title: 'Recovered',
    did: 'recovered',
    meaning: 'Needed attention in the earlier report and do not now.',
  },
  worsened: {
    title: 'Got worse',
    did: 'got worse',
    meaning: 'A worse status than in the earlier report.',
  },
  firstReported: {
    title: 'Reported for the first time',
    did: 'reported on for the first time',
    meaning: 'No update in the earlier report.',
  },
  silent: {
    title: 'Status removed',
    did: 'no longer with a status',
    meaning: 'A status in the earlier report and none now.',
  },
  redated: {
    title: 'Due date changed',
    did: 'with a new due date',
    meaning: 'A later or earlier due date than in the earlier report.',
  },
  slipped: {
    title: 'Due date moved later',
    did: 'with a later due date',
    meaning: 'A later due date than in the earlier report.',
  },
  added: { title: 'Added', did: 'added', meaning: 'Not in the earlier report.' },
  withdrawn: { title: 'Withdrawn', did: 'withdrawn', meaning: 'No longer in the plan.' },
  merged: { title: 'Merged', did: 'merged', meaning: 'Now part of another action.' },
  superseded: { title: 'Superseded', did: 'superseded', meaning: 'Replaced by another action.' },
  restored: { title: 'Reinstated', did: 'reinstated', meaning: 'Back in the plan.' },
  removed: { title: 'Removed', did: 'removed', meaning: 'In the earlier report and not in the plan now.' },
  renumbered: {
    title: 'Renumbered',
    did: 'renumbered',
    meaning: 'The same actions with a new number.',
  },
  reworded: { title: 'Reworded', did: 'reworded', meaning: 'The same actions with a new title.' },
  moved: { title: 'Moved', did: 'moved', meaning: 'In a different section.' },
  counted: {
    title: 'Newly counted',
    did: 'newly counted',
    meaning: 'Counted now and not in the earlier report.',
  },
  notCounted: {
    title: 'No longer counted',
    did: 'no longer counted',
    meaning: 'Counted in the earlier report and not now.',
  },
  uncountedStatus: {
    title: 'Status changed, not counted',
    did: 'with a changed status that are not counted',
    meaning: 'The status changed, but they are not counted in both.',
  },
  retold: {
    title: 'Updated, status unchanged',
    did: 'updated with the same status',
    meaning: 'New wording for the same status.',
  },
  otherwise: {
    title: 'Other changes',
    did: 'with other changes',
    meaning: 'Notes, partners and other details.',
  },
}

/** Takes a plan and a kind of movement; returns its words. Those about what is done are the plan's own. */
export function kindWords(plan: HasStatuses, kind: ChangeKind): KindWords {
  const done = completeLabel(plan)
  const small = done.toLowerCase()
  switch (kind) {
    case 'delivered':
      return {
        title: `Newly ${small}`,
        did: `moved to ${done}`,
        meaning: `Not ${small} in the earlier report.`,
      }
    case 'improved':
      return {
        title: 'Improved',
        did: 'improved',
        meaning: `A better status than in the earlier report. Includes recovered and newly ${small}.`,
      }
    case 'reopened':
      return {
        title: `No longer ${small}`,
        did: `no longer ${small}`,
        meaning: `${done} in the earlier report and not now.`,
      }
    default:
      return KIND_WORDS[kind]
  }
}

export const SECTION_CHANGE_WORDS: Readonly<Record<SectionChange, string>> = {
  added: 'Added',
  removed: 'Removed',
  recoded: 'New code',
  renamed: 'New title',
  moved: 'Moved',
  rerated: 'New overall rating',
}

/** Takes a side of a comparison; returns its short name: "LB(25)03-03", "now". */
export function nameSide({ reference }: Comparison['before']): string {
  return reference ?? 'now'
}

/** Takes a side of a comparison; returns its name and the day of its figures: "LB(25)03-03 (February 2025)". */
export function describeSide(side: Comparison['before']): string {
  return `${nameSide(side)} (${formatDate(side.figuresOf ?? { date: side.asAt, precision: 'day' })})`
}

export function placeLabel(plan: HasStatuses, place: MatrixCell): string {
  return place === NOT_COUNTED ? 'Not counted' : bucketLabel(plan, place)
}

/** Takes a plan and some of its matrix; returns what it is, as a title: "At Risk then, On Track now". */
export function describeCell(plan: HasStatuses, { was, is }: Cell): string {
  return [was && `${placeLabel(plan, was)} then`, is && `${placeLabel(plan, is)} now`]
    .filter(Boolean)
    .join(', ')
}

/** Takes a plan and what is asked for of a comparison of it; returns it in words, empty for all of it. */
export function describeMovementFilter(
  plan: HasStatuses,
  { cell, kind }: { cell: Cell | null; kind: ChangeKind | null },
): string {
  return [kind && kindWords(plan, kind).title, cell && describeCell(plan, cell)].filter(Boolean).join('; ')
}

/** Takes a plan and how an action of it stands on a side; returns where that is, in words: its status, or why it has none that counts. */
export function describeState(plan: HasStatuses, state: ActionState | null): string {
  if (!state) return 'Not in the plan'
  const { bucket, lifecycle, status } = state
  if (bucket) return bucketLabel(plan, bucket)
  if (lifecycle !== 'active') return LIFECYCLE_LABELS[lifecycle]
  return status ? `${bucketLabel(plan, status)} (not counted)` : 'Not counted'
}

/** Takes a due date that is another one now; returns how far it moved: "90 days later". */
export function describeDays({ from, to, days }: Redating): string {
  if (days === null) return to ? 'first date' : from ? 'date removed' : ''
  if (days === 0) return 'same date, with more or less detail'
  return `${count(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'earlier'}`
}

/** Takes a change; returns everything that was said of why, each with what it is about; none when no one said. */
export function describeWhy({ why }: ActionChange): { readonly about: string; readonly text: string }[] {
  const sentence = [
    { about: 'Why', text: why.reason },
    { about: 'What is being done about it', text: why.mitigation },
    { about: 'Why the date moved', text: why.due },
    { about: 'Why it left or rejoined the plan', text: why.lifecycle },
    { about: 'Why counting changed', text: why.counted },
    { about: 'Progress', text: why.isNew ? why.narrative : null },
  ]
  return sentence.flatMap(({ about, text }) => (text ? [{ about, text }] : []))
}

type ChangedField = Pick<FieldChange, 'field' | 'own'>

export function fieldLabel(words: PlanWords, { field, own }: ChangedField): string {
  return own?.label ?? { ...FIELD_LABELS, section: words.section.one }[field]
}

const FIELD_LABELS: Readonly<Record<FieldName, string>> = {
  ref: 'Number',
  title: 'Title',
  section: 'Section',
  parent: 'Part of',
  lifecycle: 'Lifecycle',
  heir: 'Replaced by',
  counted: 'Counted',
  timescale: 'Timescale',
  originalDue: 'Original due date',
  due: 'Due date',
  dueNote: 'Note on the due date',
  doneWhen: 'What done looks like',
  activity: 'Activity',
  note: 'Note',
  partners: 'Partners',
  status: 'Status',
  reason: 'Reason',
  mitigation: 'What is being done about it',
  narrative: 'Progress',
  basis: 'Basis of the status',
  confidence: 'Confidence',
  ownField: 'Field',
}

const CODE_LABELS: Partial<Record<FieldName, Readonly<Record<string, string>>>> = {
  lifecycle: LIFECYCLE_LABELS,
  activity: ACTIVITY_LABELS,
  basis: BASIS_LABELS,
  confidence: CONFIDENCE_LABELS,
}

/** Takes a plan, a field of its actions that changed and one of its values; returns the value in words, empty when there is none. */
export function describeFieldValue(
  plan: HasStatuses & HasRoles,
  { field, own }: ChangedField,
  value: FieldChange['before'],
): string {
  if (value === null) return ''
  if (own) return describeOwnValue(own, value as OwnValue)
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') {
    if (field === 'status' && isStatus(plan, value)) return bucketLabel(plan, value)
    return CODE_LABELS[field]?.[value] ?? value
  }
  if ('date' in value) return formatDate(value)
  if ('code' in value) return `${value.code} ${value.title}`
  const partners = value as readonly { readonly name: string; readonly role: string }[]
  return partners.map(({ name, role }) => `${name} (${findRole(plan, role).one.toLowerCase()})`).join(', ')
}

const ORDINALS = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

const ORDINAL = new Intl.PluralRules('en-GB', { type: 'ordinal' })
const SUFFIXES = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' } as const

/**
 * Takes a plan, a status of it, in how many earlier reports in a row it was the same, and whether the state it is of is a report, too; returns
 * that in words: "third report At Risk", "At Risk in the last 2 reports and now".
 */
export function describeTimeInStatus(
  plan: HasStatuses,
  status: Bucket,
  earlier: number,
  isReport: boolean,
): string {
  if (!isReport) return `${bucketLabel(plan, status)} in the last ${count(earlier, 'report')} and now`
  const nth = earlier + 1
  return `${ORDINALS[nth] ?? `${nth}${SUFFIXES[ORDINAL.select(nth)]}`} report ${bucketLabel(plan, status)}`
}

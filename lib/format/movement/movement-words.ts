/** Movement between two states of a plan, in words. */

import type { ActionChange, Comparison, ActionState } from '@/lib/domain/movement/movement'
import type { FieldChange, FieldName } from '@/lib/domain/movement/movement-fields'
import type { ChangeKind, Redating } from '@/lib/domain/movement/movement-kinds'
import type { Cell, MatrixCell } from '@/lib/domain/movement/movement-matrix'
import type { SectionChange } from '@/lib/domain/movement/movement-sections'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { type Bucket, bucketLabel, isStatus } from '@/lib/domain/status/status'
import { formatDate } from '@/lib/format/dates'
import { ROLE_LABELS } from '@/lib/format/structure/structure-words'
import { ACTIVITY_LABELS, BASIS_LABELS, CONFIDENCE_LABELS, count, LIFECYCLE_LABELS } from '@/lib/format/words'

interface KindWords {
  /** What its list is called. */
  readonly title: string
  /** After a count: "3 actions recovered". */
  readonly did: string
  readonly meaning: string
}

export const KIND_WORDS: Readonly<Record<ChangeKind, KindWords>> = {
  recovered: {
    title: 'Recovered',
    did: 'recovered',
    meaning: 'At Risk, Delivery Date Missed with Risk or Off Track then, and not any more.',
  },
  worsened: {
    title: 'Worsened',
    did: 'worsened',
    meaning: 'Further down in the order of statuses than then.',
  },
  delivered: { title: 'Newly delivered', did: 'newly delivered', meaning: 'Not delivered then.' },
  improved: {
    title: 'Improved',
    did: 'improved',
    meaning: 'Further up in the order of statuses than then, recovered and delivered ones included.',
  },
  reopened: {
    title: 'No longer delivered',
    did: 'no longer delivered',
    meaning: 'Delivered then, and something is left to do again.',
  },
  firstReported: {
    title: 'Reported for the first time',
    did: 'reported on for the first time',
    meaning: 'Nothing had been said of them then.',
  },
  silent: {
    title: 'Nothing on record any more',
    did: 'without a status that had one',
    meaning: 'They had a status then and have none now.',
  },
  redated: { title: 'Re-dated', did: 're-dated', meaning: 'Another due date than then, later or sooner.' },
  slipped: { title: 'Slipped', did: 'slipped', meaning: 'A later due date than then.' },
  added: { title: 'Added', did: 'added', meaning: 'Not in the plan then.' },
  withdrawn: { title: 'Withdrawn', did: 'withdrawn', meaning: 'No longer a commitment.' },
  merged: { title: 'Merged', did: 'merged', meaning: 'Went on in another action.' },
  superseded: { title: 'Superseded', did: 'superseded', meaning: 'Another action took their place.' },
  restored: { title: 'Restored', did: 'restored', meaning: 'A commitment again.' },
  removed: { title: 'Removed', did: 'removed', meaning: 'In the plan then, and not any more.' },
  renumbered: {
    title: 'Re-numbered',
    did: 're-numbered',
    meaning: 'The same actions under another number.',
  },
  reworded: { title: 'Re-worded', did: 're-worded', meaning: 'The same actions under another title.' },
  moved: { title: 'Moved', did: 'moved', meaning: 'In another section than then.' },
  counted: { title: 'Counted since', did: 'counted since', meaning: 'They enter the figures now.' },
  notCounted: {
    title: 'No longer counted',
    did: 'no longer counted',
    meaning: 'They entered the figures then, and do not any more.',
  },
  uncountedStatus: {
    title: 'Another status, outside the figures',
    did: 'with another status outside the figures',
    meaning: 'Their status changed, but they are not counted in both.',
  },
  retold: {
    title: 'Reported anew, same status',
    did: 'reported anew with the same status',
    meaning: 'Other words about the same status.',
  },
  otherwise: {
    title: 'Changed otherwise',
    did: 'changed otherwise',
    meaning: 'Notes, partners and other details.',
  },
}

export const SECTION_CHANGE_WORDS: Readonly<Record<SectionChange, string>> = {
  added: 'Added',
  removed: 'Removed',
  recoded: 'Another code',
  renamed: 'Another title',
  moved: 'Moved',
  rerated: 'Another overall RAG',
}

/** Takes a side of a comparison; returns its short name: "LB(25)03-03", "now". */
export function nameSide({ reference }: Comparison['before']): string {
  return reference ?? 'now'
}

/** Takes a side of a comparison; returns its name and the day of its figures: "LB(25)03-03 (February 2025)". */
export function describeSide(side: Comparison['before']): string {
  return `${nameSide(side)} (${formatDate(side.figuresOf ?? { date: side.asAt, precision: 'day' })})`
}

/** Takes a place in the matrix; returns its name. */
export function placeLabel(place: MatrixCell): string {
  return place === 'notCounted' ? 'Not counted' : bucketLabel(place)
}

/** Takes some of the matrix; returns what it is, as a title: "At Risk then, On Track now". */
export function describeCell({ was, is }: Cell): string {
  return [was && `${placeLabel(was)} then`, is && `${placeLabel(is)} now`].filter(Boolean).join(', ')
}

/** Takes what is asked for of a comparison; returns it in words, empty for all of it. */
export function describeMovementFilter({
  cell,
  kind,
}: {
  cell: Cell | null
  kind: ChangeKind | null
}): string {
  return [kind && KIND_WORDS[kind].title, cell && describeCell(cell)].filter(Boolean).join('; ')
}

/** Takes how an action stands on a side; returns where that is, in words: its status, or why it has none that counts. */
export function describeState(state: ActionState | null): string {
  if (!state) return 'Not in the plan'
  const { bucket, lifecycle, status } = state
  if (bucket) return bucketLabel(bucket)
  if (lifecycle !== 'active') return LIFECYCLE_LABELS[lifecycle]
  return status ? `${bucketLabel(status)} (not counted)` : 'Not counted'
}

/** Takes a due date that is another one now; returns how far it moved: "90 days later". */
export function describeDays({ from, to, days }: Redating): string {
  if (days === null) return to ? 'first date' : from ? 'no date any more' : ''
  if (days === 0) return 'the same day, told more or less exactly'
  return `${count(Math.abs(days), 'day')} ${days > 0 ? 'later' : 'sooner'}`
}

/** Takes a change; returns everything that was said of why, each with what it is about; none when nobody said. */
export function describeWhy({ why }: ActionChange): { readonly about: string; readonly text: string }[] {
  const sentence = [
    { about: 'Why', text: why.reason },
    { about: 'What is being done', text: why.mitigation },
    { about: 'Why the date moved', text: why.due },
    { about: 'Why it is no longer what it was', text: why.lifecycle },
    { about: 'Why it counts otherwise', text: why.counted },
    { about: 'Progress', text: why.isNew ? why.narrative : null },
  ]
  return sentence.flatMap(({ about, text }) => (text ? [{ about, text }] : []))
}

/** Takes a plan's words and a field; returns what it is called. */
export function fieldLabel(words: PlanWords, field: FieldName): string {
  return { ...FIELD_LABELS, section: words.section.one }[field]
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
  doneWhen: 'Done when',
  activity: 'Activity',
  note: 'Note',
  partners: 'Partners',
  status: 'Status',
  reason: 'Reason',
  mitigation: 'What is being done',
  narrative: 'Progress',
  basis: 'Basis of the status',
  confidence: 'Confidence',
}

const CODE_LABELS: Partial<Record<FieldName, Readonly<Record<string, string>>>> = {
  lifecycle: LIFECYCLE_LABELS,
  activity: ACTIVITY_LABELS,
  basis: BASIS_LABELS,
  confidence: CONFIDENCE_LABELS,
}

/** Takes a field and one of its values; returns the value in words, empty when there is none. */
export function describeFieldValue(field: FieldName, value: FieldChange['before']): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'string') {
    if (field === 'status' && isStatus(value)) return bucketLabel(value)
    return CODE_LABELS[field]?.[value] ?? value
  }
  if ('date' in value) return formatDate(value)
  if ('code' in value) return `${value.code} ${value.title}`
  return value.map(({ name, role }) => `${name} (${ROLE_LABELS[role].toLowerCase()})`).join(', ')
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
 * Takes a status, in how many earlier reports in a row it was the same, and whether the state it is of is a report, too; returns
 * that in words: "third report At Risk", "At Risk in the last 2 reports and now".
 */
export function describeTimeInStatus(status: Bucket, earlier: number, isReport: boolean): string {
  if (!isReport) return `${bucketLabel(status)} in the last ${count(earlier, 'report')} and now`
  const nth = earlier + 1
  return `${ORDINALS[nth] ?? `${nth}${SUFFIXES[ORDINAL.select(nth)]}`} report ${bucketLabel(status)}`
}

/** What differs in an action between two states of its plan, field by field, with names in place of ids. */

import type { DatedTo } from '@/lib/domain/dates'
import type { LocatedAction } from './movement-pairs'
import { isSameValue, type OwnField, type OwnValue, ownValue } from '@/lib/domain/own-fields'
import { type CodeAndTitle, namePartners } from '@/lib/domain/plan/action-row'

interface NamedPartner {
  readonly name: string
  /** The code of one of the plan's roles. */
  readonly role: string
}

type FieldValue = OwnValue | DatedTo | CodeAndTitle | readonly NamedPartner[] | null

interface Field {
  readonly value: (located: LocatedAction) => FieldValue
  /** What tells whether it changed, where that is not the value: what is only renamed is still the same. */
  readonly key?: (located: LocatedAction) => unknown
}

/** What an action is, and then what was last said of it. */
const FIELDS = {
  ref: { value: ({ action }) => action.ref },
  title: { value: ({ action }) => action.title },
  section: { value: sectionOf, key: ({ action }) => action.sectionId },
  parent: {
    value: ({ action, index }) => refOf(index, action.parentId),
    key: ({ action }) => action.parentId,
  },
  lifecycle: { value: ({ action }) => action.lifecycle },
  heir: { value: ({ action, index }) => refOf(index, action.heirId), key: ({ action }) => action.heirId },
  counted: { value: ({ action }) => action.counted },
  timescale: {
    value: ({ action, index }) => index.timescales.get(action.timescaleId ?? '')?.label ?? null,
    key: ({ action }) => action.timescaleId,
  },
  originalDue: { value: ({ action }) => action.originalDue },
  due: { value: ({ action }) => action.due },
  dueNote: { value: ({ action }) => action.dueNote },
  doneWhen: { value: ({ action }) => action.doneWhen },
  activity: { value: ({ action }) => action.activity },
  note: { value: ({ action }) => action.note },
  partners: { value: partnersOf, key: ({ action }) => action.partners },
  status: { value: ({ action }) => action.current?.status ?? null },
  reason: { value: ({ action }) => action.current?.reason ?? null },
  mitigation: { value: ({ action }) => action.current?.mitigation ?? null },
  narrative: { value: ({ action }) => action.current?.narrative ?? null },
  basis: { value: ({ action }) => action.current?.basis ?? null },
  confidence: { value: ({ action }) => action.current?.confidence ?? null },
} as const satisfies Readonly<Record<string, Field>>

/** `ownField`: one that the plan has of its own. */
export type FieldName = keyof typeof FIELDS | 'ownField'

/** Names of the fields that are compared, in the order in which they are told. */
export const FIELD_NAMES: readonly FieldName[] = [
  ...(Object.keys(FIELDS) as (keyof typeof FIELDS)[]),
  'ownField',
]

export interface FieldChange {
  readonly field: FieldName
  /** Which one of the plan's own it is. */
  readonly own?: Pick<OwnField, 'code' | 'label' | 'type' | 'unit'>
  readonly before: FieldValue
  readonly after: FieldValue
}

/** Takes an action as it was and as it is; returns the fields that differ. */
export function changedFields(before: LocatedAction, after: LocatedAction): FieldChange[] {
  const changed = Object.entries<Field>(FIELDS).flatMap(([name, { value, key = value }]) => {
    if (isSame(key(before), key(after))) return []
    return [{ field: name as FieldName, before: value(before), after: value(after) }]
  })
  return [...changed, ...changedOwn(before, after)]
}

/** Of the fields that the plan has on the later side: what was retired is not compared. */
function changedOwn(before: LocatedAction, after: LocatedAction): FieldChange[] {
  return after.index.plan.fields.flatMap(({ code, label, type, unit }) => {
    const [was, is] = [ownValue(before.action, { code }), ownValue(after.action, { code })]
    if (isSameValue(was, is)) return []
    return [{ field: 'ownField' as const, own: { code, label, type, unit }, before: was, after: is }]
  })
}

/** Of plain values. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false
  const [one, other] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>]
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => name in other && isSame(one[name], other[name]))
  )
}

function sectionOf({ action, index }: LocatedAction): CodeAndTitle | null {
  const section = index.sections.get(action.sectionId)
  return section ? { code: section.code, title: section.title } : null
}

function partnersOf({ action, index }: LocatedAction): NamedPartner[] {
  return namePartners(index, action.partners).map(({ name, role }) => ({ name, role }))
}

function refOf(index: LocatedAction['index'], id: string | null): string | null {
  return id === null ? null : (index.actions.get(id)?.ref ?? null)
}

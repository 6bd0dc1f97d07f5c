/** Fields that a plan has of its own, on its actions: a budget, a priority, a second reference. */

export const OWN_FIELD_TYPES = [
  'text',
  'longText',
  'number',
  'date',
  'yesNo',
  'oneOf',
  'severalOf',
  'link',
] as const
export type OwnFieldType = (typeof OWN_FIELD_TYPES)[number]

/** As it is kept and sent: a number as such, a date as "2026-03-31", yes as true, what was chosen in the field's own order. */
export type OwnValue = string | number | boolean | readonly string[]

/** By the code of their field; a field without a value is not among them. */
export type OwnValues = Readonly<Record<string, OwnValue>>

/** What changes of them: null takes a value away. */
export type OwnChanges = Readonly<Record<string, OwnValue | null>>

export interface OwnField {
  /** Made of its first label; it stays, whatever the field is called later. */
  readonly code: string
  readonly label: string
  /** Empty where there is none. */
  readonly hint: string
  readonly type: OwnFieldType
  /** Of a number: what it is counted in; null where nothing is said of it. */
  readonly unit: string | null
  /** What can be chosen, as it is shown. */
  readonly options: readonly string[]
  readonly isRequired: boolean
  /** Others are shown to those who belong to the plan, and to no one else. */
  readonly isPublic: boolean
}

/** A field, with whether it has been taken out of use. */
export interface KeptField extends OwnField {
  readonly isRetired: boolean
}

export interface HasFields {
  /** In the order in which they are shown, without those that were retired. */
  readonly fields: readonly OwnField[]
}

/** So many are in use at once, and so many are kept with those that were retired. */
export const MOST_FIELDS = 20
export const MOST_KEPT_FIELDS = 60
export const MOST_OPTIONS = 30
/** In characters. */
export const LONGEST_IN_FIELDS = {
  label: 60,
  hint: 200,
  unit: 20,
  option: 80,
  text: 200,
  longText: 5_000,
  link: 1_000,
} as const

/** Takes a type; returns whether its values are chosen of a list. */
export const hasOptions = ({ type }: Pick<OwnField, 'type'>): boolean =>
  type === 'oneOf' || type === 'severalOf'

/** Takes a field; returns whether lists can be filtered by it: what there is to choose is known. */
export const isFilter = ({ type }: Pick<OwnField, 'type'>): boolean =>
  type === 'yesNo' || type === 'oneOf' || type === 'severalOf'

/** Takes a field; returns what a list can be filtered by: yes and no by these words. */
export const choicesOf = ({ type, options }: Pick<OwnField, 'type' | 'options'>): readonly string[] =>
  type === 'yesNo' ? ['yes', 'no'] : options

/** Takes a value and choices of its field; returns whether it is, or has, one of them. */
export function isAmong(value: OwnValue | undefined, choices: readonly string[]): boolean {
  if (value === undefined) return false
  if (typeof value === 'boolean') return choices.includes(value ? 'yes' : 'no')
  return [value].flat().some((one) => choices.includes(String(one)))
}

interface Valued {
  readonly ownFields?: OwnValues
}

/** Takes an action and a field; returns the value, or null where there is none. */
export const ownValue = ({ ownFields }: Valued, { code }: Pick<OwnField, 'code'>): OwnValue | null =>
  ownFields?.[code] ?? null

/** Takes two values; returns whether they are the same. */
export function isSameValue(one: OwnValue | null | undefined, other: OwnValue | null | undefined): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

/** Takes values before and after; returns what changes from one to the other. */
export function ownChanges(before: OwnValues = {}, after: OwnValues = {}): OwnChanges {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return Object.fromEntries(
    codes.flatMap((code) =>
      isSameValue(before[code], after[code]) ? [] : [[code, after[code] ?? null] as const],
    ),
  )
}

/** Takes values and what changes of them, the first change first; returns the values afterwards. */
export function withChanges(values: OwnValues, ...changes: readonly OwnChanges[]): OwnValues {
  return Object.fromEntries(
    Object.entries(Object.assign({}, values, ...changes) as OwnChanges).filter(
      (entry): entry is [string, OwnValue] => entry[1] !== null,
    ),
  )
}

/** Takes actions and the fields that their plan has; returns them with the values of these alone. Without any, they hold nothing of it. */
export function withFieldsOf<A extends Valued>(actions: readonly A[], fields: readonly OwnField[]): A[] {
  const codes = new Set(fields.map(({ code }) => code))
  return actions.map((action) => {
    if (!action.ownFields) return action
    const { ownFields, ...rest } = action
    const kept = Object.entries(ownFields).filter(([code]) => codes.has(code))
    if (kept.length === Object.keys(ownFields).length && kept.length > 0) return action
    return kept.length > 0 ? { ...action, ownFields: Object.fromEntries(kept) } : (rest as A)
  })
}

/** Takes a label and the codes that are taken; returns a code for the field. */
export function codeForField(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 30)
    .replace(/_$/, '')
  // What every object of JavaScript has by itself is no code.
  const start = words === '' || words in {} ? 'field' : words
  let code = start
  for (let number = 2; taken.has(code); number += 1) code = `${start}_${number}`
  return code
}

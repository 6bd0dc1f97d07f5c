/** A plan's own fields and what is entered in them, in words. */

import {
  LONGEST_IN_FIELDS,
  MOST_FIELDS,
  MOST_KEPT_FIELDS,
  MOST_OPTIONS,
  type OwnField,
  type OwnFieldType,
  type OwnValue,
} from '@/lib/domain/own-fields'
import { formatDay } from '@/lib/format/dates'

export const OWN_TYPE_LABELS: Readonly<Record<OwnFieldType, string>> = {
  text: 'Short text',
  longText: 'Long text',
  number: 'Number',
  date: 'Date',
  yesNo: 'Yes or no',
  oneOf: 'One of a list',
  severalOf: 'Several of a list',
  link: 'Link',
}

export const OWN_TYPE_HINTS: Readonly<Record<OwnFieldType, string>> = {
  text: `One line of ${LONGEST_IN_FIELDS.text} characters or fewer, such as a second reference`,
  longText: `Several lines, of ${LONGEST_IN_FIELDS.longText.toLocaleString('en-GB')} characters or fewer`,
  number: 'With a unit if you like, such as a budget in pounds',
  date: 'A day',
  yesNo: 'Such as whether an impact assessment was done',
  oneOf: 'Such as a priority. Lists can be filtered by it',
  severalOf: 'Such as health boards. Lists can be filtered by it',
  link: 'A web address',
}

/** What the fields of the form about a field are called. */
export const OWN_FIELD_LABELS = {
  label: 'Name',
  type: 'What does it hold?',
  public: 'Who can see it?',
  hint: 'Hint',
  unit: 'Unit',
  options: 'Choices',
  required: 'Required',
} as const

/** Takes a field; returns what it holds and who sees it, as a sentence. */
export const describeFieldKind = ({ type, isPublic }: OwnField): string =>
  `${OWN_TYPE_LABELS[type]}, ${isPublic ? 'for everyone who can read the plan' : 'only for people with a role in the plan'}. This cannot be changed.`

const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 6 })

/** Takes a field and one of its values; returns the value in words: "£1,000,000", "12.5 posts", "31 March 2026", "Fife, Tayside"; empty without a value. */
export function describeOwnValue(
  { type, unit }: Pick<OwnField, 'type' | 'unit'>,
  value: OwnValue | null,
): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (typeof value === 'number') return withUnit(NUMBER.format(Math.abs(value)), unit, value < 0)
  if (typeof value !== 'string') return value.join(', ')
  return type === 'date' ? formatDay(value) : value
}

/** Takes a field with its values before and after; returns what changed: "£2,000,000 (was £1,000,000)". */
export function describeOwnChange({
  before,
  after,
  ...field
}: Pick<OwnField, 'type' | 'unit'> & {
  readonly before: OwnValue | null
  readonly after: OwnValue | null
}): string {
  const [was, is] = [before, after].map((value) => describeOwnValue(field, value))
  return was ? `${is || 'None'} (was ${was})` : `${is}`
}

/** A currency stands before its number, and per cent right behind it. */
function withUnit(number: string, unit: string | null, isNegative: boolean): string {
  const sign = isNegative ? '-' : ''
  if (unit === null) return sign + number
  if (/^\p{Sc}$/u.test(unit)) return `${sign}${unit}${number}`
  return `${sign}${number}${unit === '%' ? '' : ' '}${unit}`
}

/** Takes a field and a choice that lists can be filtered by; returns it in words. */
export const choiceLabel = ({ type }: Pick<OwnField, 'type'>, choice: string): string =>
  type === 'yesNo' ? (choice === 'yes' ? 'Yes' : 'No') : choice

/** Takes a field; returns what its column is called where not everyone may see it. */
export const fieldTitle = ({ label, isPublic }: Pick<OwnField, 'label' | 'isPublic'>): string =>
  isPublic ? label : `${label} (not public)`

export const ownFieldMessages = {
  label: 'Name',
  labelMissing: 'Enter a name',
  labelTwice: (label: string) => `This plan already has a field called “${label}”. Enter another name`,
  labelReserved: (label: string) =>
    `The plan records “${label}” already, without a field. Enter another name`,
  hint: 'Hint',
  unit: 'Unit',
  typeMissing: 'Select what kind of field it is',
  publicMissing: 'Select who can see it',
  options: 'Choices',
  optionsMissing: 'Enter at least 2 choices, one on each line',
  tooManyOptions: `Enter ${MOST_OPTIONS} choices or fewer`,
  optionTooLong: (option: string, longest: number) =>
    `“${option.slice(0, 30)}…” is longer than ${longest} characters. Shorten it`,
  optionSemicolon: (option: string) =>
    `“${option}” must not contain a semicolon. Files have one between two choices`,
  optionTwice: (option: string) => `“${option}” is in the list twice. Remove one`,
  optionUsed: (options: readonly string[]) =>
    `Choices that were used cannot be changed or removed. Enter ${options
      .slice(0, 5)
      .map((one) => `“${one}”`)
      .join(', ')} again, each on its own line`,
  tooManyFields: `A plan has at most ${MOST_FIELDS} fields of its own. Retire one first`,
  tooManyKept: `A plan keeps at most ${MOST_KEPT_FIELDS} fields of its own, with those that were retired`,
  inUse: 'This field has been used, so it cannot be removed. Retire it instead',
  savedThis: 'saved this field',

  missing: (label: string) => `Enter ${label}`,
  choiceMissing: (label: string) => `Select ${label}`,
  notNumber: (label: string) => `${label} must be a number, such as 1200 or 12.5`,
  numberTooLong: (label: string) =>
    `${label} must have 15 digits or fewer, 6 of them after the decimal point`,
  notChoice: (label: string) => `${label} must be one of the choices`,
  notLink: (label: string) => `${label} must be a web address that begins with https:// or http://`,
  linkPassword: (label: string) => `${label} must be a web address without a user name or password`,
} as const

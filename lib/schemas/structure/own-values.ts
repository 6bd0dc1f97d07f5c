/** What a form, or a cell of a file, says for a plan's own fields. */

import {
  hasOptions,
  LONGEST_IN_FIELDS,
  type OwnChanges,
  type OwnField,
  type OwnValue,
  type OwnValues,
} from '@/lib/domain/own-fields'
import { cleanLine, cleanText } from '@/lib/domain/text'
import { sharedMessages } from '@/lib/format/messages'
import { ownFieldMessages } from '@/lib/format/structure/own-field-words'
import { fillDate, readDate } from '@/lib/schemas/date-fields'
import { type FormValues, isReadable } from '@/lib/schemas/form'
import { readWebAddress } from '@/lib/schemas/web-address'

/** Takes a field's code; returns the name of its field in a form, and of its filter in an address. */
export const nameOwnField = (code: string) => `field-${code}`

type Checked = { readonly value: OwnValue | null } | { readonly error: string }

/** Takes a plan's fields, what was typed and the errors so far; returns what the fields are to hold, and adds what is wrong to the errors. */
export function checkOwnValues(
  fields: readonly OwnField[],
  values: FormValues,
  errors: Record<string, string>,
): OwnChanges {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const name = nameOwnField(field.code)
      const checked = readField(field, name, values)
      if ('error' in checked) errors[name] = checked.error
      else if (checked.value === null && field.isRequired)
        errors[name] = (hasOptions(field) ? ownFieldMessages.choiceMissing : ownFieldMessages.missing)(
          field.label,
        )
      else return [[field.code, checked.value] as const]
      return []
    }),
  )
}

function readField(field: OwnField, name: string, values: FormValues): Checked {
  if (field.type === 'date') {
    const { date, error } = readDate(values, name, field.label)
    return error === undefined ? { value: date } : { error }
  }
  const sent = [values[name] ?? []].flat().filter((one) => one.trim() !== '')
  if (field.type === 'severalOf') return chooseOwn(field, sent)
  return readOwnText(field, sent[0] ?? '')
}

/** Takes a field that holds no date, and a text; returns the value that it gives, null where it is empty, or what is wrong with it. */
export function readOwnText(field: OwnField, text: string): Checked {
  const { label, type, options } = field
  const clean = type === 'longText' ? cleanText(text) : cleanLine(text)
  if (clean === '') return { value: null }
  switch (type) {
    case 'yesNo':
      return clean === 'yes' || clean === 'no'
        ? { value: clean === 'yes' }
        : { error: ownFieldMessages.notChoice(label) }
    case 'number':
      return readOwnNumber(label, clean)
    case 'oneOf':
      return options.includes(clean) ? { value: clean } : { error: ownFieldMessages.notChoice(label) }
    case 'link': {
      const { address, wrong } = readWebAddress(clean)
      if (wrong)
        return {
          error:
            wrong === 'password' ? ownFieldMessages.linkPassword(label) : ownFieldMessages.notLink(label),
        }
      return checkLength(field, address, LONGEST_IN_FIELDS.link)
    }
    default:
      return checkLength(field, clean, LONGEST_IN_FIELDS[type === 'longText' ? 'longText' : 'text'])
  }
}

/** As many digits as a number holds exactly. */
const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/

function readOwnNumber(label: string, text: string): Checked {
  const bare = text
    .replace(/^([+-]?)\p{Sc}\s*/u, '$1')
    .replace(/^\+/, '')
    .replace(/(?<=\d)[,\s](?=\d{3})/g, '')
  if (!/^-?\d+(\.\d+)?$/.test(bare)) return { error: ownFieldMessages.notNumber(label) }
  return NUMBER.test(bare) && bare.replace(/\D/g, '').length <= 15
    ? { value: Number(bare) }
    : { error: ownFieldMessages.numberTooLong(label) }
}

/** Takes a field of several choices and what was chosen; returns them in the field's order, or what is wrong. */
function chooseOwn({ label, options }: OwnField, chosen: readonly string[]): Checked {
  if (chosen.some((one) => !options.includes(one))) return { error: ownFieldMessages.notChoice(label) }
  const value = options.filter((option) => chosen.includes(option))
  return { value: value.length > 0 ? value : null }
}

function checkLength({ label }: OwnField, text: string, longest: number): Checked {
  if (text.length > longest) return { error: sharedMessages.tooLong(label, longest) }
  return isReadable(text) ? { value: text } : { error: sharedMessages.unreadableText(label) }
}

/** Takes a plan's fields and the values of one of its actions; returns the form's fields filled in. */
export function fillOwnValues(fields: readonly OwnField[], own: OwnValues): FormValues {
  return Object.assign(
    {},
    ...fields.map(({ code, type }): FormValues => {
      const value = own[code]
      const name = nameOwnField(code)
      if (type === 'date') return fillDate(name, typeof value === 'string' ? value : null)
      if (typeof value === 'boolean') return { [name]: value ? 'yes' : 'no' }
      return {
        [name]:
          value === undefined
            ? type === 'severalOf'
              ? []
              : ''
            : typeof value === 'number'
              ? String(value)
              : value,
      }
    }),
  ) as FormValues
}

/** Takes a plan's fields; returns what their fields of a form are called, by name. */
export function labelOwnFields(fields: readonly OwnField[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.flatMap(({ code, label, type }) => {
      const name = nameOwnField(code)
      if (type !== 'date') return [[name, label] as const]
      return ['day', 'month', 'year'].map((part) => [`${name}-${part}`, `${label}: ${part}`] as const)
    }),
  )
}

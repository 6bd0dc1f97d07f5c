/** A cell as the value of a field of the plan's own. */

import type { Cell } from '@/lib/domain/imports/spreadsheet'
import type { ColumnAnswer, FieldType } from '@/lib/domain/imports/rows'
import type { OwnField, OwnFieldType, OwnValue } from '@/lib/domain/own-fields'
import { foldName } from '@/lib/domain/text'
import { fieldTitle, ownFieldMessages } from '@/lib/format/structure/own-field-words'
import { readOwnText } from '@/lib/schemas/structure/own-values'
import { readNumber, readYesNo } from './numbers'

/** How the cells of a column are read, by the type of its field. */
export const CELLS_OF: Readonly<Record<OwnFieldType, FieldType>> = {
  text: 'text',
  longText: 'text',
  number: 'number',
  date: 'date',
  yesNo: 'yesNo',
  oneOf: 'text',
  severalOf: 'text',
  link: 'text',
}

/** Takes the header of a column and a plan's fields; returns the one that is called so, as Cairn's own files call it or by its name alone. */
export const findField = (header: string, fields: readonly OwnField[]): OwnField | undefined =>
  fields.find((field) => [field.label, fieldTitle(field)].some((name) => foldName(name) === foldName(header)))

type Read = { readonly value: OwnValue | null } | { readonly error: string }

/** Takes a field that holds no date, a cell and the answer about its column; returns what the cell says, or what is wrong with it. */
export function readOwnCell(field: OwnField, cell: Cell, { decimal }: ColumnAnswer): Read {
  const { kind, text, value } = cell
  switch (field.type) {
    case 'number': {
      if (kind === 'number' && typeof value === 'number')
        return readOwnText(field, seenNumber(field, text, value))
      const number = readNumber(text, decimal ?? '.')
      return typeof number === 'number'
        ? readOwnText(field, plainNumber(number))
        : { error: ownFieldMessages.notNumber(field.label) }
    }
    case 'yesNo': {
      const answer = typeof value === 'boolean' ? value : readYesNo(text)
      return answer === null ? { error: ownFieldMessages.notChoice(field.label) } : { value: answer }
    }
    case 'oneOf':
      return choose(field, [text])
    case 'severalOf':
      return choose(field, splitChoices(field, text))
    case 'link':
      return readOwnText(field, cell.link ?? text)
    default:
      return readOwnText(field, text)
  }
}

/** Of per cent what is shown: 25 for a quarter. */
const seenNumber = ({ unit }: OwnField, text: string, value: number): string =>
  plainNumber(unit === '%' && text.trim().endsWith('%') ? value * 100 : value)

/** As many decimals as are kept. */
const plainNumber = (value: number): string => value.toFixed(6).replace(/\.?0+$/, '')

/** A comma may be within a choice. */
function splitChoices({ options }: OwnField, text: string): string[] {
  const between = options.some((option) => option.includes(',')) ? /[;\n]/ : /[;,\n]/
  return text.split(between).filter((part) => part.trim() !== '')
}

function choose({ type, label, options }: OwnField, words: readonly string[]): Read {
  const chosen = new Set(words.map((word) => options.find((option) => foldName(option) === foldName(word))))
  if (chosen.has(undefined)) return { error: ownFieldMessages.notChoice(label) }
  const found = options.filter((option) => chosen.has(option))
  const [first] = found
  return { value: first === undefined ? null : type === 'oneOf' ? first : found }
}

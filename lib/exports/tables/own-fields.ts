/** The columns of a plan's own fields. */

import {
  type HasFields,
  type OwnField,
  type OwnFieldType,
  type OwnValue,
  type OwnValues,
} from '@/lib/domain/own-fields'
import { fieldTitle } from '@/lib/format/structure/own-field-words'
import { SEPARATOR } from './columns'
import type { Cell, CellType, Column } from './table'

interface Valued {
  readonly ownFields: OwnValues
}

export const OWN_CELL_TYPES: Readonly<Record<OwnFieldType, CellType>> = {
  text: 'string',
  longText: 'string',
  number: 'number',
  date: 'date',
  yesNo: 'boolean',
  oneOf: 'string',
  severalOf: 'string',
  link: 'string',
}

/** Takes a plan; returns a column for each of its own fields, under a name that no other column has. */
export const ownColumns = ({ fields }: HasFields): Column<Valued>[] =>
  fields.map((field) => ({
    name: `field_${field.code}`,
    title: fieldTitle(field),
    type: OWN_CELL_TYPES[field.type],
    empty: '[x]',
    description: describe(field),
    ...(field.type === 'severalOf' && { separator: SEPARATOR }),
    value: ({ ownFields }) => ownCell(ownFields[field.code]),
  }))

/** Takes a value; returns it as a cell: several choices with the separator between them. */
export function ownCell(value: OwnValue | undefined): Cell {
  if (value === undefined) return null
  return typeof value === 'object' ? value.join(SEPARATOR) : value
}

function describe({ label, hint, unit, type, options, isPublic }: OwnField): string {
  const said = [
    `A field of the plan’s own: ${hint || label}`,
    ...(unit === null ? [] : [`In ${unit}`]),
    ...(options.length > 0 ? [`${type === 'oneOf' ? 'One' : 'Any'} of: ${options.join(', ')}`] : []),
    ...(isPublic ? [] : ['Not public']),
  ]
  return `${said.join('. ')}.`
}

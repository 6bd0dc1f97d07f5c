/** The form by which a field of a plan's own is added and changed. */

import { z } from 'zod'
import {
  hasOptions,
  type KeptField,
  LONGEST_IN_FIELDS,
  MOST_OPTIONS,
  OWN_FIELD_TYPES,
} from '@/lib/domain/own-fields'
import { cleanLine, foldName } from '@/lib/domain/text'
import { ownFieldMessages } from '@/lib/format/structure/own-field-words'
import { checkForm, type FormState, type FormValues, optionalText, requiredLine } from '@/lib/schemas/form'

const names = z.object({
  label: requiredLine(ownFieldMessages.label, ownFieldMessages.labelMissing, LONGEST_IN_FIELDS.label),
  hint: optionalText(ownFieldMessages.hint, LONGEST_IN_FIELDS.hint).transform(cleanLine),
  unit: optionalText(ownFieldMessages.unit, LONGEST_IN_FIELDS.unit).transform(cleanLine),
  options: optionalText(ownFieldMessages.options, MOST_OPTIONS * (LONGEST_IN_FIELDS.option + 2)),
  required: z.literal('yes').optional(),
})

/** What a plan as a spreadsheet calls its other columns. */
const RESERVED = new Set(
  [
    'Reference',
    'Title',
    'Section',
    'Pillar',
    'Description',
    'Lead',
    'Partners',
    'Due date',
    'Timescale',
    'Status',
    'Update',
  ].map(foldName),
)

const kind = z.object({
  type: z.enum(OWN_FIELD_TYPES, { error: ownFieldMessages.typeMissing }),
  public: z.enum(['yes', 'no'], { error: ownFieldMessages.publicMissing }),
})

/** Takes a field; returns its form filled in. */
export function fillPlanField(field: KeptField): FormValues {
  return {
    label: field.label,
    hint: field.hint,
    ...(field.type === 'number' && { unit: field.unit ?? '' }),
    ...(hasOptions(field) && { options: field.options.join('\n') }),
    ...(field.isRequired && { required: 'yes' }),
  }
}

/**
 * Takes the field that is changed (null to add one) and what was typed; returns the field as it is to be, or every error and what was
 * typed. What a field holds and who sees it is asked when it is added, and never again. One that is added has no code yet.
 */
export function checkPlanField(
  old: KeptField | null,
  values: FormValues,
): { data: KeptField; state?: undefined } | { data?: undefined; state: FormState } {
  const { data, state } = checkForm(names, values)
  const errors: Record<string, string> = { ...state?.errors }
  const asked = old ? null : checkForm(kind, values)
  Object.assign(errors, asked?.state?.errors)
  if (data && RESERVED.has(foldName(data.label))) errors.label = ownFieldMessages.labelReserved(data.label)
  const type = old?.type ?? asked?.data?.type
  const options = type && hasOptions({ type }) ? readOptions(data?.options ?? '', errors) : []
  if (!data || !type || Object.keys(errors).length > 0) return { state: { values, errors } }
  return {
    data: {
      code: old?.code ?? '',
      label: data.label,
      hint: data.hint,
      type,
      unit: type === 'number' ? data.unit || null : null,
      options,
      isRequired: data.required === 'yes',
      isPublic: old ? old.isPublic : asked?.data?.public === 'yes',
      isRetired: old?.isRetired ?? false,
    },
  }
}

function readOptions(text: string, errors: Record<string, string>): string[] {
  const options = text.split('\n').map(cleanLine).filter(Boolean)
  const long = options.find((option) => option.length > LONGEST_IN_FIELDS.option)
  const parted = options.find((option) => option.includes(';'))
  const twice = options.find(
    (option, at) => options.findIndex((one) => foldName(one) === foldName(option)) < at,
  )
  if (options.length < 2) errors.options ??= ownFieldMessages.optionsMissing
  else if (options.length > MOST_OPTIONS) errors.options ??= ownFieldMessages.tooManyOptions
  else if (long) errors.options ??= ownFieldMessages.optionTooLong(long, LONGEST_IN_FIELDS.option)
  else if (parted) errors.options ??= ownFieldMessages.optionSemicolon(parted)
  else if (twice) errors.options ??= ownFieldMessages.optionTwice(twice)
  return options
}

'use client'

import { useField } from './form-context'
import { type FieldProps, useParts } from './field-parts'

const PARTS = [
  ['day', 'Day', 'ds_input--fixed-2'],
  ['month', 'Month', 'ds_input--fixed-2'],
  ['year', 'Year', 'ds_input--fixed-4'],
] as const

/** A day, as three numbers; lib/schemas/date-fields.ts reads them. */
export function DateField(field: FieldProps) {
  const { error, parts, question, control } = useParts(field)
  return (
    <div className={question}>
      <fieldset aria-describedby={control['aria-describedby']} id={field.name} tabIndex={-1}>
        <legend>{field.label}</legend>
        {parts}
        <div className="ds_field-group--inline">
          {PARTS.map(([part, label, width]) => (
            <DatePart
              key={part}
              name={`${field.name}-${part}`}
              label={label}
              width={width}
              isWrong={Boolean(error)}
            />
          ))}
        </div>
      </fieldset>
    </div>
  )
}

function DatePart({
  name,
  label,
  width,
  isWrong,
}: {
  name: string
  label: string
  width: string
  isWrong: boolean
}) {
  const { value } = useField(name)
  return (
    <div>
      <label className="ds_label" htmlFor={name}>
        {label}
      </label>
      <input
        className={`ds_input ${width} ${isWrong ? 'ds_input--error' : ''}`}
        id={name}
        name={name}
        type="text"
        inputMode="numeric"
        aria-invalid={isWrong ? true : undefined}
        defaultValue={value}
        key={value}
      />
    </div>
  )
}

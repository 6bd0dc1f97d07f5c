'use client'

import { FoldedFields } from './folded-fields'
import { type FieldProps, useParts } from './field-parts'

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string
  /** Of a status: whether it asks for a reason (app/forms.css). */
  readonly isAdverse?: boolean
}

const valuesOf = (options: readonly Option[]) => options.map(({ value }) => value)

interface RadioProps extends FieldProps {
  readonly options: readonly Option[]
  /** Others that are rarely right, out of the way. */
  readonly folded?: { readonly summary: string; readonly options: readonly Option[] }
}

/** One of a few, none of them chosen unless the form says so. */
export function RadioField({ options, folded, ...field }: RadioProps) {
  const { value, parts, question, control } = useParts(
    field,
    valuesOf([...options, ...(folded?.options ?? [])]),
  )
  return (
    <div className={question}>
      <fieldset aria-describedby={control['aria-describedby']} id={field.name} tabIndex={-1}>
        <legend>{field.label}</legend>
        {parts}
        <Radios name={field.name} value={value} options={options} />
        {folded && (
          <FoldedFields
            summary={folded.summary}
            fields={[field.name]}
            open={folded.options.some((option) => option.value === value)}
          >
            <Radios name={field.name} value={value} options={folded.options} />
          </FoldedFields>
        )}
      </fieldset>
    </div>
  )
}

function Radios({ name, value, options }: { name: string; value: string; options: readonly Option[] }) {
  return (
    <div className="ds_field-group">
      {options.map((option) => (
        <div className="ds_radio" key={option.value}>
          <input
            className="ds_radio__input"
            type="radio"
            id={`${name}-${option.value}`}
            name={name}
            value={option.value}
            defaultChecked={option.value === value}
            key={String(option.value === value)}
            data-adverse={option.isAdverse === true ? '' : undefined}
            aria-describedby={option.hint && `${name}-${option.value}-hint`}
          />
          <label className="ds_radio__label" htmlFor={`${name}-${option.value}`}>
            {option.label}
          </label>
          {option.hint && (
            <p className="ds_hint-text" id={`${name}-${option.value}-hint`}>
              {option.hint}
            </p>
          )}
        </div>
      ))}
    </div>
  )
}

/** Any of a few. */
export function CheckboxField({ options, ...field }: FieldProps & { readonly options: readonly Option[] }) {
  const { values, parts, question, control } = useParts(field)
  return (
    <div className={question}>
      <fieldset aria-describedby={control['aria-describedby']} id={field.name} tabIndex={-1}>
        <legend>{field.label}</legend>
        {parts}
        {/* A browser sends nothing of boxes of which none is ticked. */}
        <input type="hidden" name="boxes" value={field.name} />
        <div className="ds_field-group">
          {options.map((option) => (
            <div className="ds_checkbox" key={option.value}>
              <input
                className="ds_checkbox__input"
                type="checkbox"
                id={`${field.name}-${option.value}`}
                name={field.name}
                value={option.value}
                defaultChecked={values.includes(option.value)}
                key={String(values.includes(option.value))}
              />
              <label className="ds_checkbox__label" htmlFor={`${field.name}-${option.value}`}>
                {option.label}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  )
}

/** One of many. */
export function SelectField({
  options,
  empty,
  hideLabel,
  ...field
}: FieldProps & {
  readonly options: readonly Option[]
  readonly empty?: string
  readonly hideLabel?: boolean
}) {
  const { value, error, parts, question, control } = useParts(field, valuesOf(options))
  return (
    <div className={question}>
      <label className={hideLabel ? 'ds_label visually-hidden' : 'ds_label'} htmlFor={field.name}>
        {field.label}
      </label>
      {parts}
      <div className="ds_select-wrapper">
        <select
          key={value}
          {...control}
          className={`ds_select ${error ? 'ds_select--error' : ''}`}
          id={field.name}
          name={field.name}
          defaultValue={value}
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <span className="ds_select-arrow" aria-hidden="true" />
      </div>
    </div>
  )
}

'use client'

import { type ChangeEvent, type ReactNode, useState } from 'react'
import { LONGEST_TEXT } from '@/lib/schemas/form'
import { FoldedFields } from './folded-fields'
import { useField } from './form-context'

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: ReactNode
}

/** The parts that every field has: its error and its hint, and the ids by which the control names them. */
function useParts({ name, hint }: FieldProps, offered: readonly string[] | null = null) {
  const { value, values, error } = useField(name)
  const isGone = offered !== null && value !== '' && !offered.includes(value)
  const describedBy =
    [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(' ') || undefined
  const parts = (
    <>
      {hint && (
        <div className="ds_hint-text" id={`${name}-hint`}>
          {hint}
        </div>
      )}
      {isGone && <p className="ds_hint-text">Your earlier choice is no longer available. Choose again.</p>}
      {error && (
        <p className="ds_question__error-message" id={`${name}-error`}>
          <span className="visually-hidden">Error: </span>
          {error}
        </p>
      )}
    </>
  )
  const question = error ? 'ds_question ds_question--error' : 'ds_question'
  return {
    value,
    values,
    error,
    parts,
    question,
    control: { 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined },
  }
}

/** What the form sends back as it came. */
export function HiddenField({ name }: { readonly name: string }) {
  const { value } = useField(name)
  return <input type="hidden" name={name} value={value} />
}

interface TextProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'password' | 'number' | 'url'
  readonly autoComplete?: string
  readonly className?: string
  /** In a table, whose headers say it to those who see them. */
  readonly hideLabel?: boolean
}

/** One line of text. */
export function TextField({ type = 'text', autoComplete, className, hideLabel, ...field }: TextProps) {
  const { value, error, parts, question, control } = useParts(field)
  return (
    <div className={question}>
      <label className={hideLabel ? 'ds_label visually-hidden' : 'ds_label'} htmlFor={field.name}>
        {field.label}
      </label>
      {parts}
      <input
        {...control}
        className={`ds_input ${error ? 'ds_input--error' : ''} ${className ?? ''}`}
        id={field.name}
        name={field.name}
        type={type}
        dir="auto"
        autoComplete={autoComplete}
        defaultValue={value}
        key={value}
      />
    </div>
  )
}

/**
 * What a text area holds, so that React leaves alone what somebody typed into it before the scripts came. Taking a page over,
 * React writes a text area's default value into it anew where that is the same string as the one on the page; of a list, which
 * the browser reads as the same text, it never is. (`input` and `select` are left as they are.)
 */
const leaveTyped = (value: string) => (typeof window === 'undefined' ? value : [value])

/** So many characters before the most that a text can have, it is said how many are left. */
const SAID_BEFORE = 2000

/** Several lines of text. */
export function TextArea({ rows = 4, ...field }: FieldProps & { readonly rows?: number }) {
  const { value, error, parts, question, control } = useParts(field)
  const [left, setLeft] = useState(LONGEST_TEXT)
  return (
    <div className={question}>
      <label className="ds_label" htmlFor={field.name}>
        {field.label}
      </label>
      {parts}
      <textarea
        {...control}
        className={`ds_input ${error ? 'ds_input--error' : ''}`}
        id={field.name}
        name={field.name}
        rows={rows}
        dir="auto"
        onInput={({ currentTarget }) => setLeft(LONGEST_TEXT - currentTarget.value.length)}
        // Lets the style sheet tell whether it is empty.
        placeholder=" "
        defaultValue={leaveTyped(value)}
        key={value}
      />
      {left < SAID_BEFORE && (
        <p className="ds_hint-text" role="status">
          {left >= 0
            ? `You have ${left.toLocaleString('en-GB')} characters left`
            : `You have ${(-left).toLocaleString('en-GB')} characters too many`}
        </p>
      )}
    </div>
  )
}

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string
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

interface FileProps extends FieldProps {
  readonly accept: string
  /** The most bytes that are taken. */
  readonly most: number
}

/**
 * A file. A browser never keeps one that was sent: what the form makes of it has to stand elsewhere. With a script, one that is
 * too large is never sent: what is typed beside it would be lost with it.
 */
export function FileField({ accept, most, ...field }: FileProps) {
  const { parts, question, control } = useParts(field)
  const [refused, setRefused] = useState<string | null>(null)
  const check = ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    const file = input.files?.[0]
    const isTooLarge = file !== undefined && file.size > most
    setRefused(isTooLarge ? file.name : null)
    if (isTooLarge) input.value = ''
  }
  return (
    <div className={question}>
      <label className="ds_label" htmlFor={field.name}>
        {field.label}
      </label>
      {parts}
      <div role="status">
        {refused !== null && (
          <p className="ds_question__error-message">
            “{refused}” is larger than {Math.floor(most / 1000)} kB. Choose a smaller file
          </p>
        )}
      </div>
      <input
        {...control}
        className="ds_input"
        id={field.name}
        name={field.name}
        type="file"
        accept={accept}
        onChange={check}
      />
    </div>
  )
}

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

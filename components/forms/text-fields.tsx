'use client'

import { type ChangeEvent, useState } from 'react'
import { LONGEST_TEXT } from '@/lib/schemas/form'
import { useField } from './form-context'
import { type FieldProps, useParts } from './field-parts'

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
 * What a text area holds, so that React leaves alone what someone typed into it before the scripts came. Taking a page over,
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

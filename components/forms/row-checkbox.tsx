'use client'

import { useField } from './form-context'

interface Props {
  readonly name: string
  readonly value: string
  /** Said to those who cannot see the row. */
  readonly label: string
}

/** Ticks a row of a table or a list. */
export function RowCheckbox({ name, value, label }: Props) {
  const isTicked = useField(name).values.includes(value)
  return (
    <div className="ds_checkbox ds_checkbox--small row-checkbox">
      <input
        className="ds_checkbox__input"
        type="checkbox"
        id={`${name}-${value}`}
        name={name}
        value={value}
        defaultChecked={isTicked}
        key={String(isTicked)}
      />
      <label className="ds_checkbox__label" htmlFor={`${name}-${value}`}>
        <span className="visually-hidden">{label}</span>
      </label>
    </div>
  )
}

interface Props {
  readonly name: string
  readonly label: string
  readonly value: string | null
  readonly options: readonly { value: string; label: string }[]
}

/** A field of a filter: one of many, or any of them. */
export function Choice({ name, label, value, options }: Props) {
  const id = `filter-${name}`
  return (
    <div>
      <label className="ds_label" htmlFor={id}>
        {label}
      </label>
      <div className="ds_select-wrapper">
        <select className="ds_select" id={id} name={name} defaultValue={value ?? ''}>
          <option value="">Any</option>
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

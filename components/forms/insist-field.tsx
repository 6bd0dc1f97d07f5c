'use client'

import { CheckboxField } from './choice-fields'
import { useField } from './form-context'

interface Props {
  readonly name: string
  readonly label: string
  /** What is done all the same. */
  readonly option: string
}

/** A question that only those are asked whose form was refused for it, and who may really mean it. */
export function InsistField({ name, label, option }: Props) {
  const { values, error } = useField(name)
  if (!error && values.length === 0) return null
  return <CheckboxField name={name} label={label} options={[{ value: 'yes', label: option }]} />
}

/** Asked only of who chose a name that looks like one that is there. */
export function IsAnotherField() {
  return (
    <InsistField
      name="isAnother"
      label="This name is already used"
      option="This is a different one with the same name"
    />
  )
}

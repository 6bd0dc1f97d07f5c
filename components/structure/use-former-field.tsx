'use client'

import { CheckboxField } from '@/components/forms/field'
import { useField } from '@/components/forms/form-context'

/** Asked only of who chose a number that another record had before. */
export function UseFormerField() {
  const { values, error } = useField('useFormer')
  if (!error && values.length === 0) return null
  return (
    <CheckboxField
      name="useFormer"
      label="A number or code that was used before"
      options={[{ value: 'yes', label: 'Use it all the same' }]}
    />
  )
}

'use client'

import { TextArea } from '@/components/forms/field'
import { useField } from '@/components/forms/form-context'

interface Props {
  readonly name: string
  readonly title: string
  readonly remedy: string
}

/** A gap that the plan does not have as at the day the page was opened with, but may have as at the one that was typed. */
export function LateGap({ name, title, remedy }: Props) {
  const { value, error } = useField(name)
  if (!value && !error) return null
  return (
    <>
      <h3>{title}</h3>
      <p>{remedy}</p>
      <TextArea name={name} label={`Why it goes out as it is: ${title.toLowerCase()}`} rows={2} />
    </>
  )
}

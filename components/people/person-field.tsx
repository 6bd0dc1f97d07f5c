import { type Option, SelectField } from '@/components/forms/choice-fields'
import type { FieldProps } from '@/components/forms/field-parts'
import { TextField } from '@/components/forms/text-fields'

/** So many people are offered in a list: with more, whoever is meant is typed. */
export const MOST_PEOPLE = 100

interface Props extends FieldProps {
  readonly hint?: string
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** What the list says for none. */
  readonly empty: string
  /** Choices beside the people: no one. What they send can be typed as well. */
  readonly others?: readonly Option[]
}

/** An officer or editor of a plan: chosen from a list or, where there are many, by name or email address (lib/queries/periods/accountable.ts finds them). */
export function PersonField({ people, empty, others = [], hint, ...field }: Props) {
  if (people.length <= MOST_PEOPLE)
    return (
      <SelectField
        {...field}
        {...(hint && { hint })}
        empty={empty}
        options={[...people.map(({ id, name }) => ({ value: id, label: name })), ...others]}
      />
    )
  const typed = [
    'Full name or email address of an officer or editor of this plan',
    ...others.map(({ value, label }) => `“${value}” for: ${label.toLowerCase()}`),
  ].join('. ')
  return <TextField {...field} hint={hint ? `${typed}. ${hint}` : typed} />
}

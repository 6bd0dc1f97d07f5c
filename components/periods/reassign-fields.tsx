import { TextArea } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'
import { PersonField } from '@/components/people/person-field'
import { NOBODY } from '@/lib/schemas/periods/reassign'

interface Props {
  /** Those who may answer for an action. */
  readonly reporters: readonly { readonly id: string; readonly name: string }[]
  readonly canBeNobody: boolean
}

/** To whom, from when and why. */
export function ReassignFields({ reporters, canBeNobody }: Props) {
  return (
    <>
      <PersonField
        name="person"
        label="Accountable officer"
        empty="Choose a person"
        people={reporters}
        others={canBeNobody ? [{ value: NOBODY, label: 'No one for now' }] : []}
      />
      <DateField name="from" label="From" hint="Today or earlier" />
      <TextArea name="reason" label="Reason (optional)" rows={2} />
    </>
  )
}

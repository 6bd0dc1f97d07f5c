import { TextArea } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'
import { SelectField } from '@/components/forms/choice-fields'
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
      <SelectField
        name="person"
        label="Accountable officer"
        empty="Choose a person"
        options={[
          ...reporters.map(({ id, name }) => ({ value: id, label: name })),
          ...(canBeNobody ? [{ value: NOBODY, label: 'No one for now' }] : []),
        ]}
      />
      <DateField name="from" label="From" hint="Today or earlier" />
      <TextArea name="reason" label="Reason (optional)" rows={2} />
    </>
  )
}

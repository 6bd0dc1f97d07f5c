import { TextField } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'

export const EDITORS_ONLY = 'Only editors of this plan can change its reporting periods.'

/** What makes a period; its opening day only as long as that can change. */
export function PeriodFields({ withOpening }: { withOpening: boolean }) {
  return (
    <>
      <TextField name="name" label="Name" hint="For example, October to December 2026" />
      {withOpening && <DateField name="opens" label="Opens" />}
      <DateField name="due" label="Updates due" hint="The last day on which an update is on time" />
      <DateField
        name="closes"
        label="Closes"
        hint="Updates after this day are kept, but do not count for this period"
      />
    </>
  )
}

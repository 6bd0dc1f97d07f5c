import { TextArea, TextField } from '@/components/forms/text-fields'
import { DateField } from '@/components/forms/date-field'
import { SelectField } from '@/components/forms/choice-fields'
import type { PlanState } from '@/lib/domain/plan/plan'

export const EDITORS_ONLY = 'Only editors of this plan can enter printed reports.'

/** What a report says of itself. */
export function AboutFields({ plan, hint }: { plan: PlanState; hint?: string }) {
  return (
    <>
      <TextField
        name="reference"
        label="Reference"
        hint={hint ?? 'The number on the report, such as LB(25)03-03'}
      />
      <TextField name="title" label="Title" />
      <DateField
        name="asOf"
        label="Date of the figures"
        hint="If the report gives only a month, enter its last day"
      />
      {plan.sources.length > 0 && (
        <SelectField
          name="source"
          label="Source it was read from"
          empty="None of these"
          options={plan.sources.map(({ code, title }) => ({ value: code, label: title }))}
        />
      )}
      <TextArea
        name="correction"
        label="What was wrong"
        hint="Only if you are correcting figures already entered"
        rows={2}
      />
    </>
  )
}

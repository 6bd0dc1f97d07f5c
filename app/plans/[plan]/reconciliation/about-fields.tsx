import { DateField, SelectField, TextArea, TextField } from '@/components/forms/field'
import type { PlanState } from '@/lib/domain/plan/plan'

export const EDITORS_ONLY = 'Only editors of this plan can enter what a report printed.'

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
        label="The day that the figures are of"
        hint="Where the report gives only a month, its last day"
      />
      {plan.sources.length > 0 && (
        <SelectField
          name="source"
          label="Source of this plan that it was read from"
          empty="None of these"
          options={plan.sources.map(({ code, title }) => ({ value: code, label: title }))}
        />
      )}
      <TextArea
        name="correction"
        label="What was wrong with the figures entered before"
        hint="Only when the figures of this report were entered before"
        rows={2}
      />
    </>
  )
}

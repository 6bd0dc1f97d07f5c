import { RadioField, SelectField } from '@/components/forms/choice-fields'
import { DateField } from '@/components/forms/date-field'
import { TextArea } from '@/components/forms/text-fields'
import { PersonField } from '@/components/people/person-field'
import type { PlanState } from '@/lib/domain/plan/plan'
import { rolesOf } from '@/lib/domain/plan/roles'
import type { BulkKind } from '@/lib/domain/structure/bulk'
import { NOBODY } from '@/lib/schemas/periods/reassign'
import { NONE } from '@/lib/schemas/structure/bulk'

interface Props {
  readonly plan: PlanState
  readonly kind: BulkKind
  /** Those who may answer for an action. */
  readonly reporters: readonly { readonly id: string; readonly name: string }[]
}

/** What several actions are to be changed to. */
export function BulkFields({ plan, kind, reporters }: Props) {
  if (kind === 'noChange') return <p>Their statuses have not changed, as of today.</p>
  if (kind === 'officer')
    return (
      <>
        <PersonField
          name="person"
          label="Accountable officer from today"
          empty="Choose a person"
          people={reporters}
          others={[{ value: NOBODY, label: 'No one for now' }]}
        />
        <TextArea name="reason" label="Reason (optional)" rows={2} />
      </>
    )
  if (kind === 'due')
    return (
      <>
        <DateField name="due" label="New due date" />
        <TextArea name="reason" label="Reason for the new date" rows={2} />
      </>
    )
  if (kind === 'timescale')
    return (
      <SelectField
        name="timescale"
        label="Timescale"
        empty="Choose"
        options={[
          ...plan.timescales.map(({ code, label }) => ({ value: code, label })),
          { value: NONE, label: 'No timescale' },
        ]}
      />
    )
  return (
    <>
      <SelectField
        name="partner"
        label="Partner"
        empty="Choose"
        options={plan.partners.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <RadioField
        name="role"
        label="What part it has"
        options={[
          ...rolesOf(plan).map(({ code, one }) => ({ value: code, label: one })),
          { value: NONE, label: 'No longer named' },
        ]}
      />
    </>
  )
}

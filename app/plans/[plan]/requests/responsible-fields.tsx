import { DateField } from '@/components/forms/date-field'
import { SelectField } from '@/components/forms/choice-fields'
import { PersonField } from '@/components/people/person-field'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { NamedPerson } from '@/lib/queries/periods/accountable'

/** Who answers, and by when: both may be open. */
export function ResponsibleFields({ plan, people }: { plan: PlanState; people: readonly NamedPerson[] }) {
  return (
    <>
      {plan.partners.length > 0 && (
        <SelectField
          name="partner"
          label="Which organisation is responsible? (optional)"
          hint="Shown in reports"
          empty="Not decided yet"
          options={plan.partners.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      <PersonField
        name="person"
        label="Which person is responsible? (optional)"
        hint="The name is shown to members of this plan, not in reports"
        empty="No one"
        people={people}
      />
      <DateField
        name="due"
        label="When is an answer needed? (optional)"
        hint="Leave empty if not decided yet"
      />
    </>
  )
}

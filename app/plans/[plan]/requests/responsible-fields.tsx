import { DateField, SelectField } from '@/components/forms/field'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { NamedPerson } from '@/lib/queries/periods/accountable'

/** Who answers, and by when: both may be open. */
export function ResponsibleFields({ plan, people }: { plan: PlanState; people: readonly NamedPerson[] }) {
  return (
    <>
      {plan.partners.length > 0 && (
        <SelectField
          name="partner"
          label="Which organisation answers? (optional)"
          hint="Reports name it"
          empty="Not yet decided"
          options={plan.partners.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      <SelectField
        name="person"
        label="Which person? (optional)"
        hint="Members of this plan see the name; reports do not have it"
        empty="Nobody by name"
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DateField
        name="due"
        label="When is an answer needed? (optional)"
        hint="Leave it empty if that is not decided yet"
      />
    </>
  )
}

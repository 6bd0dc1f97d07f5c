import { DateField, SelectField } from '@/components/forms/field'
import type { PlanState } from '@/lib/domain/plan'
import type { NamedPerson } from '@/lib/queries/accountable'

/** Who owes an answer, and by when. */
export function OwedFields({ plan, people }: { plan: PlanState; people: readonly NamedPerson[] }) {
  return (
    <>
      {plan.partners.length > 0 && (
        <SelectField
          name="partner"
          label="Which organisation owes the answer?"
          hint="Reports name it"
          empty="Choose one"
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
      <DateField name="due" label="By which day?" />
    </>
  )
}

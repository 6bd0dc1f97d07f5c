import { type Option, SelectField } from '@/components/forms/choice-fields'
import type { FieldProps } from '@/components/forms/field-parts'
import { TextField } from '@/components/forms/text-fields'
import type { PlanState } from '@/lib/domain/plan/plan'
import { shortenOption } from './action-options'

/** So many options a list has at most: whoever has to look through more finds a number faster on a page of the plan. */
export const MOST_OPTIONS = 200

interface Props extends FieldProps {
  readonly hint?: string
  readonly plan: PlanState
  /** The reference of the action that it cannot be. */
  readonly except?: string | undefined
  /** What the list says for none. */
  readonly empty: string
}

/** Another action that is still in the plan: chosen from a list or, in a plan that is too large for one, by its number. */
export function ActionField({ plan, except, empty, hint, ...field }: Props) {
  const options = optionsOfActions(plan, except)
  if (options.length <= MOST_OPTIONS)
    return <SelectField {...field} {...(hint && { hint })} empty={empty} options={options} />
  const number = 'Its number, such as 12 or 12.3'
  return <TextField {...field} hint={hint ? `${hint}. ${number}` : number} className="ds_input--fixed-10" />
}

function optionsOfActions(plan: PlanState, except: string | undefined): Option[] {
  return plan.actions
    .filter(({ ref, lifecycle }) => ref !== except && lifecycle === 'active')
    .map(({ ref, title }) => ({ value: ref, label: shortenOption(`${ref} ${title}`) }))
}

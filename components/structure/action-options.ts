import type { Option } from '@/components/forms/choice-fields'
import type { PlanState } from '@/lib/domain/plan/plan'

const LONGEST = 90

/** Takes a text that may be long; returns what of it fits into a list to choose from. */
export function shortenOption(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text
}

/** Takes a plan and the reference of an action to leave out; returns the others that are still in the plan, to choose from. */
export function optionsOfActions(plan: PlanState, except: string | undefined): Option[] {
  return plan.actions
    .filter(({ ref, lifecycle }) => ref !== except && lifecycle === 'active')
    .map(({ ref, title }) => ({ value: ref, label: shortenOption(`${ref} ${title}`) }))
}

/** What people pin to their start page. */

import type { PlanState } from '@/lib/domain/plan/plan'

export const PIN_LEVELS = ['plan', 'section', 'action'] as const
export type PinLevel = (typeof PIN_LEVELS)[number]

/** So many pins someone has at most. */
export const MOST_PINS = 30

/** What is to be pinned, as an address names it. */
export interface PinSubject {
  /** The plan's slug. */
  readonly plan: string
  readonly level: PinLevel
  /** A section's code, an action's reference; of the plan itself, its slug. */
  readonly code: string
}

/** Something that can be pinned. */
interface Pinnable {
  readonly id: string
  /** What it is called: "18 Address the shortfall of Mental Health Officers". */
  readonly name: string
}

/** Takes a plan and what is to be pinned of it; returns that, or null when the plan has none such. */
export function findPinnable(
  plan: PlanState,
  { level, code }: Pick<PinSubject, 'level' | 'code'>,
): Pinnable | null {
  if (level === 'plan') return { id: plan.id, name: plan.title }
  const found =
    level === 'section'
      ? plan.sections.find((one) => one.code === code)
      : plan.actions.find(({ ref }) => ref === code)
  return found ? { id: found.id, name: `${code} ${found.title}` } : null
}

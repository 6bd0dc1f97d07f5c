import { canEditPlan } from '@/lib/domain/people/permissions'

/** Who may change what a plan is made of, as writePlan asks it. */
export const EDITORS = {
  may: canEditPlan,
  else: 'Only editors of this plan can change what it is made of.',
}

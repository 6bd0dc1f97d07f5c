import { canEditPlan } from '@/lib/domain/people/permissions'
import { structureMessages } from '@/lib/format/structure/messages'

/** Who may change a plan's structure, as writePlan asks it. */
export const EDITORS = {
  may: canEditPlan,
  else: structureMessages.cannotEdit,
}

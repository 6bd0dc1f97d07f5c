import 'server-only'
import { NotFoundError } from '@/lib/errors'
import type { PlanTransaction, PlanWrite } from '@/lib/mutations/write-plan'

/** An action or a section, by its reference or code. */
export interface SubjectName {
  readonly level: 'action' | 'section'
  readonly code: string
}

/** Takes a write and what something is about; returns the columns that name it. Throws NotFoundError. */
export async function findSubject(
  { tx, plan }: { readonly tx: PlanTransaction; readonly plan: Pick<PlanWrite['plan'], 'id'> },
  { level, code }: SubjectName,
): Promise<{ actionId: string; sectionId: null } | { actionId: null; sectionId: string }> {
  const select = { id: true } as const
  if (level === 'action') {
    const where = { planId_ref: { planId: plan.id, ref: code } }
    const action = await tx.action.findUnique({ where, select })
    if (action) return { actionId: action.id, sectionId: null }
  } else {
    // The one section of a list of actions is never shown.
    const where = { planId_code: { planId: plan.id, code }, plan: { levels: { not: 'actions' as const } } }
    const section = await tx.section.findUnique({ where, select })
    if (section) return { actionId: null, sectionId: section.id }
  }
  throw new NotFoundError(level, code)
}

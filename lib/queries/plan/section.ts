/** One section of a plan. */

import 'server-only'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import { type SectionView, viewSection } from '@/lib/domain/plan/section-views'
import { readPlan } from '@/lib/queries/plan-state/plan-state'

/** Takes a plan's place and a section's code; returns the section, or null when there is no such plan or section. */
export async function getSection(planAt: PlanRef, code: string): Promise<SectionView | null> {
  const plan = await readPlan(planAt)
  const section = plan?.sections.find((one) => one.code === code)
  return plan && section ? viewSection(plan, section) : null
}

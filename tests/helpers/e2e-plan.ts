/** What the journeys expect to read of the plan: worked out from the data files alone, past the app's own code. */

import allocation from '@/prisma/seed/action-status-allocation.json' with { type: 'json' }
import plan from '@/prisma/seed/workforce-action-plan.json' with { type: 'json' }

const statuses = new Map(allocation.allocations.map(({ actionRef, status }) => [actionRef, status]))
const pillars = new Map(plan.sections.map(({ code, pillar }) => [code, pillar]))

export const PILLARS = plan.pillars
export const SECTIONS = plan.sections
export const PARTNERS = plan.partners
export const TIMESCALES = plan.timescales

/** All 117 numbered actions and parts, in the plan's order. Only a counted one has a status. */
export const ACTIONS = plan.actions.map(({ ref, title, section, activityType, timescale }) => ({
  ref,
  title,
  section,
  pillar: pillars.get(section),
  activity: activityType,
  timescale,
  status: statuses.get(ref) ?? null,
}))

/** The references of the counted actions at a status, in the plan's order. */
export function refsAt(status: string): string[] {
  return ACTIONS.filter((action) => action.status === status).map(({ ref }) => ref)
}

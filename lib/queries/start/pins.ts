/** What did I pin to my start page? */

import 'server-only'
import { db } from '@/lib/db'
import type { KnownActor } from '@/lib/domain/people/permissions'
import type { PinLevel } from '@/lib/domain/people/pins'
import { type ActionRow, viewActionRow } from '@/lib/domain/plan/action-row'
import type { PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { type OverviewView, type SectionRow, viewSectionRow } from '@/lib/domain/plan/views'
import type { RecentMovement } from '@/lib/domain/movement/recent-movement'
import { getPlanHead } from '@/lib/queries/plan/overview'

/** What is shown of a pin; null for what was removed, or what its owner may no longer read. */
type Pinned =
  | { readonly level: 'plan'; readonly overview: OverviewView }
  | { readonly level: 'section'; readonly section: SectionRow }
  | { readonly level: 'action'; readonly action: ActionRow }

export interface PinView {
  /** Of what was pinned. */
  readonly recordId: string
  readonly pinned: (Pinned & { readonly plan: PlanState; readonly movement: RecentMovement | null }) | null
}

/** Takes whoever is signed in; returns what they pinned, the newest first. */
export async function listPins({ id }: Pick<KnownActor, 'id'>): Promise<PinView[]> {
  const pins = await db.pin.findMany({
    where: { personId: id },
    select: { level: true, recordId: true },
    orderBy: [{ pinnedAt: 'desc' }, { recordId: 'asc' }],
  })
  if (pins.length === 0) return []
  const slugs = await readSlugs(pins)
  const heads = new Map(
    await Promise.all(
      [...new Set(slugs.values())].map(async (slug) => [slug, await getPlanHead({ slug })] as const),
    ),
  )
  return pins.map(({ level, recordId }) => {
    const head = heads.get(slugs.get(recordId) ?? '')
    const shown = head && show(head, level, recordId)
    return { recordId, pinned: head && shown ? { ...shown, plan: head.plan, movement: head.movement } : null }
  })
}

/** Takes pins; returns the slug of the plan that each is of, by the id of what was pinned. */
async function readSlugs(
  pins: readonly { level: PinLevel; recordId: string }[],
): Promise<Map<string, string>> {
  const idsOf = (level: PinLevel) => pins.filter((pin) => pin.level === level).map(({ recordId }) => recordId)
  const [plans, sections, actions] = await Promise.all([
    db.plan.findMany({ where: { id: { in: idsOf('plan') } }, select: { id: true, slug: true } }),
    db.section.findMany({
      where: { id: { in: idsOf('section') } },
      select: { id: true, plan: { select: { slug: true } } },
    }),
    db.action.findMany({
      where: { id: { in: idsOf('action') } },
      select: { id: true, plan: { select: { slug: true } } },
    }),
  ])
  return new Map([
    ...plans.map(({ id, slug }) => [id, slug] as const),
    ...[...sections, ...actions].map(({ id, plan: { slug } }) => [id, slug] as const),
  ])
}

function show(
  { plan, overview }: { plan: PlanState; overview: OverviewView },
  level: PinLevel,
  id: string,
): Pinned | null {
  if (level === 'plan') return { level, overview }
  if (level === 'section') {
    const section = plan.sections.find((one) => one.id === id)
    return section ? { level, section: viewSectionRow(plan, section) } : null
  }
  const action = plan.actions.find((one) => one.id === id)
  return action ? { level, action: viewActionRow(indexPlan(plan), action) } : null
}

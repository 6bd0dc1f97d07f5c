/** Several plans seen together: what needs attention in them, and what each partner has to do in all of them. */

import type { IsoDate } from '@/lib/domain/dates'
import { type Invented, inventedInAll, inventedInPlan } from '@/lib/domain/plan/invented'
import { isComplete, severityOf } from '@/lib/domain/status/status'
import type { Progress } from '@/lib/domain/periods/updates-due'
import { foldName } from '@/lib/domain/text'
import { type ActionRow, viewActionRow } from '@/lib/domain/plan/action-row'
import { viewPartners } from '@/lib/domain/plan/partner-views'
import type { PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { type OverviewView, viewOverview } from '@/lib/domain/plan/views'

/** An action and the plan that it is in. */
export interface PlacedRow {
  readonly plan: PlanState
  readonly row: ActionRow
}

/** What a partner has to do in one plan. */
interface PartnerPlan {
  readonly plan: PlanState
  /** The partner's code there. */
  readonly code: string
  /** Counted actions that involve it, and how many of them are not done and how many need attention. */
  readonly counted: number
  readonly open: number
  readonly adverse: number
}

/** Takes a plan and the code of a partner in it; returns what tells the two from all others. */
export const keyOfPart = ({ slug }: Pick<PlanState, 'slug'>, partner: string) => `${slug} ${partner}`

/** What an editor of a plan sees of one who answers for actions in it: how much is due in its open period. */
export interface OfficerPart {
  /** A person's id, the same in every plan. */
  readonly key: string
  readonly name: string
  readonly progress: Progress
}

/** Someone who answers for actions, and in which plans updates are still due from them. */
export interface SharedOfficer {
  readonly key: string
  readonly name: string
  readonly plans: readonly { readonly plan: PlanState; readonly open: number; readonly late: number }[]
  readonly open: number
  readonly late: number
}

/** A partner of several plans is one where its name is the same after case, accents and spaces. */
export interface SharedPartner {
  /** Its code in the first of its plans: it names the partner in an address. */
  readonly code: string
  readonly name: string
  readonly plans: readonly PartnerPlan[]
  readonly open: number
}

export interface AllPlansView {
  readonly plans: readonly { readonly plan: PlanState; readonly overview: OverviewView }[]
  /** Counted actions that need attention, the worst first, of these the newest. */
  readonly attention: readonly PlacedRow[]
  /** Those with a part in most plans first, then those with most left to do. */
  readonly partners: readonly SharedPartner[]
  readonly invented: Invented
}

const BY_NAME = new Intl.Collator('en-GB')

/** Takes plans and today's date; returns them together. */
export function viewAllPlans(plans: readonly PlanState[], today: IsoDate): AllPlansView {
  const views = plans.map((plan) => ({ plan, overview: viewOverview(plan, today) }))
  return {
    plans: views,
    attention: inOrder(
      views.flatMap(({ plan, overview }) => overview.attention.map((row) => ({ plan, row }))),
    ),
    partners: sharedPartners(plans),
    invented: inventedInAll(plans.map(inventedInPlan)),
  }
}

/** Takes plans and a partner of them; returns the counted actions that involve it and are not done, the worst first. */
export function openActionsOf({ plans }: SharedPartner): PlacedRow[] {
  return inOrder(
    plans.flatMap(({ plan, code }) => {
      const partner = plan.partners.find((one) => one.code === code)
      const index = indexPlan(plan)
      return (partner ? index.countedWith(partner.id) : [])
        .map((action) => ({ plan, row: viewActionRow(index, action) }))
        .filter(({ row }) => !isComplete(plan, row.status))
    }),
  )
}

/** Takes plans with those who answer for actions in each; returns who has not reported yet, those with most late updates first. */
export function sharedOfficers(
  plans: readonly { readonly plan: PlanState; readonly officers: readonly OfficerPart[] }[],
): SharedOfficer[] {
  const found = new Map<string, { key: string; name: string; plans: SharedOfficer['plans'][number][] }>()
  for (const { plan, officers } of plans)
    for (const { key, name, progress } of officers) {
      const part = { plan, open: progress.due - progress.reported, late: progress.late }
      if (part.open === 0) continue
      const known = found.get(key)
      if (known) known.plans.push(part)
      else found.set(key, { key, name, plans: [part] })
    }
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
  return [...found.values()]
    .map((officer) => ({
      ...officer,
      open: sum(officer.plans.map(({ open }) => open)),
      late: sum(officer.plans.map(({ late }) => late)),
    }))
    .sort(
      (one, other) => other.late - one.late || other.open - one.open || BY_NAME.compare(one.name, other.name),
    )
}

function inOrder(rows: readonly PlacedRow[]): PlacedRow[] {
  const severity = ({ plan, row }: PlacedRow) => (row.status === null ? -1 : severityOf(plan, row.status))
  const day = ({ row }: PlacedRow) => row.updated?.date ?? ''
  return rows.toSorted(
    (one, other) =>
      severity(other) - severity(one) || (day(one) < day(other) ? 1 : day(one) > day(other) ? -1 : 0),
  )
}

function sharedPartners(plans: readonly PlanState[]): SharedPartner[] {
  const found = new Map<string, { code: string; name: string; plans: PartnerPlan[] }>()
  for (const plan of plans)
    for (const { code, title, rollUp } of viewPartners(plan)) {
      const done = plan.statuses
        .filter((status) => isComplete(plan, status.code))
        .reduce((sum, status) => sum + (rollUp.counts[status.code] ?? 0), 0)
      const part = { plan, code, counted: rollUp.base, open: rollUp.base - done, adverse: rollUp.adverse }
      const known = found.get(foldName(title))
      if (known) known.plans.push(part)
      else found.set(foldName(title), { code, name: title, plans: [part] })
    }
  return [...found.values()]
    .map((partner) => ({ ...partner, open: partner.plans.reduce((sum, { open }) => sum + open, 0) }))
    .sort(
      (one, other) =>
        other.plans.length - one.plans.length ||
        other.open - one.open ||
        BY_NAME.compare(one.name, other.name),
    )
}

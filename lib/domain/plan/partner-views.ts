/** What each partner leads, supports or is named for, rolled up. */

import { type Invented, inventedAmong, inventedInAll, inventedInSections } from '@/lib/domain/plan/invented'
import type { Partner, PartnerKind, PlanState } from './plan'
import { indexPlan } from './plan-index'
import type { RollUp } from '@/lib/domain/status/roll-up'
import { type BasisCounts, type SectionRow, countBases, rollUpActions, viewSectionRow } from './views'
import { type ActionRow, type CodeAndTitle, viewActionRow } from './action-row'

export interface PartnerRow extends CodeAndTitle {
  readonly id: string
  readonly abbreviation: string
  readonly kind: PartnerKind
  /** The counted actions that involve it: see partnerIdsOf. */
  readonly rollUp: RollUp
  readonly basisCounts: BasisCounts
}

export interface PartnerView extends PartnerRow {
  /** What is invented in its figures and lists. */
  readonly invented: Invented
  readonly sections: readonly (SectionRow & { readonly role: string })[]
  /** Actions and parts that name it themselves. */
  readonly actions: readonly (ActionRow & { readonly role: string })[]
}

const BY_NAME = new Intl.Collator('en-GB')

/** Takes a plan; returns its partners, those with the most counted actions first, then by name. */
export function viewPartners(plan: PlanState): PartnerRow[] {
  return plan.partners
    .map((partner) => viewPartnerRow(plan, partner))
    .sort((a, b) => b.rollUp.base - a.rollUp.base || BY_NAME.compare(a.title, b.title))
}

/** Takes a plan and one of its partners; returns everything the plan says the partner has a part in. */
export function viewPartner(plan: PlanState, partner: Partner): PartnerView {
  const index = indexPlan(plan)
  const sections = plan.sections.flatMap((section) =>
    rolesIn(section.partners, partner).map((role) => ({ ...viewSectionRow(plan, section), role })),
  )
  const actions = plan.actions.flatMap((action) =>
    rolesIn(action.partners, partner).map((role) => ({ ...viewActionRow(index, action), role })),
  )
  return {
    ...viewPartnerRow(plan, partner),
    sections,
    actions,
    invented: inventedInAll([
      inventedInSections(
        plan,
        sections.map(({ code }) => code),
      ),
      inventedAmong(index.countedWith(partner.id).map(({ current }) => current?.basis)),
      inventedAmong(actions.map(({ basis }) => basis)),
    ]),
  }
}

function viewPartnerRow(plan: PlanState, partner: Partner): PartnerRow {
  const actions = indexPlan(plan).countedWith(partner.id)
  return {
    id: partner.id,
    code: partner.code,
    title: partner.name,
    abbreviation: partner.abbreviation,
    kind: partner.kind,
    rollUp: rollUpActions(plan, actions),
    basisCounts: countBases(actions),
  }
}

function rolesIn(links: readonly { partnerId: string; role: string }[], partner: Partner): string[] {
  return links.filter((link) => link.partnerId === partner.id).map((link) => link.role)
}

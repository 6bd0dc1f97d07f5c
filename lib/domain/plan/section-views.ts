/** What is known of one section, for its page and the API; and of the outcomes that sections work towards. */

import { type SourceName, nameSources } from './action-views'
import { type Assessment, hasPillars, type Outcome, type PlanState, type Section } from './plan'
import { indexPlan } from './plan-index'
import { type LeftBase, type RollUp, countLeft } from '@/lib/domain/status/roll-up'
import { type BasisCounts, type SectionRow, countBases, rollUpActions, viewSectionRow } from './views'
import {
  type ActionRow,
  type CodeAndTitle,
  type PartnerName,
  namePartners,
  viewActionRow,
} from './action-row'

export interface SectionView extends SectionRow {
  /** The aim of its pillar. */
  readonly aim: string
  readonly note: string | null
  readonly partners: readonly PartnerName[]
  readonly outcomes: readonly Pick<Outcome, 'id' | 'code' | 'text'>[]
  /** All of its actions in the plan's order; parts follow their action, and `depth` says how deep they lie. */
  readonly actions: readonly ActionRow[]
  /** How many of its counted actions are no longer commitments. */
  readonly leftBase: LeftBase
  /** A person's rating, or null when no one gave one. */
  readonly assessment: (Omit<Assessment, 'sourceId'> & { readonly source: SourceName | null }) | null
  /** Its neighbours in the plan's order. */
  readonly previous: CodeAndTitle | null
  readonly next: CodeAndTitle | null
}

/** Takes a plan and one of its sections; returns all that is known of the section. */
export function viewSection(plan: PlanState, section: Section): SectionView {
  const index = indexPlan(plan)
  const place = plan.sections.indexOf(section)
  return {
    ...viewSectionRow(plan, section),
    aim: index.pillars.get(section.pillarId)?.aim ?? '',
    note: section.note,
    partners: namePartners(index, section.partners),
    outcomes: plan.outcomes
      .filter(({ id }) => section.outcomeIds.includes(id))
      .map(({ id, code, text }) => ({ id, code, text })),
    actions: index.actionsOf(section.id).map((action) => viewActionRow(index, action)),
    leftBase: countLeft(index.actionsOf(section.id)),
    assessment: viewAssessment(plan, section),
    previous: nameSection(plan.sections[place - 1]),
    next: nameSection(plan.sections[place + 1]),
  }
}

function viewAssessment(plan: PlanState, { assessment }: Section): SectionView['assessment'] {
  if (!assessment) return null
  const { sourceId, ...rest } = assessment
  return { ...rest, source: sourceId === null ? null : (nameSources(plan, [sourceId])[0] ?? null) }
}

function nameSection(section: Section | undefined): CodeAndTitle | null {
  return section ? { code: section.code, title: section.title } : null
}

interface OutcomeRow {
  readonly id: string
  readonly code: string
  readonly text: string
  readonly sections: readonly SectionRow[]
  /** The counted actions of those sections. */
  readonly rollUp: RollUp
  readonly basisCounts: BasisCounts
}

export interface PillarOutcomes {
  /** Null where the plan has no pillars. */
  readonly pillar: CodeAndTitle | null
  readonly outcomes: readonly OutcomeRow[]
}

/** Takes a plan; returns its outcomes by the pillar they belong to, both in the plan's order; all together where it has no pillars. */
export function viewOutcomes(plan: PlanState): PillarOutcomes[] {
  const index = indexPlan(plan)
  const rows = (outcomes: PlanState['outcomes']) =>
    outcomes.map((outcome) => {
      const sections = plan.sections.filter((section) => section.outcomeIds.includes(outcome.id))
      const counted = sections.flatMap((section) => index.countedOf(section.id))
      return {
        id: outcome.id,
        code: outcome.code,
        text: outcome.text,
        sections: sections.map((section) => viewSectionRow(plan, section)),
        rollUp: rollUpActions(plan, counted),
        basisCounts: countBases(counted),
      }
    })
  if (!hasPillars(plan)) return [{ pillar: null, outcomes: rows(plan.outcomes) }]
  return plan.pillars.map(({ id, code, name }) => ({
    pillar: { code, title: name },
    outcomes: rows(plan.outcomes.filter(({ pillarId }) => pillarId === id)),
  }))
}

/** From the views that pages show to what the API returns: fixed fields, and a label beside each code. */

import { rolesOf } from '@/lib/domain/plan/roles'
import { hasPillars, hasSections, type PlanState } from '@/lib/domain/plan/plan'
import type { HasFields } from '@/lib/domain/own-fields'
import type { PlanAt, PlanRef } from '@/lib/domain/plan/plan-ref'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { type Rating, rate, ragLabel, suggestRag } from '@/lib/domain/status/rag'
import type { RollUp } from '@/lib/domain/status/roll-up'
import type { SectionView } from '@/lib/domain/plan/section-views'
import { type BasisCounts, type OverviewView, type SectionRow, viewSectionRow } from '@/lib/domain/plan/views'
import type { HasStatuses } from '@/lib/domain/status/status'
import { paths } from '@/lib/paths'
import type { ListedPlan } from '@/lib/queries/plan/plans'
import {
  MOST_NESTED,
  type PlanBody,
  type PlanListBody,
  type RollUpBody,
  type SectionBody,
  type SectionListBody,
} from '@/lib/schemas/api'
import { apiPaths } from './links'
import { statusMessages, thresholdInWords } from '@/lib/format/status/messages'
import { writeSource, writeCounts, nameRag } from './body-parts'
import { writeAction } from './action-bodies'

type PlanSummaryBody = PlanListBody['plans'][number]
type SectionSummaryBody = SectionListBody['sections'][number]

/** Takes plans; returns the body of /plans. */
export function writePlans(plans: readonly ListedPlan[]): PlanListBody {
  return { plans: plans.map(writePlanSummary) }
}

function writePlanSummary(plan: ListedPlan): PlanSummaryBody {
  const { id, slug, title, shortTitle, period, startsOn, endsOn, publishedOn } = plan
  const { licence, attribution, language, revision, asAt, knownAt } = plan
  return {
    id,
    slug,
    title,
    shortTitle,
    publishers: [...plan.publishers],
    period,
    startsOn,
    endsOn,
    publishedOn,
    licence,
    attribution,
    language,
    revision,
    asAt,
    knownAt,
    links: {
      self: apiPaths.plan(plan),
      page: paths.plan(plan),
      rollup: apiPaths.rollup(plan),
      sections: apiPaths.sections(plan),
      actions: apiPaths.actions(plan),
    },
  }
}

/** Takes a plan; returns the body of /plans/{plan}. */
export function writePlan(plan: PlanState): PlanBody {
  const { pillars } = indexPlan(plan)
  const { pillar, section, action } = plan.words
  const { atRiskNumerator, atRiskDenominator } = plan.rule
  return {
    ...writePlanSummary(plan),
    words: {
      pillar: hasPillars(plan) ? pillar : null,
      section: hasSections(plan) ? section : null,
      action,
    },
    roles: rolesOf(plan).map(({ code, one, many, meaning }) => ({ code, one, many, meaning })),
    fields: plan.fields.map(({ code, label, hint, type, unit, options, isRequired }) => ({
      code,
      label,
      hint,
      type,
      unit,
      options: [...options],
      required: isRequired,
    })),
    statuses: plan.statuses.map(({ code, label, shortLabel, definition, meaning, aliases }) => ({
      code,
      label,
      shortLabel,
      definition,
      meaning,
      aliases: [...aliases],
    })),
    rule: { atRiskNumerator, atRiskDenominator, threshold: thresholdInWords(plan.rule) },
    pillars: plan.pillars.map(({ id, code, name, aim }) => ({ id, code, title: name, aim })),
    timescales: plan.timescales.map(({ id, code, label, startsOn, endsOn }) => ({
      id,
      code,
      title: label,
      startsOn,
      endsOn,
    })),
    partners: plan.partners.map(({ id, code, abbreviation, name, kind }) => ({
      id,
      code,
      abbreviation,
      name,
      kind,
    })),
    outcomes: plan.outcomes.map(({ id, code, text, pillarId }) => {
      const above = pillars.get(pillarId)
      return { id, code, text, pillar: above ? { code: above.code, title: above.name } : null }
    }),
    sources: plan.sources.map((source) => ({
      ...writeSource(source),
      publisher: source.publisher,
      date: source.date,
    })),
  }
}

/** Takes a plan and its overview; returns the body of /plans/{plan}/rollup. */
export function writeRollUp(
  plan: PlanState,
  { rollUp, pillars, sections, freshness }: OverviewView,
): RollUpBody {
  const figures = (counts: RollUp, basisCounts: BasisCounts) => ({
    rollUp: writeCounts(counts),
    basisCounts,
    rating: writeRating(rate(null, suggestRag(counts, plan.rule))),
  })
  return {
    plan: {
      id: plan.id,
      slug: plan.slug,
      title: plan.title,
      revision: plan.revision,
      asAt: plan.asAt,
      knownAt: plan.knownAt,
      ...figures(rollUp, freshness.basisCounts),
    },
    pillars: pillars.map(({ id, code, title, ...pillar }) => ({
      id,
      code,
      title,
      ...figures(pillar.rollUp, pillar.basisCounts),
    })),
    sections: sections.map((section) => writeSectionSummary(plan, section)),
    freshness,
    links: { self: apiPaths.rollup(plan), page: paths.plan(plan) },
  }
}

/** Takes a plan; returns the body of /plans/{plan}/sections. */
export function writeSections(plan: PlanState): SectionListBody {
  return {
    sections: plan.sections.map((section) => writeSectionSummary(plan, viewSectionRow(plan, section))),
  }
}

function writeSectionSummary(
  plan: PlanRef,
  { id, code, title, pillar, rollUp, basisCounts, rating, updated }: SectionRow,
): SectionSummaryBody {
  return {
    id,
    code,
    title,
    pillar,
    rollUp: writeCounts(rollUp),
    basisCounts,
    rating: writeRating(rating),
    updated,
    links: { self: apiPaths.section(plan, code), page: paths.section(plan, code) },
  }
}

/** Takes a plan and one of its sections; returns the body of /plans/{plan}/sections/{code}. */
export function writeSection(plan: PlanAt & HasStatuses & HasFields, section: SectionView): SectionBody {
  const { aim, note, previous, next, assessment } = section
  return {
    ...writeSectionSummary(plan, section),
    aim,
    note,
    partners: section.partners.slice(0, MOST_NESTED),
    partnersTotal: section.partners.length,
    outcomes: section.outcomes.slice(0, MOST_NESTED),
    outcomesTotal: section.outcomes.length,
    assessment: assessment && {
      ...nameRag(assessment.overallRag),
      reason: assessment.reason,
      effective: assessment.effective,
      recordedAt: assessment.recordedAt,
      basis: assessment.basis,
      source: assessment.source && writeSource(assessment.source),
      suggested: assessment.suggested,
      threshold: assessment.rule && thresholdInWords(assessment.rule),
    },
    actions: section.actions.slice(0, MOST_NESTED).map((row) => writeAction(plan, row)),
    actionsTotal: section.actions.length,
    actionsList: apiPaths.actions(plan, { section: section.code }),
    previous,
    next,
  }
}

function writeRating({ rag, assessed, suggestion, differs, isStale }: Rating): SectionSummaryBody['rating'] {
  return {
    rag,
    label: rag && ragLabel(rag),
    assessed: assessed && nameRag(assessed),
    suggested: {
      rag: suggestion.rag,
      label: suggestion.rag && ragLabel(suggestion.rag),
      explanation: statusMessages.explanation(suggestion),
    },
    differs,
    stale: isStale,
  }
}

/** From the views that pages show to what the API returns: fixed fields, and a label beside each code. */

import type { ActionView, Citing, HistoryEntry, SourceName } from '@/lib/domain/plan/action-views'
import { groupOf } from '@/lib/domain/printed/findings'
import type { Achievement, PlanState, SourceDocument } from '@/lib/domain/plan/plan'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { type OverallRag, type Rating, rate, ragLabel, suggestRag } from '@/lib/domain/status/rag'
import type { RollUp } from '@/lib/domain/status/roll-up'
import type { SectionView } from '@/lib/domain/plan/section-views'
import { type Status, statusMeaning } from '@/lib/domain/status/status'
import {
  type ActionRow,
  type BasisCounts,
  type OverviewView,
  type SectionRow,
  viewSectionRow,
} from '@/lib/domain/plan/views'
import { describeFinding } from '@/lib/format/printed/finding-words'
import { paths } from '@/lib/paths'
import type {
  ActionBody,
  ActionListBody,
  PlanBody,
  PlanListBody,
  PrintedReportBody,
  PrintedReportListBody,
  RollUpBody,
  SectionBody,
  SectionListBody,
} from '@/lib/schemas/api'
import type { FoundActions } from '@/lib/queries/plan/actions'
import type { ReconciledReport } from '@/lib/queries/printed/printed-reports'
import { toQuery } from '@/lib/schemas/plan/action-filter'
import { apiPaths } from './links'
import { statusMessages, thresholdInWords } from '@/lib/format/status/messages'

type PlanSummaryBody = PlanListBody['plans'][number]
type SectionSummaryBody = SectionListBody['sections'][number]
type ActionRowBody = ActionListBody['actions'][number]

/** Takes plans; returns the body of /plans. */
export function writePlans(plans: readonly PlanState[]): PlanListBody {
  return { plans: plans.map(writePlanSummary) }
}

function writePlanSummary(plan: PlanState): PlanSummaryBody {
  const { id, slug, title, shortTitle, period, startsOn, endsOn, publishedOn } = plan
  const { licence, attribution, revision, asAt, knownAt } = plan
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
    words: { pillar, section, action },
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
      return { id, code, text, pillar: { code: above?.code ?? '', title: above?.name ?? '' } }
    }),
    sources: plan.sources.map((source) => ({
      ...writeSource(source),
      publisher: source.publisher,
      date: source.date,
    })),
  }
}

/** Takes a plan and its overview; returns the body of /plans/{plan}/rollup. */
export function writeRollUp(plan: PlanState, { rollUp, pillars, freshness }: OverviewView): RollUpBody {
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
    sections: pillars.flatMap(({ sections }) =>
      sections.map((section) => writeSectionSummary(plan, section)),
    ),
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
export function writeSection(plan: PlanRef, section: SectionView): SectionBody {
  const { aim, note, previous, next, assessment } = section
  return {
    ...writeSectionSummary(plan, section),
    aim,
    note,
    partners: [...section.partners],
    outcomes: [...section.outcomes],
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
    actions: section.actions.map((row) => writeAction(plan, row)),
    previous,
    next,
  }
}

/** Takes a part of a plan's list of actions, its rows and the address of the next part; returns the body of /plans/{plan}/actions. */
export function writeActions(
  { plan, filter, sort, total, rollUp }: FoundActions,
  rows: readonly ActionRow[],
  next: string | null,
): ActionListBody {
  const query = toQuery(filter, sort)
  return {
    total,
    rollUp: writeCounts(rollUp),
    actions: rows.map((row) => writeAction(plan, row)),
    next,
    links: { self: apiPaths.actions(plan, query), page: paths.actions(plan, query) },
  }
}

function writeAction(plan: PlanRef, row: ActionRow): ActionRowBody {
  const {
    id,
    ref,
    title,
    pillar,
    section,
    parentRef,
    depth,
    counted,
    lifecycle,
    ratedWith,
    bucket,
    status,
    basis,
  } = row
  const { confidence, reason, mitigation, updated, activity, timescale, due, dueNote, partnersNamedOn } = row
  return {
    id,
    ref,
    title,
    pillar,
    section,
    parentRef,
    depth,
    counted,
    lifecycle,
    ratedWith,
    bucket,
    status,
    statusLabel: status && statusLabel(status),
    basis,
    confidence,
    reason,
    mitigation,
    updated,
    activity,
    timescale,
    due,
    dueNote,
    partners: [...row.partners],
    partnersNamedOn,
    involves: [...row.involves],
    links: { self: apiPaths.action(plan, ref), page: paths.action(plan, ref) },
  }
}

/** Takes a plan and one of its actions; returns the body of /plans/{plan}/actions/{ref}. */
export function writeActionDetail(plan: PlanRef, action: ActionView): ActionBody {
  const {
    doneWhen,
    originalDue,
    daysPastDue,
    refSource,
    timescaleSource,
    sourceLocator,
    note,
    parent,
    partsRollUp,
  } = action
  return {
    ...writeAction(plan, action),
    doneWhen,
    originalDue,
    daysPastDue,
    refSource,
    timescaleSource,
    sourceLocator,
    note,
    parent: parent && writeAction(plan, parent),
    parts: action.parts.map((part) => writeAction(plan, part)),
    partsRollUp: partsRollUp && writeCounts(partsRollUp),
    history: action.history.map(writeUpdate),
    achievements: action.achievements.map(writeAchievement),
    publications: action.publications.map(({ code, title, publisher, published, url, note, actionRefs }) => ({
      code,
      title,
      publisher,
      published,
      url: url ?? null,
      note,
      actionRefs: [...actionRefs],
    })),
  }
}

export function writeUpdate(update: HistoryEntry): ActionBody['history'][number] {
  const {
    id,
    status,
    narrative,
    reason,
    mitigation,
    effective,
    recordedAt,
    basis,
    basisNote,
    confidence,
    sources,
  } = update
  const { kind, aboutId, evidence, attributedTo, sourcePage } = update
  return {
    id,
    status,
    statusLabel: statusLabel(status),
    narrative,
    reason,
    mitigation,
    effective,
    recordedAt,
    kind,
    about: aboutId,
    evidence: evidence.map(({ title, url }) => ({ title, url })),
    basis,
    basisNote,
    confidence,
    attributedTo,
    sources: sources.map(writeSource),
    sourcePage: sourcePage ?? null,
  }
}

/** Takes a printed report beside the plan, and where it was asked for; returns it in short. */
function writePrintedSummary(
  planAt: PlanRef,
  { report, plan, findings }: ReconciledReport,
): PrintedReportListBody['reports'][number] {
  const { code, reference, title, asOf } = report
  return {
    code,
    reference,
    title,
    asOf,
    findingCount: findings.length,
    comparedAsAt: plan.asAt ?? asOf.date,
    links: { self: apiPaths.printedReport(planAt, code), page: paths.printedReport(planAt, code) },
  }
}

/** Takes where they were asked for and printed reports; returns the body of /plans/{plan}/printed-reports. */
export function writePrintedReports(
  planAt: PlanRef,
  reports: readonly ReconciledReport[],
): PrintedReportListBody {
  return { reports: reports.map((one) => writePrintedSummary(planAt, one)) }
}

/** Takes where it was asked for and a printed report; returns the body of /plans/{plan}/printed-reports/{code}. */
export function writePrintedReport(planAt: PlanRef, one: ReconciledReport): PrintedReportBody {
  const { correction, figures } = one.report
  return {
    ...writePrintedSummary(planAt, one),
    correction,
    figures: {
      sections: figures.sections.map((section) => ({ ...section, shares: [...section.shares] })),
      sectionTotals: [...figures.sectionTotals],
      actionTotals: [...figures.actionTotals],
      listed: figures.listed && [...figures.listed],
      names: figures.names.map(({ status, names }) => ({ status, names: [...names] })),
    },
    findings: one.findings.map((finding) => ({
      kind: finding.kind,
      group: groupOf(finding),
      sentence: describeFinding(finding, one.plan.words),
    })),
  }
}

function writeAchievement(achievement: Citing<Achievement>): ActionBody['achievements'][number] {
  const { code, summary, reported, sourceTitle, sourcePage, doubtfulMatch, note, metrics, actionRefs } =
    achievement
  return {
    code,
    summary,
    reported,
    sourceTitle,
    sourcePage: sourcePage ?? null,
    doubtfulMatch,
    note,
    actionRefs: [...actionRefs],
    metrics: metrics.map(({ label, value, unit, asOf, qualifier }) => ({
      label,
      value,
      unit,
      asOf,
      qualifier,
    })),
  }
}

export function writeSource({ code, reference, title, url, readAs }: SourceName | SourceDocument) {
  return { code, reference, title, url, readAs }
}

/** Takes counts; returns them as every body has them. */
export function writeCounts({
  base,
  counts,
  shares,
  sentence,
  percentTotal,
  adverse,
}: RollUp): ActionListBody['rollUp'] {
  return { base, counts, shares: [...shares], sentence, percentTotal, adverse }
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

export const nameRag = (rag: OverallRag) => ({ rag, label: ragLabel(rag) })
const statusLabel = (status: Status) => statusMeaning(status).label

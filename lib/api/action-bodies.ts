/** From actions and their updates to what the API returns. */

import type { ActionView, Citing, HistoryEntry } from '@/lib/domain/plan/action-views'
import type { HasFields, OwnValues } from '@/lib/domain/own-fields'
import type { Achievement, Action } from '@/lib/domain/plan/plan'
import type { PlanAt } from '@/lib/domain/plan/plan-ref'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { type ActionRow, viewActionRow } from '@/lib/domain/plan/action-row'
import { paths } from '@/lib/paths'
import { type ActionBody, type ActionListBody, MOST_NESTED } from '@/lib/schemas/api'
import type { FoundActions } from '@/lib/queries/plan/actions'
import type { SameWork } from '@/lib/domain/structure/same-work'
import { bucketLabel, type HasStatuses } from '@/lib/domain/status/status'
import { toQuery } from '@/lib/schemas/plan/action-filter'
import { apiPaths } from './links'
import { writeSource, writeCounts } from './body-parts'

type ActionRowBody = ActionListBody['actions'][number]

/** Takes a plan's list of actions, a part of it and the address of the next part; returns the body of /plans/{plan}/actions. */
export function writeActions(
  { plan, filter, sort, actions, rollUp }: FoundActions,
  part: readonly Action[],
  next: string | null,
): ActionListBody {
  const query = toQuery(filter, sort)
  const index = indexPlan(plan)
  return {
    total: actions.length,
    rollUp: writeCounts(rollUp),
    actions: part.map((action) => writeAction(plan, viewActionRow(index, action))),
    next,
    links: { self: apiPaths.actions(plan, query), page: paths.actions(plan, query) },
  }
}

export function writeAction(plan: PlanAt & HasStatuses & HasFields, row: ActionRow): ActionRowBody {
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
  const {
    confidence,
    reason,
    mitigation,
    updated,
    activity,
    timescale,
    due,
    dueNote,
    ownFields,
    partnersNamedOn,
  } = row
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
    statusLabel: status && bucketLabel(plan, status),
    basis,
    confidence,
    reason,
    mitigation,
    updated,
    activity,
    timescale,
    due,
    dueNote,
    fields: writeOwnFields(plan, ownFields),
    partners: [...row.partners],
    partnersNamedOn,
    involves: [...row.involves],
    links: { self: apiPaths.action(plan, ref), page: paths.action(plan, ref) },
  }
}

function writeOwnFields({ fields }: HasFields, values: OwnValues): ActionRowBody['fields'] {
  return fields.flatMap(({ code, label }) => {
    const value = values[code]
    return value === undefined ? [] : [{ code, label, value: typeof value === 'object' ? [...value] : value }]
  })
}

/** Takes a plan, one of its actions, a part of its updates, the address of the next part and what is the same work in other plans; returns the body of /plans/{plan}/actions/{ref}. */
export function writeActionDetail(
  plan: PlanAt & HasStatuses & HasFields,
  action: ActionView,
  part: readonly HistoryEntry[],
  historyNext: string | null,
  sameWork: readonly SameWork[],
): ActionBody {
  const {
    doneWhen,
    originalDue,
    daysPastDue,
    refSource,
    timescaleSource,
    sourceLocator,
    note,
    above,
    partsRollUp,
  } = action
  const parent = above.at(-1)
  return {
    ...writeAction(plan, action),
    doneWhen,
    originalDue,
    daysPastDue,
    refSource,
    timescaleSource,
    sourceLocator,
    note,
    parent: parent ? writeAction(plan, parent) : null,
    parts: action.parts.slice(0, MOST_NESTED).map((one) => writeAction(plan, one)),
    partsTotal: action.parts.length,
    partsRollUp: partsRollUp && writeCounts(partsRollUp),
    history: part.map((update) => writeUpdate(plan, update)),
    historyTotal: action.history.length,
    historyNext,
    achievements: action.achievements.slice(0, MOST_NESTED).map(writeAchievement),
    publications: action.publications
      .slice(0, MOST_NESTED)
      .map(({ code, title, publisher, published, url, note, actionRefs }) => ({
        code,
        title,
        publisher,
        published,
        url: url ?? null,
        note,
        actionRefs: [...actionRefs],
      })),
    sameWork: sameWork.slice(0, MOST_NESTED).map((one) => writeSameWork(action, one)),
  }
}

function writeSameWork(
  { achievements }: ActionView,
  { recordId, record, isNamedHere, other }: SameWork,
): ActionBody['sameWork'][number] {
  const { plan, code, title, shownOn } = other
  return {
    record,
    achievement: achievements.find(({ id }) => id === recordId)?.code ?? null,
    isNamedHere,
    plan: plan.slug,
    planTitle: plan.shortTitle,
    otherRecord: other.record,
    code,
    title,
    links: { self: apiPaths.action(plan.slug, shownOn), page: paths.action(plan.slug, shownOn) },
  }
}

export function writeUpdate(plan: HasStatuses, update: HistoryEntry): ActionBody['history'][number] {
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
    statusLabel: bucketLabel(plan, status),
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

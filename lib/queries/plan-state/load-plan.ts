/**
 * Reads the whole of a plan. It names every column it wants: the result is shared by all who may read the plan, so a
 * column that only some may see must never slip into it.
 */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { dayOf } from '@/lib/clock'
import { db } from '@/lib/db'
import { inForceAt, planThen, ruleThen, wasAdded } from '@/lib/domain/plan/as-at'
import { type Moment, NOW } from '@/lib/domain/plan/plan-ref'
import { type Action, type PlanState, type ProgressUpdate, withoutHiddenLevels } from '@/lib/domain/plan/plan'
import { DEFAULT_RULE } from '@/lib/domain/status/rag'
import { structureThen, withFormerRefs } from '@/lib/domain/structure/ledger'
import { planWords, statusCounts } from '@/lib/schemas/plan/stored-plan'
import { withFieldsOf } from '@/lib/domain/own-fields'
import { PUBLIC_FIELDS } from './plan-fields'
import { STATUSES } from './plan-statuses'
import { LEDGER, toDates, toLedgers } from './action-ledgers'
import { isoDate } from '@/lib/queries/iso-date'
import { sameShape } from '@/lib/queries/same-shape'
import { currentUpdates, toProgressUpdate, type UpdateRow } from '@/lib/queries/plan-state/progress-updates'
import {
  ACTION_PARTNERS,
  partnersByAction,
  STRUCTURE,
  STRUCTURE_CHANGE,
  toAchievement,
  toOwnFields,
  toPublication,
  toSection,
  toStructureEntry,
  toTimescale,
} from '@/lib/queries/plan-state/structure-ledger'

const inOrder = [
  { position: 'asc' },
  { id: 'asc' },
] as const satisfies Prisma.ActionOrderByWithRelationInput[]

/** The columns of a plan itself. */
export const PLAN = {
  id: true,
  slug: true,
  title: true,
  shortTitle: true,
  publishers: true,
  period: true,
  startsOn: true,
  endsOn: true,
  publishedOn: true,
  licence: true,
  attribution: true,
  language: true,
  notes: true,
  levels: true,
  words: true,
  statuses: STATUSES,
  fields: PUBLIC_FIELDS,
  isPublic: true,
  needsApproval: true,
  revision: true,
  version: true,
} as const satisfies Prisma.PlanSelect

const SOURCE = {
  id: true,
  code: true,
  reference: true,
  title: true,
  publisher: true,
  date: true,
  url: true,
  readAs: true,
} as const satisfies Prisma.SourceDocumentSelect

const ASSESSMENT = {
  id: true,
  sectionId: true,
  overallRag: true,
  reason: true,
  effectiveOn: true,
  effectivePrecision: true,
  recordedAt: true,
  attributedTo: true,
  basis: true,
  sourceId: true,
  sourcePage: true,
  suggested: true,
  counts: true,
  rule: { select: { atRiskNumerator: true, atRiskDenominator: true } },
} as const satisfies Prisma.SectionAssessmentSelect

/** The columns of an action. None is a relation: those are asked for by plan, as ACTION_PARTNERS says. */
export const ACTION = {
  ...STRUCTURE.action,
  counted: true,
  originalDueOn: true,
  originalDuePrecision: true,
  dueOn: true,
  duePrecision: true,
  lifecycle: true,
  heirId: true,
} as const satisfies Prisma.ActionSelect & Record<string, true>

/** Takes a plan's id and a moment, now unless said otherwise; returns its state then. Throws when there is no such plan. */
export async function loadPlan(planId: string, moment: Moment = NOW): Promise<PlanState> {
  const [state] = await loadPlanAtEach(planId, [moment])
  if (!state) throw new Error('A plan is read at each moment that is asked for')
  return state
}

/** The same at several moments, in their order: what is on record of the plan is read once. */
export async function loadPlanAtEach(planId: string, moments: readonly Moment[]): Promise<PlanState[]> {
  const where = { planId }
  const isNow = moments.every(isOfNow)
  const orderBy = [...inOrder]
  const ofThen: { take?: number } = isNow ? { take: 0 } : {}
  const linesOf = { where: { action: where }, orderBy: { entry: 'asc' } } as const
  // One snapshot, so that the version read is the version of everything read.
  const [
    plan,
    rules,
    sources,
    pillars,
    sections,
    timescales,
    outcomes,
    partnerRows,
    actionRows,
    actionPartners,
    assessments,
    achievements,
    publications,
    added,
    lifecycles,
    counts,
    moves,
    structure,
    ...updatesThen
  ] = await db.$transaction(
    [
      db.plan.findUniqueOrThrow({ where: { id: planId }, select: PLAN }),
      db.ratingRule.findMany({
        where,
        orderBy: { entry: 'desc' },
        select: { atRiskNumerator: true, atRiskDenominator: true, createdAt: true },
      }),
      db.sourceDocument.findMany({ where, orderBy: { code: 'asc' }, select: SOURCE }),
      db.pillar.findMany({ where, orderBy, select: STRUCTURE.pillar }),
      db.section.findMany({ where, orderBy, select: STRUCTURE.section }),
      db.timescale.findMany({ where, orderBy, select: STRUCTURE.timescale }),
      db.outcome.findMany({ where, orderBy, select: STRUCTURE.outcome }),
      db.partner.findMany({
        where,
        orderBy: [{ name: 'asc' }, { code: 'asc' }],
        select: STRUCTURE.partner,
      }),
      db.action.findMany({ where, orderBy, select: ACTION }),
      db.actionPartner.findMany({
        where: { action: where },
        orderBy: { position: 'asc' },
        select: ACTION_PARTNERS,
      }),
      db.sectionAssessment.findMany({
        where,
        // In an earlier state another than the newest may stand.
        ...(isNow ? { distinct: ['sectionId' as const] } : {}),
        orderBy: [{ sectionId: 'asc' }, { effectiveOn: 'desc' }, { entry: 'desc' }],
        select: ASSESSMENT,
      }),
      db.achievement.findMany({ where, orderBy, select: STRUCTURE.achievement }),
      db.publication.findMany({ where, orderBy, select: STRUCTURE.publication }),
      db.action.findMany({ where, select: LEDGER.action, ...ofThen }),
      db.lifecycleChange.findMany({ ...linesOf, select: LEDGER.lifecycle, ...ofThen }),
      db.countedChange.findMany({ ...linesOf, select: LEDGER.counted, ...ofThen }),
      db.dueDateMove.findMany({ ...linesOf, select: LEDGER.due, ...ofThen }),
      db.structureChange.findMany({
        // Of the plan as it is now, only which numbers its actions had before.
        where: isNow ? { ...where, kind: 'action', facts: { path: ['ref'], string_contains: '' } } : where,
        orderBy: { entry: 'asc' },
        select: STRUCTURE_CHANGE,
      }),
      ...moments.map((moment) => currentUpdates(planId, moment)),
    ],
    { isolationLevel: 'RepeatableRead' },
  )
  // Of one snapshot, they are told apart by the moment alone.
  const entries = structure.map(toStructureEntry)
  const ledgers = toLedgers([added, lifecycles, counts, moves])
  const partnersOf = partnersByAction(actionPartners)
  return moments.map((moment, at) => stateAt(moment, updatesThen[at] ?? []))

  function stateAt(moment: Moment, updates: readonly UpdateRow[]): PlanState {
    const currentOf = new Map(updates.map((row) => [row.actionId, toProgressUpdate(row)]))
    const assessmentOf = new Map(
      assessments
        .filter((row) => inForceAt(toDates(row), moment))
        // The newest comes first, and the last one set stands.
        .reverse()
        .map((row) => [row.sectionId, row]),
    )
    const rule = ruleThen(
      rules.map(({ createdAt, ...rest }) => ({ ...rest, createdOn: dayOf(createdAt) })),
      moment,
    )
    const state: PlanState = {
      ...plan,
      ...NOW,
      report: null,
      isBlank: currentOf.size + assessmentOf.size === 0,
      words: planWords.parse(plan.words),
      startsOn: isoDate(plan.startsOn),
      endsOn: isoDate(plan.endsOn),
      publishedOn: plan.publishedOn && isoDate(plan.publishedOn),
      rule: rule
        ? { atRiskNumerator: rule.atRiskNumerator, atRiskDenominator: rule.atRiskDenominator }
        : DEFAULT_RULE,
      sources,
      pillars,
      timescales: timescales.map(toTimescale),
      outcomes,
      partners: partnerRows,
      sections: sections.map((row) => ({
        ...toSection(row),
        assessment: toAssessment(assessmentOf.get(row.id)),
      })),
      actions: actionRows.map((row) => toAction(row, partnersOf.get(row.id), currentOf.get(row.id))),
      achievements: achievements.map(toAchievement),
      publications: publications.map(toPublication),
    }
    if (isOfNow(moment)) return shown(withFormerRefs(state, entries, moment))
    const then = structureThen(state, entries, moment, ({ id }) => wasAdded(ledgers.get(id), moment))
    return shown(withFormerRefs(planThen(then, ledgers, moment), entries, moment))
  }
}

/** Without the levels that the plan does not have, and what was entered in fields that it has no more. */
const shown = (plan: PlanState) =>
  withoutHiddenLevels({ ...plan, actions: withFieldsOf(plan.actions, plan.fields) })

const isOfNow = ({ asAt, knownAt }: Moment) => asAt === null && knownAt === null

type ActionRow = Prisma.ActionGetPayload<{ select: typeof ACTION }>

/** Takes a row with these columns, and the action's partners and newest update, if there are any; returns the action as the domain sees it. */
export function toAction(
  { originalDueOn, originalDuePrecision, dueOn, duePrecision, ownFields, ...row }: ActionRow,
  partners: Action['partners'] = [],
  current?: ProgressUpdate,
): Action {
  return sameShape({
    ...row,
    ...toOwnFields(ownFields),
    partners,
    originalDue: toDate(originalDueOn, originalDuePrecision),
    due: toDate(dueOn, duePrecision),
    current: current ?? null,
  })
}

type AssessmentRow = Prisma.SectionAssessmentGetPayload<{ select: typeof ASSESSMENT }>

function toAssessment(row: AssessmentRow | undefined): PlanState['sections'][number]['assessment'] {
  if (!row) return null
  const { sectionId: _, effectiveOn, effectivePrecision, recordedAt, counts, ...rest } = row
  return {
    ...rest,
    counts: counts === null ? null : statusCounts.parse(counts),
    effective: { date: isoDate(effectiveOn), precision: effectivePrecision },
    recordedAt: recordedAt.toISOString(),
  }
}

/** A check of the database keeps a date and its precision together. */
function toDate<P>(date: Date | null, precision: P | null): { date: string; precision: P } | null {
  return date && precision && { date: isoDate(date), precision }
}

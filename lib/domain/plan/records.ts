/**
 * What files hold: one flat record for each action, section, partner, count and update of a plan at a date, made by the
 * views that pages show, so that a file and a page cannot differ.
 */

import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import { overdue } from './due-date'
import { splitPlanAt } from './plan-ref'
import {
  type Action,
  type Assessment,
  hasSections,
  type PastUpdate,
  type PlanState,
  type ProgressUpdate,
  type ReferenceSource,
  type Section,
  type TimescaleSource,
  type UpdateKind,
} from './plan'
import { indexPlan } from './plan-index'
import type { Evidence } from '@/lib/domain/plan/progress-report'
import { type SectionRow, viewSectionRow } from './views'
import { type ActionRow, type CodeAndTitle, viewActionRow } from './action-row'
import { viewPartners, type PartnerRow } from './partner-views'
import { countAt } from '@/lib/domain/status/roll-up'
import { type Bucket, bucketsOf } from '@/lib/domain/status/status'

/** Which plan a record is of, and on which day it is true, so that files of several days can be put below each other. */
interface Stamp {
  readonly plan: string
  readonly asAt: IsoDate
  /** Null when it rests on all that is on record now. */
  readonly knownAt: IsoDate | null
}

export interface ActionRecord extends ActionRow, Stamp {
  readonly parentId: string | null
  readonly sectionId: string
  readonly heirRef: string | null
  readonly narrative: string | null
  readonly recordedAt: string | null
  readonly attributedTo: string | null
  readonly basisNote: string | null
  readonly sourceCodes: readonly string[]
  readonly refSource: ReferenceSource
  readonly timescaleSource: TimescaleSource
  readonly originalDue: DatedTo | null
  /** Whole days that it is overdue, see overdue; null when it is not. */
  readonly daysOverdue: number | null
  readonly doneWhen: string | null
}

export interface SectionRecord extends SectionRow, Stamp {
  readonly assessment: Assessment | null
}

export type PartnerRecord = PartnerRow & Stamp

export interface CountRecord extends Stamp {
  readonly section: CodeAndTitle & Pick<Section, 'id'>
  readonly pillar: CodeAndTitle | null
  readonly bucket: Bucket
  readonly count: number
  readonly base: number
}

/** One thing ever said about an action. */
export interface UpdateRecord extends ProgressUpdate {
  readonly plan: string
  readonly kind: UpdateKind
  /** The update that it confirms or corrects. */
  readonly aboutId: string | null
  readonly action: Pick<Action, 'id' | 'ref' | 'title'>
  /** Null where the plan has no sections. */
  readonly section: CodeAndTitle | null
  readonly sourceCodes: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** Takes a plan and today's date; returns the stamp of its records. */
export function stampOf(plan: PlanState, today: IsoDate): Stamp {
  const { slug, asAt, knownAt } = splitPlanAt(plan)
  return { plan: slug, asAt: asAt ?? today, knownAt }
}

/** Takes a plan, one of its actions and the stamp of its records; returns the action's record. */
export function recordAction(plan: PlanState, action: Action, stamp: Stamp): ActionRecord {
  const index = indexPlan(plan)
  const { current } = action
  return {
    ...viewActionRow(index, action),
    ...stamp,
    parentId: action.parentId,
    sectionId: action.sectionId,
    heirRef: action.heirId === null ? null : (index.actions.get(action.heirId)?.ref ?? null),
    narrative: current?.narrative ?? null,
    recordedAt: current?.recordedAt ?? null,
    attributedTo: current?.attributedTo ?? null,
    basisNote: current?.basisNote ?? null,
    sourceCodes: codesOf(plan, current?.sourceIds ?? []),
    refSource: action.refSource,
    timescaleSource: action.timescaleSource,
    originalDue: action.originalDue,
    daysOverdue: overdue(index, action, stamp.asAt)?.days ?? null,
    doneWhen: action.doneWhen,
  }
}

/** Takes a plan and the stamp of its records; returns a record for each of its sections. */
export function recordSections(plan: PlanState, stamp: Stamp): SectionRecord[] {
  return plan.sections.map((section) => ({
    ...viewSectionRow(plan, section),
    ...stamp,
    assessment: section.assessment,
  }))
}

/** Takes a plan and the stamp of its records; returns a record for each of its partners. */
export function recordPartners(plan: PlanState, stamp: Stamp): PartnerRecord[] {
  return viewPartners(plan).map((row) => ({ ...row, ...stamp }))
}

/** Takes a plan and the stamp of its records; returns how many counted actions of each section stand at each status, zeros included. */
export function recordCounts(plan: PlanState, stamp: Stamp): CountRecord[] {
  return plan.sections.flatMap((section) => {
    const { code, title, pillar, rollUp } = viewSectionRow(plan, section)
    return bucketsOf(plan).map((bucket) => ({
      ...stamp,
      section: { id: section.id, code, title },
      pillar,
      bucket,
      count: countAt(rollUp.counts, bucket),
      base: rollUp.base,
    }))
  })
}

/** Takes a plan and an update about one of its actions; returns the update's record. */
export function recordUpdate(plan: PlanState, actionId: string, update: PastUpdate): UpdateRecord {
  const { actions, sections } = indexPlan(plan)
  const action = actions.get(actionId)
  const section = action && sections.get(action.sectionId)
  if (!action || (hasSections(plan) && !section))
    throw new Error(`Update ${update.id} is about no action of its plan`)
  return {
    ...update,
    plan: plan.slug,
    action: { id: action.id, ref: action.ref, title: action.title },
    section: section ? { code: section.code, title: section.title } : null,
    sourceCodes: codesOf(plan, update.sourceIds),
  }
}

function codesOf(plan: PlanState, sourceIds: readonly string[]): string[] {
  return sourceIds.flatMap((id) => plan.sources.find((source) => source.id === id)?.code ?? [])
}

/** A plan as the domain sees it: plain values, read once for each revision, from which every page and figure is made. */

import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import type { Moment } from './plan-ref'
import type { HasFields, OwnValues } from '@/lib/domain/own-fields'
import type { Evidence } from '@/lib/domain/plan/progress-report'
import type { OverallRag, RatingRule } from '@/lib/domain/status/rag'
import { isCounted, type Lifecycle, type StatusCounts } from '@/lib/domain/status/roll-up'
import { type Bucket, NO_UPDATE, type PlanStatus, type StatusCode } from '@/lib/domain/status/status'

export const BASES = ['published', 'inferred', 'illustrative', 'reported', 'madeUp'] as const
/**
 * How a recorded fact is known: printed, supported by a named text, estimated (one of several ways to reach published figures),
 * said here by those who answer for it, or made up to show what Cairn does.
 */
export type Basis = (typeof BASES)[number]

export const UPDATE_KINDS = ['update', 'nilReturn', 'correction', 'revision', 'withdrawal'] as const
/** What a progress update is to the one it is about: new, a confirmation, a correction, an editor's wording, or what takes it back. */
export type UpdateKind = (typeof UPDATE_KINDS)[number]

export const UPDATE_DECISIONS = ['approved', 'returned'] as const
/** What an editor said of an update that waited for approval. */
export type UpdateDecision = (typeof UPDATE_DECISIONS)[number]

export const CONFIDENCES = ['low', 'medium', 'high'] as const
export type Confidence = (typeof CONFIDENCES)[number]

export const ACTIVITY_TYPES = ['existing', 'new'] as const
export type ActivityType = (typeof ACTIVITY_TYPES)[number]

export const REFERENCE_SOURCES = ['printed', 'confirmed', 'deduced', 'entered'] as const
export type ReferenceSource = (typeof REFERENCE_SOURCES)[number]

export const TIMESCALE_SOURCES = ['stated', 'inferred', 'missing'] as const
export type TimescaleSource = (typeof TIMESCALE_SOURCES)[number]

export const PARTNER_KINDS = [
  'government',
  'localGovernment',
  'nhs',
  'regulator',
  'thirdSector',
  'education',
  'union',
  'other',
] as const
export type PartnerKind = (typeof PARTNER_KINDS)[number]

export const METRIC_QUALIFIERS = ['exact', 'about', 'over', 'under', 'upTo'] as const
export type MetricQualifier = (typeof METRIC_QUALIFIERS)[number]

/** Which levels stand above the actions of a plan. One that it does not have is in no state of it, and so on no page, in no file and in no answer. */
export const PLAN_LEVELS = ['pillars', 'sections', 'actions'] as const
/** Pillars with sections; sections alone; or one list of actions. */
export type PlanLevels = (typeof PLAN_LEVELS)[number]

export interface HasLevels {
  readonly levels: PlanLevels
}

export const hasPillars = ({ levels }: HasLevels): boolean => levels === 'pillars'
export const hasSections = ({ levels }: HasLevels): boolean => levels !== 'actions'

/** What a plan calls one of its levels. */
export interface LevelWord {
  readonly one: string
  readonly many: string
}

/** `keyPartner`: named by the plan, which does not say whether it leads or supports. */
export const ROLE_MEANINGS = ['lead', 'support', 'keyPartner'] as const
export type RoleMeaning = (typeof ROLE_MEANINGS)[number]

/** One of a plan's own roles. Its code stays when it is renamed. */
export interface PlanRole extends LevelWord {
  readonly code: string
  readonly meaning: RoleMeaning
}

export interface PlanWords {
  readonly pillar: LevelWord
  readonly section: LevelWord
  readonly action: LevelWord
  /** The parts that its partners play; left out where they are the usual ones: lib/domain/plan/roles.ts. */
  readonly roles?: readonly PlanRole[]
}

/** What a plan has a word for. */
export type Level = 'pillar' | 'section' | 'action'

/** Its moment is that of what is shown. */
export interface PlanSummary extends Moment, HasLevels, HasFields {
  readonly id: string
  readonly slug: string
  readonly title: string
  readonly shortTitle: string
  readonly publishers: readonly string[]
  readonly period: string
  readonly startsOn: IsoDate
  readonly endsOn: IsoDate
  readonly publishedOn: IsoDate | null
  readonly licence: string
  readonly attribution: string
  /** Of its own texts: a tag of lib/domain/plan/languages.ts. */
  readonly language: string
  /** What a reader has to know of its figures. */
  readonly notes: readonly string[]
  readonly words: PlanWords
  /** Its own, in the order in which they are shown. */
  readonly statuses: readonly PlanStatus[]
  readonly isPublic: boolean
  /** Whether what an officer reports waits for an editor before readers see it. */
  readonly needsApproval: boolean
  /** Whether nothing was on record, at its moment, about any of its actions or sections. */
  readonly isBlank: boolean
  /** Rises with every change to the plan or to anything in it. */
  readonly revision: number
  /** New with every revision: no two states of any plan share one. */
  readonly version: string
  /** The code of the report that froze it; null for a plan that is read as it lives. */
  readonly report: string | null
}

export interface SourceDocument {
  readonly id: string
  readonly code: string
  readonly reference: string | null
  readonly title: string
  readonly publisher: string
  readonly date: string | null
  readonly url: string
  readonly readAs: string
}

export interface Pillar {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly aim: string
}

export interface PartnerLink {
  readonly partnerId: string
  /** The code of one of the plan's roles. */
  readonly role: string
}

export interface Section {
  readonly id: string
  readonly pillarId: string
  readonly code: string
  /** The headline ask. */
  readonly title: string
  readonly note: string | null
  readonly partners: readonly PartnerLink[]
  readonly outcomeIds: readonly string[]
  readonly assessment: Assessment | null
}

export interface Timescale {
  readonly id: string
  readonly code: string
  readonly label: string
  readonly startsOn: IsoDate
  readonly endsOn: IsoDate | null
}

export interface Outcome {
  readonly id: string
  readonly pillarId: string
  readonly code: string
  readonly text: string
}

export interface Partner {
  readonly id: string
  readonly code: string
  readonly abbreviation: string
  readonly name: string
  readonly kind: PartnerKind
}

/** One thing said about an action. */
export interface ProgressUpdate {
  readonly id: string
  /** One of the plan's own. */
  readonly status: StatusCode
  readonly narrative: string | null
  readonly reason: string | null
  readonly mitigation: string | null
  readonly effective: DatedTo
  /** When it was put on record, as an instant. */
  readonly recordedAt: string
  /** The body that stands for it. Never a person: the state of a plan is shared by all who may read it. */
  readonly attributedTo: string
  readonly basis: Basis
  readonly basisNote: string | null
  readonly confidence: Confidence | null
  readonly sourceIds: readonly string[]
  /** Where in them it is; left out in reports that were frozen before it was recorded. */
  readonly sourcePage?: string | null
}

/** One thing said about an action, as its history tells it: what it is to an earlier one, and what shows it. */
export interface PastUpdate extends ProgressUpdate {
  readonly kind: UpdateKind
  /** The update that it confirms, corrects or rewords, where readers see that one. */
  readonly aboutId: string | null
  readonly evidence: readonly Evidence[]
}

/** A person's rating of a section. Never the person: the state of a plan is shared by all who may read it. */
export interface Assessment {
  readonly id: string
  readonly overallRag: OverallRag
  readonly reason: string | null
  readonly effective: DatedTo
  readonly recordedAt: string
  readonly attributedTo: string
  readonly basis: Basis
  readonly sourceId: string | null
  /** Where in it the rating is; left out in reports that were frozen before it was recorded. */
  readonly sourcePage?: string | null
  /** What the rule suggested to the one who rated it, and that rule; null when the rating came from a paper. */
  readonly suggested: OverallRag | null
  readonly rule: RatingRule | null
  /** How its counted actions stood when it was rated; null when no one wrote that down. */
  readonly counts: StatusCounts | null
}

export interface Action {
  readonly id: string
  readonly sectionId: string
  readonly parentId: string | null
  readonly ref: string
  /** The numbers that it had before, the oldest first; left out where there are none. */
  readonly formerRefs?: readonly string[]
  readonly refSource: ReferenceSource
  readonly title: string
  readonly counted: boolean
  readonly activity: ActivityType | null
  readonly timescaleId: string | null
  readonly timescaleSource: TimescaleSource
  /** The due date first promised, and the one that holds now. */
  readonly originalDue: DatedTo | null
  readonly due: DatedTo | null
  readonly dueNote: string | null
  readonly doneWhen: string | null
  readonly lifecycle: Lifecycle
  /** The action that took its place, once it was merged or superseded. */
  readonly heirId: string | null
  readonly sourceLocator: string | null
  readonly note: string | null
  readonly partners: readonly PartnerLink[]
  /** What the plan's own fields say of it; left out where they say nothing. */
  readonly ownFields?: OwnValues
  /** The newest update, or null when nothing was ever said. */
  readonly current: ProgressUpdate | null
}

export interface Metric {
  readonly label: string
  readonly value: number
  readonly unit: string
  readonly asOf: string
  readonly qualifier: MetricQualifier
}

/** Something a report says was done, with its figures. */
export interface Achievement {
  readonly id: string
  readonly code: string
  readonly summary: string
  readonly reported: DatedTo
  readonly sourceTitle: string
  /** Where in it, "page 12"; left out in reports that were frozen before it was recorded. */
  readonly sourcePage?: string | null
  /** The report cites an action that, in the plan, is about something else. */
  readonly doubtfulMatch: boolean
  readonly note: string | null
  readonly metrics: readonly Metric[]
  /** In the plan's order. */
  readonly actionIds: readonly string[]
}

export interface Publication {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly publisher: string | null
  /** As printed: a year, a month or a day. */
  readonly published: string | null
  /** Where it can be read; left out in reports that were frozen before it was recorded. */
  readonly url?: string | null
  readonly note: string | null
  /** In the plan's order. */
  readonly actionIds: readonly string[]
}

export interface PlanState extends PlanSummary {
  readonly rule: RatingRule
  readonly sources: readonly SourceDocument[]
  readonly pillars: readonly Pillar[]
  readonly sections: readonly Section[]
  readonly timescales: readonly Timescale[]
  readonly outcomes: readonly Outcome[]
  readonly partners: readonly Partner[]
  /** In the plan's order; parts follow their action. */
  readonly actions: readonly Action[]
  readonly achievements: readonly Achievement[]
  readonly publications: readonly Publication[]
}

/** Takes an action; returns its current status, or null when there is no update yet. */
export function currentStatus(action: Action): StatusCode | null {
  return action.current?.status ?? null
}

/** Takes an action; returns where it is counted in every roll-up, or null when it is not counted. */
export function currentBucket(action: Action): Bucket | null {
  return isCounted(action) ? (currentStatus(action) ?? NO_UPDATE) : null
}

/** One list for all plans, so that what is made of it is made once. */
const NONE: readonly never[] = []

/** Takes all rows of a plan; returns the plan without those of the levels that it does not have: they only hold its sections and actions together. */
export function withoutHiddenLevels(plan: PlanState): PlanState {
  if (hasPillars(plan)) return plan
  return { ...plan, pillars: NONE, sections: hasSections(plan) ? plan.sections : NONE }
}

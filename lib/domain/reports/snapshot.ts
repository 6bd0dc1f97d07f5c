/**
 * A plan frozen under a report's name: one document that holds everything its pages show, so that nothing done to the plan
 * afterwards can change it.
 */

import { type BaseMove, viewBaseMoves } from '@/lib/domain/structure/base-moves'
import { canonicalJson } from '@/lib/domain/canonical-json'
import type { IsoDate } from '@/lib/domain/dates'
import { SCREEN_LANGUAGE } from '@/lib/domain/plan/languages'
import type { PastUpdate, PlanState, PlanSummary } from '@/lib/domain/plan/plan'
import type { OverallRag } from '@/lib/domain/status/rag'
import type { Accepted } from './readiness'
import type { ReportContents } from './report-contents'
import { type DraftContent } from './report-draft'
import type { HasStatuses } from '@/lib/domain/status/status'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'
import type { RollUp } from '@/lib/domain/status/roll-up'
import type { TimelineEntry } from '@/lib/domain/updates/timeline'
import { type OverviewView, viewOverview } from '@/lib/domain/plan/views'

/** Raised when a document changes its shape or its vocabulary. Documents that were frozen keep theirs. */
export const SNAPSHOT_VERSION = 3
/**
 * The versions of which documents are on record. Version 1 had no matter: a report was the plan and its figures alone. Version 2
 * did not list the figures that were typed into its texts. Versions 1 and 2 said "Illustrative" for what is now "Estimated", and had no
 * figures that are made up.
 */
export const SNAPSHOT_VERSIONS = [1, 2, SNAPSHOT_VERSION] as const

/** What the report that froze a plan is called. */
export interface ReportName {
  /** Its place in addresses: "lb-25-03-03". */
  readonly code: string
  /** As the secretariat numbers it: "LB(25)03-03". */
  readonly reference: string
  readonly title: string
  /** When the board meets to read it; null when no one said. */
  readonly meetingOn: IsoDate | null
}

/** A code of the vocabulary with what was shown for it. */
interface Term {
  readonly code: string
  readonly label: string
  /** Six-digit hex; what marks of it are filled with. */
  readonly colour: string
}

/** The words and colours of its day, in their order. */
export interface Vocabulary {
  readonly buckets: readonly (Term & {
    readonly adverse: boolean
    readonly complete: boolean
    readonly late: boolean
  })[]
  readonly overallRags: readonly Term[]
  readonly lifecycles: readonly Omit<Term, 'colour'>[]
  readonly bases: readonly Omit<Term, 'colour'>[]
}

/** What writes the vocabulary of a plan: words and colours are none of the domain's. */
export type WriteVocabulary = (plan: HasStatuses) => Vocabulary

/** The counts as they were, in the plan, its pillars and its sections, by their codes. */
interface FrozenFigures {
  readonly plan: RollUp
  readonly ragCounts: OverviewView['ragCounts']
  readonly pillars: Readonly<Record<string, RollUp>>
  readonly sections: Readonly<
    Record<string, RollUp & { readonly rag: OverallRag | null; readonly suggested: OverallRag | null }>
  >
}

/** What stands in the plan's state and means nothing once it is frozen. */
type LiveOnly = 'revision' | 'version' | 'report' | 'needsApproval'

export interface SnapshotDocument {
  readonly schema: 'cairn-snapshot'
  readonly version: (typeof SNAPSHOT_VERSIONS)[number]
  readonly report: ReportName
  /** The instant of freezing. */
  readonly frozenAt: string
  /** The report that this one corrects, and why. */
  readonly corrects: { readonly code: string; readonly sha256: string; readonly why: string } | null
  /** What was missing or stale when it was frozen, with the editor's note. */
  readonly accepted: readonly Accepted[]
  readonly vocabulary: Vocabulary
  /** The plan as at its moment. Whether the public could read it is part of it. */
  readonly plan: Omit<PlanState, LiveOnly | 'language' | 'levels' | 'statuses' | 'fields'> & {
    readonly language?: string
    /** Left out in reports that were frozen while every plan had pillars and sections. */
    readonly levels?: PlanState['levels']
    /** Left out in reports that were frozen before plans had their own: theirs were the published ones. */
    readonly statuses?: PlanState['statuses']
    /** Left out in reports that were frozen before plans had fields of their own. */
    readonly fields?: PlanState['fields']
  }
  /** What the public could read of each action's story, by the action's id, the newest first. */
  readonly stories: Readonly<Record<string, readonly TimelineEntry[]>>
  readonly figures: FrozenFigures
  /** Its texts, and what moved; null in documents of version 1, which have none. */
  readonly matter: ReportContents | null
}

/** Takes everything that goes into a report's document; returns it. The plan must be the plan as at a day. */
export function makeSnapshot({
  plan,
  ...rest
}: Omit<SnapshotDocument, 'schema' | 'version' | 'plan' | 'figures'> & {
  readonly plan: PlanState
}): SnapshotDocument {
  const { revision: _, version: __, report: ___, needsApproval: ____, ...state } = plan
  return {
    schema: 'cairn-snapshot',
    version: SNAPSHOT_VERSION,
    ...rest,
    plan: state,
    figures: figuresOf(plan),
  }
}

/** Takes a plan as at a day; returns its figures. */
function figuresOf(plan: PlanState): FrozenFigures {
  if (plan.asAt === null) throw new Error('A plan is frozen as at a day')
  const { rollUp, ragCounts, pillars, sections } = viewOverview(plan, plan.asAt)
  return {
    plan: rollUp,
    ragCounts,
    pillars: Object.fromEntries(pillars.map((pillar) => [pillar.code, pillar.rollUp])),
    sections: Object.fromEntries(
      sections.map((section) => [
        section.code,
        { ...section.rollUp, rag: section.rating.rag, suggested: section.rating.suggestion.rag },
      ]),
    ),
  }
}

/** A document without the stories of its actions, which are most of it. */
export type SnapshotHead = Omit<SnapshotDocument, 'stories' | 'vocabulary' | 'accepted' | 'matter'>

/** Takes a document; returns the plan that it holds, to be shown by the pages of a plan that lives. */
export function planOf({ plan, report }: SnapshotHead): PlanState {
  return {
    language: SCREEN_LANGUAGE,
    levels: 'pillars',
    ...PUBLISHED_SIX,
    fields: [],
    ...plan,
    report: report.code,
    revision: 0,
    version: report.code,
    needsApproval: false,
  }
}

/** Takes a document and an action's id; returns what was said about the action that stood, the newest first. */
export function historyOf({ stories }: SnapshotDocument, actionId: string): PastUpdate[] {
  return (stories[actionId] ?? []).flatMap((entry) =>
    entry.what === 'update'
      ? [{ ...entry.update, kind: entry.kind, aboutId: entry.about?.id ?? null, evidence: entry.evidence }]
      : [],
  )
}

/** Takes a document and a section's code; returns how its base had moved, the newest first. */
export function baseMovesOf({ plan, stories }: SnapshotDocument, sectionCode: string): BaseMove[] {
  const section = plan.sections.find(({ code }) => code === sectionCode)
  const entries = plan.actions
    .filter(({ sectionId }) => sectionId === section?.id)
    .flatMap(({ id, ref }) =>
      (stories[id] ?? []).flatMap((entry) =>
        entry.what === 'counted' ? [{ ...entry, ref, effectiveOn: entry.effective.date }] : [],
      ),
    )
  return viewBaseMoves(
    entries.toSorted((a, b) => (a.recordedAt < b.recordedAt ? -1 : a.recordedAt > b.recordedAt ? 1 : 0)),
  )
}

/** What is wrong with a frozen report. */
export type Fault =
  /** Its text has another fingerprint than the one taken when it was frozen. */
  | { readonly kind: 'text' }
  /** Its figures do not follow from its own rows. */
  | { readonly kind: 'figures' }
  /** The database has another label than the document. */
  | {
      readonly kind: 'label'
      readonly field: LabelField
      readonly listed: string
      readonly document: string
    }
  /** The audit entry of its issue has another fingerprint. */
  | { readonly kind: 'auditEntry' }
  | { readonly kind: 'version'; readonly listed: number; readonly document: number }
  /** Which report it corrects, by its code; null for none. */
  | { readonly kind: 'corrects'; readonly listed: string | null; readonly document: string | null }
  /** The report that it corrects had another fingerprint then. */
  | { readonly kind: 'corrected'; readonly code: string }
  /** The reason for the correction. */
  | { readonly kind: 'correction'; readonly listed: string; readonly document: string }

/** What stands beside a document in the database: what lists show without reading it. */
export type Label = ReportName &
  Pick<PlanSummary, 'id'> & { readonly asAt: IsoDate; readonly frozenAt: string }

export type LabelField = keyof Label

/**
 * Takes a document whose hash was checked, and what stands beside it; returns what is wrong with it: its figures must follow
 * from its own rows, and its label must say what it says.
 */
export function findFaults(document: SnapshotHead, label: Label): Fault[] {
  const { plan, report, frozenAt } = document
  const own = { ...report, id: plan.id, asAt: plan.asAt, frozenAt }
  const faults: Fault[] = (Object.keys(own) as LabelField[])
    .filter((field) => label[field] !== own[field])
    .map((field) => ({ kind: 'label', field, listed: String(label[field]), document: String(own[field]) }))
  const figures = figuresOf(planOf(document))
  const [actual, ...expected] = [document.figures, figures, wordedBefore(figures)].map(canonicalJson)
  if (!expected.includes(actual ?? '')) faults.push({ kind: 'figures' })
  return faults
}

/** Until 29 November 2026 the sentence of figures said 100% of nearly all and 0% of a few. */
function wordedBefore({ plan, pillars, sections, ...rest }: FrozenFigures): FrozenFigures {
  const reword = <R extends RollUp>(figures: R): R => ({
    ...figures,
    sentence: figures.shares.map(({ percent, label }) => `${percent}% ${label}`).join(', ') || 'No actions',
  })
  const rewordAll = <R extends RollUp>(levels: Readonly<Record<string, R>>) =>
    Object.fromEntries(Object.entries(levels).map(([code, figures]) => [code, reword(figures)]))
  return { ...rest, plan: reword(plan), pillars: rewordAll(pillars), sections: rewordAll(sections) }
}

/** Takes a report's document; returns what it was written with, for the draft that corrects it; null where it was not written here. */
export function contentOf({ matter, plan, accepted }: SnapshotDocument): DraftContent | null {
  if (!matter?.delivered) return null
  const { texts, delivered } = matter
  const ids = new Map(plan.actions.map(({ ref, id }) => [ref, id]))
  return {
    summary: texts.summary.source,
    risks: texts.risks.source,
    risksFrom: null,
    delivered: Object.fromEntries(
      delivered.map(({ code, achievements, impact, learning }) => [
        ids.get(code) ?? code,
        { achievements: achievements.source, impact: impact.source, learning: learning.source },
      ]),
    ),
    notes: Object.fromEntries(accepted.map(({ kind, note }) => [kind, note])),
  }
}

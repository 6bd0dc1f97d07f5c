/** Plans as plain values, for tests of domain code: say only what the test is about. */

import type { OwnField } from '@/lib/domain/own-fields'
import type { Action, Assessment, Pillar, PlanState, ProgressUpdate, Section } from '@/lib/domain/plan/plan'
import { DEFAULT_RULE, type OverallRag } from '@/lib/domain/status/rag'
import type { Rated } from '@/lib/domain/status/roll-up'
import { type Bucket, bucketsOf, type StatusCode } from '@/lib/domain/status/status'
import type { Direction } from '@/lib/domain/structure/structure'
import type { Ordered } from '@/lib/mutations/structure/move-record'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

/** Of the published statuses, which most tests' plans have. */
export const STATUS_CODES = PUBLISHED_SIX.statuses.map(({ code }) => code)
export const BUCKETS = bucketsOf(PUBLISHED_SIX)

/** Takes how many actions stand in each bucket; returns that many rated actions. */
export function ratedActions(counts: Partial<Record<Bucket, number>>): Rated[] {
  return Object.entries(counts).flatMap(([bucket, count]) =>
    Array.from({ length: count ?? 0 }, () => ({ status: bucket === 'noUpdate' ? null : bucket })),
  )
}

/** Takes what matters of an update; returns it whole: published, and true of the end of February 2025. */
export function buildUpdate(given: Partial<ProgressUpdate> = {}): ProgressUpdate {
  return {
    id: 'update',
    status: 'onTrack',
    narrative: null,
    reason: null,
    mitigation: null,
    effective: { date: '2025-02-28', precision: 'month' },
    recordedAt: '2025-02-28T00:00:00.000Z',
    attributedTo: 'Scottish Government',
    basis: 'published',
    basisNote: null,
    confidence: null,
    sourceIds: [],
    ...given,
  }
}

/** Takes what matters of an assessment; returns it whole. */
export function buildAssessment(overallRag: OverallRag, given: Partial<Assessment> = {}): Assessment {
  return {
    id: 'assessment',
    overallRag,
    reason: null,
    effective: { date: '2025-02-28', precision: 'month' },
    recordedAt: '2025-02-28T00:00:00.000Z',
    attributedTo: 'Scottish Government',
    basis: 'published',
    sourceId: null,
    suggested: null,
    rule: null,
    counts: null,
    ...given,
  }
}

/** Takes a reference and what matters of the action; returns it whole: counted, active, in section 1.1, not rated. */
export function buildAction(
  ref: string,
  { status, ...given }: Partial<Action> & { readonly status?: StatusCode } = {},
): Action {
  return {
    id: ref,
    sectionId: '1.1',
    parentId: null,
    ref,
    refSource: 'printed',
    title: `Action ${ref}`,
    counted: true,
    activity: null,
    timescaleId: null,
    timescaleSource: 'missing',
    originalDue: null,
    due: null,
    dueNote: null,
    doneWhen: null,
    lifecycle: 'active',
    heirId: null,
    sourceLocator: null,
    note: null,
    partners: [],
    current: status ? buildUpdate({ id: `update-${ref}`, status }) : null,
    ...given,
  }
}

/** Takes a code and what matters of the section; returns it whole: in the pillar "plan", without an assessment. */
export function buildSection(code: string, given: Partial<Section> = {}): Section {
  return {
    id: code,
    pillarId: 'plan',
    code,
    title: `Section ${code}`,
    note: null,
    partners: [],
    outcomeIds: [],
    assessment: null,
    ...given,
  }
}

/** Takes a code; returns a field of the plan's own of that name: a short text, unless told otherwise. */
export function buildField(code: string, given: Partial<OwnField> = {}): OwnField {
  return {
    code,
    label: `${code.charAt(0).toUpperCase()}${code.slice(1)}`,
    hint: '',
    type: 'text',
    unit: null,
    options: [],
    isRequired: false,
    isPublic: true,
    ...given,
  }
}

/** Takes a code; returns a pillar of that name. */
export function buildPillar(code: string): Pillar {
  return { id: code, code, name: `Pillar ${code}`, aim: 'An aim' }
}

/** Takes what matters of a plan; returns it whole. Unless told otherwise it has one pillar, "plan", and section 1.1. */
export function buildPlan(given: Partial<PlanState> = {}): PlanState {
  return {
    id: 'the-plan',
    slug: 'the-plan',
    title: 'The plan',
    shortTitle: 'Plan',
    publishers: ['Scottish Government'],
    period: '2023-2025',
    startsOn: '2023-01-01',
    endsOn: '2025-12-31',
    publishedOn: null,
    licence: 'OGL',
    language: 'en',
    attribution: 'OGL',
    notes: [],
    words: {
      pillar: { one: 'Pillar', many: 'Pillars' },
      section: { one: 'Section', many: 'Sections' },
      action: { one: 'Action', many: 'Actions' },
    },
    isPublic: true,
    levels: 'pillars',
    needsApproval: false,
    revision: 1,
    version: '0.1',
    isBlank: false,
    report: null,
    asAt: null,
    knownAt: null,
    ...PUBLISHED_SIX,
    fields: [],
    rule: DEFAULT_RULE,
    sources: [],
    pillars: [buildPillar('plan')],
    sections: [buildSection('1.1')],
    timescales: [],
    outcomes: [],
    partners: [],
    actions: [],
    achievements: [],
    publications: [],
    ...given,
  }
}

/** Takes a plan, a record's kind and code, and a direction; returns the code of its neighbour there, or null at the end. */
export function neighbourOf(
  plan: PlanState,
  kind: Ordered,
  code: string,
  direction: Direction,
): string | null {
  const rows: readonly { code: string; under: string | null }[] =
    kind === 'action'
      ? plan.actions.map(({ ref, sectionId, parentId }) => ({ code: ref, under: `${sectionId} ${parentId}` }))
      : kind === 'section' || kind === 'outcome'
        ? plan[`${kind}s`].map(({ code, pillarId }) => ({ code, under: pillarId }))
        : plan[`${kind}s`].map(({ code }) => ({ code, under: null }))
  const own = rows.find((one) => one.code === code)
  const siblings = rows.filter(({ under }) => under === own?.under)
  const at = siblings.findIndex((one) => one.code === code)
  return siblings[direction === 'up' ? at - 1 : at + 1]?.code ?? null
}

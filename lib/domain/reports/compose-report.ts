/** What a report's draft comes to with the figures of its plan: its texts as they read, and all that is wrong with them. */

import { meaningOf } from '@/lib/domain/plan/roles'
import type { DatedTo } from '@/lib/domain/dates'
import type { Evidence } from '@/lib/domain/plan/progress-report'
import type { Action, PlanState } from '@/lib/domain/plan/plan'
import { indexPlan, partnersOf } from '@/lib/domain/plan/plan-index'
import type { ReadText } from './report-check'
import {
  ACHIEVED,
  type Achieved,
  type AchievedTexts,
  type DraftContent,
  type DraftPart,
} from './report-draft'
import { type Excess, type ReportText, resolveText, type Run, type UnknownField } from './report-fields'
import type { PlanFigures } from './report-figures'
import type { TextBlock } from './report-text'
import type { DeliveredItem, ReportContents, ReportSince, Unanswered } from './report-contents'
import { countTimeInStatus, findStalled, type Statuses } from '@/lib/domain/movement/time-in-status'
import { compare, type Side } from '@/lib/domain/movement/movement'
import type { UpdateDueRow } from '@/lib/domain/periods/updates-due-rows'
import { isComplete } from '@/lib/domain/status/status'
import { viewFreshness } from '@/lib/domain/plan/views'

/** One text of a draft with its figures. */
export interface DraftText {
  readonly part: DraftPart
  /** Of what is told of a delivered action: which of its texts. */
  readonly achieved: Achieved | null
  readonly unknown: readonly UnknownField[]
  /** What it has too much of to be checked, or to be issued. */
  readonly excess: Excess | null
  readonly blocks: readonly TextBlock<Run>[]
}

/** One text of a draft, and what was read in it. */
export interface TextCheck extends Omit<DraftText, 'blocks'> {
  /** Null where the text could not be read in time. */
  readonly read: ReadText | null
}

/** Takes the texts of a draft and what was read in each, null where it could not be read in time; returns the two together. */
export function checksOf(texts: readonly DraftText[], read: readonly (ReadText | null)[]): TextCheck[] {
  return texts.map(({ blocks: _, ...text }, at) => ({
    ...text,
    read: text.excess ? { figures: [], contradictions: [] } : (read[at] ?? null),
  }))
}

/** What a draft is put together from. */
export interface Composing {
  readonly figures: PlanFigures
  readonly content: DraftContent
  readonly title: string
  /** Why it corrects another report; empty where it corrects none. */
  readonly why: string
  /** The report before, with what it froze; null for the first. */
  readonly before: {
    readonly plan: PlanState
    readonly figuresOf: DatedTo
    readonly since: Omit<ReportSince, 'movement' | 'standstills'>
  } | null
  /** The reports before, the oldest first, as far as it takes to count for how long an action stands where it does. */
  readonly earlier: readonly Statuses[]
  /** What was said when a date, a lifecycle or what is counted changed, by the action's id. */
  readonly reasonsByAction: NonNullable<Side['reasonsByAction']>
  /** What the report is called, once it is issued; null for a draft. */
  readonly named: { readonly code: string; readonly reference: string } | null
  readonly asks: ReportContents['asks']
  readonly disputes: ReportContents['disputes']
  /** The links that show what an update says, by the update's id. */
  readonly evidence: ReadonlyMap<string, readonly Evidence[]>
  readonly unanswered: ReportContents['unanswered']
}

/** Takes all that goes into a report besides the plan; returns its matter, and its texts, which are still to be checked. */
export function composeContents(composing: Composing): {
  matter: ReportContents
  texts: readonly DraftText[]
} {
  const { figures, content, before, unanswered, asks, disputes } = composing
  const written: DraftText[] = []
  const read = (source: string, part: DraftPart, achieved: Achieved | null = null): ReportText => {
    const { text, unknown, excess } = resolveText(source, figures)
    written.push({ part, achieved, unknown, excess, blocks: text.blocks })
    return text
  }
  const texts = {
    summary: read(content.summary, { kind: 'summary' }),
    risks: read(content.risks, { kind: 'risks' }),
  }
  const delivered = newlyDelivered(figures, before?.plan ?? null).map((action): DeliveredItem => {
    const sources = textsOf(action, composing)
    const [achievements, impact, learning] = ACHIEVED.map((kind) =>
      read(sources[kind], { kind: 'delivered', ref: action.ref }, kind),
    ) as [ReportText, ReportText, ReportText]
    return { code: action.ref, title: action.title, achievements, impact, learning }
  })
  // These stand in the report as they were typed.
  for (const [text, part] of [
    [composing.title, 'about'],
    [composing.why, 'about'],
    ...Object.values(content.notes).map((note) => [note, 'notes'] as const),
  ] as const)
    written.push({
      part: { kind: part },
      achieved: null,
      unknown: [],
      excess: null,
      blocks: text ? [{ kind: 'paragraph', items: [[{ text }]] }] : [],
    })
  const { plan } = figures
  return {
    matter: {
      texts,
      delivered,
      unanswered,
      asks,
      disputes,
      published: null,
      since: before && sinceBefore(before, composing),
      freshness: viewFreshness(plan, plan.asAt ?? ''),
    },
    texts: written,
  }
}

function sinceBefore(
  { plan: then, figuresOf, since }: NonNullable<Composing['before']>,
  { figures: { plan }, named, reasonsByAction, earlier }: Composing,
): ReportSince {
  const { code, reference, asAt } = since
  const after = { code: named?.code ?? null, reference: named?.reference ?? null, asAt: plan.asAt ?? '' }
  return {
    ...since,
    movement: compare({ code, reference, asAt, figuresOf, plan: then }, { ...after, plan, reasonsByAction }),
    standstills: findStalled(plan, countTimeInStatus(earlier)),
  }
}

/** The counted actions that are delivered and were not in the report before, in the plan's order. */
function newlyDelivered({ plan }: PlanFigures, before: PlanState | null): readonly Action[] {
  const then = new Set(
    before?.actions.filter(({ current }) => isComplete(before, current?.status ?? null)).map(({ id }) => id),
  )
  return indexPlan(plan).counted.filter(
    ({ id, current }) => isComplete(plan, current?.status ?? null) && !then.has(id),
  )
}

/** Takes a delivered action and what a draft is put together from; returns what is told of it: as it was written, else as its update has it. */
export function textsOf(
  { id, current }: Pick<Action, 'id' | 'current'>,
  { content, evidence }: Pick<Composing, 'content' | 'evidence'>,
): AchievedTexts {
  const links = (evidence.get(current?.id ?? '') ?? []).map(({ title, url }) => `- ${title}: ${url}`)
  const reasons = [current?.narrative ?? '', links.join('\n')].filter(Boolean).join('\n\n')
  return content.delivered[id] ?? { achievements: reasons, impact: '', learning: '' }
}

/** Takes a plan's figures and what is owed for its actions; returns those that no one has answered for, with the bodies that should. */
export function viewUnanswered(
  { plan }: Pick<PlanFigures, 'plan'>,
  updatesDue: readonly UpdateDueRow[],
): Unanswered[] {
  const index = indexPlan(plan)
  const byRef = new Map(plan.actions.map((action) => [action.ref, action]))
  return updatesDue.flatMap(({ ref, title, isSilent, last }) => {
    const action = byRef.get(ref)
    if (!action || !isSilent) return []
    const { links } = partnersOf(index, action)
    const leads = links.filter(({ role }) => meaningOf(plan, role) === 'lead')
    const bodies = (leads.length ? leads : links).map(
      ({ partnerId }) => index.partners.get(partnerId)?.name ?? '',
    )
    return [{ code: ref, title, bodies, lastOn: last?.on ?? null }]
  })
}

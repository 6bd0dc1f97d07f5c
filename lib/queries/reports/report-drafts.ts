/** The drafts of a plan's reports. For its editors alone. */

import 'server-only'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import { db } from '@/lib/db'
import { textsOf } from '@/lib/domain/reports/compose-report'
import type { IsoDate } from '@/lib/domain/dates'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { freeCode } from '@/lib/domain/reference'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type AchievedTexts, type DraftContent, mayReview } from '@/lib/domain/reports/report-draft'
import { contentOf } from '@/lib/domain/reports/snapshot'
import { readReportBefore } from '@/lib/queries/board/board-requests'
import { type DraftRecord, readDraftRecord, readDraftRecords } from './draft-records'
import { readFrozenReport } from '@/lib/queries/plan-state/frozen-report'
import { readEditorIds } from '@/lib/queries/people/plan-editors'
import { readNames } from '@/lib/queries/people/people'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import type { LoadResult } from '@/lib/queries/load-result'
import { readEvidence, previewReport, type DraftPreview } from './draft-preview'

export interface ListedDraft extends DraftRecord {
  readonly lastWriter: string
}

/** Takes a plan's slug; returns the drafts of its reports, what was written last first; none for those who do not edit it. */
export async function listDrafts(slug: string): Promise<ListedDraft[]> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  if (!plan || !canEditPlan(actor, plan)) return []
  const drafts = await readDraftRecords(db, plan.id)
  const names = await readNames(drafts.map(({ lastWriterId }) => lastWriterId))
  return drafts.map((draft) => ({ ...draft, lastWriter: names.get(draft.lastWriterId) ?? '' }))
}

export interface DraftView {
  readonly draft: DraftRecord
  readonly preview: DraftPreview
  /** Its place in addresses, were it issued now; null where another report has its reference. */
  readonly code: string | null
  readonly lastWriter: string
  /** By the ids of those who checked figures by hand. */
  readonly checkers: ReadonlyMap<string, string>
  /** Who gave it back, with what they said; null where no one has, or it was sent for review since. */
  readonly returned: { readonly by: string; readonly at: string; readonly comment: string } | null
  /** Who found it right; null while no one has. */
  readonly reviewer: string | null
  /** Whether the reader may review it, and whether as one who wrote in it. */
  readonly review: ReturnType<typeof mayReview>
  /** The report before it. */
  readonly previous: { readonly code: string; readonly reference: string } | null
}

/** Takes a plan's slug and a draft's id; returns the draft and the report that it would be now. */
export async function getDraft(slug: string, id: string): Promise<LoadResult<DraftView>> {
  const found = await findDraft(slug, id)
  if (found.kind !== 'open') return found
  const { draft, plan, actorId } = found
  const state = await readPlan({ slug, asAt: draft.asAt })
  if (!state) return { kind: 'missing' }
  const [preview, names, editors, previous, issued] = await Promise.all([
    previewReport(state, draft, today()),
    readNames([
      draft.lastWriterId,
      draft.reviewed?.byId ?? null,
      draft.returned?.byId ?? null,
      ...draft.handChecks.map(({ byId }) => byId),
    ]),
    readEditorIds(plan.id),
    readReportBefore(plan.id, draft.asAt),
    db.snapshot.findMany({ where: { planId: plan.id }, select: { code: true } }),
  ])
  return {
    kind: 'open',
    draft,
    preview,
    previous,
    code: freeCode(
      draft.reference,
      draft.corrects !== null,
      issued.map(({ code }) => code),
    ),
    lastWriter: names.get(draft.lastWriterId) ?? '',
    checkers: names,
    returned: draft.returned && { ...draft.returned, by: names.get(draft.returned.byId) ?? '' },
    reviewer: draft.reviewed && (names.get(draft.reviewed.byId) ?? ''),
    review: mayReview(actorId, draft, editors),
  }
}

/** Takes a plan's slug and a draft's id; returns the draft as it is on record, and whose reader asks. */
export async function findDraft(
  slug: string,
  id: string,
): Promise<LoadResult<{ readonly draft: DraftRecord; readonly plan: PlanState; readonly actorId: string }>> {
  const [plan, actor] = await Promise.all([readPlan(slug), currentActor()])
  if (!plan) return { kind: 'missing' }
  if (actor.kind !== 'person' || !canEditPlan(actor, plan)) return { kind: 'forbidden' }
  const draft = await readDraftRecord(db, plan.id, id)
  return draft ? { kind: 'open', draft, plan, actorId: actor.id } : { kind: 'missing' }
}

/** Takes a draft, its plan as at the draft's day, and the reference of a delivered action; returns its id and what is told of it, or null. */
export async function readAchieved(
  { content }: DraftRecord,
  state: PlanState,
  ref: string,
): Promise<{ actionId: string; title: string; texts: AchievedTexts } | null> {
  const action = state.actions.find((one) => one.ref === ref)
  if (!action) return null
  const texts = textsOf(action, { content, evidence: await readEvidence({ actions: [action] }) })
  return { actionId: action.id, title: action.title, texts }
}

const EMPTY: DraftContent = { summary: '', risks: '', delivered: {}, notes: {}, risksFrom: null }

/** What a draft is filled in with when it is started. */
export interface DraftGround {
  /** The report that it would be without any text. */
  readonly preview: DraftPreview
  /** The risks of the report before, as they were written, and its reference. */
  readonly risks: { readonly source: string; readonly from: string } | null
  /** What the report that is to be corrected was written with; null where none is, or it was not written here. */
  readonly corrected: DraftContent | null
}

/**
 * Takes a plan's slug, the day of a report's figures and the code of the report that it corrects (or null); returns what its
 * draft is filled in with, or null for those who do not edit the plan.
 */
export async function getDraftGround(
  slug: string,
  asAt: IsoDate,
  corrects: string | null,
): Promise<DraftGround | null> {
  const [plan, actor] = await Promise.all([readPlan({ slug, asAt }), currentActor()])
  if (!plan || !canEditPlan(actor, plan)) return null
  const [preview, previous, corrected] = await Promise.all([
    previewReport(
      plan,
      { title: '', content: EMPTY, corrects: null, handChecks: [], writerIds: [] },
      today(),
    ),
    readReportBefore(plan.id, asAt),
    corrects === null ? null : readFrozenReport(plan.id, corrects),
  ])
  const before = previous && (await readFrozenReport(plan.id, previous.code))
  // What was written into a report by whoever altered it is not carried into another.
  const source = (before?.faults.length === 0 && before.document.matter?.texts.risks.source) || ''
  return {
    preview,
    corrected: corrected && corrected.faults.length === 0 ? contentOf(corrected.document) : null,
    risks: previous && source ? { source, from: previous.reference } : null,
  }
}

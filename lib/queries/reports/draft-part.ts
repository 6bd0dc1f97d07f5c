/** One part of a report's draft, for the form that writes it. */

import 'server-only'
import { today } from '@/lib/clock'
import type { PlanState } from '@/lib/domain/plan/plan'
import type { Gap } from '@/lib/domain/reports/readiness'
import type { DraftPart } from '@/lib/domain/reports/report-draft'
import { type PlanFigures, readFigures } from '@/lib/domain/reports/report-figures'
import type { FormValues } from '@/lib/schemas/form'
import { type DraftKey, fillDraftPart } from '@/lib/schemas/reports/report-draft'
import type { DraftRecord } from './draft-records'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { readGaps } from './readiness'
import { findDraft, readAchieved } from './report-drafts'
import { fingerprint } from '@/lib/queries/structure/structure'
import type { LoadResult } from '@/lib/queries/load-result'

export interface DraftPartView {
  readonly draft: DraftRecord
  /** As it lives. */
  readonly plan: PlanState
  readonly figures: PlanFigures
  readonly gaps: readonly Gap[]
  /** Of a delivered action: what it is called. */
  readonly title: string | null
  /** What the form holds: what is on record, else what the action's update suggests. */
  readonly values: FormValues
  /** Of what is on record. */
  readonly fingerprint: string
}

/** Takes a plan's slug, a draft's id and one of its parts; returns what the part's form shows. */
export async function getDraftPart(
  slug: string,
  id: string,
  part: DraftPart,
): Promise<LoadResult<DraftPartView>> {
  const found = await findDraft(slug, id)
  if (found.kind !== 'open') return found
  const { draft, plan } = found
  const state = await readPlan({ slug, asAt: draft.asAt })
  if (!state) return { kind: 'missing' }
  const achieved = part.kind === 'delivered' ? await readAchieved(draft, state, part.ref) : null
  if (part.kind === 'delivered' && !achieved) return { kind: 'missing' }
  const key: DraftKey =
    part.kind === 'delivered' ? { part: part.kind, actionId: achieved?.actionId ?? '' } : { part: part.kind }
  const stored = fillDraftPart(draft, key)
  return {
    kind: 'open',
    draft,
    plan,
    gaps: part.kind === 'notes' ? await readGaps(state, today()) : [],
    figures: readFigures(state, draft.asAt),
    title: achieved?.title ?? null,
    values: { ...stored, ...achieved?.texts },
    fingerprint: fingerprint(stored),
  }
}

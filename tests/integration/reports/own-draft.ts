/** A plan of its own for each test, and the drafts of its reports. */

import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Ticked } from '@/lib/domain/reports/draft-figures'
import { GAP_KINDS } from '@/lib/domain/reports/readiness'
import type { DraftContent } from '@/lib/domain/reports/report-draft'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { issueDraft } from '@/lib/mutations/reports/issue-report'
import { saveDraftPart, startDraft } from '@/lib/mutations/reports/report-drafts'
import { reviewDraft } from '@/lib/mutations/reports/review-draft'
import { getDraft } from '@/lib/queries/reports/report-drafts'
import { fingerprint } from '@/lib/queries/structure/structure'
import { actAs } from '@/tests/helpers/acting'
import { addMember } from '@/tests/helpers/people'
import {
  connect,
  type ExamplePlan,
  idOf,
  insert,
  rowOf,
  write,
  unreportedPlan,
} from '@/tests/helpers/plan-rows'

export const AS_AT = '2026-04-01'
export const NONE = { figures: [], note: '' }
export const SEND = { step: 'send', ticked: NONE } as const
export const APPROVE = { step: 'approve', ticked: NONE } as const
export const RETURN = { step: 'return', comment: 'Say more about money' } as const
export const NOTES = Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Known']))

export let db: pg.Client
export let plan: ExamplePlan
export let slug: string
export let editor: string

export const planId = () => idOf(plan, 'plan')
export const person = (role: 'editor' | 'officer' | 'analyst' | 'viewer') => addMember(db, planId(), role)

export async function say(actionId: string, status: string, on: string, narrative: string | null = null) {
  const id = randomUUID()
  await insert(db, 'progress_update', {
    id,
    plan_id: planId(),
    action_id: actionId,
    status,
    basis: 'reported',
    narrative,
    effective_on: on,
    attributed_to: 'Scottish Government',
  })
  return id
}

const content = (given: Partial<DraftContent> = {}): DraftContent => ({
  summary: '',
  risks: '',
  delivered: {},
  notes: NOTES,
  risksFrom: null,
  ...given,
})
export const start = (
  given: Partial<DraftContent> = {},
  reference = 'LB(26)01',
  corrects: { code: string; why: string } | null = null,
) =>
  startDraft(slug, {
    reference,
    title: 'First report',
    meetingOn: '2026-05-01',
    asAt: AS_AT,
    content: content(given),
    corrects,
    submissionKey: randomUUID(),
  })
export const write1 = (id: string, text: string, opened = '') =>
  saveDraftPart(slug, id, { kind: 'summary' }, fingerprint({ text: opened }), { part: 'summary', text })
export const issue = (id: string, version = 1, ticked: Ticked = NONE) =>
  issueDraft(slug, id, version, vocabulary, ticked)
export const viewOf = async (id: string) => {
  const view = await getDraft(slug, id)
  if (view.kind !== 'open') throw new Error(view.kind)
  return view
}
export const passReview = async (id: string, version = 1) => {
  await reviewDraft(slug, id, version, SEND)
  await reviewDraft(slug, id, version, APPROVE)
}

/** For a whole file: one action At Risk, nothing reported to a board yet; an editor asks. */
export function useOwnDraft() {
  beforeAll(async () => {
    db = await connect()
  })
  afterAll(() => db.end())
  beforeEach(async () => {
    plan = unreportedPlan('report_draft')
    slug = String(rowOf(plan, 'plan').slug)
    await write(db, plan)
    await say(idOf(plan, 'action'), 'atRisk', '2026-03-01')
    editor = await person('editor')
    await actAs(db, editor)
  })
}

'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { checkedSubmit } from '@/app/checked-submit'
import { redirectDone } from '@/app/redirect-done'
import { save } from '@/app/save'
import { RIGHTS } from '@/lib/auth/rights'
import { currentActor } from '@/lib/auth/actor'
import { today } from '@/lib/clock'
import type { Ticked } from '@/lib/domain/reports/draft-figures'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type DraftPart, readDraftPart } from '@/lib/domain/reports/report-draft'
import { resolveText } from '@/lib/domain/reports/report-fields'
import { readFigures } from '@/lib/domain/reports/report-figures'
import { ForbiddenError, NotFoundError, SignedOutError, UnseenError } from '@/lib/errors'
import { formatTime } from '@/lib/format/dates'
import { describeAllUnknown, describePart } from '@/lib/format/reports/draft-words'
import { GAP_WORDS } from '@/lib/format/reports/gap-words'
import { ACHIEVED_LABELS } from '@/lib/format/reports/report-paper/since-report'
import { vocabulary } from '@/lib/format/status/vocabulary'
import { issueDraft } from '@/lib/mutations/reports/issue-report'
import { reportMessages } from '@/lib/format/reports/messages'
import { discardReportDraft, saveDraftPart } from '@/lib/mutations/reports/report-drafts'
import { type Review, reviewDraft } from '@/lib/mutations/reports/review-draft'
import { paths } from '@/lib/paths'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { findDraft, readAchieved } from '@/lib/queries/reports/report-drafts'
import { boundId, boundText } from '@/lib/schemas/bound'
import { checkForm, type FormValues, requiredText, showAgain } from '@/lib/schemas/form'
import { showRefusal } from '@/app/refusal'
import { checkDraftPart, type DraftChange, type DraftKey } from '@/lib/schemas/reports/report-draft'

const GONE =
  'This draft has been issued or deleted by another editor. Copy your text if you need it. The list of reports shows what was issued'

/** Saves one part of a draft, which its address names. */
export const submitDraftPart = checkedSubmit(
  RIGHTS.draftReports,
  [boundText, boundId, boundText],
  async (slug, id, name, values) => {
    const part = readDraftPart(name)
    if (!part) return showAgain(values, { form: 'There is no part with that name' })
    const opened = await findDraft(slug, id)
    if (opened.kind === 'missing' && (await currentActor()).kind === 'person')
      return showAgain(values, { form: GONE })
    if (opened.kind !== 'open') throw await refusalOf()
    const { draft } = opened
    const state = await readPlan({ slug, asAt: draft.asAt })
    const key = state && (await readKey(part, draft, state))
    if (!key) return showAgain(values, { form: 'You do not need to write anything here any more' })
    const checked = checkDraftPart(values, key, draft.corrects !== null, today())
    if (checked.state) return checked.state
    const errors = findTextErrors(checked.data, state)
    if (Object.keys(errors).length) return showAgain(values, errors)
    let leftReview: boolean
    try {
      leftReview = await saveDraftPart(slug, id, part, String(values.fingerprint ?? ''), checked.data)
    } catch (error) {
      if (error instanceof SignedOutError) throw error
      return showRefusal(error, values, LABELS)
    }
    return redirectDone(
      paths.reportDraft(slug, id),
      `Saved at ${formatTime(new Date().toISOString())}: ${describePart(part, state.words)}.${leftReview ? LEFT_REVIEW : ''}`,
    )
  },
)

async function refusalOf(): Promise<Error> {
  const actor = await currentActor()
  return actor.kind === 'person'
    ? new ForbiddenError(reportMessages.cannotEditDrafts, actor.id)
    : new SignedOutError()
}

async function readKey(
  part: DraftPart,
  draft: Parameters<typeof readAchieved>[0],
  state: PlanState,
): Promise<DraftKey | null> {
  if (part.kind !== 'delivered') return { part: part.kind }
  const found = await readAchieved(draft, state, part.ref)
  return found && { part: 'delivered', actionId: found.actionId }
}

/** What a text has too much of, or which of its fields name no figure, by the form's field. */
function findTextErrors(change: DraftChange, state: PlanState): Record<string, string> {
  const figures = readFigures(state, state.asAt ?? today())
  const texts: Readonly<Record<string, string>> =
    change.part === 'delivered'
      ? { ...change.texts }
      : change.part === 'summary' || change.part === 'risks'
        ? { text: change.text }
        : {}
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, source]) => {
      const { unknown, excess } = resolveText(source, figures)
      if (excess) return [[name, reportMessages.excess(excess)]]
      return unknown.length ? [[name, describeAllUnknown(unknown)]] : []
    }),
  )
}

const LABELS: Readonly<Record<string, string>> = {
  reference: 'Reference',
  title: 'Title',
  why: 'What was wrong',
  text: 'Text',
  ...ACHIEVED_LABELS,
  ...Object.fromEntries(Object.entries(GAP_WORDS).map(([kind, { title }]) => [`note-${kind}`, title])),
  ...Object.fromEntries(
    ['meeting', 'asAt'].flatMap((field) =>
      ['day', 'month', 'year'].map((date) => [
        `${field}-${date}`,
        `${field === 'meeting' ? 'Date of the meeting' : 'Date of the figures'}: ${date}`,
      ]),
    ),
  ),
}

/** Said of a draft that was sent for review, after someone changed it. */
const LEFT_REVIEW =
  ' Because you changed it, this report is no longer in review. Send it for review again when it is ready.'

const REVIEWED: Readonly<Record<Review['step'], string>> = {
  send: 'The draft was sent for review.',
  approve: 'The report was approved. You can issue it now.',
  return: 'The draft was returned to its writers.',
}

/** The figures that were ticked as checked by hand, and why they are right. */
function readTicked(values: FormValues): Ticked {
  return { figures: [values.ticked ?? []].flat(), note: String(values.note ?? '').slice(0, 2_000) }
}

const returnForm = z.object({
  comment: requiredText('What needs to change', 'Enter what needs to change', 2_000),
})

/** Sends a draft for review, approves it, or returns it: the button that was pressed says which. */
export const submitReview = checkedSubmit(
  RIGHTS.draftReports,
  [boundText, boundId],
  async (slug, id, values) => {
    const { step } = values
    if (step !== 'send' && step !== 'approve' && step !== 'return')
      return showAgain(values, { form: 'Select one of the buttons' })
    const returned = step === 'return' ? checkForm(returnForm, values) : null
    if (returned?.state) return returned.state
    const review: Review = returned
      ? { step: 'return', comment: returned.data.comment }
      : { step: step === 'approve' ? step : 'send', ticked: readTicked(values) }
    const page = paths.reportDraft(slug, id)
    const { state } = await save(page, values, () =>
      reviewDraft(slug, id, Number(values.version), review).catch(describeMeanwhile(slug, id)),
    )
    if (state) return state
    return redirectDone(page, REVIEWED[step])
  },
)

/** Shows the draft as it is now, or the list of reports where there is no such draft any more, and says why. */
const describeMeanwhile = (slug: string, id: string) => (error: unknown) => {
  if (error instanceof UnseenError) redirect(paths.reportDraft(slug, id, 'changed'))
  if (error instanceof NotFoundError) redirect(paths.reports(slug, 'gone'))
  throw error
}

/** Freezes the plan with a draft's text, and goes to the report. */
export const submitIssue = checkedSubmit(
  RIGHTS.draftReports,
  [boundText, boundId],
  async (slug, id, values) => {
    const { saved, state } = await save(paths.issueReportDraft(slug, id), values, () =>
      issueDraft(slug, id, Number(values.version), vocabulary, readTicked(values)).catch(
        describeMeanwhile(slug, id),
      ),
    )
    if (state) {
      // The other fields that are wrong stand on other pages; this one lists what is in the way.
      const { ticked, ...others } = state.errors
      const form = Object.values(others).join('. ')
      return showAgain(values, { ...(form && { form }), ...(ticked && { ticked }) })
    }
    return redirectDone(paths.report(slug, saved), 'The report was issued.')
  },
)

/** Throws a draft away. */
export const submitDiscard = checkedSubmit(
  RIGHTS.draftReports,
  [boundText, boundId],
  async (slug, id, values) => {
    const { state } = await save(paths.discardReportDraft(slug, id), values, () =>
      discardReportDraft(slug, id),
    )
    if (state) return state
    return redirectDone(paths.reports(slug), 'The draft was deleted.')
  },
)

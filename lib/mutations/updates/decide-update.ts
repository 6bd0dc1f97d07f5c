/** What an editor does with an update that waits: approve it, return it, or reword it. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { differingFields } from '@/lib/domain/plan/progress-report'
import { InvalidError, NotFoundError } from '@/lib/errors'
import {
  readReportedAction,
  readSentUpdate,
  type ReportedAction,
  type SentUpdate,
} from '@/lib/queries/updates/sent-updates'
import type { FormValues } from '@/lib/schemas/form'
import { describeMeanwhile } from '@/lib/format/audit/meanwhile'
import { checkReport, readReport } from '@/lib/schemas/updates/progress-report'
import { dropDraft } from './draft'
import { moveDueDate, nameOf, readSeenByReaders, recordUpdate } from './record-update'
import { findDuplicateWithText } from './report-progress'
import { makeOnce } from '@/lib/mutations/submission'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'
import { updateMessages } from '@/lib/format/updates/messages'

/** Of which action an update was that was decided on, and who had sent it. */
export interface Decided {
  readonly ref: string
  readonly author: string | null
}

const toDecided = ({ ref }: ReportedAction, { author }: SentUpdate): Decided => ({
  ref,
  author: author?.name ?? null,
})

/**
 * Takes a plan's slug and the id of an update that waits; approves it, so that readers see it and its expected date holds.
 * Throws NotFoundError, ForbiddenError, SignedOutError, and InvalidError when it waits no longer, or its action has left the plan.
 */
export function approveUpdate(slug: string, id: string): Promise<Decided> {
  return writePlan(slug, RIGHTS.approve, async (write) => {
    await decideOnce(write, id, { decision: 'approved', comment: null }, async () => {
      const { update, action } = await findApprovable(write, id)
      await approve(write, action, update)
    })
    return readDecided(write, id)
  })
}

/** What became of several updates that were to be approved, by their actions' numbers: which were, and why others were not. */
export interface DecidedTogether {
  readonly done: readonly string[]
  readonly refused: readonly { readonly ref: string; readonly why: string }[]
}

/**
 * Takes a plan's slug and the ids of updates that wait; approves them, the oldest first, each with a record of its own. One that
 * cannot be approved any more, since something happened to it or to its action meanwhile, is left as it is and returned with the
 * reason; the others are approved all the same. Throws NotFoundError for an update of another plan (then nothing is approved),
 * ForbiddenError and SignedOutError.
 */
export function approveUpdates(slug: string, ids: readonly string[]): Promise<DecidedTogether> {
  return writePlan(slug, RIGHTS.approve, async (write) => {
    const { tx, plan } = write
    const rows = await tx.progressUpdate.findMany({
      where: { planId: plan.id, id: { in: [...new Set(ids)] } },
      orderBy: { entry: 'asc' },
      select: { id: true, action: { select: { ref: true } } },
    })
    const missing = ids.find((id) => !rows.some((row) => row.id === id))
    if (missing !== undefined) throw new NotFoundError('action', missing)
    const done: string[] = []
    const refused: { ref: string; why: string }[] = []
    for (const { id, action } of rows) {
      try {
        const found = await findApprovable(write, id)
        await decideOnce(write, id, { decision: 'approved', comment: null }, () =>
          approve(write, found.action, found.update),
        )
        done.push(action.ref)
      } catch (error) {
        // Refused by a rule, before anything was written.
        if (!(error instanceof InvalidError)) throw error
        refused.push({ ref: action.ref, why: Object.values(error.errors).join('. ') })
      }
    }
    return { done, refused }
  })
}

async function approve(write: PlanWrite, action: ReportedAction, update: SentUpdate): Promise<void> {
  const isSeen = await decide(
    write,
    action,
    update,
    'approved',
    null,
    await readSeenByReaders(write, action.id),
  )
  // What was expected on an earlier day does not take the place of what has been reported since.
  if (!isSeen) return
  const { dueOn, effectiveOn } = update.report
  if (!dueOn || !effectiveOn || dueOn === action.dueOn || (await isOvertaken(write, update))) return
  await moveDueDate(write, action, {
    updateId: update.id,
    authorId: update.author?.id ?? null,
    dueOn,
    reason: update.dueReason,
    effectiveOn,
  })
}

/** Takes a plan's slug, the id of an update that waits and what its author should change; returns it. Throws as approveUpdate. */
export function returnUpdate(slug: string, id: string, comment: string): Promise<Decided> {
  return writePlan(slug, RIGHTS.approve, async (write) => {
    await decideOnce(write, id, { decision: 'returned', comment }, async () => {
      const { update, action } = await findWaiting(write, id)
      await decide(write, action, update, 'returned', comment)
    })
    return readDecided(write, id)
  })
}

/**
 * Takes a plan's slug, the id of an update that waits, and the form with an editor's wording; approves it in that wording,
 * which readers see in its place. Throws as approveUpdate does, and InvalidError with every field that is wrong.
 */
export function rewordUpdate(
  slug: string,
  id: string,
  form: { readonly values: FormValues; readonly submissionKey: string },
): Promise<Decided> {
  return writePlan(slug, RIGHTS.approve, async (write) => {
    const sent = await readSentUpdate(write.plan.id, id, write.tx)
    const asked = sent && (await readReportedAction(write.plan.id, sent.ref, write.tx))
    const sentence = asked && readReport(write.plan, form.values, asked.dueOn).report
    if (
      asked &&
      sentence &&
      (await findDuplicateWithText(write, asked, form.submissionKey, sentence)).duplicate
    )
      return toDecided(asked, sent)
    const { update, action } = await findApprovable(write, id)
    const { report, dueReason, errors } = readReport(write.plan, form.values, action.dueOn)
    const rules = {
      today: write.today,
      startsOn: action.planStartsOn,
      dueOn: action.dueOn,
      timescaleEndsOn: action.timescaleEndsOn,
    }
    const all = { ...checkReport(write.plan, report, dueReason, rules), ...errors }
    if (Object.keys(all).length > 0) throw new InvalidError(all)
    // Approved as edited with nothing edited, it is approved as it is.
    const original = { ...update.report, dueOn: update.report.dueOn ?? action.dueOn }
    if (differingFields(report, original).length === 0 && dueReason === update.dueReason) {
      await approve(write, action, update)
      return toDecided(action, update)
    }
    const seenBefore = await readSeenByReaders(write, action.id)
    await decide(write, action, update, 'approved', null)
    await recordUpdate(write, action, {
      kind: 'revision',
      aboutId: id,
      report,
      dueReason,
      submissionKey: form.submissionKey,
      needsApproval: false,
      seenBefore,
    })
    return toDecided(action, update)
  })
}

/**
 * Decides on an update, once where the form is sent twice: it can be decided on only once, so its id is the key of all forms that do. Whoever
 * decided otherwise, in other words or as someone else, is told by findWaiting.
 */
function decideOnce(
  { tx, actor }: PlanWrite,
  id: string,
  { decision, comment }: { readonly decision: 'approved' | 'returned'; readonly comment: string | null },
  work: () => Promise<void>,
): Promise<string> {
  const submission = { makes: `update ${decision}`, formKey: id, personId: actor.id, content: comment }
  return makeOnce(tx, submission, async () => {
    await work()
    return id
  })
}

async function readDecided({ tx, plan }: PlanWrite, id: string): Promise<Decided> {
  const update = await readSentUpdate(plan.id, id, tx)
  const action = update && (await readReportedAction(plan.id, update.ref, tx))
  if (!action) throw new NotFoundError('action', id)
  return toDecided(action, update)
}

async function findWaiting(
  { tx, plan, actor }: PlanWrite,
  id: string,
): Promise<{ update: SentUpdate; action: ReportedAction }> {
  const update = await readSentUpdate(plan.id, id, tx)
  const action = update && (await readReportedAction(plan.id, update.ref, tx))
  if (!update || !action) throw new NotFoundError('action', id)
  if (update.standing !== 'waiting')
    throw new InvalidError({
      form: update.decided
        ? updateMessages.decided(
            describeMeanwhile(update.decided, actor.id, updateMessages.decidedAs(update.decided.decision)),
          )
        : updateMessages.correctedBeforeDecision,
    })
  return { update, action }
}

/** The same to be approved: what is said of an action that has left the plan meanwhile would move its date and stand in its story. */
async function findApprovable(write: PlanWrite, id: string): ReturnType<typeof findWaiting> {
  const found = await findWaiting(write, id)
  const { ref, lifecycle } = found.action
  if (lifecycle !== 'active')
    throw new InvalidError({
      form: updateMessages.actionLeftBeforeDecision(ref, lifecycle),
    })
  return found
}

async function decide(
  write: PlanWrite,
  action: ReportedAction,
  update: SentUpdate,
  decision: 'approved' | 'returned',
  comment: string | null,
  /** What readers saw before it; left out where it is no more than a step to something else. */
  seenBefore?: Awaited<ReturnType<typeof readSeenByReaders>>,
): Promise<boolean> {
  const { tx, plan, actor, audit } = write
  await tx.updateDecision.create({
    data: { planId: plan.id, updateId: update.id, decision, comment, authorId: actor.id },
  })
  const seen = seenBefore === undefined ? null : await readSeenByReaders(write, action.id)
  const isSeen = seen?.id === update.id
  await audit({
    kind: `progress-update.${decision}`,
    recordType: 'progress_update',
    recordId: update.id,
    recordName: nameOf(write, action),
    before: isSeen ? (seenBefore ?? null) : null,
    after: {
      decision,
      comment,
      ...(seenBefore !== undefined && { isSeenByReaders: isSeen }),
      ...(isSeen && seen),
    },
  })
  await dropDraft(tx, actor.id, 'return', update.id)
  await dropDraft(tx, actor.id, 'rewording', update.id)
  return isSeen
}

/** Whether a later update has brought an expected date already: an earlier one must not take it back. */
async function isOvertaken({ tx, plan }: PlanWrite, { actionId, entry }: SentUpdate): Promise<boolean> {
  const later = await tx.dueDateMove.findFirst({
    where: { planId: plan.id, actionId, update: { entry: { gt: entry } } },
    select: { id: true },
  })
  return later !== null
}

/** Writing a report: starting its draft, saving its parts, throwing it away. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import type { Prisma } from '@/generated/prisma/client'
import {
  type DraftContent,
  type DraftName,
  type DraftPart,
  nameDraftPart,
} from '@/lib/domain/reports/report-draft'
import { ChangedError, InvalidError } from '@/lib/errors'
import { fingerprint } from '@/lib/queries/structure/structure'
import { type DraftChange, fillDraftPart } from '@/lib/schemas/reports/report-draft'
import { describeLastDone } from '@/lib/audit/append'
import { dropDraft } from '@/lib/mutations/updates/draft'
import { findDraft, recordOf } from '@/lib/mutations/updates/find-draft'
import { findCorrected } from './issue-report'
import { reportMessages } from '@/lib/format/reports/messages'
import { makeOnce } from '@/lib/mutations/submission'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'

/** What a draft begins with. */
export interface DraftStart extends DraftName {
  readonly content: DraftContent
  /** The code of the report that it corrects, and why. */
  readonly corrects: { readonly code: string; readonly why: string } | null
  /** Made when the form was opened: the same form sent twice starts one draft. */
  readonly submissionKey: string
}

/**
 * Takes a plan's slug and what a draft begins with; starts it and returns its id. Throws InvalidError by the fields of the form,
 * NotFoundError when it corrects a report that is not there, and what writePlan throws.
 */
export async function startDraft(slug: string, start: DraftStart): Promise<string> {
  return writePlan(slug, RIGHTS.draftReports, (write) => {
    const { submissionKey: formKey, corrects } = start
    // Its first text comes from the figures, not from the form.
    const content = { ...nameForAudit(start), corrects }
    const personId = write.actor.id
    return makeOnce(write.tx, { makes: `report draft ${write.plan.id}`, formKey, personId, content }, () =>
      addDraft(write, start),
    )
  })
}

async function addDraft({ tx, plan, actor, today, audit }: PlanWrite, start: DraftStart): Promise<string> {
  refuseFuture(start, today)
  const corrected = await findCorrected(tx, plan.id, start)
  const { id } = await tx.reportDraft.create({
    data: {
      planId: plan.id,
      ...columnsOf(start),
      content: toJson(start.content),
      correctsId: corrected?.id ?? null,
      correction: corrected?.why ?? null,
      writerIds: [actor.id],
      lastWriterId: actor.id,
    },
    select: { id: true },
  })
  await audit({
    kind: 'report-draft.started',
    ...recordOf({ id, reference: start.reference }),
    after: { ...nameForAudit(start), corrects: corrected?.code ?? null },
  })
  return id
}

/**
 * Takes a plan's slug, a draft's id, one of its parts, the fingerprint of that part as the form was opened with it, and what it
 * is to say; saves it. A draft that was sent for review or reviewed is being written again: returns whether it was. Throws ChangedError when someone
 * else saved that part meanwhile, InvalidError, NotFoundError and what writePlan throws.
 */
export async function saveDraftPart(
  slug: string,
  id: string,
  part: DraftPart,
  opened: string,
  change: DraftChange,
): Promise<boolean> {
  return writePlan(slug, RIGHTS.draftReports, async (write) => {
    const { tx, plan, actor, today, audit } = write
    const draft = await findDraft(write, id)
    const before = fillDraftPart(draft, change)
    const content = contentWith(draft.content, change)
    const after = fillDraftPart({ ...draft, ...(change.part === 'about' && change.name), content }, change)
    const now = fingerprint(before)
    if (now !== opened) {
      // The same form, sent twice.
      if (now === fingerprint(after)) return false
      const entries = { kind: 'report-draft.saved', before: { path: ['part'], equals: nameDraftPart(part) } }
      throw new ChangedError(
        before,
        now,
        await describeLastDone(tx, id, actor.id, reportMessages.savedThis, entries),
      )
    }
    if (change.part === 'about') refuseFuture(change.name, today)
    const correction = change.part === 'about' && draft.corrects ? change.why : null
    if (change.part === 'about' && draft.corrects)
      await findCorrected(tx, plan.id, { ...change.name, corrects: { ...draft.corrects, why: change.why } })
    await tx.reportDraft.update({
      where: { id },
      data: {
        ...(change.part === 'about' && columnsOf(change.name)),
        ...(correction !== null && { correction }),
        content: toJson(content),
        version: { increment: 1 },
        state: 'draft',
        reviewedById: null,
        reviewedAt: null,
        writerIds: [...new Set([...draft.writerIds, actor.id])],
        lastWriterId: actor.id,
        writtenAt: new Date(),
      },
    })
    await dropDraft(tx, actor.id, 'reportText', `${id} ${nameDraftPart(part)}`)
    await audit({
      kind: 'report-draft.saved',
      ...recordOf(draft),
      before: { part: nameDraftPart(part), ...before },
      after,
    })
    return draft.state !== 'draft'
  })
}

/** Takes a plan's slug and a draft's id; throws the draft away for good. Throws NotFoundError and what writePlan throws. */
export async function discardReportDraft(slug: string, id: string): Promise<void> {
  return writePlan(slug, RIGHTS.draftReports, async (write) => {
    const draft = await findDraft(write, id)
    await write.tx.reportDraft.delete({ where: { id } })
    // What it said stays on record, for those who read who did what.
    await write.audit({
      kind: 'report-draft.discarded',
      ...recordOf(draft),
      before: { ...nameForAudit(draft), ...toJson(draft.content) },
    })
  })
}

function refuseFuture({ asAt }: Pick<DraftName, 'asAt'>, today: string): void {
  if (asAt > today) throw new InvalidError({ asAt: reportMessages.asAtInFuture })
}

function contentWith(content: DraftContent, change: DraftChange): DraftContent {
  switch (change.part) {
    case 'about':
      return content
    case 'summary':
      return { ...content, summary: change.text }
    case 'risks':
      // Whoever saves them has read them.
      return { ...content, risks: change.text, risksFrom: null }
    case 'notes':
      return { ...content, notes: change.notes }
    case 'delivered':
      return { ...content, delivered: { ...content.delivered, [change.actionId]: change.texts } }
  }
}

function columnsOf({ reference, title, meetingOn, asAt }: DraftName) {
  return {
    reference,
    title,
    meetingOn: meetingOn === null ? null : new Date(meetingOn),
    asAt: new Date(asAt),
  }
}

const nameForAudit = ({ reference, title, meetingOn, asAt }: DraftName) => ({
  reference,
  title,
  meetingOn,
  asAt,
})

const toJson = (content: DraftContent) => content as unknown as Prisma.InputJsonObject

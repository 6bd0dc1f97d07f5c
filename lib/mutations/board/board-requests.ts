/** What the board asks: raising it, answering it, saying who owes it, withdrawing it. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import { describeLastDone } from '@/lib/audit/append'
import {
  askAsAt,
  type BoardRequestEventKind,
  type BoardRequestKind,
  type BoardRequest,
  owedMark,
} from '@/lib/domain/board/board-requests'
import type { IsoDate } from '@/lib/domain/dates'
import { canEditPlan } from '@/lib/domain/people/permissions'
import { describeResponsibleChanged } from '@/lib/format/audit/meanwhile'
import { ChangedError, ForbiddenError, InvalidError, NotFoundError } from '@/lib/errors'
import { mayAnswerRequest, readBoardRequests } from '@/lib/queries/board/board-requests'
import { dropDraft } from '@/lib/mutations/updates/draft'
import { boardMessages } from '@/lib/format/board/messages'
import { findSubject, type SubjectName } from '@/lib/mutations/updates/subject'
import { makeOnce } from '@/lib/mutations/submission'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'

/** Who answers, and by when, as far as that is decided; the partner by its code. */
export interface ResponsibleInput {
  readonly partner: string | null
  readonly personId: string | null
  readonly dueOn: IsoDate | null
}

export interface BoardRequestInput extends ResponsibleInput {
  readonly kind: BoardRequestKind
  readonly about: SubjectName
  readonly text: string
  readonly raisedOn: IsoDate
  /** The code of the report that the meeting had before it. */
  readonly report: string | null
  /** Made when the form was opened: the same form sent twice is one ask. */
  readonly submissionKey: string
}

/**
 * Takes a plan's slug and an ask; puts it on record and returns its number. Throws InvalidError by the fields of the form,
 * ForbiddenError where a decision is recorded by someone who does not edit the plan, and what writePlan throws.
 */
export async function raiseRequest(slug: string, input: BoardRequestInput): Promise<number> {
  return writePlan(slug, RIGHTS.request, async (write) => {
    const { tx, plan, actor } = write
    if (input.kind === 'decision' && !canEditPlan(actor, plan))
      throw new ForbiddenError(boardMessages.cannotRecordDecision, actor.id)
    const { submissionKey: formKey, ...content } = input
    const submission = { makes: `ask ${plan.id}`, formKey, personId: actor.id, content }
    return Number(await makeOnce(tx, submission, async () => String(await addRequest(write, content))))
  })
}

async function addRequest(
  write: PlanWrite,
  input: Omit<BoardRequestInput, 'submissionKey'>,
): Promise<number> {
  const { tx, plan, actor, today, audit } = write
  const { kind, text, raisedOn, dueOn } = input
  if (raisedOn > today) throw new InvalidError({ raised: boardMessages.meetingInFuture })
  if (dueOn !== null && dueOn < raisedOn) throw new InvalidError({ due: boardMessages.dueBeforeMeeting })
  const last = await tx.boardAsk.aggregate({ where: { planId: plan.id }, _max: { number: true } })
  const number = (last._max.number ?? 0) + 1
  const { id } = await tx.boardAsk.create({
    data: {
      planId: plan.id,
      number,
      kind,
      text,
      authorId: actor.id,
      ...(await findSubject(write, input.about)),
      ...(await findResponsible(write, input)),
      raisedOn: new Date(raisedOn),
      reportId: await findReport(write, input.report),
    },
    select: { id: true },
  })
  const { about, report, partner, personId } = input
  await audit({
    kind: 'board-ask.raised',
    ...recordOf({ id, number }),
    after: {
      kind,
      about: `${about.level} ${about.code}`,
      text,
      raisedOn,
      report,
      partner,
      personId,
      dueOn,
    },
  })
  await dropDraft(tx, actor.id, 'ask', plan.id)
  return number
}

/** Takes a plan's slug, an ask's number and the answer; puts it on record. Throws InvalidError when it is settled already, NotFoundError, and what writePlan throws. */
export async function answerRequest(slug: string, number: number, text: string): Promise<void> {
  await writePlan(slug, RIGHTS.answerRequest, async (write) => {
    const { ask, owed } = await findRequest(write, number)
    const { plan, actor, tx } = write
    if (!(await mayAnswerRequest(actor, plan, { ...ask, owed }, tx)))
      throw new ForbiddenError(boardMessages.cannotAnswer, actor.id)
    await resolveRequest(write, ask, 'answered', text)
    await dropDraft(tx, actor.id, 'askAnswer', ask.id)
  })
}

/** Takes a plan's slug, an ask's number and why; withdraws it. Throws as answerAsk does. */
export async function withdrawRequest(slug: string, number: number, why: string): Promise<void> {
  await writePlan(slug, RIGHTS.changeRequest, async (write) => {
    const { ask } = await findRequest(write, number)
    await resolveRequest(write, ask, 'withdrawn', why)
  })
}

/** Takes a plan's slug, an ask's number and why; opens it again. One that is open stays so. Throws NotFoundError and what writePlan throws. */
export async function reopenRequest(slug: string, number: number, why: string): Promise<void> {
  await writePlan(slug, RIGHTS.changeRequest, async (write) => {
    const { ask, standing } = await findRequest(write, number)
    if (standing !== 'open') await record(write, ask, 'reopened', why)
  })
}

/**
 * Takes a plan's slug, an ask's number, who owes the answer from now on and by when, and why; puts it on record. What holds
 * already is not recorded again. Takes the mark of what the form was opened with, too. Throws ChangedError where that is not what holds,
 * InvalidError by the fields of the form, NotFoundError, and what writePlan throws.
 */
export async function changeResponsible(
  slug: string,
  number: number,
  input: ResponsibleInput,
  why: string,
  seen?: string,
): Promise<void> {
  await writePlan(slug, RIGHTS.changeRequest, async (write) => {
    const { ask, owed, standing } = await findRequest(write, number)
    const { partner, personId, dueOn } = owed
    const before = { partner: partner?.code ?? null, personId, dueOn }
    const isSame = before.partner === input.partner && personId === input.personId && dueOn === input.dueOn
    if (isSame) return
    if (standing !== 'open') throw new InvalidError({ form: boardMessages.settled })
    if (seen !== undefined && seen !== owedMark(owed)) {
      const did = describeResponsibleChanged(partner?.name, dueOn)
      throw new ChangedError(
        null,
        owedMark(owed),
        await describeLastDone(write.tx, ask.id, write.actor.id, did),
      )
    }
    if (input.dueOn !== null && input.dueOn < ask.effectiveOn)
      throw new InvalidError({ due: boardMessages.dueBeforeMeeting })
    await record(write, ask, 'changed', why, {
      row: await findResponsible(write, input),
      before,
      after: { ...input },
    })
  })
}

const recordOf = ({ id, number }: { id: string; number: number }) => ({
  recordType: 'board_ask',
  recordId: id,
  recordName: `Ask ${number}`,
})

async function findRequest({ tx, plan, today }: PlanWrite, number: number) {
  const [boardRequest] = await readBoardRequests(plan.id, { number }, tx)
  const then = boardRequest && askAsAt(boardRequest, today)
  if (!boardRequest || !then) throw new NotFoundError('board request', String(number))
  return { ask: boardRequest, ...then }
}

/** An answer or a withdrawal, once: the same one sent twice is one. */
async function resolveRequest(
  write: PlanWrite,
  request: BoardRequest,
  kind: 'answered' | 'withdrawn',
  text: string,
): Promise<void> {
  const settled = askAsAt(request, write.today)?.settled
  if (!settled) return record(write, request, kind, text)
  if (settled.kind === kind && settled.text === text && settled.authorId === write.actor.id) return
  const did = `${settled.kind} this request`
  const entries = { kind: `board-ask.${settled.kind}` }
  const who = await describeLastDone(write.tx, request.id, write.actor.id, did, entries)
  throw new InvalidError({ form: boardMessages.settledMeanwhile(who, settled.kind, settled.text) })
}

async function record(
  { tx, plan, actor, today, audit }: PlanWrite,
  request: BoardRequest,
  kind: BoardRequestEventKind,
  text: string,
  change?: {
    readonly row: Awaited<ReturnType<typeof findResponsible>>
    readonly before: ResponsibleInput
    readonly after: ResponsibleInput
  },
): Promise<void> {
  await tx.boardAskEvent.create({
    data: {
      planId: plan.id,
      askId: request.id,
      kind,
      text,
      authorId: actor.id,
      ...change?.row,
      effectiveOn: new Date(today),
    },
  })
  await audit({
    kind: `board-ask.${kind}`,
    ...recordOf(request),
    before: change ? { ...change.before } : null,
    after: { ...change?.after, [kind === 'answered' ? 'answer' : 'reason']: text },
  })
}

/** The columns of who owes it. */
async function findResponsible({ tx, plan }: PlanWrite, { partner, personId, dueOn }: ResponsibleInput) {
  const found =
    partner === null
      ? null
      : await tx.partner.findUnique({
          where: { planId_code: { planId: plan.id, code: partner } },
          select: { id: true },
        })
  if (partner !== null && !found) throw new InvalidError({ partner: boardMessages.partnerUnknown })
  const member =
    personId === null
      ? null
      : await tx.membership.findFirst({
          where: { planId: plan.id, personId, person: { deactivatedAt: null } },
          select: { personId: true },
        })
  if (personId !== null && !member) throw new InvalidError({ person: boardMessages.personUnknown })
  return { partnerId: found?.id ?? null, personId, dueOn: dueOn === null ? null : new Date(dueOn) }
}

async function findReport({ tx, plan }: PlanWrite, code: string | null): Promise<string | null> {
  if (code === null) return null
  const where = { planId_code: { planId: plan.id, code } }
  const report = await tx.snapshot.findUnique({ where, select: { id: true } })
  if (!report) throw new InvalidError({ report: boardMessages.reportUnknown })
  return report.id
}

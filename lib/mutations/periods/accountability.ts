/** Who answers for an action, and who else may report on it. */

import 'server-only'
import { RIGHTS } from '@/lib/auth/rights'
import type { IsoDate } from '@/lib/domain/dates'
import { InvalidError, NotFoundError } from '@/lib/errors'
import { isoDate } from '@/lib/queries/iso-date'
import { REPORTERS } from '@/lib/queries/people/people'
import { type PlanWrite, writePlan } from '@/lib/mutations/write-plan'
import { describeLastDone } from '@/lib/audit/append'
import { periodMessages } from '@/lib/format/periods/messages'

/** A hand-over, of one action or several. */
export interface Reassignment {
  readonly refs: readonly string[]
  /** Who answers for them from then on; null for no one. */
  readonly personId: string | null
  readonly from: IsoDate
  readonly reason: string | null
}

/** What became of a hand-over. */
interface Reassigned {
  /** Of who answers for them now; null for no one. */
  readonly name: string | null
  /** The numbers of the actions that were handed over. */
  readonly done: readonly string[]
  /** Of those that this person answered for before: nothing was recorded of them, the reason neither. */
  readonly already: readonly string[]
}

/**
 * Takes a plan's slug, a hand-over, and who answered for each action when the form was opened, by its reference; puts it on
 * record and returns what became of it. An action that this person answers for already stays as it is, so that the same form sent
 * twice hands over once; one that they were given otherwise, with another reason or day, is named.
 * Throws NotFoundError for an action that is not in the plan and InvalidError by the fields `person`, `from` and `form`;
 * then nothing is handed over.
 */
export async function reassignActions(
  slug: string,
  { refs, personId, from, reason }: Reassignment,
  seen: Readonly<Record<string, string | null>>,
): Promise<Reassigned> {
  return writePlan(slug, RIGHTS.reassign, async (write) => {
    if (from > write.today) throw new InvalidError({ from: periodMessages.fromInFuture })
    const person = personId === null ? null : await findReporter(write, personId, 'person')
    const actions = await findActions(write, refs)
    const ofOthers: typeof actions = []
    const tooEarly: string[] = []
    const already: string[] = []
    for (const action of actions) {
      const current = await findHolder(write, action.id)
      if ((current?.personId ?? null) === personId) {
        const isTwin =
          current?.authorId === write.actor.id &&
          current.reason === reason &&
          isoDate(current.effectiveOn) === from
        if (!isTwin) already.push(action.ref)
        continue
      }
      if ((current?.personId ?? null) !== (seen[action.ref] ?? null)) ofOthers.push(action)
      else if (current && from < isoDate(current.effectiveOn)) tooEarly.push(action.ref)
      else await recordAccountable(write, action, current, person, { from, reason })
    }
    if (ofOthers.length) {
      const kind = 'accountability.changed'
      const changes: string[] = []
      for (const { id, ref } of ofOthers)
        changes.push(
          (await describeLastDone(write.tx, id, write.actor.id, periodMessages.reassigned(ref), { kind })) ??
            ref,
        )
      throw new InvalidError({ form: periodMessages.reassignedMeanwhile(changes) })
    }
    if (tooEarly.length) throw new InvalidError({ from: periodMessages.fromTooEarly(tooEarly) })
    return {
      name: person?.name ?? null,
      done: actions.map(({ ref }) => ref).filter((ref) => !already.includes(ref)),
      already,
    }
  })
}

/** Takes a write, an action, who answers for it, who is to (null for no one), since when and why; puts it on record. */
export async function recordAccountable(
  { tx, plan, actor, audit }: PlanWrite,
  action: { id: string; ref: string },
  current: Awaited<ReturnType<typeof findHolder>>,
  person: { id: string; name: string } | null,
  { from, reason }: { from: IsoDate; reason: string | null },
): Promise<void> {
  await tx.accountability.create({
    data: {
      planId: plan.id,
      actionId: action.id,
      personId: person?.id ?? null,
      reason,
      authorId: actor.id,
      effectiveOn: new Date(from),
    },
  })
  await audit({
    kind: 'accountability.changed',
    recordType: 'action',
    recordId: action.id,
    recordName: `Action ${action.ref}`,
    before: { accountable: current?.person?.name ?? null, personId: current?.personId ?? null },
    after: { accountable: person?.name ?? null, personId: person?.id ?? null, from, reason },
  })
}

/**
 * Takes a plan's slug, an action's reference and a person's id; lets that person report on the action too. Throws
 * NotFoundError, and InvalidError by the field `contributor`. Who contributes already goes on doing so. Returns the person's name.
 */
export async function addContributor(slug: string, ref: string, personId: string): Promise<string> {
  return writePlan(slug, RIGHTS.reassign, async (write) => {
    const person = await findReporter(write, personId, 'contributor')
    const [action] = await findActions(write, [ref])
    if (!action) throw new NotFoundError('action', ref)
    if ((await findHolder(write, action.id))?.personId === personId)
      throw new InvalidError({ contributor: periodMessages.isAccountable(person.name) })
    const key = { actionId: action.id, personId }
    if (await write.tx.contributor.findUnique({ where: { actionId_personId: key } })) return person.name
    await write.tx.contributor.create({ data: { planId: write.plan.id, ...key } })
    await write.audit({
      kind: 'contributor.added',
      recordType: 'action',
      recordId: action.id,
      recordName: `Action ${ref}`,
      after: { contributor: person.name, personId },
    })
    return person.name
  })
}

/** Takes a plan's slug, an action's reference and a person's id; the person contributes to the action no longer. Returns their name, or null where they did not contribute. Throws NotFoundError. */
export async function removeContributor(slug: string, ref: string, personId: string): Promise<string | null> {
  return writePlan(slug, RIGHTS.reassign, async (write) => {
    const [action] = await findActions(write, [ref])
    if (!action) throw new NotFoundError('action', ref)
    const found = await write.tx.contributor.findFirst({
      where: { planId: write.plan.id, actionId: action.id, personId },
      select: { person: { select: { name: true } } },
    })
    if (!found) return null
    await write.tx.contributor.delete({ where: { actionId_personId: { actionId: action.id, personId } } })
    await write.audit({
      kind: 'contributor.removed',
      recordType: 'action',
      recordId: action.id,
      recordName: `Action ${ref}`,
      before: { contributor: found.person.name, personId },
    })
    return found.person.name
  })
}

/** Someone who may report on actions: an officer or an editor of the plan with a live account. */
export async function findReporter({ tx, plan }: PlanWrite, personId: string, field: string) {
  const member = await tx.membership.findFirst({
    where: { planId: plan.id, personId, ...REPORTERS },
    select: { person: { select: { id: true, name: true } } },
  })
  if (!member) throw new InvalidError({ [field]: periodMessages.officerUnknown })
  return member.person
}

async function findActions({ tx, plan }: PlanWrite, refs: readonly string[]) {
  const actions = await tx.action.findMany({
    where: { planId: plan.id, ref: { in: [...refs] } },
    select: { id: true, ref: true, title: true },
    orderBy: { position: 'asc' },
  })
  const missing = refs.find((ref) => !actions.some((action) => action.ref === ref))
  if (missing !== undefined) throw new NotFoundError('action', missing)
  return actions
}

/** Takes a write and an action's id; returns who answers for it by now. */
export function findHolder({ tx, plan }: PlanWrite, actionId: string) {
  return tx.accountability.findFirst({
    where: { planId: plan.id, actionId },
    orderBy: [{ effectiveOn: 'desc' }, { entry: 'desc' }],
    select: {
      personId: true,
      effectiveOn: true,
      reason: true,
      authorId: true,
      person: { select: { name: true } },
    },
  })
}

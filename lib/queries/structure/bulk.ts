/** What one change would do to several actions, before anything is written. */

import 'server-only'
import { db } from '@/lib/db'
import type { IsoDate } from '@/lib/domain/dates'
import { canReportOn, type KnownActor } from '@/lib/domain/people/permissions'
import { promisedOn } from '@/lib/domain/plan/due-date'
import type { Action, PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { bucketLabel } from '@/lib/domain/status/status'
import type { BulkChange } from '@/lib/domain/structure/bulk'
import { whyNotConfirmable } from '@/lib/domain/updates/date-guard'
import { InvalidError } from '@/lib/errors'
import { bulkMessages } from '@/lib/format/structure/bulk-messages'
import { updateMessages } from '@/lib/format/updates/messages'
import { REPORTERS } from '@/lib/queries/people/people'
import { markPreview } from '@/lib/queries/preview-mark'
import { readReportedActions, type ReportedAction } from '@/lib/queries/updates/sent-updates'

interface Changed {
  readonly action: Action
  readonly reported: ReportedAction
  /** Dates as ISO has them, names as people read them; null for nothing. */
  readonly before: string | null
  readonly after: string | null
}

export interface BulkPreview {
  readonly changed: readonly Changed[]
  /** By their references, with why they stay as they are. */
  readonly refused: readonly { readonly ref: string; readonly why: string }[]
  /** Tells this from any other preview. */
  readonly seen: string
}

interface Asking {
  readonly plan: PlanState
  readonly actor: KnownActor
  readonly today: IsoDate
}

/** Takes who asks, the references of actions and a change; returns what it does. Throws InvalidError where no action could be changed so. */
export async function previewBulk(
  asking: Asking,
  refs: readonly string[],
  change: BulkChange,
): Promise<BulkPreview> {
  const { plan } = asking
  const wanted = plan.actions.filter(({ ref }) => refs.includes(ref))
  const reported = await readReportedActions(
    plan.id,
    wanted.map(({ id }) => id),
  )
  const judge = await makeJudge(asking, change)
  const changed: Changed[] = []
  const refused: { ref: string; why: string }[] = refs
    .filter((ref) => !wanted.some((action) => action.ref === ref))
    .map((ref) => ({ ref, why: bulkMessages.missing }))
  for (const action of wanted) {
    const { ref, id } = action
    const own = reported.get(id)
    const judged =
      own === undefined
        ? { why: bulkMessages.missing }
        : action.lifecycle !== 'active'
          ? { why: updateMessages.actionLeft }
          : judge(action, own)
    if ('why' in judged) refused.push({ ref, why: judged.why })
    else if (own && judged.before === judged.after && change.kind !== 'noChange')
      refused.push({ ref, why: bulkMessages.already })
    else if (own) changed.push({ action, reported: own, ...judged })
  }
  const told = changed.map(({ action, reported: { latest }, before, after }) => [
    action.id,
    before,
    after,
    ...(change.kind === 'noChange' ? [latest?.id ?? null] : []),
  ])
  return {
    changed,
    refused,
    seen: markPreview([change, told]),
  }
}

type Judged = Pick<Changed, 'before' | 'after'> | { readonly why: string }

/** Takes who asks and a change; returns what says of an action what it changes, or why not. */
async function makeJudge(
  { plan, actor, today }: Asking,
  change: BulkChange,
): Promise<(action: Action, reported: ReportedAction) => Judged> {
  if (change.kind === 'noChange')
    return ({ current }, { accountable, dueOn, timescaleEndsOn, latest }) => {
      if (!canReportOn(actor, plan, accountable)) return { why: updateMessages.cannotReport }
      const promisedBy = promisedOn(dueOn, timescaleEndsOn)
      const waits = latest?.standing === 'waiting'
      const why = whyNotConfirmable(plan, { current, promisedBy, waits }, today)
      if (!current || why !== null)
        return { why: updateMessages.notConfirmable(plan, why ?? 'nothing', current) }
      const label = bucketLabel(plan, current.status)
      return { before: label, after: label }
    }
  if (change.kind === 'officer') {
    const names = await readNames(plan.id, change.personId)
    return (_, { accountable: { accountableId } }) => ({
      before: accountableId === null ? null : (names.get(accountableId) ?? accountableId),
      after: change.personId === null ? null : (names.get(change.personId) ?? null),
    })
  }
  if (change.kind === 'due') {
    if (change.dueOn < today) throw new InvalidError({ due: bulkMessages.dueInPast })
    return (_, { dueOn }) => ({ before: dueOn, after: change.dueOn })
  }
  const { timescales, partners } = indexPlan(plan)
  if (change.kind === 'timescale') {
    const wanted = plan.timescales.find(({ code }) => code === change.timescale)
    if (change.timescale !== null && !wanted)
      throw new InvalidError({ timescale: bulkMessages.timescaleMissing })
    return ({ timescaleId }) => ({
      before: timescales.get(timescaleId ?? '')?.label ?? null,
      after: wanted?.label ?? null,
    })
  }
  const wanted = plan.partners.find(({ code }) => code === change.partner)
  if (!wanted) throw new InvalidError({ partner: bulkMessages.partnerMissing })
  return ({ partners: links }) => ({
    before: links.find(({ partnerId }) => partners.get(partnerId)?.code === wanted.code)?.role ?? null,
    after: change.role,
  })
}

/** By their ids, of those who answer for an action of the plan and of who is to. Throws InvalidError where that one cannot. */
async function readNames(planId: string, personId: string | null): Promise<ReadonlyMap<string, string>> {
  const select = { id: true, name: true } as const
  const held = await db.accountability.findMany({
    where: { planId },
    distinct: ['personId'],
    select: { person: { select } },
  })
  const member =
    personId === null
      ? null
      : await db.membership.findFirst({
          where: { planId, personId, ...REPORTERS },
          select: { person: { select } },
        })
  if (personId !== null && !member) throw new InvalidError({ person: bulkMessages.personMissing })
  return new Map(
    [...held, ...(member ? [member] : [])].flatMap(({ person }) =>
      person ? [[person.id, person.name]] : [],
    ),
  )
}

/** What did someone who has signed in come for? */

import 'server-only'
import { canEditPlan, type KnownActor } from '@/lib/domain/people/permissions'
import { paths } from '@/lib/paths'
import { type DueRequest, getDueRequests } from '@/lib/queries/board/due-requests'
import { getMyUpdates, type OwnRow } from '@/lib/queries/periods/my-updates'
import { countDueUpdates, listWaitingUpdates, type WaitingUpdates } from '@/lib/queries/periods/work-counts'
import { listPlanNames, type PlanName } from '@/lib/queries/plan/plans'
import { listPins, type PinView } from './pins'

/**
 * Takes whoever is signed in; returns the address of the page that has what waits for them: updates to approve, updates that are
 * due, an officer’s own list; and their start page where that is none.
 */
export async function findStart(actor: KnownActor): Promise<string> {
  const [toApprove] = await readWaiting(actor)
  if (toApprove) return paths.approvals(toApprove.slug)
  if ([...actor.roles.values()].includes('officer') || (await countDueUpdates()) > 0) return paths.myUpdates()
  return paths.plans()
}

export interface StartPageView {
  /** Updates due from them, the most urgent first. */
  readonly due: readonly OwnRow[]
  /** Plans that they edit in which updates wait for approval. */
  readonly waiting: readonly WaitingUpdates[]
  /** What the board asked that they are to answer, by when it is due. */
  readonly requests: readonly DueRequest[]
  readonly pins: readonly PinView[]
  /** The plans that they have a role in, and the others that they may read, by title. */
  readonly own: readonly PlanName[]
  readonly others: readonly PlanName[]
}

/** Takes whoever is signed in; returns what their start page shows. */
export async function getStartPage(actor: KnownActor): Promise<StartPageView> {
  const [names, updatesDue, waiting, requests, pins] = await Promise.all([
    listPlanNames(),
    countDueUpdates(),
    readWaiting(actor),
    getDueRequests(),
    listPins(actor),
  ])
  // What is due is listed only where the count, which costs little, says that there is some.
  const rows = updatesDue > 0 ? (await getMyUpdates()).rows : []
  return {
    due: rows.filter(
      ({ mayReport, updateDue }) => mayReport && (updateDue === 'due' || updateDue === 'late'),
    ),
    waiting,
    requests,
    pins,
    own: names.filter(({ id }) => actor.roles.has(id)),
    others: names.filter(({ id }) => !actor.roles.has(id)),
  }
}

function readWaiting(actor: KnownActor): Promise<WaitingUpdates[]> {
  return listWaitingUpdates(
    [...actor.roles.keys()].filter((id) => canEditPlan(actor, { id, isPublic: false })),
  )
}

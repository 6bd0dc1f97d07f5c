/**
 * What an actor may do. Everything else asks here: pages, submits, mutations, queries and the API. What is not said to be
 * allowed is refused.
 */

export const ROLES = ['viewer', 'analyst', 'officer', 'editor'] as const
/** What a person is in a plan: reads it, also exports it, also reports on own actions, also looks after all of it. */
export type Role = (typeof ROLES)[number]

/** What can need a passkey: a role, in whatever plan, and being an administrator. */
export const PASSKEY_ROLES = ['administrator', 'editor', 'officer', 'analyst', 'viewer'] as const
export type PasskeyRole = (typeof PASSKEY_ROLES)[number]

/** The person asking, as domain code sees them. */
export type Actor = Anonymous | KnownActor

export interface Anonymous {
  readonly kind: 'anonymous'
}

export interface KnownActor {
  readonly kind: 'person'
  readonly id: string
  readonly name: string
  /** Looks after accounts and settings, in the whole of Cairn. */
  readonly isAdministrator: boolean
  /** The actor's role in each plan, by the plan's id. */
  readonly roles: ReadonlyMap<string, Role>
  /** They have a role that needs a passkey, and none yet. Until then such a role is not among the above. */
  readonly needsPasskey?: true
}

/** Takes someone without a passkey and the roles that need one; returns them as they are judged until they have one. */
export function withholdRoles(person: KnownActor, needed: ReadonlySet<PasskeyRole>): KnownActor {
  const isAdministrator = person.isAdministrator && !needed.has('administrator')
  const roles = new Map([...person.roles].filter(([, role]) => !needed.has(role)))
  if (isAdministrator === person.isAdministrator && roles.size === person.roles.size) return person
  return { ...person, isAdministrator, roles, needsPasskey: true }
}

/** As much of a plan as decides who may do what in it. */
export interface PlanAccess {
  readonly id: string
  readonly isPublic: boolean
}

/** Who answers for an action, and who else may report on it; ids of people. */
export interface Accountable {
  readonly accountableId: string | null
  readonly contributorIds: readonly string[]
}

export const ANONYMOUS: Anonymous = { kind: 'anonymous' }

/** Takes an actor; returns the person's id, or null for no one. */
export function idOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null
}

/** Takes an actor and a plan; returns the actor's role in it, or null. */
function roleIn(actor: Actor, plan: Pick<PlanAccess, 'id'>): Role | null {
  return actor.kind === 'person' ? (actor.roles.get(plan.id) ?? null) : null
}

/** Takes an actor; returns whether they look after accounts and settings. */
function isAdministrator(actor: Actor): actor is KnownActor {
  return actor.kind === 'person' && actor.isAdministrator
}

/** Takes an actor and a plan; returns whether the actor may read it. */
export function canReadPlan(actor: Actor, plan: PlanAccess): boolean {
  return plan.isPublic || isMember(actor, plan)
}

/** Takes an actor and a plan; returns whether programs of theirs may read it with a token: everyone with a role but viewers. */
export function canExport(actor: Actor, plan: Pick<PlanAccess, 'id'>): boolean {
  const role = roleIn(actor, plan)
  return role !== null && role !== 'viewer'
}

/**
 * Takes an actor and a plan; returns whether they may see the names of people, updates that wait for approval, and what
 * is said between officers. The public may not.
 */
export function canSeeInside(actor: Actor, plan: PlanAccess): boolean {
  return isMember(actor, plan)
}

/** Takes an actor, a plan and who answers for one of its actions; returns whether they may report on that action. */
export function canReportOn(actor: Actor, plan: PlanAccess, action: Accountable): boolean {
  if (canEditPlan(actor, plan)) return true
  if (actor.kind !== 'person' || roleIn(actor, plan) !== 'officer') return false
  return action.accountableId === actor.id || action.contributorIds.includes(actor.id)
}

/**
 * Takes an actor and a plan; returns whether they may put a question to those who answer for it, and say that a rating is
 * wrong: a board's members are viewers. What the board decided is put on record by those who edit the plan.
 */
export function canSpeakForBoard(actor: Actor, plan: PlanAccess): boolean {
  return isMember(actor, plan)
}

/** Who owes the answer to what a board asked: the person named for it, and who answers for the action that it is about. */
export interface AnswersRequest {
  readonly ownerId: string | null
  readonly accountableId: string | null
}

/** Takes an actor, a plan and who owes the answer to an ask; returns whether they may answer it. */
export function canAnswerRequest(actor: Actor, plan: PlanAccess, responsible: AnswersRequest): boolean {
  if (canEditPlan(actor, plan)) return true
  if (actor.kind !== 'person' || !isMember(actor, plan)) return false
  return (
    responsible.ownerId === actor.id ||
    (roleIn(actor, plan) === 'officer' && responsible.accountableId === actor.id)
  )
}

/**
 * Takes an actor and a plan; returns whether they look after the whole plan: its structure, its sections' ratings, its
 * periods, who answers for what, and the approval of updates.
 */
export function canEditPlan(actor: Actor, plan: PlanAccess): boolean {
  return roleIn(actor, plan) === 'editor'
}

/** Takes an actor and a plan; returns whether they look after any of it: its contents, or its settings. */
export function canLookAfterPlan(actor: Actor, plan: PlanAccess): boolean {
  return canEditPlan(actor, plan) || canChangeSettings(actor, plan)
}

/** Takes an actor and a plan; returns whether they may change its settings: its rule, who reads it, how it approves. */
export function canChangeSettings(actor: Actor, _plan: PlanAccess): boolean {
  return isAdministrator(actor)
}

/** Takes an actor; returns whether they may make plans, invite people, change roles and deactivate accounts. */
export function canManageAccounts(actor: Actor): boolean {
  return isAdministrator(actor)
}

/** Takes an actor and a plan, or null for what was done to accounts; returns whether they may read who did what. */
export function canReadAudit(actor: Actor, plan: PlanAccess | null): boolean {
  return isAdministrator(actor) || (plan !== null && canEditPlan(actor, plan))
}

function isMember(actor: Actor, plan: Pick<PlanAccess, 'id'>): boolean {
  return isAdministrator(actor) || roleIn(actor, plan) !== null
}

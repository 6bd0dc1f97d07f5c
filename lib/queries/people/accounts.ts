/** Who has an account, and what may they do? For administrators. */

import 'server-only'
import { z } from 'zod'
import type { Prisma } from '@/generated/prisma/client'
import { currentActor } from '@/lib/auth/actor'
import { stillGood } from '@/lib/auth/invitations'
import { db } from '@/lib/db'
import { canManageAccounts, type Role, ROLES, idOf } from '@/lib/domain/people/permissions'
import { type Page, placePage, rowsBefore } from '@/lib/domain/paging'
import { ForbiddenError } from '@/lib/errors'
import { peopleMessages } from '@/lib/format/people/messages'

export interface AccountView {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly isAdministrator: boolean
  readonly isActive: boolean
  readonly roles: readonly { readonly planId: string; readonly plan: string; readonly role: Role }[]
  /** An instant; null when they never did. */
  readonly lastSignInAt: string | null
}

export interface OpenInvitation {
  readonly id: string
  readonly email: string
  readonly isAdministrator: boolean
  readonly roles: AccountView['roles']
  readonly invitedBy: string | null
  readonly expiresAt: string
}

export interface PlanChoice {
  readonly id: string
  readonly title: string
}

const ACCOUNT = {
  id: true,
  name: true,
  email: true,
  isAdministrator: true,
  deactivatedAt: true,
  memberships: {
    select: { role: true, planId: true, plan: { select: { title: true } } },
    orderBy: { plan: { title: 'asc' } },
  },
} as const satisfies Prisma.PersonSelect

const INVITED_ROLES = z.array(z.object({ planId: z.string(), role: z.enum(ROLES) }))

/** Takes a page; returns that page of the accounts, by name, those deactivated last. Throws ForbiddenError. */
export async function listAccounts(page: number): Promise<Page<AccountView>> {
  await requireAdministrator()
  const place = placePage(await db.person.count(), page)
  const people = await db.person.findMany({
    select: ACCOUNT,
    orderBy: [{ deactivatedAt: { sort: 'asc', nulls: 'first' } }, { name: 'asc' }, { id: 'asc' }],
    skip: rowsBefore(place),
    take: place.size,
  })
  const signIns = await db.auditEntry.groupBy({
    by: ['recordId'],
    where: { chain: 'accounts', kind: 'session.started', recordId: { in: people.map(({ id }) => id) } },
    _max: { recordedAt: true },
  })
  const last = new Map(signIns.map(({ recordId, _max }) => [recordId, _max.recordedAt]))
  return { ...place, rows: people.map((person) => viewAccount(person, last.get(person.id) ?? null)) }
}

/** Takes a person's id; returns their account, or null. Throws ForbiddenError. */
export async function getAccount(id: string): Promise<AccountView | null> {
  await requireAdministrator()
  if (!z.uuid().safeParse(id).success) return null
  const [person, signIn] = await Promise.all([
    db.person.findUnique({ where: { id }, select: ACCOUNT }),
    db.auditEntry.findFirst({
      where: { chain: 'accounts', kind: 'session.started', recordId: id },
      select: { recordedAt: true },
      orderBy: { number: 'desc' },
    }),
  ])
  return person && viewAccount(person, signIn?.recordedAt ?? null)
}

/** Returns the invitations that can still be taken up, the newest first. Throws ForbiddenError. */
export async function listOpenInvitations(): Promise<OpenInvitation[]> {
  await requireAdministrator()
  const [invitations, plans] = await Promise.all([
    db.invitation.findMany({
      where: { ...stillGood(), email: { not: null } },
      select: {
        id: true,
        email: true,
        isAdministrator: true,
        roles: true,
        expiresAt: true,
        invitedBy: { select: { name: true } },
      },
      orderBy: { createdAt: 'desc' },
    }),
    listPlanChoices(),
  ])
  const titles = new Map(plans.map(({ id, title }) => [id, title]))
  return invitations.map(({ email, roles, expiresAt, invitedBy, ...rest }) => ({
    ...rest,
    email: email ?? '',
    roles: INVITED_ROLES.parse(roles).map((one) => ({ ...one, plan: titles.get(one.planId) ?? '' })),
    invitedBy: invitedBy?.name ?? null,
    expiresAt: expiresAt.toISOString(),
  }))
}

/** Returns every plan that someone can have a role in. Throws ForbiddenError. */
export async function listPlanChoices(): Promise<PlanChoice[]> {
  await requireAdministrator()
  return db.plan.findMany({ select: { id: true, title: true }, orderBy: { title: 'asc' } })
}

function viewAccount(
  person: Prisma.PersonGetPayload<{ select: typeof ACCOUNT }>,
  lastSignInAt: Date | null,
): AccountView {
  const { memberships, deactivatedAt, ...rest } = person
  return {
    ...rest,
    isActive: deactivatedAt === null,
    roles: memberships.map(({ role, planId, plan }) => ({ role, planId, plan: plan.title })),
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
  }
}

async function requireAdministrator(): Promise<void> {
  const actor = await currentActor()
  if (!canManageAccounts(actor)) throw new ForbiddenError(peopleMessages.cannotManageAccounts, idOf(actor))
}

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/db'
import type { Role } from '@/lib/domain/people/permissions'

/** Takes ids of people, some missing; returns their names by their ids. For the eyes of those inside a plan only. */
export async function readNames(ids: readonly (string | null)[]): Promise<ReadonlyMap<string, string>> {
  const people = await db.person.findMany({
    where: { id: { in: [...new Set(ids.flatMap((id) => id ?? []))] } },
    select: { id: true, name: true },
  })
  return new Map(people.map(({ id, name }) => [id, name]))
}

const REPORTING_ROLES: readonly Role[] = ['officer', 'editor']

/** The memberships of those who may report on actions: officers and editors with a live account. */
export const REPORTERS = {
  role: { in: [...REPORTING_ROLES] },
  person: { deactivatedAt: null },
} as const satisfies Prisma.MembershipWhereInput

/** Takes a plan's id; returns the ids of those who may report on its actions. */
export async function readReporterIds(planId: string): Promise<ReadonlySet<string>> {
  const rows = await db.membership.findMany({ where: { planId, ...REPORTERS }, select: { personId: true } })
  return new Set(rows.map(({ personId }) => personId))
}

/** Takes people who may not report; returns the ids of those among them whose account is deactivated: the others lost the role. */
export async function findDeactivated(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const people = await db.person.findMany({
    where: { id: { in: [...ids] }, deactivatedAt: { not: null } },
    select: { id: true },
  })
  return new Set(people.map(({ id }) => id))
}

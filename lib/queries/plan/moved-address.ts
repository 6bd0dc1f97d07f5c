/** Where an old number or code leads: minutes and links cite them for years. */

import 'server-only'
import { headers } from 'next/headers'
import { Prisma } from '@/generated/prisma/client'
import { db } from '@/lib/db'
import type { PlanRef } from '@/lib/domain/plan/plan-ref'
import type { PlanState } from '@/lib/domain/plan/plan'
import { isStructureKind, type StructureKind } from '@/lib/domain/structure/structure'
import { foldNumber } from '@/lib/domain/text'
import { ADDRESS_HEADER } from '@/lib/http/moment-header'
import { readPlanAt } from './as-at-params'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { type RawParams } from '@/lib/schemas/plan/action-filter'

/** What an action's number is called in the ledger, and other records' codes. */
const fieldOf = (kind: StructureKind) => (kind === 'action' ? 'ref' : 'code')

/** Takes a client, a plan's id, a kind and a code; returns the ids of the records that ever had it, the last to have it first. */
async function findHolders(
  client: Pick<typeof db, 'structureChange'>,
  planId: string,
  kind: StructureKind,
  code: string,
): Promise<string[]> {
  // PostgreSQL knows no text with a NUL in it, and an address may carry one.
  if (code.includes('\0')) return []
  const rows = await client.structureChange.findMany({
    where: { planId, kind, facts: { path: [fieldOf(kind)], equals: code } },
    orderBy: { entry: 'desc' },
    select: { recordId: true },
  })
  return [...new Set(rows.map(({ recordId }) => recordId))]
}

/** Takes a number or code in SQL; returns it folded, as lib/domain/text.ts foldNumber folds: they have no accents and no spaces. */
export const foldedNumber = (code: Prisma.Sql) =>
  Prisma.sql`regexp_replace(lower(${code}), '(^|[^0-9])0+([0-9])', '\\1\\2', 'g')`

/**
 * Takes a transaction, a plan's id, a kind and a code; returns the record that had it last, and as it had it: without regard to case and
 * leading zeros. Null when none ever did.
 */
export async function findLastHolder(
  tx: Pick<typeof db, '$queryRaw'>,
  planId: string,
  kind: StructureKind,
  code: string,
): Promise<{ readonly id: string; readonly code: string } | null> {
  const field = fieldOf(kind)
  const [last] = await tx.$queryRaw<{ id: string; code: string }[]>`
    SELECT record_id AS id, facts->>${field} AS code FROM structure_change
    WHERE plan_id = ${planId}::uuid AND kind = ${kind}::structure_kind
      AND ${foldedNumber(Prisma.sql`facts->>${field}`)} = ${foldNumber(code)}
    ORDER BY entry DESC LIMIT 1`
  return last ?? null
}

const ROWS = {
  pillar: ({ pillars }: PlanState) => pillars,
  section: ({ sections }: PlanState) => sections,
  action: ({ actions }: PlanState) => actions.map(({ id, ref }) => ({ id, code: ref })),
  partner: ({ partners }: PlanState) => partners,
  timescale: ({ timescales }: PlanState) => timescales,
  outcome: ({ outcomes }: PlanState) => outcomes,
  achievement: ({ achievements }: PlanState) => achievements,
  publication: ({ publications }: PlanState) => publications,
} as const satisfies Record<
  StructureKind,
  (plan: PlanState) => readonly { readonly id: string; readonly code: string }[]
>

/**
 * Takes a plan's place, a kind of record and a code that leads to none there; returns the code that the record has there which has it on
 * another day, or null. Of several, it is the one that had it last.
 */
export async function findMovedCode(
  place: PlanRef,
  kind: StructureKind,
  code: string,
): Promise<string | null> {
  const plan = await readPlan(place)
  return plan && findMovedIn(plan, kind, code)
}

async function findMovedIn(plan: PlanState, kind: StructureKind, code: string): Promise<string | null> {
  const rows = ROWS[kind](plan)
  if (rows.some((row) => row.code === code)) return null
  const holders = await findHolders(db, plan.id, kind, code)
  const [found] = holders.flatMap((id) => rows.find((row) => row.id === id) ?? [])
  return found?.code ?? null
}

const FILTERS = ['pillar', 'section', 'partner', 'timescale'] as const satisfies readonly StructureKind[]

/** Takes a plan and the parameters of a list of its actions; returns them, with an old code replaced by the one that its record has there. */
export async function followOldCodes(plan: PlanState, params: RawParams): Promise<URLSearchParams> {
  const followed = new URLSearchParams(
    params instanceof URLSearchParams
      ? params
      : Object.entries(params).flatMap(([name, value = []]) => [value].flat().map((one) => [name, one])),
  )
  for (const kind of FILTERS) {
    const [code, ...rest] = followed.getAll(kind)
    const moved = code && rest.length === 0 ? await findMovedIn(plan, kind, code.trim()) : null
    if (moved !== null) followed.set(kind, moved)
  }
  return followed
}

/** The addresses below which a record stands, by its code; what comes after the code stays as it is. */
const OF_RECORD =
  /^(?<before>\/plans\/(?<plan>[^/?]+)(?:\/reports\/[^/?]+)?\/(?:structure\/edit\/)?(?<kind>[a-z]+)\/)(?<code>[^/?]+)(?<after>.*)$/
const KINDS: Readonly<Record<string, StructureKind>> = {
  actions: 'action',
  sections: 'section',
  pillars: 'pillar',
  partners: 'partner',
}

/** Returns where the record of the current request's address stands now (or stood on the day that it asks for), or null. */
export async function findMovedAddress(): Promise<string | null> {
  const asked = (await headers()).get(ADDRESS_HEADER) ?? ''
  const {
    before = '',
    plan = '',
    kind: word = '',
    code = '',
    after = '',
  } = OF_RECORD.exec(asked)?.groups ?? {}
  const kind = before.includes('/structure/edit/') && isStructureKind(word) ? word : KINDS[word]
  if (!kind) return null
  const planAt = await readPlanAt(decodeURIComponent(plan))
  const moved = await findMovedCode(planAt, kind, decodeURIComponent(code))
  return moved && `${before}${encodeURIComponent(moved)}${after}`
}

/** Who did what? For administrators everything, for editors what was done in their plans. */

import 'server-only'
import type { Prisma } from '@/generated/prisma/client'
import { currentActor } from '@/lib/auth/actor'
import { db } from '@/lib/db'
import type { AuditRow } from '@/lib/domain/audit/audit-view'
import { type Page, placePage, rowsBefore } from '@/lib/domain/paging'
import { canReadAudit } from '@/lib/domain/people/permissions'
import { ForbiddenError, SignedOutError } from '@/lib/errors'
import { type AuditFilter, NOBODY } from '@/lib/schemas/audit/audit-filter'
import { readNames } from '@/lib/queries/people/people'
import { auditMessages } from '@/lib/format/audit/messages'

const BATCH = 500
const ACCOUNTS = 'accounts'
/** One chain is in the order of its numbers; only between chains do the clocks have to tell. */
const newestFirst = ({ plan }: AuditFilter): Prisma.AuditEntryOrderByWithRelationInput[] =>
  plan ? [{ number: 'desc' }] : [{ recordedAt: 'desc' }, { number: 'desc' }, { id: 'desc' }]

const ROW = {
  id: true,
  plan: { select: { slug: true, title: true, statuses: { select: { code: true, label: true } } } },
  number: true,
  recordedAt: true,
  actorName: true,
  actor: { select: { name: true } },
  kind: true,
  recordType: true,
  recordId: true,
  recordName: true,
  before: true,
  after: true,
  hash: true,
} as const satisfies Prisma.AuditEntrySelect

interface Choice {
  readonly value: string
  readonly label: string
}

export interface AuditPage extends Page<AuditRow> {
  /** Names of people and plans by the ids that these rows hold. */
  readonly names: ReadonlyMap<string, string>
  /** What the filter may be set to. */
  readonly plans: readonly Choice[]
  readonly people: readonly Choice[]
  readonly kinds: readonly string[]
}

/** Takes a filter and a page; returns that page of the entries, newest first, and what the filter may be set to. Throws SignedOutError, and ForbiddenError for those who may read none. */
export async function listAudit(filter: AuditFilter, page: number): Promise<AuditPage> {
  const scope = await readScope()
  const where = await toWhere(filter, scope)
  const readable = { chain: { in: scope.map(({ chain }) => chain) } }
  const [total, actors, kinds] = await Promise.all([
    db.auditEntry.count({ where }),
    db.auditEntry.findMany({
      where: readable,
      distinct: ['actorId'],
      select: { actorId: true, actor: { select: { name: true, email: true } } },
    }),
    db.auditEntry.findMany({
      where: readable,
      distinct: ['kind'],
      select: { kind: true },
      orderBy: { kind: 'asc' },
    }),
  ])
  const place = placePage(total, page)
  const rows = await db.auditEntry.findMany({
    where,
    orderBy: newestFirst(filter),
    skip: rowsBefore(place),
    take: place.size,
    select: ROW,
  })
  return {
    ...place,
    rows: rows.map(toRow),
    names: await readNamesIn(rows, scope),
    plans: scope.map(({ slug, title }) => ({ value: slug, label: title })),
    people: actors
      .map(({ actorId, actor }) => ({
        value: actorId ?? NOBODY,
        label: actor ? `${actor.name} (${actor.email})` : auditMessages.cairn,
      }))
      .sort((a, b) => a.label.localeCompare(b.label, 'en-GB')),
    kinds: kinds.map(({ kind }) => kind),
  }
}

/** Whom and what ids in entries name. Whoever reads entries reads the names of those who did what. */
async function readNamesIn(
  rows: readonly Pick<Stored, 'before' | 'after'>[],
  scope: readonly Readable[],
): Promise<ReadonlyMap<string, string>> {
  const ids = JSON.stringify(rows.map(({ before, after }) => [before, after])).match(ANY_UUID) ?? []
  return new Map([...(await readNames(ids)), ...scope.map(({ chain, title }) => [chain, title] as const)])
}

/**
 * Takes a filter; returns its entries, newest first, in batches, so that no export needs them all in memory. Throws as
 * listAudit does, before the first.
 */
export async function streamAudit(filter: AuditFilter): Promise<AsyncGenerator<readonly AuditRow[]>> {
  return readBatches(await toWhere(filter, await readScope()), newestFirst(filter))
}

async function* readBatches(
  where: Prisma.AuditEntryWhereInput,
  orderBy: Prisma.AuditEntryOrderByWithRelationInput[],
) {
  let last: string | undefined
  for (;;) {
    const rows = await db.auditEntry.findMany({
      where,
      orderBy,
      take: BATCH,
      ...(last === undefined ? {} : { cursor: { id: last }, skip: 1 }),
      select: ROW,
    })
    if (rows.length) yield rows.map(toRow)
    last = rows.at(-1)?.id
    if (rows.length < BATCH) return
  }
}

interface Readable {
  readonly chain: string
  readonly slug: string
  readonly title: string
}

/** The chains that the actor may read. */
async function readScope(): Promise<readonly Readable[]> {
  const actor = await currentActor()
  if (actor.kind === 'anonymous') throw new SignedOutError()
  const plans = await db.plan.findMany({
    select: { id: true, slug: true, title: true, isPublic: true },
    orderBy: { title: 'asc' },
  })
  const readable = plans
    .filter((plan) => canReadAudit(actor, plan))
    .map(({ id, slug, title }) => ({ chain: id, slug, title }))
  if (canReadAudit(actor, null))
    readable.push({ chain: ACCOUNTS, slug: ACCOUNTS, title: auditMessages.accounts })
  if (!readable.length) throw new ForbiddenError(auditMessages.cannotRead)
  return readable
}

const ANY_UUID = /(?<=")[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=")/g
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

async function toWhere(
  filter: AuditFilter,
  scope: readonly Readable[],
): Promise<Prisma.AuditEntryWhereInput> {
  const { plan, person, record, kind } = filter
  const chains = scope.filter(({ slug }) => !plan || slug === plan).map(({ chain }) => chain)
  const { start, end } = await readSpan(filter)
  return {
    // An id that is none is no one's.
    chain: { in: person && person !== NOBODY && !UUID.test(person) ? [] : chains },
    ...(person && { actorId: person === NOBODY ? null : UUID.test(person) ? person : null }),
    ...(kind && { kind }),
    ...(record &&
      (UUID.test(record)
        ? { recordId: record }
        : { recordName: { contains: record, mode: 'insensitive' as const } })),
    ...((start ?? end) && { recordedAt: { ...(start && { gte: start }), ...(end && { lt: end }) } }),
  }
}

/** Days begin and end where the plan's readers are. */
async function readSpan({ from, to }: AuditFilter): Promise<{ start: Date | null; end: Date | null }> {
  if (!from && !to) return { start: null, end: null }
  const [span] = await db.$queryRaw<{ start: Date | null; end: Date | null }[]>`
    SELECT ${from || null}::date::timestamp AT TIME ZONE 'Europe/London' AS start,
      (${to || null}::date + 1)::timestamp AT TIME ZONE 'Europe/London' AS end`
  return span ?? { start: null, end: null }
}

type Stored = Prisma.AuditEntryGetPayload<{ select: typeof ROW }>

function toRow({ actor, actorName, recordedAt, ...row }: Stored): AuditRow {
  return { ...row, recordedAt: recordedAt.toISOString(), person: actorName ?? actor?.name ?? null }
}

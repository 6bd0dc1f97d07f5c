// Reads every chain of audit entries, in batches, and checks it. Beside the app: it reads one moment of the database.
import { createHash } from 'node:crypto'
import pg from 'pg'
import {
  CHAIN_START,
  type ChainedEntry,
  type ChainEnd,
  type ChainFault,
  checkEnd,
  checkEntry,
} from '../../lib/domain/audit/audit-check'
import { connectionTo, UNLIMITED } from '../../lib/connection'

const BATCH = 1000

/** What was found of one chain. */
export interface ChainReport {
  /** The plan's id, or "accounts". */
  readonly chain: string
  /** The plan's slug, or "accounts". */
  readonly name: string
  readonly entries: number
  /** The hash at its end: whoever keeps it elsewhere can tell a chain that was written anew from its beginning. */
  readonly hash: string
  readonly faults: readonly ChainFault[]
}

/** Takes a database's address, and the names of chains (plans' slugs, "accounts"; all when none); returns what was found of each, one by one. */
export async function* checkAudit(
  databaseUrl: string,
  names: readonly string[] = [],
): AsyncGenerator<ChainReport> {
  const db = new pg.Client(connectionTo(databaseUrl, UNLIMITED))
  await db.connect()
  try {
    await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    yield* checkAuditOn(db, names)
  } finally {
    await db.end()
  }
}

/** The same over a connection, and in its transaction. */
export async function* checkAuditOn(
  db: pg.Client,
  names: readonly string[] = [],
): AsyncGenerator<ChainReport> {
  const { rows: chains } = await db.query<{ chain: string; name: string }>(
    `SELECT c.chain, coalesce(p.slug, c.chain) AS name
     FROM (SELECT chain FROM audit_chain UNION SELECT DISTINCT chain FROM audit_entry) c
     LEFT JOIN plan p ON p.id::text = c.chain ORDER BY name`,
  )
  for (const { chain, name } of chains)
    if (names.length === 0 || names.includes(name)) yield { name, ...(await checkChain(db, chain)) }
}

async function checkChain(db: pg.Client, chain: string): Promise<Omit<ChainReport, 'name'>> {
  const faults: ChainFault[] = []
  let soFar = CHAIN_START
  let entries = 0
  for (;;) {
    const batch = await readBatch(db, chain, soFar.number)
    for (const entry of batch) {
      const step = checkEntry(soFar, entry, sha256)
      soFar = step.soFar
      faults.push(...step.faults)
    }
    entries += batch.length
    if (batch.length < BATCH) break
  }
  const { rows: ends } = await db.query<ChainEnd>('SELECT entries, hash FROM audit_chain WHERE chain = $1', [
    chain,
  ])
  faults.push(...checkEnd(soFar, ends[0] ?? null))
  return { chain, entries, hash: soFar.hash, faults }
}

async function readBatch(db: pg.Client, chain: string, after: number): Promise<ChainedEntry[]> {
  // A backup of an older Cairn, just restored, has no names in its entries.
  const { rows } = await db.query<Omit<ChainedEntry, 'recordedAt'> & { recordedAt: Date }>(
    `SELECT chain, number, recorded_at AS "recordedAt", actor_id AS "actorId", to_jsonb(e)->>'actor_name' AS "actorName", kind, record_type AS "recordType",
       record_id AS "recordId", record_name AS "recordName", before, after, previous, hash
     FROM audit_entry e WHERE chain = $1 AND number > $2 ORDER BY number LIMIT $3`,
    [chain, after, BATCH],
  )
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

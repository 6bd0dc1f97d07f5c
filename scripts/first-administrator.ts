// The link with which the very first account is made. Printed at a start, for whoever runs Cairn.
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { connectionTo } from '../lib/connection'

const VALID_DAYS = 7

/**
 * Takes a database's address; as long as no one has an account, makes a new link and lets the earlier ones die. Returns what
 * the link carries, or null.
 */
export async function makeFirstLink(databaseUrl: string): Promise<string | null> {
  const client = new pg.Client({ ...connectionTo(databaseUrl), connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    await client.query('BEGIN')
    // The lock of lib/mutations/people/administer.ts: no one makes an account meanwhile.
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('cairn accounts'))`)
    const { rowCount } = await client.query('SELECT 1 FROM person LIMIT 1')
    if (rowCount) return null
    await client.query(
      'UPDATE invitation SET revoked_at = now() WHERE email IS NULL AND accepted_at IS NULL AND revoked_at IS NULL',
    )
    const token = randomBytes(32).toString('base64url')
    await client.query(
      `INSERT INTO invitation (id, token_hash, is_administrator, expires_at)
       VALUES ($1, $2, true, now() + make_interval(days => $3))`,
      [randomUUID(), createHash('sha256').update(token).digest('hex'), VALID_DAYS],
    )
    return token
  } finally {
    // Also after an error: then nothing is left to commit.
    await client.query('COMMIT').catch(() => undefined)
    await client.end()
  }
}

// Work that takes long, and what became of it: where any instance finds it, for the browser that waits for it.
import type { IncomingMessage } from 'node:http'
import pg from 'pg'
import { connectionTo } from '../lib/connection'
import { normalAddress } from '../lib/http/client-address'
import { log } from '../lib/log'

/** So much is noted at most, of one person or network address, of all who are not signed in, and altogether, for so long. Whoever asks for more waits
 * with their request, as programs do. */
const [MOST_OF_ONE, MOST_OF_STRANGERS, MOST_ROWS] = [10, 100, 200]
const LASTS = '1 hour'
/** Of a page that answers a form (bytes): more than any has. */
const LARGEST_PAGE = 1024 * 1024
/** Who does the work says so every so many milliseconds. Of whom nothing was heard for so long, they have ended, and the work has failed. */
const SEEN_EVERY = 10_000
const LONGEST_UNSEEN = '45 seconds'

/** What a page says of itself that is kept with it. */
const OF_PAGE = ['content-type', 'content-encoding', 'content-security-policy']

/** Who may see what became of it. */
export interface Owner {
  /** Null for someone who is not signed in: then whoever knows its id, which no one can guess. */
  readonly sessionId: string | null
  /** What they may see: a page that was made for it is not for someone with other rights. */
  readonly rights: string
}

export type Answer =
  /** It leads there. */
  | { readonly kind: 'led'; readonly location: string; readonly cookies: readonly string[] }
  /** It is a page that answers a form. */
  | {
      readonly kind: 'page'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly cookies: readonly string[]
    }
  /** It is to be asked for again: a file, which a browser puts away, or something that is shown. */
  | { readonly kind: 'again'; readonly isFile: boolean }
  | { readonly kind: 'failed' }

export interface LongWork extends Owner {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly beganAt: Date
  /** Null while it is under way. */
  readonly answer: Answer | null
}

export interface Progress {
  /** Takes whose work it is, from which network address, and what was asked for; notes that it is under way and returns its id, or null where too much is noted. */
  readonly begin: (
    work: Omit<LongWork, 'id' | 'beganAt' | 'answer'> & { readonly address: string | null },
  ) => Promise<string | null>
  /** Takes its id, its method and what came of it, null where nothing did; notes that. */
  readonly finish: (id: string, method: string, answer: IncomingMessage | null) => Promise<void>
  readonly find: (id: string) => Promise<LongWork | null>
  /** Takes an id, whose it is and what is asked for; returns the page that answers the form that was sent there, and forgets it. */
  readonly takePage: (
    id: string,
    owner: Owner,
    url: string,
  ) => Promise<{ readonly answer: Answer & { kind: 'page' }; readonly body: Buffer } | null>
  readonly close: () => Promise<void>
}

/** Takes the database's address, and how often it is noted that work goes on where not as usual (milliseconds); returns what notes long work there. */
export function openProgress(databaseUrl: string, seenEvery = SEEN_EVERY): Progress {
  const pool = new pg.Pool({
    ...connectionTo(databaseUrl, { statementTimeout: 5_000, lockTimeout: 5_000 }),
    max: 1,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
    keepAlive: true,
    application_name: 'cairn progress',
  })
  pool.on('error', () => {})
  /** What is under way here. */
  const own = new Set<string>()
  const beat = setInterval(() => {
    if (own.size === 0) return
    pool
      .query('UPDATE long_work SET seen_at = now() WHERE id = ANY($1::uuid[])', [[...own]])
      .catch((error: unknown) => log.error({ err: error }, 'it cannot be noted that long work goes on'))
  }, seenEvery).unref()
  return {
    async begin({ sessionId, rights, method, url, address }) {
      await pool.query(`DELETE FROM long_work WHERE began_at < now() - $1::interval`, [LASTS])
      const { rows } = await pool.query<{ id: string }>(
        `INSERT INTO long_work (session_id, rights, method, url, address)
         SELECT $1::uuid, $2, $3, $4, $5::text
         FROM (SELECT count(*) AS noted, count(*) FILTER (WHERE session_id IS NULL) AS of_strangers,
           count(*) FILTER (WHERE session_id = $1::uuid OR session_id IS NULL AND $1::uuid IS NULL AND address = $5::text) AS of_one FROM long_work) n
         WHERE noted < $6 AND of_one < $7 AND ($1::uuid IS NOT NULL OR of_strangers < $8) RETURNING id`,
        [
          sessionId,
          rights,
          method,
          url,
          sessionId === null && address !== null ? normalAddress(address) : null,
          MOST_ROWS,
          MOST_OF_ONE,
          MOST_OF_STRANGERS,
        ],
      )
      const id = rows[0]?.id ?? null
      if (id !== null) own.add(id)
      return id
    },
    async finish(id, method, answer) {
      own.delete(id)
      const { body, ...noted } = answer ? await readAnswer(method, answer) : { ...FAILED, body: null }
      await pool
        .query('UPDATE long_work SET answer = $2, body = $3 WHERE id = $1', [id, noted, body])
        .catch((error: unknown) => log.error({ err: error }, 'what became of long work cannot be noted'))
    },
    async find(id) {
      const { rows } = await pool.query<LongWork>(
        `SELECT id, session_id AS "sessionId", rights, method, url, began_at AS "beganAt",
           CASE WHEN answer IS NULL AND seen_at < now() - $3::interval THEN $4::jsonb ELSE answer END AS answer
         FROM long_work WHERE id = $1 AND began_at > now() - $2::interval`,
        [id, LASTS, LONGEST_UNSEEN, FAILED],
      )
      return rows[0] ?? null
    },
    async takePage(id, { sessionId, rights }, url) {
      const { rows } = await pool.query<{ answer: Answer & { kind: 'page' }; body: Buffer }>(
        `DELETE FROM long_work WHERE id = $1 AND session_id IS NOT DISTINCT FROM $2 AND rights = $3 AND url = $4
           AND answer->>'kind' = 'page' AND began_at > now() - $5::interval RETURNING answer, body`,
        [id, sessionId, rights, url, LASTS],
      )
      return rows[0] ?? null
    },
    async close() {
      clearInterval(beat)
      await pool.end()
    },
  }
}

/** Takes whose work it is and who asks for it; returns whether these may see what became of it. */
export function isOwnWork(work: Owner, asker: Owner): boolean {
  return work.sessionId === null || (work.sessionId === asker.sessionId && work.rights === asker.rights)
}

const FAILED: Answer = { kind: 'failed' }

/** Takes the method of a request and what came of it; returns that, as it is noted. */
export async function readAnswer(
  method: string,
  answer: IncomingMessage,
): Promise<Answer & { readonly body: Buffer | null }> {
  const { headers, statusCode = 500 } = answer
  const cookies = headers['set-cookie'] ?? []
  if (headers.location !== undefined) return { kind: 'led', location: headers.location, cookies, body: null }
  if (method !== 'POST') {
    const isFile = String(headers['content-disposition'] ?? '').startsWith('attachment')
    return { kind: 'again', isFile, body: null }
  }
  const portions: Buffer[] = []
  let bytes = 0
  for await (const portion of answer as AsyncIterable<Buffer>) {
    bytes += portion.length
    if (bytes > LARGEST_PAGE) return { kind: 'failed', body: null }
    portions.push(portion)
  }
  const kept = OF_PAGE.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]]))
  return {
    kind: 'page',
    status: statusCode,
    headers: Object.fromEntries(kept) as Record<string, string>,
    cookies,
    body: Buffer.concat(portions),
  }
}

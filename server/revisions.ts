// What the database is asked for every page: the revision of every plan, and whether a session is under way.
import pg from 'pg'
import { connectionTo } from '../lib/connection'
import { sessionKey } from '../lib/http/session-token'

export interface SessionState {
  /** What the page depends on, as it stands now. */
  readonly version: string
  /** Whether one of the sessions is under way. */
  readonly isSignedIn: boolean
}

export interface Revisions {
  /** Takes the path of a page and the tokens of the sessions that it may be asked for in; returns how both stand now. */
  ask: (path: string, sessionTokens: readonly string[]) => Promise<SessionState>
  close: () => Promise<void>
}

/** Takes the database's address; returns a reader of the plans' revisions. */
export function openRevisions(databaseUrl: string): Revisions {
  const pool = new pg.Pool({
    ...connectionTo(databaseUrl, { statementTimeout: 5_000, lockTimeout: 5_000 }),
    max: 2,
    connectionTimeoutMillis: 5_000,
    // A connection that hangs half-open must not hang every page with it.
    query_timeout: 5_000,
    keepAlive: true,
    application_name: 'cairn revisions',
  })
  // An idle connection that breaks is replaced at the next question, which reports what is wrong.
  pool.on('error', () => {})

  async function readVersions(): Promise<Map<string, string>> {
    const { rows } = await pool.query<{ slug: string; version: string }>({
      name: 'revisions',
      text: 'SELECT slug, version FROM plan ORDER BY slug',
    })
    return new Map(rows.map(({ slug, version }) => [slug, version]))
  }

  // Whether it was idle for too long, lib/auth/actor.ts sees; until then its pages are that person's own.
  async function readSessions(keys: readonly string[]): Promise<Set<string>> {
    const { rows } = await pool.query<{ token: string }>({
      name: 'sessions',
      text: 'SELECT token FROM session WHERE token = ANY($1) AND expires_at > now()',
      values: [keys],
    })
    return new Set(rows.map(({ token }) => token))
  }

  // Each its own: who brings no session does not wait for those of others.
  const askVersions = shareQuestions<never, Map<string, string>>(readVersions)
  const askSessions = shareQuestions(readSessions)
  return {
    async ask(path, sessionTokens) {
      const keys = sessionTokens.map(sessionKey)
      const [versions, sessions] = await Promise.all([
        askVersions([]),
        keys.length ? askSessions(keys) : new Set<string>(),
      ])
      const slug = /^\/plans\/([^/?]+)/.exec(path)?.[1]
      return {
        version: (slug !== undefined && versions.get(slug)) || [...versions.values()].join(),
        isSignedIn: keys.some((key) => sessions.has(key)),
      }
    },
    close: () => pool.end(),
  }
}

/**
 * Takes a question about some things; returns a way of asking it in which those who ask while an answer is on its way share the
 * next one, which is about all that they ask for. Each answer is thus begun after its asker came: as fresh as a question of one's
 * own, at a fraction of the work.
 */
export function shareQuestions<Thing, T>(
  question: (things: readonly Thing[]) => Promise<T>,
): (things: readonly Thing[]) => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve()
  let next: { readonly things: Thing[]; readonly answer: Promise<T> } | null = null

  function plan() {
    const things: Thing[] = []
    const answer = underWay.then(() => {
      next = null
      const given = question(things)
      underWay = given.catch(() => {})
      return given
    })
    return { things, answer }
  }

  return (things) => {
    next ??= plan()
    next.things.push(...things)
    return next.answer
  }
}

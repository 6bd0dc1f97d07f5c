// The revision of every plan, asked of the database for every page.
import pg from 'pg'
import { connectionTo } from '../lib/connection'

export interface Revisions {
  /** Takes the path of a page; returns what the page depends on, as it stands now. */
  versionOf: (path: string) => Promise<string>
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

  async function read(): Promise<Map<string, string>> {
    const { rows } = await pool.query<{ slug: string; version: string }>({
      name: 'revisions',
      text: 'SELECT slug, version FROM plan ORDER BY slug',
    })
    return new Map(rows.map(({ slug, version }) => [slug, version]))
  }

  const ask = shareQuestions(read)
  return {
    async versionOf(path) {
      const versions = await ask()
      const slug = /^\/plans\/([^/?]+)/.exec(path)?.[1]
      return (slug !== undefined && versions.get(slug)) || [...versions.values()].join()
    },
    close: () => pool.end(),
  }
}

/**
 * Takes a question; returns a way of asking it in which those who ask while an answer is on its way share the next one.
 * Each answer is thus begun after its asker came: as fresh as a question of one's own, at a fraction of the work.
 */
export function shareQuestions<T>(question: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve()
  let next: Promise<T> | null = null
  return () =>
    (next ??= underWay.then(() => {
      next = null
      const answer = question()
      underWay = answer.catch(() => {})
      return answer
    }))
}

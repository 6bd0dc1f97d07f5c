// What a process manager and a load balancer ask: does the process answer, and may it be sent readers?
import { readdir } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import pg from 'pg'
import { connectionTo } from '../lib/connection'
import { COMMON_HEADERS } from './page'

const LIMIT_MS = 2_000

export interface Health {
  /** Answers what is asked of health; returns whether it was. Tells strangers nothing but yes or no, and logs nothing. */
  answer: (request: IncomingMessage, response: ServerResponse) => boolean
  /** From now on it is not ready. */
  stop: () => void
  close: () => Promise<void>
}

/** Takes the database's address and the folder of the migrations that this program knows. */
export async function openHealth(
  databaseUrl: string,
  folder = path.resolve(import.meta.dirname, '../prisma/migrations'),
): Promise<Health> {
  const entries = await readdir(folder, { withFileTypes: true })
  const known = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const limits = { statementTimeout: LIMIT_MS, lockTimeout: LIMIT_MS }
  const pool = new pg.Pool({
    ...connectionTo(databaseUrl, limits),
    max: 1,
    connectionTimeoutMillis: LIMIT_MS,
    query_timeout: LIMIT_MS,
    keepAlive: true,
    application_name: 'cairn health',
  })
  pool.on('error', () => {})
  let isStopping = false

  /** Whether the database answers, and has the schema of this program, neither less nor more. */
  async function askDatabase(): Promise<boolean> {
    const { rows } = await pool.query<{ name: string }>(
      `SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    )
    const applied = new Set(rows.map(({ name }) => name))
    return applied.size === known.length && known.every((name) => applied.has(name))
  }

  let underWay: Promise<boolean> | null = null
  /** Those who ask at the same time share one question, so that asking often costs the database nothing. */
  function isReady(): Promise<boolean> {
    underWay ??= withinLimit(askDatabase().catch(() => false)).finally(() => (underWay = null))
    return underWay
  }

  return {
    answer(request, response) {
      const asked = request.url?.split('?')[0]
      if (asked !== '/healthz' && asked !== '/readyz') return false
      if (request.method !== 'GET' && request.method !== 'HEAD') send(response, 405, 'GET or HEAD')
      else if (asked === '/healthz') send(response, 200, 'ok')
      else if (isStopping) send(response, 503, 'not ready')
      else
        void isReady().then((is) =>
          is && !isStopping ? send(response, 200, 'ok') : send(response, 503, 'not ready'),
        )
      return true
    },
    stop: () => void (isStopping = true),
    close: () => pool.end(),
  }
}

function withinLimit(answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(resolve, LIMIT_MS, false)))
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

function send(response: ServerResponse, status: number, text: string) {
  if (status === 405) response.setHeader('Allow', 'GET, HEAD')
  const body = `${text}\n`
  response
    .writeHead(status, {
      ...COMMON_HEADERS,
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': body.length,
      'Cache-Control': 'no-store',
    })
    .end(body)
}

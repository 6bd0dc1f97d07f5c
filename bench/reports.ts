// How fast a plan of 5,000 actions with 20 updates each is frozen, and how fast a page of the report is there.
import pg from 'pg'
import { GAP_KINDS } from '../lib/domain/readiness'
import { openDatabase } from '../scripts/open-database'
import { addPerson, startSession } from '../tests/helpers/people'
import { makeLargePlan } from './files'
import { readForm } from './form'

export interface ReportFigures {
  /** From sending the form to the answer. */
  readonly freezeSeconds: number
  readonly megabytes: number
  /** The first page of the report that anybody reads, and the next. */
  readonly firstPageSeconds: number
  readonly nextPageSeconds: number
}

/** Takes the address of a running app whose data lie in CAIRN_DATA_DIR; returns what was measured. */
export async function measureReports(app: string): Promise<ReportFigures> {
  const db = new pg.Client({ connectionString: await openDatabase('bench', { share: true }) })
  await db.connect()
  try {
    const { slug, planId } = await makeLargePlan(db)
    const { name, value } = await startSession(db, await addPerson(db, { roles: { [planId]: 'editor' } }))
    const reports = `${app}/plans/${slug}/reports`
    const headers = { cookie: `${name}=${value}`, origin: app }
    const body = readForm(await (await fetch(`${reports}/new`, { headers })).text(), 'name="reference"')
    body.set('reference', 'Bench 1')
    body.set('title', 'A report of 5,000 actions')
    for (const kind of GAP_KINDS) body.set(`note-${kind}`, 'Measured')
    const { taken: freezeSeconds, answer } = await time(() =>
      fetch(`${reports}/new`, { method: 'POST', body, headers, redirect: 'manual' }),
    )
    if (answer.status !== 303) throw new Error(`Issuing answered ${answer.status}`)
    const { rows } = await db.query(
      'SELECT octet_length(document) AS bytes FROM snapshot WHERE plan_id = $1',
      [planId],
    )
    const page = async (below: string) => (await fetch(`${reports}/bench-1/${below}`)).text()
    return {
      freezeSeconds,
      megabytes: Number(rows[0].bytes) / 1_000_000,
      firstPageSeconds: (await time(() => page('overview'))).taken,
      nextPageSeconds: (await time(() => page('actions/1'))).taken,
    }
  } finally {
    await db.end()
  }
}

async function time<T>(work: () => Promise<T>): Promise<{ taken: number; answer: T }> {
  const from = performance.now()
  const answer = await work()
  return { taken: (performance.now() - from) / 1000, answer }
}

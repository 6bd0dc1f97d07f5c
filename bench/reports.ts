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
    const send = async (page: string, piece: string, given: Readonly<Record<string, string>>) => {
      const body = readForm(await (await fetch(page, { headers })).text(), piece)
      for (const [field, typed] of Object.entries(given)) body.set(field, typed)
      return time(() => fetch(page, { method: 'POST', body, headers, redirect: 'manual' }))
    }
    const drafted = await send(`${reports}/new`, 'name="reference"', {
      reference: 'Bench 1',
      title: 'A report of 5,000 actions',
    })
    const page = new URL(drafted.answer.headers.get('location') ?? '', app).href
    // What people do between drafting and issuing is not what is measured.
    await db.query(
      `UPDATE report_draft SET state = 'reviewed', reviewed_by_id = last_writer_id, reviewed_at = now(),
         content = jsonb_set(content, '{notes}', $2) WHERE plan_id = $1`,
      [planId, JSON.stringify(Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Measured'])))],
    )
    const { taken: freezeSeconds, answer } = await send(page, 'Freeze and issue', {})
    if (answer.status !== 303) throw new Error(`Issuing answered ${answer.status}`)
    const { rows } = await db.query(
      'SELECT octet_length(document) AS bytes FROM snapshot WHERE plan_id = $1',
      [planId],
    )
    const read = async (below: string) => (await fetch(`${reports}/bench-1/${below}`)).text()
    return {
      freezeSeconds,
      megabytes: Number(rows[0].bytes) / 1_000_000,
      firstPageSeconds: (await time(() => read('overview'))).taken,
      nextPageSeconds: (await time(() => read('actions/1'))).taken,
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

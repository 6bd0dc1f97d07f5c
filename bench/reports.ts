// How fast a plan of 5,000 actions is frozen: with 4 updates each, a year of quarters, and with 20, twice; how fast the two
// reports are compared, and how fast the Word file of the first plan's report is made.
import pg from 'pg'
import { GAP_KINDS } from '../lib/domain/reports/readiness'
import { openDatabase } from '../tools/postgres/open-database'
import { addPerson, startSession } from '../tests/helpers/people'
import { makeLargePlan } from './files'
import { readForm } from './form'
import { connectionTo, UNLIMITED } from '../lib/connection'

export interface ReportFigures {
  /** From sending the form to the answer: with a year of updates, and with 20 each. */
  readonly yearSeconds: number
  readonly freezeSeconds: number
  readonly megabytes: number
  /** The first page of the report that anyone reads, and the next. */
  readonly firstPageSeconds: number
  readonly nextPageSeconds: number
  /** The second report, which carries what moved since the first. */
  readonly secondFreezeSeconds: number
  /** The page that compares the two: when neither has been read yet, and asked for again. */
  readonly firstComparisonSeconds: number
  readonly comparisonSeconds: number
  /** The Word file of the published report: first, and asked for again. */
  readonly firstPaperSeconds: number
  readonly paperSeconds: number
}

/** Takes the address of a running app whose data lie in CAIRN_DATA_DIR; returns what was measured. */
export async function measureReports(app: string): Promise<ReportFigures> {
  const { ownerUrl } = await openDatabase('bench', { share: true })
  const db = new pg.Client(connectionTo(ownerUrl, UNLIMITED))
  await db.connect()
  try {
    const year = await openPlan(db, app, { updatesEach: 4 })
    const yearSeconds = await year.issue('Bench 1')
    const { slug, planId, reports, issue } = await openPlan(db, app)
    const read = async (address: string) => {
      const answer = await fetch(address)
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
      return answer.arrayBuffer()
    }
    const freezeSeconds = await issue('Bench 1')
    const { rows } = await db.query(
      'SELECT octet_length(document) AS bytes FROM snapshot WHERE plan_id = $1',
      [planId],
    )
    const firstPageSeconds = (await time(() => read(`${reports}/bench-1/overview`))).taken
    const nextPageSeconds = (await time(() => read(`${reports}/bench-1/actions/1`))).taken
    await moveFifth(db, planId)
    const secondFreezeSeconds = await issue('Bench 2')
    const compared = `${app}/plans/${slug}/compare?from=bench-1&to=bench-2`
    const paper = `${app}/plans/mental-health-workforce/reports/lb-25-03-03/paper.docx`
    return {
      yearSeconds,
      freezeSeconds,
      firstPageSeconds,
      nextPageSeconds,
      secondFreezeSeconds,
      megabytes: Number(rows[0].bytes) / 1_000_000,
      firstComparisonSeconds: (await time(() => read(compared))).taken,
      comparisonSeconds: (await time(() => read(compared))).taken,
      firstPaperSeconds: (await time(() => read(paper))).taken,
      paperSeconds: (await time(() => read(paper))).taken,
    }
  } finally {
    await db.end()
  }
}

/** Takes the database, the address of the app and the size of a plan; makes it, with an editor who issues its reports. */
export async function openPlan(db: pg.Client, app: string, size: Parameters<typeof makeLargePlan>[1] = {}) {
  const { slug, planId } = await makeLargePlan(db, size)
  const { name, value } = await startSession(db, await addPerson(db, { roles: { [planId]: 'editor' } }))
  const reports = `${app}/plans/${slug}/reports`
  const headers = { cookie: `${name}=${value}`, origin: app }
  const send = async (page: string, piece: string, typed: Readonly<Record<string, string>> = {}) => {
    const body = readForm(await (await fetch(page, { headers })).text(), piece)
    for (const [field, text] of Object.entries(typed)) body.set(field, text)
    return time(async () => {
      const answer = await fetch(page, { method: 'POST', body, headers, redirect: 'manual' })
      if (answer.status !== 303) throw new Error(`${page} answered ${answer.status}`)
      return new URL(answer.headers.get('location') ?? '', app).href
    })
  }
  const issue = async (reference: string) => {
    const typed = { reference, title: 'A report of many actions' }
    const { answer: draft } = await send(`${reports}/new`, 'name="reference"', typed)
    // Reviewing it is not what is measured.
    await db.query(
      `UPDATE report_draft SET content = jsonb_set(content, '{notes}', $2), state = 'reviewed',
         reviewed_by_id = last_writer_id, reviewed_at = now() WHERE plan_id = $1`,
      [planId, JSON.stringify(Object.fromEntries(GAP_KINDS.map((kind) => [kind, 'Measured'])))],
    )
    return (await send(`${draft}/issue`, 'Issue report')).taken
  }
  return { slug, planId, reports, issue }
}

/** Takes the database and a plan; reports another status of every fifth action. */
export async function moveFifth(db: pg.Client, planId: string): Promise<void> {
  await db.query(
    `INSERT INTO progress_update (id, plan_id, action_id, status, narrative, effective_on, attributed_to, basis)
     SELECT gen_random_uuid(), $1, id, 'onTrack', 'It goes on.', current_date, 'Scottish Government', 'reported'
     FROM action WHERE plan_id = $1 AND position % 5 = 0`,
    [planId],
  )
}

async function time<T>(work: () => Promise<T>): Promise<{ taken: number; answer: T }> {
  const from = performance.now()
  const answer = await work()
  return { taken: (performance.now() - from) / 1000, answer }
}

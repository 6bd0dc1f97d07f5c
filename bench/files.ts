// How fast a plan's files are written, and how much memory that takes: a plan of 5,000 actions with 20 updates each.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import { examplePlan, idOf, rowOf, write } from '../tests/helpers/plan-rows'
import type { Bench } from './bench'
import type { Figure } from './figures'

const ACTIONS = 5_000
const UPDATES_EACH = 20

/** Takes the running app; returns what was measured. */
export async function measureFiles({ app, db, pid }: Bench): Promise<Figure[]> {
  const files = `${app}/plans/${(await makeLargePlan(db)).slug}/files`
  // Reads the plan, which is then held for whoever asks next.
  await download(`${files}/actions.csv?q=nothing+says+this`)
  const sampler = await watchMemory(pid)
  const history = await download(`${files}/history.csv`)
  const { extra: extraMegabytes } = await sampler.stop()
  const rows = Number(history.headers.get('cairn-row-count'))
  if (rows !== ACTIONS * UPDATES_EACH || history.lines !== rows + 1)
    throw new Error(`The history has ${history.lines} lines and announces ${rows} rows`)
  const figures: Figure[] = [
    {
      what: `history of ${rows} updates as CSV`,
      value: rows / history.seconds,
      unit: 'rows/s',
      wanted: 20_000,
    },
    { what: 'memory on top of that', value: extraMegabytes, unit: 'MB', wanted: 150 },
  ]
  for (const name of ['actions.csv', 'actions.xlsx', 'actions.ods', 'data-package.zip']) {
    const { seconds } = await download(`${files}/${name}`)
    figures.push({ what: `5,000 actions as ${name}`, value: seconds, unit: 's', wanted: 5 })
  }
  return figures
}

/** Takes the database, and how many sections, actions and updates of each; makes such a plan, and returns its slug and its id. */
export async function makeLargePlan(
  db: pg.Client,
  {
    sections = 1,
    actions = ACTIONS,
    updatesEach = UPDATES_EACH,
  }: { sections?: number; actions?: number; updatesEach?: number } = {},
): Promise<{ slug: string; planId: string }> {
  const plan = examplePlan(`bench-${randomUUID()}`)
  const planId = idOf(plan, 'plan')
  await write(db, plan, 'outcome')
  await db.query(
    `INSERT INTO section (id, plan_id, pillar_id, code, position, title)
     SELECT gen_random_uuid(), $1, $2, '1.' || n, n, 'Section ' || n FROM generate_series(2, $3::int) n`,
    [planId, idOf(plan, 'pillar'), sections],
  )
  await db.query(
    `INSERT INTO action (id, plan_id, section_id, ref, ref_source, position, title, counted, timescale_source)
     SELECT gen_random_uuid(), $1, ids[1 + n % $2], n::text, 'printed', n, 'Something that is to be done, number ' || n, true, 'missing'
     FROM (SELECT array_agg(id ORDER BY position) AS ids FROM section WHERE plan_id = $1) s, generate_series(1, $3::int) n`,
    [planId, sections, actions],
  )
  await db.query(
    `INSERT INTO progress_update
       (id, plan_id, action_id, status, narrative, reason, effective_on, recorded_at, attributed_to, basis)
     SELECT gen_random_uuid(), $1, a.id, 'atRisk', repeat('What was done, and what comes next. ', 5),
       'Staff were short, and "no one" came', date '2025-01-01' + n, timestamptz '2025-01-01' + n * interval '1 day',
       'Scottish Government', 'reported'
     FROM action a, generate_series(1, $2::int) n WHERE a.plan_id = $1`,
    [planId, updatesEach],
  )
  // PostgreSQL does so by itself within a minute; no plan grows to this size in a second but here.
  await db.query('VACUUM ANALYZE action, progress_update')
  return { slug: String(rowOf(plan, 'plan').slug), planId }
}

async function download(url: string) {
  const from = performance.now()
  const response = await fetch(url, { headers: { 'accept-encoding': 'identity' } })
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`)
  let lines = 0
  for await (const portion of response.body) {
    const bytes = Buffer.from(portion as Uint8Array)
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1
  }
  return { headers: response.headers, lines, seconds: (performance.now() - from) / 1000 }
}

/** Takes a process's id; watches it. When stopped, returns how many megabytes it held at most, and how many more than at first. */
export async function watchMemory(pid: number) {
  const now = async () =>
    Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  const first = await now()
  let most = first
  // What breaks off the measurement is what has to be said, not that the app is gone afterwards.
  const look = () =>
    now().then(
      (megabytes) => void (most = Math.max(most, megabytes)),
      () => undefined,
    )
  const timer = setInterval(() => void look(), 20)
  return {
    stop: async () => {
      clearInterval(timer)
      most = Math.max(most, await now())
      return { most, extra: most - first }
    },
  }
}

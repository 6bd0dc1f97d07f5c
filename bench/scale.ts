// How large the pages of a plan of 10,000 actions with 100,000 updates are, how long eight signed-in readers wait for each at once, and how long someone
// else waits meanwhile for a page that has nothing of the plan.
import zlib from 'node:zlib'
import type pg from 'pg'
import { paths } from '../lib/paths'
import { addPerson, startSession } from '../tests/helpers/people'
import type { Bench } from './bench'
import { type Figure, median } from './figures'
import { moveFifth, openPlan } from './reports'

const SECTIONS = 200
const ACTIONS = 10_000
const UPDATES_EACH = 10
const READERS = 8
const ROUNDS = 5
const LONGEST_WAIT = 120_000

/** Takes the running app; returns what was measured. */
export async function measureScale({ app, db }: Bench): Promise<Figure[]> {
  const { slug, planId, issue } = await openPlan(db, app, {
    sections: SECTIONS,
    actions: ACTIONS,
    updatesEach: UPDATES_EACH,
  })
  await issue('Bench 1')
  await moveFifth(db, planId)
  await issue('Bench 2')
  const cookies: string[] = []
  for (let i = 0; i < READERS; i += 1) {
    const person = await addPerson(db, { roles: { [planId]: 'editor' } })
    const { name, value } = await startSession(db, person)
    cookies.push(`${name}=${value}`)
  }
  const pages = {
    overview: paths.plan(slug),
    'list of actions': paths.actions(slug),
    section: paths.section(slug, '1.1'),
    partner: paths.partner(slug, 'nes'),
    timescales: paths.timescales(slug),
    report: paths.report(slug, 'bench-2'),
    compare: paths.compare(slug, { from: 'bench-1', to: 'bench-2' }),
    structure: paths.structure(slug),
    'structure, a section': paths.structure(slug, 'section', '1.1').split('#')[0] ?? '',
  }
  const figures: Figure[] = []
  for (const [page, path] of Object.entries(pages)) {
    const firsts: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      await saveUpdate(db, planId)
      firsts.push((await read(app, path, cookies[0])).seconds)
    }
    const alone = await read(app, path, cookies[0])
    // After this the whole plan is read again.
    await db.query('UPDATE plan SET title = title WHERE id = $1', [planId])
    const whole = await read(app, path, cookies[0])
    await saveUpdate(db, planId)
    const reading = Promise.all(cookies.map((cookie) => read(app, path, cookie)))
    const others = await readUntil(app, reading)
    const all = await reading
    figures.push(
      { what: `${page}: size`, value: alone.bytes.length / 1000, unit: 'kB', wanted: 200 },
      {
        what: `${page}: compressed`,
        value: zlib.gzipSync(alone.bytes).length / 1000,
        unit: 'kB',
        wanted: 30,
      },
      { what: `${page}: first view after an update`, value: median(firsts) * 1000, unit: 'ms', wanted: 300 },
      {
        what: `${page}: first view after a change of the plan itself`,
        value: whole.seconds * 1000,
        unit: 'ms',
      },
      { what: `${page}: seen again`, value: alone.seconds * 1000, unit: 'ms' },
      {
        what: `${page}: eight at once after an update, the slowest`,
        value: Math.max(...all.map(({ seconds }) => seconds)) * 1000,
        unit: 'ms',
      },
      { what: `${page}: someone else meanwhile, the slowest`, value: others * 1000, unit: 'ms' },
      {
        what: `${page}: answered of ${READERS}`,
        value: all.filter(({ ok }) => ok).length,
        unit: 'answers',
        wanted: READERS,
      },
    )
  }
  return figures
}

/** Takes the database and a plan; puts one more update of one of its actions on record. */
async function saveUpdate(db: pg.Client, planId: string): Promise<void> {
  await db.query(
    `INSERT INTO progress_update (id, plan_id, action_id, status, narrative, effective_on, attributed_to, basis)
     SELECT gen_random_uuid(), $1, id, 'atRisk', 'It is late.', current_date, 'Scottish Government', 'reported'
     FROM action WHERE plan_id = $1 AND position > 1 ORDER BY random() LIMIT 1`,
    [planId],
  )
}

/** Takes what is awaited; asks for the page to sign in again and again until then, and returns the longest that it took, in seconds. */
async function readUntil(app: string, done: Promise<unknown>): Promise<number> {
  let isOver = false
  void done.then(() => (isOver = true))
  let slowest = 0
  while (!isOver) {
    slowest = Math.max(slowest, (await read(app, paths.signIn())).seconds)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return slowest
}

async function read(app: string, path: string, cookie = '') {
  const from = performance.now()
  const response = await fetch(new URL(path, app), {
    headers: { cookie },
    signal: AbortSignal.timeout(LONGEST_WAIT),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { ok: response.ok, bytes, seconds: (performance.now() - from) / 1000 }
}

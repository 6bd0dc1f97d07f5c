// How large the pages of a plan of 10,000 actions are, how long eight signed-in readers wait for each at once, and how long someone
// else waits meanwhile for a page that has nothing of the plan.
import zlib from 'node:zlib'
import { paths } from '../lib/paths'
import { addPerson, startSession } from '../tests/helpers/people'
import type { Bench } from './bench'
import type { Figure } from './figures'
import { moveFifth, openPlan } from './reports'

const ACTIONS = 10_000
const READERS = 8
const LONGEST_WAIT = 120_000

/** Takes the running app; returns what was measured. */
export async function measureScale({ app, db }: Bench): Promise<Figure[]> {
  const { slug, planId, issue } = await openPlan(db, app, { actions: ACTIONS, updatesEach: 1 })
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
    // So that it is a first view after a write.
    await db.query('UPDATE plan SET title = title WHERE id = $1', [planId])
    const first = await read(app, path, cookies[0])
    const alone = await read(app, path, cookies[0])
    await db.query('UPDATE plan SET title = title WHERE id = $1', [planId])
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
      { what: `${page}: first view after a write`, value: first.seconds * 1000, unit: 'ms', wanted: 300 },
      { what: `${page}: seen again`, value: alone.seconds * 1000, unit: 'ms' },
      {
        what: `${page}: eight at once after a write, the slowest`,
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

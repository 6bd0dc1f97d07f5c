// How large the pages of a plan of 10,000 actions are, how long eight signed-in readers wait for each at once, and how long someone
// else waits meanwhile for a page that has nothing of the plan. Against a running app: CAIRN_SECRET=SECRET CAIRN_DATA_DIR=FOLDER npx tsx --conditions=react-server bench/pages.ts http://127.0.0.1:PORT
import pg from 'pg'
import { paths } from '../lib/paths'
import { connectionTo, UNLIMITED } from '../lib/connection'
import { openDatabase } from '../tools/postgres/open-database'
import { addPerson, startSession } from '../tests/helpers/people'
import { moveFifth, openPlan } from './reports'

const ACTIONS = 10_000
const READERS = 8
const LONGEST_WAIT = 120_000

const [app = ''] = process.argv.slice(2)
const { ownerUrl } = await openDatabase('bench', { share: true })
const db = new pg.Client(connectionTo(ownerUrl, UNLIMITED))
await db.connect()
try {
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
  console.log('| page | kB | alone (s) | eight at once, slowest (s) | someone else, slowest (s) | answers |')
  for (const [page, path] of Object.entries(pages)) {
    // The first reads the plan, which is then held for whoever asks next.
    await read(path, cookies[0])
    const alone = await read(path, cookies[0])
    const reading = Promise.all(cookies.map((cookie) => read(path, cookie)))
    const others = await readUntil(reading)
    const all = await reading
    const slowest = Math.max(...all.map(({ seconds }) => seconds))
    const answers = [...new Set(all.map(({ answer }) => answer))].join(', ')
    console.log(
      `| ${page} | ${Math.round(alone.bytes / 1024)} | ${alone.seconds.toFixed(2)} | ${slowest.toFixed(2)} | ${others.toFixed(2)} | ${answers} |`,
    )
  }
} finally {
  await db.end()
}

/** Takes what is awaited; asks for the page to sign in again and again until then, and returns the longest that it took, in seconds. */
async function readUntil(done: Promise<unknown>): Promise<number> {
  let isOver = false
  void done.then(() => (isOver = true))
  let slowest = 0
  while (!isOver) {
    slowest = Math.max(slowest, (await read(paths.signIn())).seconds)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return slowest
}

async function read(path: string, cookie = '') {
  const from = performance.now()
  try {
    const response = await fetch(new URL(path, app), {
      headers: { cookie },
      signal: AbortSignal.timeout(LONGEST_WAIT),
    })
    const bytes = (await response.arrayBuffer()).byteLength
    return { answer: String(response.status), bytes, seconds: (performance.now() - from) / 1000 }
  } catch (error) {
    const answer = error instanceof Error ? error.name : 'failed'
    return { answer, bytes: 0, seconds: (performance.now() - from) / 1000 }
  }
}

// How large the pages of a plan of 10,000 actions with 100,000 updates are, how long eight signed-in readers wait for each at once, how long someone
// else waits meanwhile for a page that has nothing of the plan, and how fast what officers save in it is saved and seen.
import { setTimeout as delay } from 'node:timers/promises'
import zlib from 'node:zlib'
import PQueue from 'p-queue'
import { paths } from '../lib/paths'
import { addPerson, startSession } from '../tests/helpers/people'
import type { Bench } from './bench'
import { type Figure, median, percentile, spread } from './figures'
import { enterOfficers, fillIn, save, type Saved, saveUpdate, trySending } from './officers'
import { moveFifth, openPlan } from './reports'

const SECTIONS = 200
const ACTIONS = 10_000
const UPDATES_EACH = 10
const READERS = 8
const ROUNDS = 5
const LONGEST_WAIT = 120_000
const OFFICERS = 20
/** So many updates a second, for so many seconds. */
const [PER_SECOND, SUSTAINED] = [50, 60]

/** Takes the running app; returns what was measured. */
export async function measureScale(bench: Bench): Promise<Figure[]> {
  const { app, db } = bench
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
  return [...figures, ...(await measureSaving(bench, { slug, planId }))]
}

/** 20 officers who save at once, and then updates that come in without a pause; meanwhile others read. */
async function measureSaving(
  { app, db }: Bench,
  plan: { readonly slug: string; readonly planId: string },
): Promise<Figure[]> {
  const forms = await enterOfficers(
    db,
    app,
    plan,
    OFFICERS,
    `position <= ${PER_SECOND * SUSTAINED + 20 * ROUNDS}`,
  )
  const overview = app + paths.plan(plan.slug)
  const atOnce: Saved[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const own = forms.splice(0, OFFICERS)
    const bodies = await inTens(own, (form) => fillIn(form, `Round ${round}`))
    atOnce.push(...(await Promise.all(own.map((form, at) => save(form, bodies[at], overview)))))
  }
  const bodies = await inTens(forms, (form) => fillIn(form, 'One of many'))
  const from = performance.now()
  const waits: number[] = []
  const sending = Promise.all(
    forms.map(async (form, at) => {
      await delay((at * 1000) / PER_SECOND)
      const sent = performance.now()
      if (await trySending(form, bodies[at])) waits.push(performance.now() - sent)
    }),
  )
  const [own, other] = await Promise.all([
    readTimesUntil(overview, sending),
    readTimesUntil(app + paths.plan('mental-health-workforce'), sending),
  ])
  await sending
  const seconds = (performance.now() - from) / 1000
  return [
    {
      what: '20 officers at once: from saved to seen: 95th percentile',
      value: percentile(
        atOnce.map(({ savedToSeen }) => savedToSeen),
        95,
      ),
      unit: 'ms',
      wanted: 300,
    },
    {
      what: `updates a second, of ${PER_SECOND} sent for ${SUSTAINED} s`,
      value: waits.length / seconds,
      unit: 'updates',
      wanted: 0.95 * PER_SECOND,
    },
    ...spread('meanwhile, until an update is saved', waits),
    {
      what: 'meanwhile, readers of its overview: 99th percentile',
      value: percentile(own, 99),
      unit: 'ms',
      wanted: 100,
    },
    {
      what: 'meanwhile, readers of the first plan: 99th percentile',
      value: percentile(other, 99),
      unit: 'ms',
      wanted: 100,
    },
  ]
}

/** Ten at a time. */
function inTens<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const queue = new PQueue({ concurrency: 10 })
  return Promise.all(list.map((one) => queue.add(() => work(one))))
}

/** Takes an address and what is awaited; asks for it ten times a second until then, and returns how long each answer took (ms). */
export async function readTimesUntil(address: string, done: Promise<unknown>): Promise<number[]> {
  let isOver = false
  const over = done.finally(() => (isOver = true))
  over.catch(() => undefined)
  const reading: Promise<number>[] = []
  while (!isOver) {
    reading.push(timeOf(address))
    await delay(100)
  }
  return Promise.all(reading)
}

async function timeOf(address: string): Promise<number> {
  const from = performance.now()
  await (await fetch(address)).arrayBuffer()
  return performance.now() - from
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

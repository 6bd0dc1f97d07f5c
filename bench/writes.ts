// How fast the form for an update is there, how fast the overview shows what 20 officers save at once, and how long whoever opens a page
// of the first plan first after an update waits for it.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { paths } from '../lib/paths'
import { addPerson, startSession } from '../tests/helpers/people'
import { addAction, examplePlan, idOf, rowOf, write } from '../tests/helpers/plan-rows'
import type { Bench } from './bench'
import { type Figure, spread } from './figures'
import { enterOfficers, fillIn, firstViews, type FormOf, openForm, save, type Saved, send } from './officers'

const FIRST = 'mental-health-workforce'
const OFFICERS = 20
const ROUNDS = 5

/** Takes the running app; returns what was measured and counted. */
export async function measureWrites(bench: Bench): Promise<Figure[]> {
  const { app, db } = bench
  const { slug, planId, officers } = await makePlan(db, app)
  const overview = `${app}/plans/${slug}`
  const formFirstByte: number[] = []
  for (let i = 0; i < 100; i += 1) formFirstByte.push(await firstByte(officers[i % OFFICERS]))
  const alone: Saved[] = []
  for (const officer of officers) alone.push(await save(officer, await fillIn(officer, 'Alone'), overview))
  const atOnce: Saved[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const bodies = await Promise.all(officers.map((officer) => fillIn(officer, `Round ${round}`)))
    atOnce.push(...(await Promise.all(officers.map((one, at) => save(one, bodies[at], overview)))))
    // As when someone clicks twice.
    await Promise.all(officers.map((one, at) => send(one, bodies[at])))
  }
  const { rows } = await db.query(
    'SELECT count(*)::int AS count FROM progress_update WHERE plan_id = $1 AND author_id IS NOT NULL',
    [planId],
  )
  const sent = OFFICERS * (ROUNDS + 1)
  const seen = (list: readonly Saved[]) => list.map(({ sentToSeen }) => sentToSeen)
  return [
    ...(await measureFirstViews(bench)),
    ...spread('form for an update: first byte', formFirstByte.slice(OFFICERS), 40),
    ...spread(
      '20 officers at once: from saved to seen',
      atOnce.map(({ savedToSeen }) => savedToSeen),
      150,
    ),
    ...spread('20 officers at once: from sent to seen', seen(atOnce)),
    ...spread('one after the other: from sent to seen', seen(alone), 150),
    {
      what: `updates on record, of ${sent} sent twice each`,
      value: Number(rows[0].count),
      unit: 'updates',
      wanted: sent,
    },
  ]
}

async function makePlan(db: pg.Client, app: string) {
  const plan = examplePlan(`bench-${randomUUID()}`)
  const [slug, planId] = [String(rowOf(plan, 'plan').slug), idOf(plan, 'plan')]
  rowOf(plan, 'plan').ends_on = '2100-12-31'
  await write(db, plan, 'action_partner')
  for (let at = 0; at < OFFICERS; at += 1) await addAction(db, plan, { ref: `B${at}`, counted: true })
  const forms = await enterOfficers(db, app, { slug, planId }, OFFICERS, "ref ~ '^B'")
  return { slug, planId, officers: forms }
}

async function firstByte(officer: FormOf | undefined): Promise<number> {
  const from = performance.now()
  const response = await openForm(officer)
  const taken = performance.now() - from
  await response.arrayBuffer()
  return taken
}

/** How long someone waits who opens a page of the first plan first after an update: a stranger, and one who is signed in. */
async function measureFirstViews({ app, db }: Bench): Promise<Figure[]> {
  const { rows } = await db.query<{ id: string }>('SELECT id FROM plan WHERE slug = $1', [FIRST])
  const planId = rows[0]?.id ?? ''
  const { name, value } = await startSession(db, await addPerson(db, { roles: { [planId]: 'editor' } }))
  const readers = { stranger: '', 'signed in': `${name}=${value}` }
  const pages = {
    overview: paths.plan(FIRST),
    'list of actions': paths.actions(FIRST),
    section: paths.section(FIRST, '1.1'),
    action: paths.action(FIRST, '1'),
  }
  const figures: Figure[] = []
  for (const [page, path] of Object.entries(pages))
    for (const [who, cookie] of Object.entries(readers)) {
      const taken = await firstViews(db, planId, app + path, cookie)
      figures.push(...spread(`${page} of the first plan after an update, ${who}`, taken, 40))
    }
  return figures
}

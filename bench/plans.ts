// What many plans cost: the first plan's pages alone, and beside 100 plans of 1,000 actions with 2,000,000 updates, each of which was read.
import { readFile } from 'node:fs/promises'
import { paths } from '../lib/paths'
import { addPerson, startSession } from '../tests/helpers/people'
import { type Bench, load } from './bench'
import { makeLargePlan } from './files'
import { type Figure, median } from './figures'
import { firstViews } from './officers'

const FIRST = 'mental-health-workforce'
const [PLANS, ACTIONS, UPDATES_EACH] = [100, 1_000, 20]
const SECONDS = 3
const ROUNDS = 3

/** Takes the running app; returns what was measured. */
export async function measurePlans({ app, db, pid }: Bench): Promise<Figure[]> {
  const { rows } = await db.query<{ id: string }>('SELECT id FROM plan WHERE slug = $1', [FIRST])
  const planId = rows[0]?.id ?? ''
  const { name, value } = await startSession(db, await addPerson(db, { roles: { [planId]: 'editor' } }))
  const cookie = `${name}=${value}`
  const pages = {
    overview: paths.plan(FIRST),
    'list of actions': paths.actions(FIRST),
    action: paths.action(FIRST, '1'),
  }
  const measure = async () => {
    const measured = new Map<string, number>()
    for (const [page, path] of Object.entries(pages)) {
      const rates: number[] = []
      await load(app + path, 1, { cookie })
      for (let round = 0; round < ROUNDS; round += 1) rates.push(await load(app + path, SECONDS, { cookie }))
      measured.set(page, median(rates))
      measured.set(`${page} after an update`, median(await firstViews(db, planId, app + path, cookie)))
    }
    return measured
  }
  const alone = await measure()
  const slugs: string[] = []
  for (let at = 0; at < PLANS; at += 1)
    slugs.push((await makeLargePlan(db, { sections: 20, actions: ACTIONS, updatesEach: UPDATES_EACH })).slug)
  for (const slug of slugs)
    for (const path of [paths.plan(slug), paths.actions(slug), paths.section(slug, '1.1')])
      await (await fetch(app + path)).arrayBuffer()
  for (const slug of slugs.slice(0, 10))
    for (const file of ['actions.xlsx', 'actions.ods', 'data-package.zip'])
      await (await fetch(`${app}${paths.plan(slug)}/files/${file}`)).arrayBuffer()
  const beside = await measure()
  const memory = Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  const count = await db.query<{ count: string }>('SELECT count(*) FROM progress_update')
  return [
    ...Object.keys(pages).flatMap((page): Figure[] => [
      { what: `${page}, signed in, alone`, value: alone.get(page) ?? NaN, unit: 'requests/s' },
      {
        what: `${page}, signed in, beside ${PLANS} plans`,
        value: beside.get(page) ?? NaN,
        unit: 'requests/s',
        wanted: Math.round(0.9 * (alone.get(page) ?? NaN)),
      },
      {
        what: `${page} after an update, alone`,
        value: alone.get(`${page} after an update`) ?? NaN,
        unit: 'ms',
      },
      {
        what: `${page} after an update, beside ${PLANS} plans`,
        value: beside.get(`${page} after an update`) ?? NaN,
        unit: 'ms',
        wanted: Math.round(1.1 * (alone.get(`${page} after an update`) ?? NaN)),
      },
    ]),
    { what: 'updates in the database', value: Number(count.rows[0]?.count), unit: 'updates' },
    { what: 'memory of the app after all that', value: memory, unit: 'MB', wanted: 450 },
  ]
}

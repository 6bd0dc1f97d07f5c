// How fast the form for an update is there, and how fast the overview shows what 20 officers save at once.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { readForm } from './form'
import { addPerson, startSession } from '../tests/helpers/people'
import { addAction, examplePlan, idOf, rowOf, write } from '../tests/helpers/plan-rows'
import type { Bench } from './bench'
import { giveAction } from '../tests/helpers/periods'
import { type Figure, spread } from './figures'

const OFFICERS = 20
const ROUNDS = 5

interface Officer {
  readonly form: string
  readonly cookie: string
}

/** Takes the running app; returns what was measured and counted. */
export async function measureWrites({ app, db }: Bench): Promise<Figure[]> {
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
  const officers: Officer[] = []
  for (let i = 0; i < OFFICERS; i += 1) {
    const person = await addPerson(db, { roles: { [planId]: 'officer' } })
    const action = await addAction(db, plan, { ref: `B${i}`, counted: true })
    await giveAction(db, planId, action, person, '2025-01-01')
    const { name, value } = await startSession(db, person)
    officers.push({ form: `${app}/plans/${slug}/actions/B${i}/update`, cookie: `${name}=${value}` })
  }
  return { slug, planId, officers }
}

async function firstByte(officer: Officer | undefined): Promise<number> {
  const from = performance.now()
  const response = await get(officer)
  const taken = performance.now() - from
  await response.arrayBuffer()
  return taken
}

async function get(officer: Officer | undefined): Promise<Response> {
  const response = await fetch(officer?.form ?? '', { headers: { cookie: officer?.cookie ?? '' } })
  if (!response.ok) throw new Error(`The form answered ${response.status}`)
  return response
}

/** The form as a browser without a script sends it. */
async function fillIn(officer: Officer, narrative: string): Promise<FormData> {
  const html = await (await get(officer)).text()
  const body = readForm(html, 'name="narrative"')
  body.set('status', 'offTrack')
  body.set('narrative', narrative)
  body.set('reason', 'Measured')
  body.set('mitigation', 'Measured again')
  body.set('intent', 'save')
  return body
}

interface Saved {
  readonly savedToSeen: number
  readonly sentToSeen: number
}

/** Sends the form, and then opens the overview as anybody does; returns the ms that both took, and the second alone. */
async function save(officer: Officer, body: FormData | undefined, overview: string): Promise<Saved> {
  const from = performance.now()
  await send(officer, body)
  const saved = performance.now()
  const page = await (await fetch(overview)).text()
  const seen = performance.now()
  if (!page.includes('Off Track')) throw new Error('The overview does not show what was saved')
  return { savedToSeen: seen - saved, sentToSeen: seen - from }
}

async function send({ form, cookie }: Officer, body: FormData | undefined): Promise<void> {
  const answer = await fetch(form, {
    method: 'POST',
    body: body ?? null,
    redirect: 'manual',
    headers: { cookie, origin: new URL(form).origin },
  })
  if (answer.status !== 303)
    throw new Error(`Saving answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`)
}

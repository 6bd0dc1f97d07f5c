// Officers who update their actions, as browsers without scripts do.
import type pg from 'pg'
import { paths } from '../lib/paths'
import { addPerson, startSession } from '../tests/helpers/people'
import { readForm } from './form'

/** The form for an update of an action, and who opens it. */
export interface FormOf {
  readonly address: string
  readonly cookie: string
}

export interface Saved {
  readonly savedToSeen: number
  readonly sentToSeen: number
}

/**
 * Takes the database, the app, a plan, a number of officers and which of the plan's actions they answer for; makes them, and returns the form of
 * each action, its officers taking turns.
 */
export async function enterOfficers(
  db: pg.Client,
  app: string,
  { slug, planId }: { readonly slug: string; readonly planId: string },
  officers: number,
  which: string,
): Promise<FormOf[]> {
  const { rows } = await db.query<{ id: string; ref: string }>(
    `SELECT id, ref FROM action WHERE plan_id = $1 AND ${which} ORDER BY position`,
    [planId],
  )
  const forms: FormOf[] = []
  for (let at = 0; at < officers; at += 1) {
    const person = await addPerson(db, { roles: { [planId]: 'officer' } })
    const { name, value } = await startSession(db, person)
    const own = rows.filter((_, place) => place % officers === at)
    await db.query(
      `INSERT INTO accountability (id, plan_id, action_id, person_id, effective_on)
       SELECT gen_random_uuid(), $1, unnest($2::uuid[]), $3, '2025-01-01'`,
      [planId, own.map(({ id }) => id), person],
    )
    for (const { ref } of own)
      forms.push({ address: app + paths.update(slug, ref), cookie: `${name}=${value}` })
  }
  return forms
}

/** Takes a form; returns its page. */
export async function openForm(form: FormOf | undefined): Promise<Response> {
  const response = await fetch(form?.address ?? '', { headers: { cookie: form?.cookie ?? '' } })
  if (!response.ok) throw new Error(`The form answered ${response.status}`)
  return response
}

/** Takes a form and what was done; returns what a browser sends. */
export async function fillIn(form: FormOf, narrative: string): Promise<FormData> {
  const html = await (await openForm(form)).text()
  const body = readForm(html, 'name="narrative"')
  body.set('status', 'offTrack')
  body.set('narrative', narrative)
  body.set('reason', 'Measured')
  body.set('mitigation', 'Measured again')
  body.set('intent', 'save')
  return body
}

/** Sends the form, and then opens the overview as anybody does; returns the ms that both took, and the second alone. */
export async function save(form: FormOf, body: FormData | undefined, overview: string): Promise<Saved> {
  const from = performance.now()
  await send(form, body)
  const saved = performance.now()
  const page = await (await fetch(overview)).text()
  const seen = performance.now()
  if (!page.includes('Off Track')) throw new Error('The overview does not show what was saved')
  return { savedToSeen: seen - saved, sentToSeen: seen - from }
}

/** Sends the form; throws where it is not saved. */
export async function send(form: FormOf, body: FormData | undefined): Promise<void> {
  if (!(await trySending(form, body))) throw new Error('Too many forms are on their way')
}

/** Sends the form; returns whether it is saved, or was refused since too many are on their way. */
export async function trySending({ address, cookie }: FormOf, body: FormData | undefined): Promise<boolean> {
  const answer = await fetch(address, {
    method: 'POST',
    body: body ?? null,
    redirect: 'manual',
    headers: { cookie, origin: new URL(address).origin },
  })
  const text = await answer.text()
  if (answer.status !== 303 && answer.status !== 503)
    throw new Error(`Saving answered ${answer.status}: ${text.slice(0, 500)}`)
  return answer.status === 303
}

/** Takes the database and a plan; records one more update of one of its actions, past the app. */
export async function saveUpdate(db: pg.Client, planId: string): Promise<void> {
  await db.query(
    `INSERT INTO progress_update (id, plan_id, action_id, status, narrative, effective_on, attributed_to, basis)
     SELECT gen_random_uuid(), $1, id, 'atRisk', 'It is late.', current_date, 'Scottish Government', 'reported'
     FROM action WHERE plan_id = $1 AND position > 1 ORDER BY random() LIMIT 1`,
    [planId],
  )
}

const FIRST_VIEWS = 15

/** Takes the database, a plan, a page's address and a cookie; returns how long each of several first views after an update took (ms). */
export async function firstViews(
  db: pg.Client,
  planId: string,
  address: string,
  cookie: string,
): Promise<number[]> {
  const taken: number[] = []
  for (let time = 0; time < FIRST_VIEWS; time += 1) {
    await saveUpdate(db, planId)
    const from = performance.now()
    await (await fetch(address, { headers: { cookie } })).text()
    taken.push(performance.now() - from)
  }
  return taken
}

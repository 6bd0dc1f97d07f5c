// What becomes of what was typed into a form with more than two fields when it cannot be saved.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { POST as sendOutdated } from '@/app/drafts/outdated/route'
import { submitLifecycle } from '@/app/plans/[plan]/actions/[action]/lifecycle/submit'
import { submitDetails } from '@/app/plans/[plan]/details/submit'
import { submitNewPlan } from '@/app/plans/new/submit'
import { makeFormToken } from '@/lib/auth/form-token'
import { type PageForm, tokenPurpose } from '@/lib/domain/updates/draft'
import { paths } from '@/lib/paths'
import { readDraft } from '@/lib/queries/updates/drafts'
import { loadPlan } from '@/lib/queries/plan-state/load-plan'
import { fingerprint } from '@/lib/queries/structure/structure'
import type { FormState } from '@/lib/schemas/form'
import { fillPlanDetails } from '@/lib/schemas/structure/plan-details'
import { actAs } from '@/tests/helpers/acting'
import { addMember, addPerson } from '@/tests/helpers/people'
import { connect, createPlan, type ExamplePlan, idOf, rowOf } from '@/tests/helpers/plan-rows'

const OPENED = { values: {}, errors: {} }
const TEXT = 'Typed while it could not be saved'

let db: pg.Client
let plan: ExamplePlan
let slug: string
let writer: string

beforeAll(async () => {
  db = await connect()
})
afterAll(() => db.end())
beforeEach(async () => {
  plan = await createPlan(db)
  slug = String(rowOf(plan, 'plan').slug)
  await db.query(`UPDATE action SET lifecycle = 'active', heir_id = NULL WHERE id = $1`, [
    idOf(plan, 'action'),
  ])
  writer = await addMember(db, idOf(plan, 'plan'), 'editor', 'Wren')
  await actAs(db, writer)
})

const ref = () => String(rowOf(plan, 'action').ref)
const lifecycle = (): PageForm => ({ kind: 'page', page: paths.lifecycle(slug, ref()) })

/** A form as the page of whoever asks now has it, filled in. */
async function fill(
  typed: PageForm,
  fields: Readonly<Record<string, string | readonly string[]>>,
  who = writer,
) {
  const data = new FormData()
  data.set('token', await makeFormToken(who, tokenPurpose(typed)))
  data.set('typed-form', JSON.stringify(typed))
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) data.append(name, one)
  return data
}
const withdraw = () =>
  fill(lifecycle(), {
    lifecycle: 'withdrawn',
    reason: TEXT,
    fingerprint: 'active',
    parts: 'with',
    'on-day': '1',
    'on-month': '4',
    'on-year': '2025',
  })

/** Sends it; returns where that leads, or what the form shows. */
async function answerOf(sent: Promise<FormState>): Promise<{ to?: string; shown?: FormState }> {
  try {
    return { shown: await sent }
  } catch (error) {
    return { to: (error as Error).message.replace('redirect ', '') }
  }
}
const send = (data: FormData) => answerOf(submitLifecycle(slug, ref(), OPENED, data))
const draftOf = (who: string, typed = lifecycle()) => readDraft(who, 'page', typed.page)

it('is kept for its writer when the session ran out, and is a draft no more once it is saved', async () => {
  const form = await withdraw()
  await db.query('UPDATE session SET expires_at = now() WHERE person_id = $1', [writer])
  await actAs(db, null)
  expect((await send(form)).to).toBe(paths.signInAgain(paths.lifecycle(slug, ref())))
  expect((await draftOf(writer))?.fields).toMatchObject({
    lifecycle: 'withdrawn',
    reason: TEXT,
    'on-day': '1',
  })

  await actAs(db, writer)
  expect((await send(await withdraw())).to).toBe(paths.action(slug, ref()))
  expect(await draftOf(writer)).toBeNull()
})

it('comes back with the reason when someone ended the session', async () => {
  const form = await withdraw()
  await db.query('DELETE FROM session WHERE person_id = $1', [writer])
  await actAs(db, null)
  const { shown } = await send(form)
  expect(shown?.errors.form).toMatch(/You are signed out/)
  expect(shown?.values).toMatchObject({ reason: TEXT, token: form.get('token') })
  expect(await draftOf(writer)).toBeNull()
})

it('comes back with the reason when the role was taken', async () => {
  const form = await withdraw()
  await db.query(`UPDATE membership SET role = 'viewer' WHERE person_id = $1`, [writer])
  const { shown } = await send(form)
  expect(shown?.errors.form).toMatch(/^Only /)
  expect(shown?.values).toMatchObject({ reason: TEXT, lifecycle: 'withdrawn' })
})

it('is neither saved nor kept for someone else who signed in', async () => {
  const form = await withdraw()
  const other = await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } })
  await actAs(db, other)
  const { shown } = await send(form)
  expect(shown?.errors.form).toMatch(/^Someone else has signed in to this browser/)
  expect(shown?.values).toMatchObject({ reason: TEXT, token: form.get('token') })
  expect(await draftOf(other)).toBeNull()
  const { rows } = await db.query('SELECT lifecycle FROM action WHERE id = $1', [idOf(plan, 'action')])
  expect(rows).toEqual([{ lifecycle: 'active' }])
})

it('is sent again with a new token where that of the form is not valid', async () => {
  const form = await withdraw()
  form.set('token', 'another')
  const { shown } = await send(form)
  expect(shown?.errors.form).toMatch(/^You opened this form more than a week ago/)
  expect(shown?.values.reason).toBe(TEXT)
  form.set('token', String(shown?.values.token))
  expect((await send(form)).to).toBe(paths.action(slug, ref()))
})

it('is brought back by the page where what was bound to it is of another build', async () => {
  const form = await withdraw()
  const sent = answerOf(submitLifecycle(slug, { ref: ref() } as unknown as string, OPENED, form))
  expect((await sent).to).toBe(paths.keptOutdated(paths.lifecycle(slug, ref())))
  expect((await draftOf(writer))?.fields).toMatchObject({ reason: TEXT })
})

it('is brought back by the page where no form of that name is known any more', async () => {
  const post = async (body: FormData) =>
    sendOutdated(new Request('http://cairn.example/drafts/outdated', { method: 'POST', body }))
  const answer = await post(await withdraw())
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    paths.keptOutdated(paths.lifecycle(slug, ref())),
  ])
  expect((await draftOf(writer))?.fields).toMatchObject({ reason: TEXT })
  // Neither with a token of another form nor for someone else.
  const foreign = await withdraw()
  foreign.set('typed-form', JSON.stringify({ kind: 'page', page: paths.details(slug) }))
  expect((await post(foreign)).status).toBe(409)
  const own = await withdraw()
  await actAs(db, await addPerson(db))
  expect((await post(own)).status).toBe(409)
})

it('keeps what was ticked and what was not, and never a password', async () => {
  const typed: PageForm = { kind: 'page', page: paths.newPlan() }
  const form = await fill(typed, {
    title: 'A plan',
    copy: ['pillars', 'actions'],
    boxes: ['copy', 'other'],
    password: 'secret',
  })
  await db.query('UPDATE session SET expires_at = now() WHERE person_id = $1', [writer])
  await actAs(db, null)
  expect((await answerOf(submitNewPlan(OPENED, form))).to).toBe(paths.signInAgain(paths.newPlan()))
  expect((await draftOf(writer, typed))?.fields).toEqual({
    title: 'A plan',
    copy: ['pillars', 'actions'],
    other: [],
  })
})

it('names who saved a plan’s details meanwhile, and when', async () => {
  const other = await addMember(db, idOf(plan, 'plan'), 'editor', 'Edith Editor')
  const values = fillPlanDetails(await loadPlan(idOf(plan, 'plan')))
  const typed: PageForm = { kind: 'page', page: paths.details(slug) }
  const details = async (title: string, who: string) =>
    fill(typed, { ...values, title, fingerprint: fingerprint(values) }, who)
  await actAs(db, other)
  await answerOf(submitDetails(slug, OPENED, await details(`Theirs ${randomUUID()}`, other)))
  await actAs(db, writer)
  const { shown } = await answerOf(submitDetails(slug, OPENED, await details('Mine', writer)))
  expect(shown?.errors.form).toMatch(/^Edith Editor saved this .* while you had it open\./)
  expect(shown?.values.title).toBe('Mine')
})

it('saves a plan’s details once where the form is sent twice', async () => {
  const values = fillPlanDetails(await loadPlan(idOf(plan, 'plan')))
  const typed: PageForm = { kind: 'page', page: paths.details(slug) }
  const sent = { ...values, title: `Twice ${randomUUID()}`, fingerprint: fingerprint(values) }
  const forms = [await fill(typed, sent), await fill(typed, sent)]
  const answers = await Promise.all(forms.map((form) => answerOf(submitDetails(slug, OPENED, form))))
  expect(answers.map(({ to }) => to)).toEqual([paths.plan(slug), paths.plan(slug)])
})

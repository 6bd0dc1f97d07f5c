// My updates and the form for an update are kept for the one person who opens them: never stale, never another's, and each opening of
// a form is one of its own.
import { randomUUID } from 'node:crypto'
import type { APIRequestContext, Page } from '@playwright/test'
import type pg from 'pg'
import { OWN_SLOTS } from '@/lib/http/own-header'
import { paths } from '@/lib/paths'
import { allowTrouble, expect, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson, startSession } from '@/tests/helpers/people'
import { addPeriod, giveAction } from '@/tests/helpers/periods'
import { type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let slug: string
let officer: string

/** What stands for a reader's name in what a kept page sends to scripts: no page that was rendered for its reader alone has it. */
const KEPT = OWN_SLOTS.name.replace('<', '\\u003c').replace('>', '\\u003e')

test.describe.configure({ timeout: 90_000 })

test.beforeEach(async () => {
  db = await connectToApp()
  plan = examplePlan(`own-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'plan').ends_on = '2100-12-31'
  rowOf(plan, 'action').counted = true
  Object.assign(rowOf(plan, 'progress_update'), { narrative: 'The first half is done', basis: 'reported' })
  await write(db, plan, 'progress_update_source')
  officer = await addOfficer('Olive Öz')
  await giveAction(db, idOf(plan, 'plan'), idOf(plan, 'action'), officer, '2025-01-01')
})
test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

const addOfficer = (name: string) => addPerson(db, { name, roles: { [idOf(plan, 'plan')]: 'officer' } })

async function cookieOf(personId: string) {
  const { name, value } = await startSession(db, personId)
  return { cookie: `${name}=${value}` }
}

async function read(request: APIRequestContext, path: string, headers: Record<string, string>) {
  const response = await request.get(path, { headers, maxRedirects: 0 })
  // React parts texts by comments.
  return { status: response.status(), text: (await response.text()).replaceAll('<!-- -->', '') }
}

/** A page without its scripts, and without what is another one in every page: keys, and tokens that begin with the ids of who opened it. */
const bare = (text: string) =>
  text
    .replaceAll(/<script\b[\s\S]*?<\/script>|<link rel="preload" as="script"[^>]*>/g, '')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}(\.[\w.-]+)?/g, 'ID')

/** Takes a page; returns the values of the fields of that name in its forms. */
const valuesOf = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map(([, value]) => value)

/** The data that scripts start with, in one text. */
const dataOf = (text: string) =>
  [...text.matchAll(/self\.__next_f\.push\((\[1,".*?"\])\)<\/script>/g)]
    .map(([, call = '[]']) => (JSON.parse(call) as [number, string])[1])
    .join('')

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with a script' : 'without a script', () => {
    test.use({ javaScriptEnabled })

    test('what is sent from two tabs is saved, both of it', async ({ page, context }) => {
      if (!javaScriptEnabled) allowTrouble(page, /^failed: csp /)
      await signIn(context, db, officer)
      const form = paths.update(slug, '1')
      await open(page, form)
      const second = await context.newPage()
      await open(second, form)
      const keys = await Promise.all(
        [page, second].flatMap((tab) => tab.locator('input[name=submission-key]').evaluateAll(values)),
      )
      expect(new Set(keys.flat()).size).toBe(keys.flat().length)
      expect(await (await context.request.get(form)).text()).toContain(KEPT)

      await fill(page, 'From the first tab')
      await page.getByRole('button', { name: 'Save update' }).click()
      await expect(page.getByText('Your update is saved and published.')).toBeVisible()
      await fill(second, 'From the second tab')
      await second.getByRole('button', { name: 'Save update' }).click()
      await second.locator('label[for="choice-narrative-mine"]').click()
      await second.getByRole('button', { name: 'Save update' }).click()
      await expect(second.getByText('Your update is saved and published.')).toBeVisible()
      await second.close()
      const { rows } = await db.query<{ narrative: string }>(
        'SELECT narrative FROM progress_update WHERE author_id = $1 ORDER BY entry',
        [officer],
      )
      expect(rows.map(({ narrative }) => narrative)).toEqual(['From the first tab', 'From the second tab'])
    })

    test('a draft that was saved in another tab is in the form, and one that was deleted is not', async ({
      page,
      context,
    }) => {
      if (!javaScriptEnabled) allowTrouble(page, /^failed: csp /)
      await signIn(context, db, officer)
      const form = paths.update(slug, '1')
      const narrative = (tab: Page) => tab.getByLabel('Progress', { exact: true })
      await open(page, form)
      await open(page, form)
      const second = await context.newPage()
      await open(second, form)
      for (const text of ['Half a sentence', 'Half a sentence more']) {
        await narrative(second).fill(text)
        if (javaScriptEnabled) await expect(second.getByText(/^Draft saved at/)).toBeVisible()
        else await second.getByRole('button', { name: 'Save draft' }).click()
        await expect(async () => {
          await open(page, form)
          await expect(narrative(page)).toHaveValue(text, { timeout: 1000 })
        }).toPass()
        if (!javaScriptEnabled) await open(second, form)
      }
      await second.close()
      await expect(page.getByText(/^Draft saved on/)).toBeVisible()
      await page.getByRole('button', { name: 'Delete this draft' }).click()
      await expect(page.getByText('Your draft was deleted.')).toBeVisible()
      await open(page, form)
      await expect(narrative(page)).toHaveValue('')
    })
  })
}

const values = (fields: Element[]) => fields.map((field) => (field as HTMLInputElement).value)

async function fill(tab: Page, text: string) {
  await tab.locator('label[for="status-onTrack"]').click()
  await tab.getByLabel('Progress', { exact: true }).fill(text)
}

test('each opening has keys and a token of its own, the same in its forms as in what its scripts get', async ({
  request,
}) => {
  const sessions = [await cookieOf(officer), await cookieOf(officer)]
  const form = paths.update(slug, '1')
  await read(request, form, sessions[0] ?? {})
  const opened = await Promise.all(
    [...sessions, ...sessions].map((session) => read(request, form, session).then(({ text }) => text)),
  )
  const { rows } = await db.query<{ id: string }>('SELECT id FROM session WHERE person_id = $1', [officer])
  const keys = opened.flatMap((text) => valuesOf(text, 'submission-key'))
  // That of "No change", and that of the form.
  expect(keys).toHaveLength(8)
  expect(new Set(keys).size).toBe(8)
  for (const text of opened) {
    expect(text).toContain(KEPT)
    for (const value of [...valuesOf(text, 'submission-key'), ...valuesOf(text, 'token')])
      expect(dataOf(text)).toContain(String(value))
  }
  const tokens = opened.flatMap((text) => valuesOf(text, 'token')).map((token) => String(token).split('.'))
  expect(tokens.map(([person]) => person)).toEqual(opened.map(() => officer))
  expect(new Set(tokens.map(([, session]) => session))).toEqual(new Set(rows.map(({ id }) => id)))
  expect(tokens[0]?.[1]).toBe(tokens[2]?.[1])
  expect(tokens[0]?.[1]).not.toBe(tokens[1]?.[1])
})

test('no one is shown another’s, and nothing stays of a role or a session that ended', async ({
  request,
}) => {
  const colleague = await addOfficer('Oscar <b>')
  await insert(db, 'contributor', {
    plan_id: idOf(plan, 'plan'),
    action_id: idOf(plan, 'action'),
    person_id: colleague,
  })
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  await addPeriod(db, idOf(plan, 'plan'), 'Now', { opensOn: day(-3), dueOn: day(3), closesOn: day(5) })
  const [own, theirs] = [await cookieOf(officer), await cookieOf(colleague)]
  const form = paths.update(slug, '1')
  for (const path of [form, paths.myUpdates()]) {
    await read(request, path, own)
    await read(request, path, theirs)
    const [mine, other] = [await read(request, path, own), await read(request, path, theirs)]
    expect([mine.text, other.text].map((text) => text.includes(KEPT))).toEqual([true, true])
    expect(mine.text).toContain('Olive Öz')
    expect(other.text).toContain('Oscar &lt;b&gt;')
    expect(mine.text).not.toContain(colleague)
    expect(other.text).not.toContain(officer)
    expect(other.text).not.toContain('Olive Öz')
    // Who was not noted for a while is looked at anew, and so is given a page that was rendered for them alone.
    await db.query(`UPDATE session SET updated_at = now() - interval '6 minutes' WHERE person_id = $1`, [
      officer,
    ])
    const alone = await read(request, path, own)
    expect(alone.text).not.toContain(KEPT)
    expect(bare(mine.text)).toBe(bare(alone.text))
  }
  await giveAction(db, idOf(plan, 'plan'), idOf(plan, 'action'), null, '2025-01-02')
  expect((await read(request, form, own)).status).toBe(403)
  expect((await read(request, form, theirs)).status).toBe(200)
  await db.query(`UPDATE membership SET role = 'viewer' WHERE person_id = $1`, [colleague])
  expect((await read(request, form, theirs)).status).toBe(403)
  expect((await read(request, paths.myUpdates(), theirs)).text).toContain('You can no longer report on these')
  await db.query(`UPDATE membership SET role = 'officer' WHERE person_id = $1`, [colleague])
  expect((await read(request, form, theirs)).text).toContain(KEPT)
  await request.post(paths.signOut(), { headers: theirs, maxRedirects: 0 })
  for (const path of [form, paths.myUpdates()]) {
    const left = await read(request, path, theirs)
    expect([303, 307]).toContain(left.status)
    expect(left.text).not.toContain('Oscar')
  }
  await db.query(`UPDATE person SET deactivated_at = now() WHERE id = $1`, [officer])
  expect((await read(request, paths.myUpdates(), own)).text).not.toContain('Olive')
})

test('My updates shows at once what was written, what was typed, and what is new', async ({ request }) => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const own = await cookieOf(officer)
  const mine = async () => (await read(request, paths.myUpdates(), own)).text
  expect(await mine()).not.toContain(KEPT)
  expect(await mine()).toContain(KEPT)
  expect(await mine()).not.toContain('To report (1)')
  await addPeriod(db, idOf(plan, 'plan'), 'Now', { opensOn: day(-3), dueOn: day(3), closesOn: day(5) })
  expect(await mine()).toContain('To report (1)')
  expect(await mine()).not.toContain('Draft saved')
  await db.query(`INSERT INTO draft (person_id, form, fields) VALUES ($1, $2, '{}')`, [
    officer,
    `update ${idOf(plan, 'action')}`,
  ])
  expect(await mine()).toContain('Draft saved')
  await db.query('DELETE FROM draft WHERE person_id = $1', [officer])
  const texts = [await mine(), await mine()]
  expect(texts.map((text) => text.includes(KEPT))).toEqual([true, true])
  expect(texts[0]).not.toContain('Draft saved')
  const keys = texts.flatMap((text) => valuesOf(text, 'submission-key'))
  expect(new Set(keys).size).toBe(keys.length)
  // Each of the two buttons "No change" that these pages have.
  expect(keys).toHaveLength(2)
  const editor = await addPerson(db, { name: 'Edith', roles: { [idOf(plan, 'plan')]: 'editor' } })
  await giveAction(db, idOf(plan, 'plan'), idOf(plan, 'action'), officer, '2025-01-02', editor)
  expect(await mine()).toContain('Edith made you the accountable officer')
})

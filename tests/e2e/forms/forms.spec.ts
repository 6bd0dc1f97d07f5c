// What forms bring along and leave behind: forms of another build, bound values that someone has changed, text in the browser.
import { randomUUID } from 'node:crypto'
import type { APIRequestContext, Page } from '@playwright/test'
import type pg from 'pg'
import { paths } from '@/lib/paths'
import { allowTrouble, expect, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson, startSession } from '@/tests/helpers/people'
import { examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'

/**
 * The id of the sign-in form's submit as another build, of another day and on another machine, has put it into its pages.
 * When this changes, forms that people have open during an upgrade are refused: say so in the release's notes.
 */
const SIGN_IN_ELSEWHERE = '7f78b0385490c295ba4dbce59b39d3ea55206a91cd'

/** Sends a form as a browser without scripts does. */
async function send(
  request: APIRequestContext,
  baseURL: string | undefined,
  address: string,
  bound: string,
  fields: Readonly<Record<string, string>>,
) {
  // Without it Next does what the form asks for, and forgets what it answered.
  const page = await (await request.get(address)).text()
  const key = /name="\$ACTION_KEY" value="([^"]+)"/.exec(page)?.[1] ?? ''
  return request.post(address, {
    headers: { Origin: baseURL ?? '' },
    maxRedirects: 0,
    multipart: {
      $ACTION_REF_1: '',
      '$ACTION_1:0': JSON.stringify({ id: SIGN_IN_ELSEWHERE, bound: '$@1' }),
      '$ACTION_1:1': bound,
      $ACTION_KEY: key,
      ...fields,
    },
  })
}

const TYPED = { email: 'nobody@example.org', password: 'not the right one' }
const SHOWN = { values: {}, errors: {} }

test('a form of another build of the same program is taken', async ({ request, baseURL }) => {
  const answer = await send(request, baseURL, paths.signIn(), JSON.stringify(['/', SHOWN]), TYPED)
  expect(answer.status()).toBe(200)
  expect(await answer.text()).toMatch(/Enter a correct email address|Too many attempts/)
})

for (const bound of [{ not: '' }, null, 7, [], ['/'], true]) {
  test(`a form whose page bound ${JSON.stringify(bound)} to it is refused in words`, async ({
    request,
    baseURL,
  }) => {
    const answer = await send(request, baseURL, paths.signIn(), JSON.stringify([bound, SHOWN]), TYPED)
    expect(answer.status()).toBe(200)
    expect(await answer.text()).toContain('Cairn was updated while you had this form open')
  })
}

test.describe('for someone who is signed in', () => {
  let db: pg.Client
  let form: string
  let planId: string
  let writer: string

  test.beforeEach(async ({ context }) => {
    db = await connectToApp()
    const plan = examplePlan(`forms-${randomUUID()}`)
    rowOf(plan, 'plan').ends_on = '2100-12-31'
    await write(db, plan, 'progress_update_source')
    planId = idOf(plan, 'plan')
    form = paths.update(String(rowOf(plan, 'plan').slug), String(rowOf(plan, 'action').ref))
    writer = await addPerson(db, { name: 'Wren Example', roles: { [planId]: 'editor' } })
    await signIn(context, db, writer)
  })
  test.afterEach(async () => {
    await db.query('UPDATE plan SET is_public = false WHERE id = $1', [planId])
    await db.end()
  })

  test('a filter in the place of a session’s id ends no session', async ({ page, baseURL }) => {
    // Only another session than this one has a form that ends it.
    await startSession(db, writer)
    const html = await (await page.request.get(paths.account())).text()
    const endSession = html.split('<form').find((part) => part.includes('the session of')) ?? ''
    const id = /&quot;id&quot;:&quot;([0-9a-f]+)&quot;/.exec(endSession)?.[1] ?? ''
    expect(id).not.toBe('')
    const answer = await page.request.post(paths.account(), {
      headers: { Origin: baseURL ?? '', 'Next-Action': id },
      multipart: { '0': JSON.stringify([{ not: '' }, SHOWN, '$K1']) },
    })
    expect(answer.status()).toBe(200)
    expect(await answer.text()).toContain('Cairn was updated while you had this form open')
    const { rows } = await db.query('SELECT id FROM session WHERE person_id = $1', [writer])
    expect(rows).toHaveLength(2)
  })

  const keptNames = (page: Page) =>
    page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('cairn-')))

  /** Types what cannot be sent, so that the browser keeps it. */
  async function typeOffline(page: Page) {
    allowTrouble(page, /ERR_INTERNET_DISCONNECTED/)
    await open(page, form)
    await page.context().setOffline(true)
    await page.getByLabel('Progress', { exact: true }).fill('Typed in a tunnel')
    await expect(page.getByText('saved in this browser')).toBeVisible()
    await page.context().setOffline(false)
    expect(await keptNames(page)).toHaveLength(1)
  }

  test('what the browser kept is not offered to someone else', async ({ page, context }) => {
    await typeOffline(page)
    await signIn(context, db, await addPerson(db, { roles: { [planId]: 'editor' } }))
    await open(page, form)
    await expect(page.getByLabel('Progress', { exact: true })).toHaveValue('')
    await expect(
      page.getByText('Text that could not be sent last time is saved in this browser'),
    ).toHaveCount(0)
    await signIn(context, db, writer)
    await open(page, form)
    await expect(
      page.getByText('Text that could not be sent last time is saved in this browser'),
    ).toBeVisible()
  })

  test('signing out takes what the browser kept out of it', async ({ page }) => {
    await typeOffline(page)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
    expect(await keptNames(page)).toEqual([])
  })

  test('signing out everywhere takes what the browser kept out of it', async ({ page }) => {
    await typeOffline(page)
    await open(page, paths.account())
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await expect(page).toHaveURL(paths.signIn())
    expect(await keptNames(page)).toEqual([])
  })

  test('signing out without a script takes what the browser kept out of it', async ({ page }) => {
    await typeOffline(page)
    // Sent like this, no script is told.
    await page.locator(`form[action="${paths.signOut()}"]`).evaluate((out: HTMLFormElement) => out.submit())
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
    expect(await keptNames(page)).toEqual([])
  })
})

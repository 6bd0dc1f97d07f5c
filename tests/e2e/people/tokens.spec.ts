// Tokens for programs: an analyst makes one, a program reads with it, and it ends when it is revoked.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { paths } from '@/lib/paths'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { peopleMessages } from '@/lib/format/people/messages'

let db: pg.Client
let plan: ExamplePlan
let analyst: string

test.beforeAll(async () => {
  db = await connectToApp()
})
test.afterAll(() => db.end())

test.beforeEach(async ({ context }) => {
  plan = examplePlan(`tokens-${randomUUID()}`)
  Object.assign(rowOf(plan, 'plan'), { is_public: false, title: `A plan for its members ${randomUUID()}` })
  await write(db, plan)
  analyst = await addPerson(db, { name: 'Ada Analyst', roles: { [idOf(plan, 'plan')]: 'analyst' } })
  await signIn(context, db, analyst)
})

const title = () => String(rowOf(plan, 'plan').title)
const file = () => paths.file(String(rowOf(plan, 'plan').slug), 'actions.csv')
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

test('an analyst makes a token by keyboard, a program reads with it, and it ends when revoked', async ({
  page,
  playwright,
  baseURL,
}) => {
  await open(page, paths.account())
  await page.getByRole('link', { name: 'Create and revoke tokens' }).click()
  await expect(page.getByRole('heading', { name: 'Tokens for programs' })).toBeVisible()
  await expectAccessible(page)
  await expectToFit(page)

  await page.getByLabel('Name').focus()
  await page.keyboard.type('Quarterly chart')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('The token “Quarterly chart” was created')
  const token = await page.getByLabel('Token to copy').inputValue()
  await expect(page.getByRole('row', { name: /Quarterly chart/ })).toContainText('Never')
  await expectAccessible(page)

  // A program has no cookie.
  const program = await playwright.request.newContext({ baseURL: baseURL ?? '' })
  expect((await program.get(file())).status()).toBe(404)
  const response = await program.get(file(), { headers: bearer(token) })
  expect(response.status()).toBe(200)
  expect(await response.text()).toContain('An action')
  // A page is for people, and a form takes no token.
  const slug = String(rowOf(plan, 'plan').slug)
  expect((await program.get(paths.plan(slug), { headers: bearer(token) })).status()).toBe(404)
  const sent = await program.post(paths.tokens(), {
    headers: bearer(token),
    form: { name: 'x' },
    maxRedirects: 0,
  })
  expect(sent.status()).toBe(403)

  await open(page, paths.tokens())
  await expect(page.getByLabel('Token to copy')).toHaveCount(0)
  const row = page.getByRole('row', { name: /Quarterly chart/ })
  await expect(row).not.toContainText('Never')
  await row.getByRole('button', { name: 'Revoke the token “Quarterly chart”' }).click()
  await expect(page.getByRole('row', { name: /Quarterly chart/ })).toContainText('Revoked')
  const refused = await program.get(file(), { headers: bearer(token) })
  expect(refused.status()).toBe(401)
  expect(refused.headers()['content-type']).toBe('application/problem+json')
  await program.dispose()
})

test('what is missing is named by its field, and what was typed stays', async ({ page }) => {
  await open(page, paths.tokens())
  await page.getByLabel('Name').fill('Chart')
  await page.getByRole('button', { name: 'Create token' }).click()
  const summary = page.getByRole('alert', { name: 'There is a problem' })
  await expect(summary).toContainText(peopleMessages.tokenPlansMissing)
  await expect(summary).toContainText(peopleMessages.tokenDaysMissing)
  await expect(page.getByLabel('Name')).toHaveValue('Chart')
  await expectAccessible(page)
})

test('an administrator revokes it', async ({ page, context }) => {
  await open(page, paths.tokens())
  await page.getByLabel('Name').fill('Lost')
  await page.getByText(title(), { exact: true }).click()
  await page.getByText('30 days', { exact: true }).click()
  await page.getByRole('button', { name: 'Create token' }).click()
  await expect(page.getByRole('status')).toContainText('The token “Lost” was created')
  await expect(page.getByRole('status')).toBeInViewport()
  await context.clearCookies()
  await signIn(context, db, await addPerson(db, { isAdministrator: true }))
  await open(page, paths.person(analyst))
  await page.getByRole('button', { name: 'Revoke the token “Lost”' }).click()
  await expect(page.getByRole('row', { name: /Lost/ })).toContainText('Revoked')
  await expectAccessible(page)
  await expectToFit(page)
})

test('a viewer is told whom to ask', async ({ page, context }) => {
  await context.clearCookies()
  await signIn(context, db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'viewer' } }))
  await open(page, paths.tokens())
  await expect(page.getByText('Only analysts, officers and editors')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create token' })).toHaveCount(0)
  await expectAccessible(page)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

  test('a token is made, shown once, and revoked', async ({ page, request }) => {
    await open(page, paths.tokens())
    await page.getByLabel('Name').fill('Plain')
    await page.getByText(title(), { exact: true }).click()
    await page.getByText('1 year', { exact: true }).click()
    await page.getByRole('button', { name: 'Create token' }).click()
    const token = await page.getByLabel('Token to copy').inputValue()
    expect((await request.get(file(), { headers: bearer(token) })).status()).toBe(200)
    await page.getByRole('button', { name: 'Revoke the token “Plain”' }).click()
    await expect(page.getByRole('row', { name: /Plain/ })).toContainText('Revoked')
    expect((await request.get(file(), { headers: bearer(token) })).status()).toBe(401)
  })
})

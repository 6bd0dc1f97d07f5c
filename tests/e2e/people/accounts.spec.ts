// How people come in: by a link, with a password, and out again.
import { createHash, randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type pg from 'pg'
import {
  allowTrouble,
  expect,
  expectAccessible,
  expectToFit,
  open,
  OVERVIEW,
  PLAN,
  test,
} from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson, startSession } from '@/tests/helpers/people'
import { insert } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'
import { peopleMessages } from '@/lib/format/people/messages'

const PASSWORD = 'four quiet herons waiting'

let db: pg.Client

test.beforeEach(async () => {
  db = await connectToApp()
})
test.afterEach(() => db.end())

/** An invitation as an administrator makes one; returns what its link carries. */
async function inviteInDatabase(email: string): Promise<string> {
  const token = randomUUID()
  await insert(db, 'invitation', {
    id: randomUUID(),
    token_hash: createHash('sha256').update(token).digest('hex'),
    email,
    is_administrator: true,
    invited_by_id: await addPerson(db, { isAdministrator: true }),
    expires_at: new Date(Date.now() + 60_000),
  })
  return token
}

async function expectSound(page: Page) {
  await expectAccessible(page)
  await expectToFit(page)
}

test('an administrator invites someone, who sets up an account, signs out and in again', async ({
  page,
  browser,
  baseURL,
}) => {
  test.slow()
  const administrator = await addPerson(db, { name: 'Ada Example', isAdministrator: true })
  await signIn(page.context(), db, administrator)
  const email = `${randomUUID()}@example.org`

  await open(page, paths.accounts())
  await expectSound(page)
  await page.getByRole('link', { name: 'Invite someone' }).click()
  await page.getByRole('button', { name: 'Create link' }).click()
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    peopleMessages.emailMissing,
  )
  await expectSound(page)
  await page.getByLabel('Email address').fill(email)
  await page.getByRole('button', { name: 'Create link' }).click()
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'Select at least one role',
  )
  await expect(page.getByLabel('Email address')).toHaveValue(email)
  await page.getByText('Administrator: manages').click()
  await page.getByRole('button', { name: 'Create link' }).click()
  const link = await page.getByLabel('Link to send').inputValue()
  await expectAccessible(page)

  const guest = await browser.newContext({ baseURL: baseURL ?? '' })
  const other = await guest.newPage()
  await open(other, link)
  await expect(other.getByRole('main')).toContainText(email)
  await expectSound(other)
  await other.getByLabel('Your name').fill('Grace Example')
  await other.getByLabel('Password').fill('password12345')
  await other.getByRole('button', { name: 'Create account' }).click()
  await expect(other.getByRole('alert', { name: 'There is a problem' })).toContainText(
    peopleMessages.passwordProblem('common'),
  )
  await expect(other.getByLabel('Your name')).toHaveValue('Grace Example')
  await expect(other.getByLabel('Password')).toHaveValue('')
  await other.getByLabel('Password').fill(PASSWORD)
  await other.getByRole('button', { name: 'Create account' }).click()
  await expect(other.getByRole('heading', { name: 'Your account', exact: true })).toBeVisible()
  await expectSound(other)
  const [cookie] = (await guest.cookies()).filter(({ name }) => name === 'cairn.session_token')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  expect((cookie?.expires ?? 0) - Date.now() / 1000).toBeCloseTo(12 * 60 * 60, -2)

  await other.getByRole('button', { name: 'Sign out', exact: true }).first().click()
  await expect(other.getByRole('link', { name: 'Sign in' })).toBeVisible()
  expect((await other.request.get(link)).status()).toBe(404)

  await open(other, `${OVERVIEW}/actions?status=atRisk`)
  await other.getByRole('link', { name: 'Sign in' }).click()
  await expectSound(other)
  await other.getByLabel('Email address').fill(email)
  await other.getByLabel('Password', { exact: true }).fill('something else altogether')
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other.getByRole('alert', { name: 'There is a problem' })).toContainText(
    'Enter a correct email address and password',
  )
  await other.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await other.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(other).toHaveURL(`${OVERVIEW}/actions?status=atRisk`)
  await expect(other.getByRole('link', { name: 'Grace Example' })).toBeVisible()
  await guest.close()
})

test('a name and an email address are changed, and the page says what that ends', async ({ page }) => {
  const administrator = await addPerson(db, { name: 'Ada Example', isAdministrator: true })
  const other = await addPerson(db, { name: 'Otto Example' })
  await signIn(page.context(), db, administrator)
  await open(page, paths.person(other))
  await page.getByLabel('Name', { exact: true }).fill('Otto  Changed')
  const email = `${randomUUID()}@example.org`
  await page.getByLabel('Email address').fill(email.toUpperCase())
  await page.getByRole('button', { name: 'Change name and address' }).click()
  await expect(page.getByRole('status').first()).toContainText(`Otto Changed now signs in with ${email}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Otto Changed')
  await expectSound(page)
  await page.getByRole('link', { name: 'Audit log of this account' }).click()
  await expect(page.getByRole('main')).toContainText(`to ${email}`)

  await signIn(page.context(), db, other)
  await open(page, paths.account())
  await page.getByLabel('Name', { exact: true }).fill('Otto Again')
  await page.getByRole('button', { name: 'Change name' }).click()
  await expect(page.getByRole('status').first()).toContainText('Your name is now Otto Again')
})

test('roles are changed, and an account is deactivated and reactivated', async ({ page }) => {
  test.slow()
  const administrator = await addPerson(db, { name: 'Ada Example', isAdministrator: true })
  const other = await addPerson(db, { name: 'Otto Example' })
  await signIn(page.context(), db, administrator)
  const { rows } = await db.query('SELECT id FROM plan WHERE slug = $1', [PLAN])
  const viewer = `role-${rows[0]?.id}-viewer`
  // Other tests have plans as well, so that the list has several pages.
  const openRights = async () => {
    await open(page, paths.person(other))
    while ((await page.locator(`#${viewer}`).count()) === 0)
      await open(
        page,
        (await page.getByRole('link', { name: 'Next', exact: true }).first().getAttribute('href')) ?? '',
      )
  }
  await openRights()
  await page.locator(`label[for="${viewer}"]`).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page).toHaveURL(paths.accounts())
  await openRights()
  await expect(page.locator(`#${viewer}`)).toBeChecked()
  await page.getByRole('button', { name: 'Deactivate account' }).click()
  await expect(page.getByRole('main')).toContainText('Deactivate the account of Otto Example?')
  await expect(page.getByRole('main')).not.toContainText('Deactivated')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Yes, deactivate this account' }).click()
  await expect(page).toHaveURL(paths.accounts())
  await expect(page.getByRole('status')).toHaveText('The account of Otto Example was deactivated.')
  // It is said once, also to whoever loads the page again.
  await page.reload()
  await expect(page.getByRole('status')).toHaveCount(0)
  await open(page, paths.person(other))
  await expect(page.getByRole('main')).toContainText('Deactivated')
  await page.getByRole('button', { name: 'Reactivate account' }).click()
  await expect(page).toHaveURL(paths.accounts())
})

test('after five wrong passwords the page says when to try again', async ({ page }) => {
  await open(page, paths.signIn())
  // Attempts are counted for each address.
  const email = `${randomUUID()}@example.org`
  for (let n = 0; n < 6; n += 1) {
    await page.getByLabel('Email address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill('not the right one')
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await answered
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
  }
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    /Try again in 1[45] minutes/,
  )
  await db.query('DELETE FROM rate_limit')
})

test('an account shows its sessions, and a new password ends the others', async ({ page }) => {
  test.slow()
  const email = `${randomUUID()}@example.org`
  await open(page, paths.invitation(await inviteInDatabase(email)))
  await page.getByLabel('Your name').fill('Sam Example')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page).toHaveURL(paths.account())
  const { rows } = await db.query('SELECT id FROM person WHERE email = $1', [email])
  await startSession(db, String(rows[0]?.id))
  await page.reload()
  const sessions = page.getByRole('table', { name: 'Sessions, newest first' }).getByRole('row')
  await expect(sessions).toHaveCount(3)
  await page.getByLabel('Current password').fill(PASSWORD)
  await page.getByLabel('New password').fill('seven loud gulls leaving')
  await page.getByRole('button', { name: 'Change password' }).click()
  await expect(page.getByRole('status')).toContainText('Your password was changed')
  await page.reload()
  await expect(sessions).toHaveCount(2)
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await expect(page).toHaveURL(paths.signIn())
})

test('pages about accounts are for administrators, and for the signed-in', async ({ page }) => {
  await open(page, paths.accounts())
  await expect(page).toHaveURL(paths.signIn(paths.accounts()))
  await signIn(page.context(), db, await addPerson(db))
  allowTrouble(page, /status of 403/)
  for (const address of [paths.accounts(), paths.invite(), paths.person(randomUUID())]) {
    expect((await open(page, address)).status()).toBe(403)
    await expect(page.getByRole('main')).toContainText('Ask an administrator')
  }
  await expectAccessible(page)
  expect((await page.request.post('/api/auth/sign-up/email', { data: {} })).status()).toBe(405)
  expect((await page.request.get('/api/auth/sign-up/email')).status()).toBe(404)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

  test('a link is used, a wrong password told, and one signs out and in', async ({ page }) => {
    const email = `${randomUUID()}@example.org`
    await open(page, paths.invitation(await inviteInDatabase(email)))
    await page.getByLabel('Your name').fill('Nora Example')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
      '12 characters or more',
    )
    await expect(page.getByLabel('Your name')).toHaveValue('Nora Example')
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Create account' }).click()
    await expect(page.getByRole('heading', { name: 'Your account', exact: true })).toBeVisible()
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('Email address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('link', { name: 'Nora Example' })).toBeVisible()
  })
})

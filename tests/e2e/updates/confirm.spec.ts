// Proving again who one is before access is given or changed, and roles that need a passkey.
import { randomUUID } from 'node:crypto'
import type { BrowserContext } from '@playwright/test'
import type pg from 'pg'
import { hashPassword } from '@/lib/auth/password-hash'
import { paths } from '@/lib/paths'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { insert } from '@/tests/helpers/plan-rows'

const PASSWORD = 'four quiet herons waiting'

let db: pg.Client
let administrator: string

test.beforeEach(async ({ context }) => {
  db = await connectToApp()
  administrator = await signInAdministrator(context)
})
test.afterEach(() => db.end())

async function signInAdministrator(context: BrowserContext): Promise<string> {
  const id = await addPerson(db, { name: 'Ada Example', isAdministrator: true })
  await insert(db, 'credential', {
    id,
    account_id: id,
    provider_id: 'credential',
    person_id: id,
    password: await hashPassword(PASSWORD),
  })
  await signIn(context, db, id)
  return id
}

/** Eleven minutes go by. */
const letPass = () =>
  db.query(`UPDATE session SET created_at = now() - interval '11 minutes' WHERE person_id = $1`, [
    administrator,
  ])

test('the pages that ask for a proof and for passkeys are accessible and fit the screen', async ({
  page,
}) => {
  const allAreWell = async () => {
    await expectAccessible(page)
    await expectToFit(page)
  }
  await open(page, paths.passkeyRoles())
  await allAreWell()
  await letPass()
  await open(page, paths.invite())
  await allAreWell()
  await page.getByRole('link', { name: 'Confirm that it is you' }).click()
  await page.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText('Enter your password')
  await allAreWell()
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })
  // So Chromium calls it when a script is not fetched because none may run.
  test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

  test('a page asks for the password before anything is typed, and goes on', async ({ page }) => {
    await letPass()
    await open(page, paths.invite())
    await expect(page.getByLabel('Email address')).toHaveCount(0)
    await page.getByRole('link', { name: 'Confirm that it is you' }).click()
    await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible()
    await expectToFit(page)
    await page.getByLabel('Your password').fill('not the right one')
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
      'Enter your correct password',
    )
    await page.getByLabel('Your password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Confirm' }).click()
    await expect(page.getByLabel('Email address')).toBeVisible()
    expect(new URL(page.url()).pathname).toBe(paths.invite())
  })

  test('a form that went stale keeps what was typed until it is sent again', async ({ page, context }) => {
    const email = `${randomUUID()}@example.org`
    await open(page, paths.invite())
    await page.getByLabel('Email address').fill(email)
    await page.getByText('Administrator: manages').click()
    await letPass()
    await page.getByRole('button', { name: 'Create link' }).click()
    const problem = page.getByRole('alert', { name: 'There is a problem' })
    await expect(problem).toContainText('Nothing is saved yet')
    await expect(page.getByLabel('Email address')).toHaveValue(email)
    const [other] = await Promise.all([
      context.waitForEvent('page'),
      problem.getByRole('link', { name: 'Confirm that it is you' }).click(),
    ])
    await other.getByLabel('Your password').fill(PASSWORD)
    await other.getByRole('button', { name: 'Confirm' }).click()
    await expect(other.getByRole('heading', { name: 'Confirmed' })).toBeVisible()
    await other.close()
    await page.getByRole('button', { name: 'Create link' }).click()
    await expect(page.getByLabel('Link to send')).toHaveValue(/\/invitations\//)
  })

  test('a new password by a link asks about passkeys', async ({ page }) => {
    const id = await addPerson(db, { name: 'Petra Example' })
    await insert(db, 'passkey', {
      id: randomUUID(),
      name: 'old phone',
      person_id: id,
      public_key: 'x',
      credential_id: randomUUID(),
      counter: 0,
      device_type: 'singleDevice',
      backed_up: false,
    })
    await open(page, paths.person(id))
    await page.getByRole('button', { name: 'Create a link to set a new password' }).click()
    const link = await page.getByLabel('Link to send').inputValue()
    await page.context().clearCookies()
    await open(page, link)
    await expect(page.getByRole('group', { name: 'Your passkeys: old phone' })).toBeVisible()
    await expect(page.getByLabel('Keep my passkeys')).toBeChecked()
    await expectToFit(page)
    await page.getByText('Remove my passkeys too').click()
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Set password' }).click()
    await expect(page.getByText('You have no passkeys yet.')).toBeVisible()
  })

  test('an administrator sees who needs a passkey, and cannot lock everyone out', async ({ page }) => {
    await open(page, paths.accounts())
    await page.getByRole('link', { name: 'Choose who needs a passkey' }).click()
    await expectToFit(page)
    await page.getByText(/^Administrators \(/).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
      'You are an administrator and have no passkey.',
    )
  })
})

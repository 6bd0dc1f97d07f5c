// Signing in on the word of an OpenID Connect provider that runs beside the app.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp } from '@/tests/helpers/e2e-app'
import { type Claims, PROVIDER_NAME } from '@/tests/helpers/oidc-provider'
import { addPerson } from '@/tests/helpers/people'
import { paths } from '@/lib/paths'

let db: pg.Client

test.beforeEach(async () => {
  db = await connectToApp()
})
test.afterEach(() => db.end())

/** Takes what the provider is to say of someone; signs in with it from the sign-in page. */
async function signInAs(page: Page, claims: Claims, next = paths.account()) {
  await open(page, paths.signIn(next))
  await page.getByRole('link', { name: `Sign in with ${PROVIDER_NAME}` }).click()
  await page.getByLabel('Claims').fill(JSON.stringify(claims))
  await page.getByRole('button', { name: 'Log in' }).click()
}

async function expectRefusal(page: Page, words: RegExp) {
  await expect(
    page.getByRole('alert', { name: 'There is a problem' }).filter({ hasText: 'There is a problem' }),
  ).toContainText(words)
  expect(new URL(page.url()).pathname).toBe(paths.signIn())
  await expectToFit(page)
  await expectAccessible(page)
  await open(page, paths.account())
  expect(new URL(page.url()).pathname).toBe(paths.signIn())
}

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })
  // So Chromium calls it when a script is not fetched because none may run.
  test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

  test('someone with an account signs in, and comes to where they were going', async ({ page, context }) => {
    const id = await addPerson(db, { name: 'Sandy Single' })
    const claims = { sub: randomUUID(), email: `${id}@example.org`, email_verified: true }
    await signInAs(page, claims)
    expect(new URL(page.url()).pathname).toBe(paths.account())
    await expect(page.getByRole('main')).toContainText('Sandy Single')
    const cookies = (await context.cookies()).filter(({ name }) => name.startsWith('cairn.'))
    expect(cookies).toMatchObject([{ name: 'cairn.session_token', httpOnly: true, sameSite: 'Lax' }])
    const { rows } = await db.query(
      `SELECT kind, after FROM audit_entry WHERE chain = 'accounts' AND record_id = $1 ORDER BY number`,
      [id],
    )
    expect(rows).toMatchObject([
      { kind: 'credential.linked' },
      { kind: 'session.started', after: { way: 'single sign-on' } },
    ])
  })
})

test('an email address that the provider has not verified opens no account', async ({ page }) => {
  const id = await addPerson(db)
  await signInAs(page, { sub: randomUUID(), email: `${id}@example.org`, email_verified: false })
  await expectRefusal(page, /does not say that your email address is verified/)
})

test('a stranger is told that there is no account, and whom to ask', async ({ page }) => {
  await signInAs(page, { sub: randomUUID(), email: 'stranger@example.org', email_verified: true })
  await expectRefusal(page, /You have no account in Cairn.*Ask an administrator/)
})

test('a deactivated account is refused', async ({ page }) => {
  const id = await addPerson(db)
  await db.query('UPDATE person SET deactivated_at = now() WHERE id = $1', [id])
  await signInAs(page, { sub: randomUUID(), email: `${id}@example.org`, email_verified: true })
  await expectRefusal(page, /no longer active/)
})

test('who changes their mind at the provider comes back to sign in another way', async ({ page }) => {
  await open(page, paths.signIn())
  await page.getByRole('link', { name: `Sign in with ${PROVIDER_NAME}` }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expectRefusal(page, /was cancelled/)
})

test('an answer that this browser has not asked for is not taken', async ({ page }) => {
  await open(page, `${paths.providerCallback()}?code=somebody-elses&state=x`)
  await expectRefusal(page, /did not work/)
})

test('no one is sent on to another site', async ({ page, baseURL }) => {
  const id = await addPerson(db)
  const claims = { sub: randomUUID(), email: `${id}@example.org`, email_verified: true }
  await signInAs(page, claims, '//elsewhere.example')
  expect(page.url()).toBe(`${baseURL}/`)
})

test('the endpoints of the authentication library answer no one', async ({ request }) => {
  for (const path of [
    'sign-up/email',
    'sign-in/email',
    'sign-in/social',
    'start-session',
    'passkey/verify-authentication',
  ])
    expect((await request.post(`/api/auth/${path}`, { data: {} })).status(), path).toBe(405)
  for (const path of [
    'get-session',
    'ok',
    'passkey/generate-authenticate-options',
    'callback/single-sign-on',
  ])
    expect((await request.get(`/api/auth/${path}`)).status(), path).toBe(404)
})

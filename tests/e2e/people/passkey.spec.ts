// Passkeys, with an authenticator that the browser makes up.
import type { BrowserContext, Page } from '@playwright/test'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { paths } from '@/lib/paths'
import { peopleMessages } from '@/lib/format/people/messages'

// A device that holds passkeys stays with its page.
test.use({ isolated: true })

let db: pg.Client

test.beforeEach(async () => {
  db = await connectToApp()
})
test.afterEach(() => db.end())

/** Gives the page's browser a device that holds passkeys; isVerified says whether it proves who holds it. */
async function addDevice(context: BrowserContext, page: Page, isVerified = true) {
  const session = await context.newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: isVerified,
      automaticPresenceSimulation: true,
    },
  })
  return { session, authenticatorId }
}

async function addPasskey(page: Page, name: string) {
  await open(page, paths.account())
  await page.getByLabel('Name of the new passkey').fill(name)
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('rowheader', { name })).toBeVisible()
}

async function recordOf(personId: string) {
  const { rows } = await db.query<{ kind: string; after: { way?: string } | null }>(
    `SELECT kind, after FROM audit_entry WHERE chain = 'accounts' AND record_id = $1 ORDER BY number`,
    [personId],
  )
  return rows.map(({ kind, after }) => [kind, after?.way].filter(Boolean).join(' '))
}

test('someone adds a passkey, signs in with it, and removes it', async ({ page, context }) => {
  test.slow()
  const id = await addPerson(db, { name: 'Pat Passkey' })
  await signIn(context, db, id)
  await addDevice(context, page)
  await open(page, paths.account())
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await expect(page.getByRole('link', { name: peopleMessages.passkeyNameMissing })).toBeVisible()
  await addPasskey(page, 'work laptop')
  await expectToFit(page)
  await expectAccessible(page)

  await context.clearCookies()
  await open(page, paths.signIn(paths.account()))
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL(`**${paths.account()}`)
  await expect(page.getByRole('main')).toContainText('Pat Passkey')

  await page.getByRole('button', { name: 'Remove passkey “work laptop”' }).click()
  await expect(page.getByText('You have no passkeys yet.')).toBeVisible()
  expect(await recordOf(id)).toEqual(['passkey.added', 'session.started passkey', 'passkey.removed'])

  // The device still holds it; Cairn no longer takes it.
  await context.clearCookies()
  await open(page, paths.signIn())
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(
    page.getByRole('alert', { name: 'There is a problem' }).filter({ hasText: 'There is a problem' }),
  ).toContainText(peopleMessages.passkeyRefused)
})

test('a deactivated account is not signed in by its passkey', async ({ page, context }) => {
  const id = await addPerson(db)
  await signIn(context, db, id)
  await addDevice(context, page)
  await addPasskey(page, 'phone')
  await db.query('UPDATE person SET deactivated_at = now() WHERE id = $1', [id])
  await context.clearCookies()
  await open(page, paths.signIn())
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(
    page.getByRole('alert', { name: 'There is a problem' }).filter({ hasText: 'There is a problem' }),
  ).toContainText(peopleMessages.passkeyRefused)
  await expect.poll(() => recordOf(id)).toEqual(['passkey.added', 'sign-in.failed passkey'])
})

test('a device that does not prove who holds it signs no one in', async ({ page, context }) => {
  const id = await addPerson(db)
  await signIn(context, db, id)
  const { session, authenticatorId } = await addDevice(context, page)
  await addPasskey(page, 'phone')
  await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await context.clearCookies()
  await open(page, paths.signIn())
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(
    page.getByRole('alert', { name: 'There is a problem' }).filter({ hasText: 'There is a problem' }),
  ).toBeVisible()
  expect(await recordOf(id)).toEqual(['passkey.added'])
})

test('the code for passkeys is fetched by no page before it is needed', async ({ page }) => {
  const scripts: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.text())
  })
  await open(page, paths.signIn())
  await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toBeVisible()
  for (const script of await Promise.all(scripts)) expect(script).not.toContain('WebAuthnAbortService')
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })
  // So Chromium calls it when a script is not fetched because none may run.
  test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

  test('there is no button that could not work, and a passkey can still be removed', async ({
    page,
    context,
  }) => {
    const id = await addPerson(db)
    await db.query(
      `INSERT INTO passkey (id, name, public_key, person_id, credential_id, counter, device_type, backed_up)
       VALUES (gen_random_uuid(), 'old phone', 'x', $1, gen_random_uuid()::text, 0, 'singleDevice', false)`,
      [id],
    )
    await open(page, paths.signIn())
    await expect(page.getByRole('button', { name: 'Sign in with a passkey' })).toHaveCount(0)
    await signIn(context, db, id)
    await open(page, paths.account())
    await expect(page.getByRole('button', { name: 'Add a passkey' })).toHaveCount(0)
    await page.getByRole('button', { name: 'Remove passkey “old phone”' }).click()
    await expect(page.getByText('You have no passkeys yet.')).toBeVisible()
  })
})

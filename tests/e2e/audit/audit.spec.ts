// The audit log: found, read, downloaded, and verified after someone tampered with the database itself.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type pg from 'pg'
import type { Page } from '@playwright/test'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'

let db: pg.Client
let plan: ExamplePlan
let slug: string

test.beforeEach(async () => {
  db = await connectToApp()
  plan = examplePlan(`audit-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan, 'membership')
})

test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

/** Two ratings by an editor, through the pages. */
async function rateTwice(page: Page) {
  await signIn(
    page.context(),
    db,
    await addPerson(db, { name: 'Edith Editor', roles: { [idOf(plan, 'plan')]: 'editor' } }),
  )
  for (const [rag, reason] of [
    ['Off Track', '=SUM(1,2) is no reason'],
    ['At Risk', 'Better, "somewhat"'],
  ] as const) {
    await open(page, paths.rating(slug, '1.1'))
    await page.locator('label', { hasText: new RegExp(`^${rag}$`) }).click()
    await page.getByLabel('Reason').fill(reason)
    await page.getByRole('button', { name: 'Save rating' }).click()
    await expect(page.getByRole('heading', { name: 'Overall rating' })).toBeVisible()
  }
}

test('an editor finds what was done in the plan, field by field, and takes it along', async ({ page }) => {
  await rateTwice(page)
  await open(page, paths.manage(slug))
  await page.getByRole('link', { name: 'Audit log' }).click()
  await expect(page.getByRole('heading', { name: '2 entries' })).toBeVisible()
  const newest = page.getByRole('row').nth(1)
  await expect(newest).toContainText('Edith Editor')
  await expect(newest).toContainText('from Off Track to At Risk')
  await expectAccessible(page)
  await expectToFit(page)
  const csv = await (await page.request.get(paths.auditCsv({ plan: slug }))).text()
  const lines = csv.split('\r\n')
  expect(lines).toHaveLength(4)
  expect(lines[0]).toMatch(/^recorded_at,plan,number,person,kind,/)
  expect(lines[1]).toContain(`,${slug},2,Edith Editor,section-assessment.recorded,`)
})

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false })
  // Chromium preloads what it then may not run.
  test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

  test('the filter is a plain form, and its dates are checked', async ({ page }) => {
    await rateTwice(page)
    await open(page, paths.audit({ plan: slug }))
    await page.getByLabel('Record, such as Action 18').fill('section 1.1')
    await page.getByLabel('To', { exact: true }).fill('2020-01-01')
    await page.getByRole('button', { name: 'Show' }).click()
    await expect(page.getByText('No entries match your filters.')).toBeVisible()
    await open(page, paths.audit({ plan: slug, from: '2026-02-31' }))
    await expect(page.getByText('“2026-02-31” in “From”, which is not a date')).toBeVisible()
    await expect(page.getByRole('heading', { name: '2 entries' })).toBeVisible()
  })
})

test('an editor reads nothing of other plans, a viewer nothing at all', async ({ page, browser }) => {
  await rateTwice(page)
  const other = await (await browser.newContext()).newPage()
  const elsewhere = examplePlan(`audit-${randomUUID()}`)
  await write(db, elsewhere, 'membership')
  await signIn(other.context(), db, await addPerson(db, { roles: { [idOf(elsewhere, 'plan')]: 'editor' } }))
  await open(other, paths.audit({ plan: slug }))
  await expect(other.getByRole('main')).not.toContainText('Edith Editor')
  expect(await (await other.request.get(paths.auditCsv({ plan: slug }))).text()).not.toContain('Edith Editor')
  await signIn(other.context(), db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'viewer' } }))
  allowTrouble(other, /status of 403/)
  expect((await open(other, paths.audit())).status()).toBe(403)
  expect((await other.request.get(paths.auditCsv({}))).status()).toBe(403)
  await other.context().close()
})

/** Runs the command beside the app, on its database. */
async function verify(): Promise<{ code: number; output: string }> {
  const url = await readFile(process.env.CAIRN_E2E_DATABASE_FILE ?? '', 'utf8')
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'scripts/audit-verify.ts', slug],
      { env: { ...process.env, DATABASE_URL: url } },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, output: out + err }),
    )
  })
}

test('tampering in the database itself is told by the command that verifies', async ({ page }) => {
  test.slow()
  await rateTwice(page)
  expect(await verify()).toMatchObject({ code: 0 })
  const planId = idOf(plan, 'plan')
  await db.query('BEGIN')
  await db.query('ALTER TABLE audit_entry DISABLE TRIGGER USER')
  await db.query(
    `UPDATE audit_entry SET after = jsonb_set(after, '{reason}', '"All is well"') WHERE chain = $1 AND number = 1`,
    [planId],
  )
  await db.query('ALTER TABLE audit_entry ENABLE TRIGGER USER')
  await db.query('COMMIT')
  const { code, output } = await verify()
  expect(code).toBe(1)
  expect(output).toContain('entry 1 (section-assessment.recorded, Section 1.1, ')
  expect(output).toContain('It was changed after it was written.')
})

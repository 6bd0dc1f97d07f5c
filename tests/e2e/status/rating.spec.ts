// An editor rates a section against the suggestion, an administrator changes the rule, and readers see both.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import {
  addAction,
  type ExamplePlan,
  examplePlan,
  idOf,
  insert,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'
import { statusMessages } from '@/lib/format/status/messages'

let db: pg.Client
let plan: ExamplePlan
let slug: string

// A plan of its own for each test. Of its two actions one is adverse: At Risk is suggested from a third.
test.beforeEach(async () => {
  db = await connectToApp()
  plan = examplePlan(`rating-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'action').counted = true
  rowOf(plan, 'action').lifecycle = 'active'
  for (const table of ['lifecycle_change', 'counted_change', 'audit_entry'])
    (plan as Map<string, unknown>).delete(table)
  await write(db, plan)
  await report(await addAction(db, plan, { ref: '2', counted: true }), 'atRisk')
})

test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

async function report(action_id: string, status: string) {
  await insert(db, 'progress_update', {
    id: randomUUID(),
    plan_id: idOf(plan, 'plan'),
    action_id,
    status,
    effective_on: '2025-06-30',
    attributed_to: 'Scottish Government',
    basis: 'reported',
  })
}

const editor = (name: string) => addPerson(db, { name, roles: { [idOf(plan, 'plan')]: 'editor' } })

async function expectSound(page: Parameters<typeof expectAccessible>[0]) {
  await expectAccessible(page)
  await expectToFit(page)
}

for (const script of [true, false]) {
  test.describe(script ? 'with a script' : 'without a script', () => {
    test.use({ javaScriptEnabled: script })
    // Chromium preloads what it then may not run.
    test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

    test('the threshold that was asked about survives the end of the session', async ({ page, context }) => {
      const id = await addPerson(db, { isAdministrator: true })
      await open(page, paths.rule(slug, { adverse: '2', of: '5' }))
      await page.waitForURL(/\/sign-in\?next=/)
      await signIn(context, db, id)
      await open(page, new URL(page.url()).searchParams.get('next') ?? '')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check the new rating rule')
      await page.getByLabel('Why are you changing the rule?').fill('A fifth is plainer')
      await context.clearCookies()
      await page.getByRole('button', { name: 'Save new rule' }).click()
      await page.waitForURL(/\/sign-in\?next=/)
      await signIn(context, db, id)
      await open(page, new URL(page.url()).searchParams.get('next') ?? '')
      await expect(page).toHaveURL(/adverse=2&of=5/)
      await expect(page.getByLabel('Why are you changing the rule?')).toHaveValue('A fifth is plainer')
      if (script) await expectSound(page)
      await page.getByRole('button', { name: 'Save new rule' }).click()
      await page.waitForURL(/#overall$/)
    })

    test('an editor rates against the suggestion, which asks for the reason', async ({ page, context }) => {
      await signIn(context, db, await editor('Edith Editor'))
      await open(page, paths.section(slug, '1.1'))
      await page.getByRole('link', { name: 'Rate this section' }).click()
      await expect(
        page.getByText('1 of 2 counted actions is adverse; the threshold is a third.'),
      ).toBeVisible()
      if (script) await expectSound(page)
      await page.getByRole('button', { name: 'Save rating' }).click()
      await expect(page.locator('#error-summary')).toContainText(statusMessages.ratingMissing)
      await page.locator('label', { hasText: /^On Track$/ }).click()
      await page.getByRole('button', { name: 'Save rating' }).click()
      await expect(page.locator('#error-summary')).toContainText(
        'Enter why the rating differs from the suggested rating, At Risk.',
      )
      await expect(page.getByLabel('On Track', { exact: true })).toBeChecked()
      if (script) await expectSound(page)
      await page.getByLabel('Reason').fill('The money came yesterday')
      await page.getByRole('button', { name: 'Save rating' }).click()
      await expect(page).toHaveURL(new RegExp(`${paths.section(slug, '1.1')}#rating$`))
      const rating = page.getByRole('region', { name: 'Overall rating' })
      await expect(rating).toContainText('The money came yesterday')
      await expect(rating).toContainText('The assessed rating differs from the suggested rating.')
      await expect(rating).toContainText('Edith Editor for Scottish Government')
    })

    test('an administrator sees what another threshold changes before it is in force', async ({
      page,
      context,
    }) => {
      await signIn(context, db, await addPerson(db, { isAdministrator: true }))
      await open(page, paths.manage(slug))
      await page.getByRole('link', { name: 'Rating rule' }).click()
      await page.getByLabel('Out of how many counted actions').fill('0')
      await page.getByRole('button', { name: 'Check what would change' }).click()
      await expect(page.locator('#error-summary')).toContainText('must be a whole number from 1 to 100')
      await page.getByLabel('Number of adverse actions that makes a section At Risk').fill('2')
      await page.getByLabel('Out of how many counted actions').fill('3')
      await page.getByRole('button', { name: 'Check what would change' }).click()
      await expect(page.getByText('The suggested rating of 1 of 1 section would change.')).toBeVisible()
      await expect(page.getByRole('row', { name: /1\.1/ })).toContainText('the threshold is two thirds')
      if (script) await expectSound(page)
      const { rows: before } = await db.query('SELECT 1 FROM rating_rule WHERE plan_id = $1', [
        idOf(plan, 'plan'),
      ])
      expect(before).toHaveLength(1)
      await page.getByRole('button', { name: 'Save new rule' }).click()
      await expect(page.locator('#error-summary')).toContainText(statusMessages.ruleReasonMissing)
      await page.getByLabel('Why are you changing the rule?').fill('Fewer alarms')
      await page.getByRole('button', { name: 'Save new rule' }).click()
      await expect(
        page.getByText(/At Risk (is suggested )?when at least two thirds of the counted/),
      ).toBeVisible()
    })
  })
}

test('of two editors the second sees what the first said, and decides', async ({ page, browser }) => {
  await signIn(page.context(), db, await editor('Ann'))
  const other = await (await browser.newContext()).newPage()
  await signIn(other.context(), db, await editor('Bob'))
  for (const one of [page, other]) await open(one, paths.rating(slug, '1.1'))
  await page.locator('label', { hasText: /^Off Track$/ }).click()
  await page.getByLabel('Reason').fill('Nobody is left')
  await page.getByRole('button', { name: 'Save rating' }).click()
  await expect(page.getByRole('heading', { name: 'Overall rating' })).toBeVisible()
  await other.locator('label', { hasText: /^At Risk$/ }).click()
  await other.getByLabel('Reason').fill('Half of them are left')
  await other.getByRole('button', { name: 'Save rating' }).click()
  await expect(other.locator('#error-summary')).toContainText(
    'Ann rated this Off Track while you had the form open.',
  )
  await expect(other.locator('#error-summary')).toContainText('Nobody is left')
  await expect(other.getByLabel('Reason')).toHaveValue('Half of them are left')
  await other.getByRole('button', { name: 'Save rating' }).click()
  await expect(other.getByRole('region', { name: 'Overall rating' })).toContainText('Half of them are left')
  await other.context().close()
})

test('a rating says when the statuses below it have changed, to every reader', async ({ page, browser }) => {
  test.slow()
  await signIn(page.context(), db, await editor('Ann'))
  await open(page, paths.rating(slug, '1.1'))
  await page.locator('label', { hasText: /^At Risk$/ }).click()
  await page.getByRole('button', { name: 'Save rating' }).click()
  await expect(page.getByRole('heading', { name: 'Overall rating' })).toBeVisible()
  // The overview says it of all of them at once.
  const STALE = /Action statuses have changed since (this rating|1 of these ratings) was made/
  const reader = await (await browser.newContext()).newPage()
  await open(reader, paths.section(slug, '1.1'))
  await expect(reader.getByText(STALE)).toHaveCount(0)
  await expect(reader.getByText('Ann', { exact: false })).toHaveCount(0)
  await report(idOf(plan, 'action'), 'delivered')
  for (const address of [paths.section(slug, '1.1'), paths.plan(slug), paths.pillar(slug, 'plan')]) {
    await open(reader, address)
    await expect(reader.getByText(STALE).first()).toBeVisible()
    await expectSound(reader)
  }
  const body = await (await reader.request.get(`/api/v1/plans/${slug}/sections/1.1`)).json()
  expect(body).toMatchObject({
    rating: { stale: true },
    assessment: { suggested: 'atRisk', threshold: 'a third' },
  })
  await reader.context().close()
})

test('an administrator closes a plan to the public', async ({ page, context, request }) => {
  await signIn(context, db, await addPerson(db, { isAdministrator: true }))
  await open(page, paths.settings(slug))
  await expectSound(page)
  await page.locator('label', { hasText: 'Only people with a role in this plan' }).click()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { name: 'Manage this plan' })).toBeVisible()
  expect((await request.get(paths.plan(slug))).status()).toBe(404)
})

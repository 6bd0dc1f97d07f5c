// An editor gives a status of a plan another name, and it is called so wherever the plan is read.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { countedPlan, type ExamplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'

let db: pg.Client
let plan: ExamplePlan
let slug: string

test.beforeEach(async ({ context }) => {
  db = await connectToApp()
  plan = countedPlan()
  slug = `statuses-${randomUUID()}`
  rowOf(plan, 'plan').slug = slug
  await write(db, plan, 'progress_update')
  const roles = { [idOf(plan, 'plan')]: 'editor' } as const
  await signIn(context, db, await addPerson(db, { name: 'Edith', roles }))
})
test.afterEach(() => db.end())

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })
    test.beforeEach(({ page }) => {
      if (!javaScriptEnabled) allowTrouble(page, /^failed: csp \(.*\.js\)$/)
    })

    test('a status is renamed, and another one added', async ({ page }) => {
      test.slow()
      await open(page, paths.manage(slug))
      await page.getByRole('link', { name: 'Statuses' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Statuses')
      if (javaScriptEnabled) {
        await expectAccessible(page)
        await expectToFit(page)
      }
      await page.getByLabel('Name of On Track', { exact: true }).fill('Off Track')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.locator('#error-summary')).toContainText('“Off Track” is the name of two statuses')
      await page.getByLabel('Name of On Track', { exact: true }).fill('Going well')
      await page.locator('summary').filter({ hasText: 'Add a status' }).click()
      await page.getByLabel('Meaning', { exact: true }).selectOption('notStarted')
      await page.getByLabel('Name of New status', { exact: true }).fill('Not started')
      await page.getByLabel('Definition of New status').fill('Work has not begun.')
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page.locator('main')).toContainText('Statuses saved.')
      await expect(page.getByRole('row', { name: /^Going well/ })).toBeVisible()
      await expect(page.getByRole('row', { name: /^Not started/ })).toContainText('No')

      await open(page, paths.plan(slug))
      await expect(page.locator('.tile').filter({ hasText: 'Going well' })).toContainText('1')
      await expect(page.locator('.tile').filter({ hasText: 'Not started' })).toContainText('0')
      await open(page, paths.actions(slug))
      await page.locator('label[for="filter-status-onTrack"]').filter({ hasText: 'Going well' }).click()
      await page.getByRole('button', { name: 'Show', exact: true }).click()
      await expect(page).toHaveURL(/status=onTrack/)
      await expect(page.locator('.action-table')).toContainText('Going well')
      await open(page, paths.charts(slug))
      await expect(page.locator('.chart__legend')).toHaveText('Going well')
      await open(page, paths.update(slug, '1'))
      await expect(page.getByRole('radio', { name: 'Going well' })).toBeAttached()
      await expect(page.getByRole('radio', { name: 'Not started' })).toBeAttached()
    })
  })
}

// An editor gives a plan two fields of its own, fills them in, and finds them in the list and in a file; a stranger sees one of them.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'

let db: pg.Client
let plan: ExamplePlan
let slug: string

test.beforeEach(async ({ context }) => {
  db = await connectToApp()
  slug = `fields-${randomUUID()}`
  plan = examplePlan(slug)
  await write(db, plan, 'action_partner')
  const roles = { [idOf(plan, 'plan')]: 'editor' } as const
  await signIn(context, db, await addPerson(db, { name: 'Edith', roles }))
})

test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const done = (page: Page) => page.getByRole('status')

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })
    test.beforeEach(({ page }) => {
      if (!javaScriptEnabled) allowTrouble(page, /^failed: csp \(.*\.js\)$/)
    })
    const check = async (page: Page) => {
      if (!javaScriptEnabled) return
      await expectAccessible(page)
      await expectToFit(page)
    }

    test('fields of a plan’s own are defined, filled in, filtered by, and in a file', async ({
      page,
      context,
      browser,
    }) => {
      test.slow()
      await open(page, paths.fields(slug))
      await check(page)
      await page.getByRole('link', { name: 'Add a field' }).click()
      await press(page, 'Add field')
      await expect(page.locator('#error-summary')).toContainText('Select who can see it')
      await check(page)
      await page.getByLabel('Name', { exact: true }).fill('Priority')
      await page.getByText('One of a list', { exact: true }).click()
      await page.getByLabel('Choices').fill('High\nLow')
      await page.getByText('Everyone who can read the plan', { exact: true }).click()
      await press(page, 'Add field')
      await expect(done(page)).toHaveText('“Priority” was added.')
      await page.getByRole('link', { name: 'Add a field' }).click()
      await page.getByLabel('Name', { exact: true }).fill('Budget')
      await page.getByText('Number', { exact: true }).click()
      await page.getByLabel('Unit').fill('£')
      await page.getByText('Only people with a role in the plan', { exact: true }).click()
      await press(page, 'Add field')
      await expect(done(page)).toHaveText('“Budget” was added.')
      await press(page, 'Move Budget up')
      await expect(done(page)).toHaveText('“Budget” was moved up.')
      await check(page)

      await open(page, paths.editRecord(slug, 'action', '1'))
      await page.getByLabel('Budget (£) (optional)').fill('a lot')
      await page.getByLabel('Priority (optional)').selectOption('High')
      await press(page, 'Save')
      await expect(page.locator('#error-summary')).toContainText('Budget must be a number')
      await expect(page.getByLabel('Budget (£) (optional)')).toHaveValue('a lot')
      await expect(page.getByLabel('Priority (optional)')).toHaveValue('High')
      await check(page)
      await page.getByLabel('Budget (£) (optional)').fill('1,000,000')
      await press(page, 'Save')
      await expect(done(page)).toHaveText('Action 1 was saved.')

      await open(page, paths.action(slug, '1'))
      await expect(page.getByRole('main')).toContainText('£1,000,000')
      await expect(page.getByRole('main')).toContainText('Priority changed')
      await check(page)

      await open(page, paths.actions(slug))
      await page.getByText('More filters', { exact: true }).click()
      await page.getByRole('group', { name: 'Priority' }).getByText('Low', { exact: true }).click()
      await press(page, 'Show')
      await expect(page.getByText('No actions match your filters')).toBeVisible()
      await page.getByRole('group', { name: 'Priority' }).getByText('Low', { exact: true }).click()
      await page.getByRole('group', { name: 'Priority' }).getByText('High', { exact: true }).click()
      await page
        .getByRole('group', { name: 'Show as columns' })
        .getByText('Priority', { exact: true })
        .click()
      await press(page, 'Show')
      await expect(page.getByRole('row').filter({ hasText: 'An action' })).toContainText('High')
      await check(page)
      const csv = await (await context.request.get(paths.file(slug, 'actions.csv'))).text()
      expect(csv).toContain('field_budget')
      expect(csv).toContain('1000000')

      await open(page, paths.field(slug, 'priority'))
      await check(page)
      await press(page, 'Retire field')
      await expect(done(page)).toHaveText('“Priority” was retired.')
      await page.getByRole('link', { name: 'Change Priority' }).click()
      await press(page, 'Restore field')
      await expect(done(page)).toHaveText('“Priority” was restored.')

      const stranger = await browser.newContext({ javaScriptEnabled })
      const public_ = await stranger.request.get(paths.action(slug, '1'))
      const text = await public_.text()
      expect([text.includes('High'), text.includes('1,000,000'), text.includes('Budget')]).toEqual([
        true,
        false,
        false,
      ])
      await stranger.close()
    })
  })
}

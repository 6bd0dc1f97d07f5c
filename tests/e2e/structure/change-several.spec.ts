// An editor makes one change to several actions of the list: ticked, previewed, and saved together.
import type { Page } from '@playwright/test'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { addAction, countedPlan, type ExamplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'

let db: pg.Client
let plan: ExamplePlan
let slug: string

test.beforeEach(async ({ context }) => {
  db = await connectToApp()
  plan = countedPlan()
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan)
  await addAction(db, plan, { ref: '2', title: 'A second action', position: 2 })
  const roles = { [idOf(plan, 'plan')]: 'editor' } as const
  await signIn(context, db, await addPerson(db, { name: 'Edith', roles }))
})
test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const tick = async (page: Page, ...refs: string[]) => {
  for (const ref of refs)
    await page.getByLabel(`Select action ${ref}`, { exact: true }).check({ force: true })
}

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

    test('an editor changes the due date of several actions', async ({ page }) => {
      test.slow()
      await open(page, paths.actions(slug))
      await page.getByRole('link', { name: 'Change several of these' }).click()
      await check(page)
      await page.getByRole('link', { name: 'Due date', exact: true }).click()
      await press(page, 'Continue')
      await expect(page.locator('#error-summary')).toContainText('Select the actions to change')
      await expect(page.locator('#error-summary')).toContainText('Enter the new due date')
      await tick(page, '1', '2')
      for (const [part, value] of [
        ['day', '31'],
        ['month', '1'],
        ['year', '2098'],
      ] as const)
        await page.locator(`#due-${part}`).fill(value)
      await page.getByLabel('Reason for the new date').fill('The budget came late')
      await press(page, 'Continue')
      const notice = page.getByRole('status').filter({ hasText: 'Check what will change' })
      await expect(notice).toContainText('Action 2: none becomes 31 January 2098')
      await check(page)
      await press(page, 'Save the change')
      await expect(page.getByRole('status').first()).toHaveText('Due date saved for 2 actions.')
      await open(page, paths.action(slug, '2'))
      await expect(page.locator('main')).toContainText('31 January 2098')

      // The same partner for both; the second time there is nothing to do.
      await open(page, paths.bulk(slug, { change: 'partner' }))
      await page.getByLabel('Partner', { exact: true }).selectOption({ index: 1 })
      await page.getByLabel('No longer named').check({ force: true })
      await tick(page, '2')
      await press(page, 'Continue')
      await expect(page.locator('#error-summary')).toContainText('None of these can be changed')
      await expect(page.getByRole('status')).toContainText('Action 2 stays as it is: It is so already')
    })
  })
}

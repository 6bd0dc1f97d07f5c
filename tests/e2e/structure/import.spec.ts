// An editor brings a spreadsheet into a plan, step by step, and a later version of it again.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { countedPlan, type ExamplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'

const FILES = path.resolve('tests/fixtures/imports')

let db: pg.Client
let plan: ExamplePlan
let slug: string

test.beforeEach(async ({ context }) => {
  db = await connectToApp()
  plan = countedPlan()
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan)
  const roles = { [idOf(plan, 'plan')]: 'editor' } as const
  await signIn(context, db, await addPerson(db, { name: 'Edith', roles }))
})

test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const choose = async (page: Page, file: string) => {
  await open(page, paths.importFile(slug))
  await page.getByLabel('File').setInputFiles(path.join(FILES, file))
  await press(page, 'Read the file')
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

    test('a file is brought into the plan, and a later version of it', async ({ page }) => {
      test.slow()
      await open(page, paths.importFile(slug))
      await check(page)
      await press(page, 'Read the file')
      await expect(page.locator('#error-summary')).toContainText('Choose a file')
      await choose(page, 'hostile/macro.xlsm')
      await expect(page.locator('#error-summary')).toContainText('The workbook holds macros')
      await choose(page, 'later-version-v1.xlsx')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('What each column holds')
      await expect(page.getByLabel('E: Due')).toHaveValue('due')
      await check(page)
      await page.getByLabel('C: Action').selectOption('leftOut')
      await press(page, 'Go on')
      await expect(page.locator('#error-summary')).toContainText('Select “Title” for the column')
      await page.getByLabel('C: Action').selectOption('title')
      await press(page, 'Go on')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('What the values mean')
      await check(page)
      await page.getByLabel('“In progress” (5 rows)').selectOption('onTrack')
      await page.getByLabel('Year').fill('2100')
      await press(page, 'Show the preview')
      for (const error of ['Select the status that “Not started” stands for', 'has not come yet'])
        await expect(page.locator('#error-summary')).toContainText(error)
      await expect(page.getByLabel('“In progress” (5 rows)')).toHaveValue('onTrack')
      await page.getByLabel('“Not started” (6 rows)').selectOption('none')
      await page.getByLabel('“Complete” (1 row)').selectOption('delivered')
      await page.getByLabel('Year').fill('2025')
      await page.getByLabel('Month').fill('5')
      await press(page, 'Show the preview')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('What will change')
      await expect(page.getByRole('listitem').filter({ hasText: '12 actions added' })).toBeVisible()
      await check(page)
      // Someone adds an action meanwhile.
      await db.query(`UPDATE section SET title = 'Homes' WHERE plan_id = $1`, [idOf(plan, 'plan')])
      await press(page, 'Import into the plan')
      await expect(page.locator('#error-summary')).toContainText('have changed since this preview was made')
      await open(page, paths.importFile(slug, 'preview'))
      await press(page, 'Import into the plan')
      await expect(page.getByRole('status')).toContainText(
        '“later-version-v1.xlsx” was imported: 12 actions added, 6 updates recorded.',
      )

      await choose(page, 'later-version-v2.xlsx')
      // The answers of the last file are there.
      await expect(page.getByText('As last time').first()).toBeVisible()
      await press(page, 'Go on')
      await expect(page.getByLabel('“In progress” (5 rows)')).toHaveValue('onTrack')
      await expect(page.getByLabel('“Not started” (7 rows)')).toHaveValue('none')
      await page.getByText('3.2 is now 3.4').click()
      await page.getByText('Withdraw them').click()
      await press(page, 'Show the preview')
      await expect(page.getByRole('row', { name: /1\.3 Due date 2026-01-31 2026-04-30/ })).toBeVisible()
      await expect(page.getByText('2 actions of the plan not in the file: withdrawn')).toBeVisible()
      await press(page, 'Import into the plan')
      await expect(page.getByRole('status')).toContainText('1 action added, 2 changed, 2 withdrawn')
      await open(page, paths.action(slug, '1.3'))
      await expect(page.locator('main')).toContainText('30 April 2026')

      // The later version is undone, the first one then as well.
      await open(page, paths.imports(slug))
      await check(page)
      await page.getByRole('link', { name: 'later-version-v1.xlsx' }).click()
      await expect(page.getByRole('heading', { name: 'This import cannot be undone' })).toBeVisible()
      await expect(page.getByRole('listitem').filter({ hasText: 'Action 1.3: action changed' })).toBeVisible()
      await check(page)
      await page.goBack()
      await page.getByRole('link', { name: 'later-version-v2.xlsx' }).click()
      await expect(page.getByRole('listitem').filter({ hasText: '1 action removed' })).toBeVisible()
      await expect(page.getByText('2 actions restored that the import withdrew')).toBeVisible()
      await check(page)
      await press(page, 'Undo the import')
      await expect(page.getByRole('status')).toContainText(
        'The import of “later-version-v2.xlsx” was undone.',
      )
      await open(page, paths.action(slug, '1.3'))
      await expect(page.locator('main')).toContainText('31 January 2026')
      await expect(page.locator('main')).toContainText('The import of later-version-v2.xlsx was undone')
      await open(page, paths.imports(slug))
      await page.getByRole('link', { name: 'later-version-v1.xlsx' }).click()
      await press(page, 'Undo the import')
      await expect(page.getByRole('row', { name: /later-version-v1/ })).toContainText('Edith')
    })
  })
}

test('errors are all said at once, and the file is deleted or chosen again', async ({ page }) => {
  await choose(page, 'forty-errors.xlsx')
  await press(page, 'Go on')
  for (const word of ['“In progress” (25 rows)', '“Not started” (25 rows)'])
    await page.getByLabel(word).selectOption('onTrack')
  await page.getByText('The day: 03/04/2025').click()
  await press(page, 'Show the preview')
  await expect(
    page.getByRole('heading', { name: '24 errors to correct before the file can be imported' }),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Import into the plan' })).toHaveCount(0)
  await expectAccessible(page)
  await expectToFit(page)
  await press(page, 'Delete the file')
  await expect(page.getByRole('status').first()).toHaveText(
    'The file was deleted. Nothing of it is in the plan.',
  )
  await open(page, paths.importFile(slug, 'preview'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choose the file')
})

test('what someone had begun is there after signing in again, and no one else sees it', async ({
  page,
  context,
  browser,
}) => {
  await choose(page, 'own-statuses.csv')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('What each column holds')
  const other = await browser.newContext()
  const roles = { [idOf(plan, 'plan')]: 'editor' } as const
  await signIn(other, db, await addPerson(db, { name: `Other ${randomUUID()}`, roles }))
  const elsewhere = await other.newPage()
  await elsewhere.goto(page.url())
  await expect(elsewhere.getByRole('heading', { level: 1 })).toHaveText('Choose the file')
  await expect(elsewhere.getByText('You started to import')).toHaveCount(0)
  await other.close()
  await context.clearCookies()
  await page.goto(paths.importFile(slug, 'columns'))
  await expect(page).toHaveURL(/sign-in/)
  await expect(page).toHaveURL(new RegExp(encodeURIComponent('import/columns')))
})

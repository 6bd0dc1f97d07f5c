// What is owed: an editor plans a period and hands an action out, its officer sees it among what is owed.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'
import { giveAction } from '@/tests/helpers/periods'
import { periodMessages } from '@/lib/format/periods/messages'

let db: pg.Client
let plan: ExamplePlan
let slug: string
let editor: string
let officer: string

test.beforeEach(async () => {
  db = await connectToApp()
  plan = examplePlan(`owed-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'action').counted = true
  rowOf(plan, 'progress_update').basis = 'reported'
  await write(db, plan, 'publication_action')
  const planId = idOf(plan, 'plan')
  editor = await addPerson(db, { name: 'Edith', roles: { [planId]: 'editor' } })
  officer = await addPerson(db, { name: 'Olive', roles: { [planId]: 'officer' } })
})
test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

const isoIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with a script' : 'without a script', () => {
    test.use({ javaScriptEnabled })

    test('an editor plans a period and hands an action out; its officer has an update due', async ({
      page,
      context,
    }) => {
      test.slow()
      // Chromium tells of every script that it was told not to run.
      if (!javaScriptEnabled) allowTrouble(page, /^failed: csp /)
      await signIn(context, db, editor)
      await open(page, paths.newPeriod(slug))
      await page.getByRole('button', { name: 'Add period' }).click()
      await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible()
      await page.getByLabel('Name').fill('This period')
      for (const [name, days] of [
        ['opens', -5],
        ['due', 5],
        ['closes', 9],
      ] as const) {
        const [year = '', month = '', day = ''] = isoIn(days).split('-')
        await page.locator(`#${name}-day`).fill(day)
        await page.locator(`#${name}-month`).fill(month)
        await page.locator(`#${name}-year`).fill(year)
      }
      await page.getByRole('button', { name: 'Add period' }).click()
      await expect(page.getByRole('row', { name: /This period/ })).toContainText('Open now')
      await expectToFit(page)
      if (javaScriptEnabled) await expectAccessible(page)

      await open(page, paths.handOver(slug, 'nobody'))
      await page.getByRole('button', { name: 'Save accountable officer' }).click()
      await page.getByRole('link', { name: periodMessages.whichMissing }).click()
      await page.getByText('Some of them', { exact: true }).click()
      await expect(page.getByText('1 An action', { exact: true })).toBeVisible()
      await page.getByText('All (1)', { exact: true }).click()
      await page.getByLabel('Accountable officer').selectOption('Olive')
      await page.getByRole('button', { name: 'Save accountable officer' }).click()
      await expect(page.getByRole('row', { name: /Olive/ })).toContainText('0 of 1')
      if (javaScriptEnabled) await expectAccessible(page)

      await context.clearCookies()
      await signIn(context, db, officer)
      await open(page, paths.myUpdates())
      await expect(page.getByRole('main')).toContainText('0 of 1 reported this period')
      await expect(page.getByRole('heading', { name: 'To report (1)' })).toBeVisible()
      await expectToFit(page)
      if (javaScriptEnabled) await expectAccessible(page)
      // The whole row is the link, but for the button on it.
      await page.locator('.duties li').click({ position: { x: 5, y: 5 } })
      await expect(page).toHaveURL(new RegExp(`${paths.update(slug, '1')}$`))

      await open(page, paths.myUpdates())
      await expect(page.getByRole('region', { name: 'Since your last visit' })).toContainText(
        'Edith made you the accountable officer',
      )
      await expect(page.getByRole('link', { name: /^My updates 1 update due$/ })).toBeVisible()
      await page
        .getByRole('region', { name: 'To report (1)' })
        .getByRole('link', { name: /An action/ })
        .focus()
      await page.keyboard.press('Tab')
      await expect(page.getByRole('button', { name: 'No change – still On Track (Action 1)' })).toBeFocused()
      if (javaScriptEnabled) await page.keyboard.press('Enter')
      else await page.getByRole('button', { name: 'No change' }).click()
      await expect(page.getByRole('status')).toContainText('Saved: action 1 is still On Track, as of today.')
      await expect(page.getByRole('main')).toContainText('1 of 1 reported this period')
      await expect(page.getByRole('region', { name: 'Done (1)' })).toContainText('Reported in this period')
      await expect(page.getByRole('button', { name: 'No change' })).toHaveCount(0)
    })
  })
}

test('what a lost role leaves without an officer is shown, and can be reassigned', async ({
  page,
  context,
}) => {
  const planId = idOf(plan, 'plan')
  await giveAction(db, planId, idOf(plan, 'action'), officer, '2025-01-01')
  await addPerson(db, { name: 'Oscar', roles: { [planId]: 'officer' } })
  await signIn(context, db, await addPerson(db, { isAdministrator: true }))
  await open(page, paths.person(officer))
  const left = page.getByRole('region', { name: 'Accountable officer' })
  await expect(left).toContainText('Olive is the accountable officer for 1 action of')
  await page.locator(`label[for="role-${planId}-viewer"]`).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(left).toContainText(
    'has no accountable officer: Olive is still named, but can no longer report on it.',
  )
  await expectAccessible(page)
  await expectToFit(page)

  await context.clearCookies()
  await signIn(context, db, officer)
  await open(page, paths.myUpdates())
  const lost = page.getByRole('region', { name: 'You can no longer report on these (1)' })
  await lost.getByRole('link', { name: /An action/ }).click()
  await expect(page.getByRole('heading', { name: 'An action', level: 1 })).toBeVisible()

  await context.clearCookies()
  await signIn(context, db, editor)
  await open(page, paths.team(slug))
  const nobody = page.getByRole('region', { name: 'No accountable officer (1)' })
  await expect(nobody).toContainText('Olive (no longer an officer of this plan) is still named for 1 action.')
  await expectAccessible(page)
  await expectToFit(page)
  await nobody.getByRole('link', { name: /^Reassign them ?: Olive$/ }).click()
  await page.getByText('All (1)', { exact: true }).click()
  await page.getByLabel('Accountable officer').selectOption('Oscar')
  await page.getByRole('button', { name: 'Reassign' }).click()
  await expect(page.getByRole('row', { name: /Oscar/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: /No accountable officer/ })).toHaveCount(0)
})

test('the list can be used with the keyboard alone, and is not for the public', async ({ page, context }) => {
  await open(page, paths.myUpdates())
  await expect(page).toHaveURL(/\/sign-in/)
  await signIn(context, db, officer)
  await open(page, paths.myUpdates())
  await expect(page.getByRole('main')).toContainText('You have no actions to report on yet.')
  await page.getByRole('main').getByRole('link', { name: 'Go to the list of plans' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/$/)
})

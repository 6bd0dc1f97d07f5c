// An editor enters, changes and withdraws an achievement and a publication, and corrects basis and source, with the keyboard alone.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { addAction, type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'

let db: pg.Client
let plan: ExamplePlan
let slug: string

test.beforeEach(async ({ context }) => {
  db = await connectToApp()
  slug = `achievements-${randomUUID()}`
  plan = examplePlan(slug)
  rowOf(plan, 'plan').is_public = true
  await write(db, plan, 'publication_action')
  await addAction(db, plan, { ref: '2', position: 1 })
  const roles = { [idOf(plan, 'plan')]: 'editor' } as const
  await signIn(context, db, await addPerson(db, { name: 'Edith', roles }))
})

test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

async function check(page: Page) {
  await expectAccessible(page)
  await expectToFit(page)
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })
    test.beforeEach(({ page }) => {
      if (!javaScriptEnabled) allowTrouble(page, /^failed: csp \(.*\.js\)$/)
    })

    test('an editor adds, edits and withdraws an achievement', async ({ page, browser }) => {
      test.slow()
      await open(page, paths.action(slug, '1'))
      if (javaScriptEnabled) await check(page)
      await page.getByRole('link', { name: 'Add an achievement' }).press('Enter')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Add achievement')
      await expect(page.getByLabel('Actions it belongs to')).toHaveValue('1')
      if (javaScriptEnabled) await check(page)
      await page.locator('summary').filter({ hasText: 'Figures' }).press('Enter')
      const figure = page.getByRole('group', { name: 'Figure 1' })
      await figure.getByLabel('What it counts').fill('People trained')
      await figure.getByLabel('Number').fill('many')
      await page.getByRole('button', { name: 'Add achievement' }).press('Enter')
      const summary = page.locator('#error-summary')
      await expect(summary).toContainText('Enter what was achieved')
      await expect(summary).toContainText('Figure 1: number must be digits')
      // What is wrong is in sight, also where it was folded away.
      await expect(figure.getByLabel('Number')).toBeVisible()
      await expect(figure.getByLabel('What it counts')).toHaveValue('People trained')
      if (javaScriptEnabled) await check(page)
      await page.getByLabel('What was achieved').fill('Trained people in every board')
      await page.getByLabel('Month').fill('5')
      await page.getByLabel('Year').fill('2026')
      await page.getByLabel('Document that reports it').fill('Annual report')
      await page.getByLabel('Page (optional)').fill('12')
      await figure.getByLabel('Number').fill('1,200')
      await figure.getByLabel('How exact').selectOption({ label: 'Over' })
      await figure.getByLabel('Unit').fill('people')
      await figure.getByLabel('Date').fill('2025-26')
      await page.getByRole('button', { name: 'Add achievement' }).press('Enter')
      await expect(page).toHaveURL(`${paths.action(slug, '1')}#achievements`)
      await expect(page.getByRole('status')).toHaveText(
        'Achievement “Trained people in every board” was added.',
      )
      await expect(page.getByText('Annual report, page 12, May 2026.')).toBeVisible()
      await expect(page.getByText('People trained: over 1,200')).toBeVisible()
      if (javaScriptEnabled) await check(page)

      // Readers see it at once, and nothing to edit.
      const reader = await (await browser.newContext({ javaScriptEnabled })).newPage()
      await reader.goto(new URL(paths.action(slug, '1'), page.url()).href)
      await expect(reader.getByText('Trained people in every board')).toBeVisible()
      await expect(reader.getByRole('link', { name: /^(Edit|Add an)/ })).toHaveCount(0)
      await reader.context().close()

      await page.getByRole('link', { name: /^Edit ?: Trained people in every board/ }).press('Enter')
      await expect(page.getByLabel('Month')).toHaveValue('5')
      await expect(page.getByLabel('Day', { exact: true })).toHaveValue('')
      if (javaScriptEnabled) await check(page)
      await page.getByLabel('What was achieved').fill('Trained people in all boards')
      await page.getByRole('button', { name: 'Save' }).press('Enter')
      await expect(page.getByText('Trained people in all boards', { exact: true })).toBeVisible()

      await open(page, paths.structure(slug))
      await page.getByRole('link', { name: /^\d+ achievements?$/ }).press('Enter')
      if (javaScriptEnabled) await check(page)
      await page.getByRole('link', { name: 'Change achievement Trained people in all boards' }).press('Enter')
      if (javaScriptEnabled) await check(page)
      await page.getByRole('button', { name: 'Withdraw achievement' }).press('Enter')
      await expect(summary).toContainText('Enter why it is withdrawn')
      await page.getByLabel('Why is it withdrawn?').fill('Reported twice')
      await page.getByRole('button', { name: 'Withdraw achievement' }).press('Enter')
      await expect(page.getByRole('status')).toHaveText(
        'Achievement “Trained people in all boards” was withdrawn.',
      )
      await open(page, paths.action(slug, '1'))
      await expect(page.getByText('Trained people in all boards')).toHaveCount(0)
    })

    test('an editor names the same work in another plan, and readers find it from both', async ({
      page,
      browser,
    }) => {
      const other = examplePlan(`other-${randomUUID()}`)
      Object.assign(rowOf(other, 'plan'), { is_public: true, short_title: `Other ${slug}` })
      await write(db, other, 'publication_action')
      const otherSlug = String(rowOf(other, 'plan').slug)
      const reader = await (await browser.newContext({ javaScriptEnabled })).newPage()
      const read = (plan: string, ref: string) =>
        reader.goto(new URL(paths.action(plan, ref), page.url()).href)
      await open(page, paths.editRecord(slug, 'action', '2'))
      // Kept pages from before it was named.
      await read(otherSlug, '1')
      await expect(reader.getByRole('heading', { name: 'Same work in other plans' })).toHaveCount(0)
      await page.locator('summary').filter({ hasText: 'Same work' }).press('Enter')
      const field = page.getByLabel('Same work in other plans (optional)')
      await field.fill(`Other ${slug} 99`)
      await page.getByRole('button', { name: 'Save' }).press('Enter')
      await expect(page.locator('#error-summary')).toContainText(`There is no action “Other ${slug} 99”`)
      await expect(field).toBeVisible()
      if (javaScriptEnabled) await check(page)
      await field.fill(`Other ${slug} 1`)
      await page.getByRole('button', { name: 'Save' }).press('Enter')
      await open(page, paths.action(slug, '2'))
      if (javaScriptEnabled) await check(page)
      await read(slug, '2')
      await reader.getByRole('link', { name: `Other ${slug} 1` }).click()
      await expect(reader).toHaveURL(paths.action(otherSlug, '1'))
      await reader.getByRole('region', { name: 'Same work in other plans' }).getByRole('link').click()
      await expect(reader).toHaveURL(paths.action(slug, '2'))
      await reader.context().close()
      await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [otherSlug])
    })

    test('an editor adds a publication', async ({ page }) => {
      await open(page, paths.structure(slug))
      await page.getByRole('link', { name: 'Add publication' }).press('Enter')
      if (javaScriptEnabled) await check(page)
      await page.getByLabel('Title').fill('A guide')
      await page.getByLabel('Actions it belongs to').fill('2, 99')
      await page.getByLabel('Year').fill('2025')
      await page.getByLabel('Web address (optional)').fill('javascript:alert(1)')
      await page.getByRole('button', { name: 'Add publication' }).press('Enter')
      const summary = page.locator('#error-summary')
      await expect(summary).toContainText('Web address must begin with https:// or http://')
      await page.getByLabel('Web address (optional)').fill('https://example.org/guide')
      await page.getByRole('button', { name: 'Add publication' }).press('Enter')
      await expect(summary).toContainText('This plan has no action 99')
      await page.getByLabel('Actions it belongs to').fill('2')
      await page.getByRole('button', { name: 'Add publication' }).press('Enter')
      await expect(page).toHaveURL(`${paths.action(slug, '2')}#achievements`)
      await expect(page.getByRole('link', { name: 'A guide', exact: true })).toHaveAttribute(
        'href',
        'https://example.org/guide',
      )
      if (javaScriptEnabled) await check(page)
    })

    // What follows is sent by the forms that were sent above: once is enough.
    if (!javaScriptEnabled) return

    test('an editor corrects the basis and source of a status and of a rating', async ({ page }) => {
      const correct = async (basis: string, button: string) => {
        if (javaScriptEnabled) await check(page)
        await page.getByRole('button', { name: 'Save correction' }).press('Enter')
        await expect(page.locator('#error-summary')).toContainText('Enter what was wrong')
        await page.getByLabel('What was wrong?').fill('It was read from a later paper')
        await page.getByRole('radio', { name: basis, exact: true }).press(' ')
        await page.getByLabel('Page (optional)').fill('7')
        await page.getByRole('button', { name: 'Save correction' }).press('Enter')
        await expect(page.getByRole('status')).toHaveText(button)
      }
      await open(page, paths.action(slug, '1'))
      await page.getByRole('link', { name: /^Correct basis or source/ }).press('Enter')
      await correct('Inferred', 'The basis and source of the update were corrected.')
      const history = page.getByRole('region', { name: 'History' })
      await expect(history.getByText('It was read from a later paper')).toBeVisible()
      await expect(history.getByText('Page 7')).toBeVisible()
      if (javaScriptEnabled) await check(page)

      await open(page, paths.section(slug, '1.1'))
      await page.getByRole('link', { name: 'Correct basis or source of this rating' }).press('Enter')
      await correct('Inferred', 'The basis and source of the rating were corrected.')
      await expect(page.getByText(/, page 7/)).toBeVisible()
      if (javaScriptEnabled) await check(page)
    })
  })
}

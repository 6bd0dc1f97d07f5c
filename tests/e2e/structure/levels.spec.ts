// A plan that is one list of actions: made, filled, reported on and compared in the browser, where nothing names a level that it does not have.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { issueReport } from '@/tests/helpers/e2e-report'
import { addPerson } from '@/tests/helpers/people'
import { paths } from '@/lib/paths'

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function add(page: Page, slug: string, ref: string, parent = '') {
  await open(page, paths.addRecord(slug, 'action', parent ? { parent } : {}))
  await page.getByLabel('Number').fill(ref)
  await page.getByLabel('Wording').fill(`Open the ${ref} door`)
  await page.getByText(ref === 'A.1.1' ? 'Yes' : 'No', { exact: true }).click()
  await press(page, 'Add action')
  await expect(page.getByRole('status')).toHaveText(`Action ${ref} was added.`)
}

async function expectNoLevels(page: Page) {
  await expect(page.getByRole('main')).not.toContainText(/pillar|section/i)
  await expectAccessible(page)
  await expectToFit(page)
}

/** What was issued keeps the words that it was issued with. */
async function nameActions(page: Page, slug: string) {
  await open(page, paths.details(slug))
  await page.getByText('Names of the levels', { exact: true }).click()
  await page.getByLabel('Actions: one').fill('Deliverable')
  await page.getByLabel('Actions: several').fill('Deliverables')
  await press(page, 'Save')
}

test('a plan is one list of actions, with parts in three levels', async ({ page, context }) => {
  const db = await connectToApp()
  await signIn(context, db, await addPerson(db, { name: 'Ada', isAdministrator: true }))
  const slug = `list-${randomUUID()}`
  await open(page, paths.newPlan())
  await page.getByLabel('Title', { exact: true }).fill(`0 ${slug}`)
  await page.getByLabel('Short title').fill('Doors')
  await page.getByLabel('Publishers').fill('The council')
  await page.getByLabel('Period').fill('2025 to 2029')
  for (const [name, year] of [
    ['starts', '2025'],
    ['ends', '2029'],
  ] as const) {
    await page.locator(`#${name}-day`).fill('1')
    await page.locator(`#${name}-month`).fill('4')
    await page.locator(`#${name}-year`).fill(year)
  }
  await page.getByText('One list of actions', { exact: true }).click()
  await page.getByLabel('Web address').fill(slug)
  await press(page, 'Add plan')
  await expectNoLevels(page)
  await add(page, slug, 'A')
  await add(page, slug, 'A.1', 'A')
  await add(page, slug, 'A.1.1', 'A.1')
  await open(page, paths.addRecord(slug, 'action', { parent: 'A.1.1' }))
  await page.getByLabel('Number').fill('A.1.1.1')
  await page.getByLabel('Wording').fill('Open it wider')
  await press(page, 'Add action')
  await expect(page.locator('#error-summary')).toContainText('Select one above action A.1.1, or none')
  await open(page, paths.action(slug, 'A.1.1'))
  await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toContainText(/Action A\s*Action A\.1/)
  await expectNoLevels(page)
  await open(page, paths.action(slug, 'A'))
  // Its own parts, and not those of its parts.
  await expect(page.getByRole('table', { name: 'Parts of action A' }).getByRole('row')).toHaveCount(2)
  const report = await issueReport(page, db, slug, 'D(1)')
  // Beside other plans it is read as they are.
  await open(page, paths.allPlans())
  await expect(page.getByRole('table', { name: 'The plans and their counted actions' })).toContainText(
    `0 ${slug}`,
  )
  await expectAccessible(page)
  await expectToFit(page)
  for (const address of [
    paths.plan(slug),
    paths.actions(slug),
    paths.structure(slug),
    paths.charts(slug),
    report,
    paths.compare(slug, { from: 'd-1' }),
  ]) {
    await open(page, address)
    await expectNoLevels(page)
  }
  await nameActions(page, slug)
  for (const ref of ['A.1.1', 'A']) {
    await open(page, paths.action(slug, ref))
    await expect(page.getByRole('main')).not.toContainText(/\bactions?\b/i)
  }
  await open(page, paths.ratings(slug))
  await expect(page.getByRole('region', { name: 'What is counted' })).not.toContainText(/\bactions?\b/i)
  await open(page, report)
  await expect(page.getByRole('main')).not.toContainText(/deliverable/i)
  for (const address of [`${paths.plan(slug)}/pillars/all`, `${paths.plan(slug)}/sections/1`])
    expect((await context.request.get(address)).status(), address).toBe(404)
  await db.end()
})

// What moved between two reports: read on a page, opened cell by cell, taken along as a file.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type pg from 'pg'
import { paths } from '@/lib/paths'
import { expect, expectAccessible, expectToFit, open, openMissing, PLAN, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { issueDraft } from '@/tests/helpers/e2e-report'
import {
  FIRST_DAY,
  moveActions,
  type MovingPlan,
  SECOND_DAY,
  writeMovingPlan,
} from '@/tests/helpers/moving-plan'
import { addPerson } from '@/tests/helpers/people'
import { idOf } from '@/tests/helpers/plan-rows'

/** Issues a report as an editor does. */
async function issue(page: Page, slug: string, reference: string, asAt: string) {
  const [year = '', month = '', day = ''] = asAt.split('-')
  await open(page, paths.newReport(slug))
  await page.getByLabel('Reference').fill(reference)
  await page.getByLabel('Title').fill(`Report ${reference}`)
  const asked = page.getByRole('group', { name: 'Date of the figures' })
  for (const [part, value] of Object.entries({ Day: day, Month: month, Year: year }))
    await asked.getByLabel(part, { exact: true }).fill(value)
  await page.getByRole('button', { name: 'Start draft' }).click()
  await issueDraft(page)
  await expect(page.getByRole('heading', { level: 1, name: `Report ${reference}` })).toBeVisible()
  await expect(page).toHaveURL(/\/reports\/lb-/)
}

test.describe('two reports of a plan', () => {
  let db: pg.Client
  let plan: MovingPlan

  test.beforeEach(async ({ page }) => {
    test.slow()
    db = await connectToApp()
    plan = await writeMovingPlan(db, `compare-${randomUUID()}`)
    const roles = { [idOf(plan.rows, 'plan')]: 'editor' as const }
    await signIn(page.context(), db, await addPerson(db, { name: 'Edda Example', roles }))
    await issue(page, plan.slug, 'LB(31)01', FIRST_DAY)
    await moveActions(db, plan)
    await issue(page, plan.slug, 'LB(31)02', SECOND_DAY)
    await page.context().clearCookies()
  })
  test.afterEach(async () => {
    await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [plan.slug])
    await db.end()
  })

  test('are compared: briefing, matrix, every movement, sections, trend, and what cannot be', async ({
    page,
  }) => {
    await open(page, paths.report(plan.slug, 'lb-31-02'))
    await page.getByRole('link', { name: 'Compare with LB(31)01', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Compare reports' })).toBeVisible()
    const main = page.getByRole('main')
    await expect(main).toContainText('From LB(31)01 (1 July 2025) to LB(31)02 (1 October 2025)')
    await expect(main).toContainText('1 action recovered.')
    await expect(main).toContainText('Two posts are vacant')
    await expect(main).toContainText('1 action moved to a later due date.')
    await expect(main).toContainText('1 withdrawn, 1 merged, 1 renumbered')
    await expectAccessible(page)
    await expectToFit(page)

    await page.getByRole('link', { name: '1 action: At Risk then, On Track now, better' }).click()
    await expect(page).toHaveURL(/was=atRisk&is=onTrack#changes$/)
    await expect(page.getByRole('heading', { name: 'At Risk then, On Track now: 1 action' })).toBeVisible()
    await expect(page.getByRole('table', { name: 'At Risk then, On Track now' })).toContainText('Action 2')
    await page.getByRole('link', { name: 'Show all actions that changed' }).click()
    await expect(page.getByRole('heading', { name: '9 actions changed' })).toBeVisible()
    const changed = page.getByRole('table', { name: 'Actions that changed' })
    const renumbered = changed.getByRole('row').filter({ hasText: '(previously 8)' })
    await renumbered.getByText('1 changed field').click()
    await expect(renumbered).toContainText('LB(31)01: 8')
    await expect(renumbered).toContainText('LB(31)02: 18')
    await expectAccessible(page)

    await page.getByLabel('To', { exact: true }).selectOption({ label: 'The plan now' })
    await page.getByRole('button', { name: 'Compare' }).click()
    await expect(page).toHaveURL(paths.compare(plan.slug, { from: 'lb-31-01', to: 'now' }))
    await open(page, paths.reports(plan.slug))
    await expect(page.getByRole('figure')).toContainText('over 2 reports')
    await expectAccessible(page)
    await expectToFit(page)

    // The wrong way round, or one of another plan, are told from each other.
    const refused = async (from: string, to: string) =>
      expect((await openMissing(page, paths.compare(plan.slug, { from, to }))).status()).toBe(400)
    await refused('lb-31-02', 'lb-31-01')
    const problem = page.getByRole('alert', { name: 'You cannot compare these reports' })
    await expect(problem).toContainText('The first report is later than the second')
    await expectAccessible(page)
    await problem.getByRole('link', { name: 'Swap the reports' }).click()
    await expect(page.getByRole('heading', { name: 'Summary' })).toBeVisible()
    await refused('lb-25-03-03', 'now')
    await expect(problem).toContainText('“lb-25-03-03” is not a report of Plan')
    await refused('lb-31-01', 'lb-31-01')
    await expect(problem).toContainText('Both reports are the same')
  })
})

test('the first plan is compared with its published report', async ({ page }) => {
  await open(page, paths.compare(PLAN))
  await expect(page.getByRole('main')).toContainText('From LB(25)03-03 (February 2025) to now')
  await expectAccessible(page)
  await expectToFit(page)
})

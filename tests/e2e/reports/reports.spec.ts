// The board's reports: an editor issues one, everyone reads it for ever as it was, and anyone can verify it.
import { GAP_TITLES } from '@/lib/format/reports/messages'
import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type pg from 'pg'
import { paths } from '@/lib/paths'
import {
  allowTrouble,
  expect,
  expectAccessible,
  expectToFit,
  open,
  OVERVIEW,
  PLAN,
  test,
} from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { issueDraft, issueReport, reviewDraft, startDraft } from '@/tests/helpers/e2e-report'
import { addPerson } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'

const CODE = 'lb-25-03-03'
const PUBLISHED = paths.report(PLAN, CODE)
const HEADLINE =
  '15 of 20 sections (75%) are On Track and 5 (25%) At Risk. 12 of 69 actions (17%) need attention.'

/** Its own page and the one that verifies it stand among the pages that it froze. */
async function expectAmongFrozen(page: Page) {
  const nav = page.getByRole('navigation', { name: 'Plan', exact: true })
  await expect(nav.getByRole('link', { name: 'Actions' })).toHaveAttribute('href', `${PUBLISHED}/actions`)
  await expect(nav.getByRole('link', { name: 'Report', exact: true })).toHaveAttribute('aria-current', 'page')
  await expect(page.getByRole('contentinfo').getByRole('link', { name: 'Data and files' })).toHaveAttribute(
    'href',
    `${PUBLISHED}/files`,
  )
}

test.describe('the published report', () => {
  test('has its five published parts, and says what in them is published and by whom', async ({ page }) => {
    await open(page, paths.report(PLAN, CODE, 'all'))
    const part = (name: string) => page.getByRole('region', { name, exact: true })
    for (const name of [
      'Assessment overview',
      'Risk and issue summary',
      'Progress overview',
      'Delivered since the last report',
      'Off track or date missed with risk, as published',
    ])
      await expect(part(name)).toBeVisible()
    await expect(part('Risk and issue summary').getByRole('listitem')).toHaveCount(5)
    await expect(part('Risk and issue summary')).toContainText('Incomplete.')
    await expect(part('Delivered since the last report')).toContainText('not this plan')
    await expect(part('Off track or date missed with risk, as published')).toContainText('Other plan, 2.6.1')
    await expect(page.getByRole('main')).toContainText('as far as it could be read')
    await expect(page.getByRole('link', { name: 'Where its printed figures do not match' })).toHaveAttribute(
      'href',
      paths.printedReport(PLAN, 'lb-25-03-03'),
    )
  })

  test('is the first report of the plan, and opens the rows behind its published figures, which stay in it', async ({
    page,
  }) => {
    await open(page, OVERVIEW)
    await page.getByRole('link', { name: 'Reports', exact: true }).click()
    await page.getByRole('link', { name: /^LB\(25\)03-03: .*February 2025$/ }).click()
    await expect(page).toHaveURL(PUBLISHED)
    await expect(page.getByRole('heading', { name: HEADLINE })).toBeVisible()
    await expect(page.getByText('Figures as at February 2025')).toBeVisible()
    await expectAmongFrozen(page)
    await page
      .locator('.tiles')
      .getByRole('link', { name: /At Risk/ })
      .first()
      .click()
    await expect(page).toHaveURL(`${PUBLISHED}/actions?status=atRisk&counted=yes`)
    await expect(page.getByRole('heading', { name: '10 actions found' })).toBeVisible()
    await page.locator('main tbody').getByRole('link').first().click()
    await expect(page).toHaveURL(new RegExp(`${PUBLISHED}/actions/[\\d.]+$`))
    await expect(page.getByRole('region', { name: /Report LB\(25\)03-03/ })).toContainText(
      'figures for February 2025',
    )
    await page.getByRole('link', { name: 'Overview', exact: true }).click()
    await expect(page).toHaveURL(`${PUBLISHED}/overview`)
    await expect(page.getByRole('heading', { level: 2, name: HEADLINE })).toBeVisible()
  })

  test('has every page of the plan, and none that writes', async ({ request }) => {
    const status = async (below: string) => (await request.get(`${PUBLISHED}${below}`)).status()
    for (const below of [
      '/overview',
      '/pillars/attract',
      '/sections/1.1',
      '/actions',
      '/actions/18',
      '/partners',
      '/partners/nes',
      '/timescales',
      '/outcomes',
      '/how-ratings-work',
      '/charts/pillars.svg',
    ])
      expect.soft(await status(below), below).toBe(200)
    for (const below of ['/actions/18/update', '/sections/1.1/rating', '/settings', '/manage', '/nonsense'])
      expect.soft(await status(below), below).toBe(404)
    expect(await status('/overview?as-at=2025-01-01')).toBe(400)
    expect((await request.get(`${paths.report(PLAN, 'nowhere')}/overview`)).status()).toBe(404)
  })

  test('is verified on its page and by its file', async ({ page }) => {
    await open(page, PUBLISHED)
    await page.getByRole('link', { name: 'Check that it is unchanged' }).click()
    await expect(page.getByRole('heading', { name: 'This report is unchanged' })).toBeVisible()
    await expectAmongFrozen(page)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the report document (JSON)' }).click(),
    ])
    const hash = createHash('sha256')
      .update(await readFile(await download.path()))
      .digest('hex')
    await expect(page.locator('.fingerprint')).toHaveText(hash)
  })
})

test.describe('the published report without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('has what a board reads on its front, and every part one click away', async ({ page }) => {
    allowTrouble(page, /^failed: csp \(.*\.js\)$/)
    await open(page, PUBLISHED)
    await expect(page.getByRole('region', { name: 'Needs attention' }).locator('tbody tr')).toHaveCount(10)
    await expect(page.locator('.section-overview tbody th .code')).toHaveCount(20)
    const parts = page.getByRole('navigation', { name: 'All parts of this report' }).getByRole('listitem')
    const names = await parts.allInnerTexts()
    await parts.getByRole('link').first().click()
    for (const [at, name] of names.entries()) {
      await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
      await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible()
      const next = page.getByRole('navigation', { name: 'Parts of the report' }).getByRole('link').last()
      if (at + 1 < names.length) await next.click()
    }
    await page.getByRole('link', { name: 'Back to the start of the report' }).click()
    await page.getByRole('link', { name: 'See all parts on one page' }).click()
    await expect(page).toHaveURL(paths.report(PLAN, CODE, 'all'))
    await expect(page.locator('.paper-part')).toHaveCount(names.length)
  })
})

test.describe('in a plan of its own', () => {
  let db: pg.Client
  let plan: ExamplePlan
  let slug: string

  test.beforeEach(async ({ page }) => {
    db = await connectToApp()
    plan = examplePlan(`reports-${randomUUID()}`)
    slug = String(rowOf(plan, 'plan').slug)
    rowOf(plan, 'action').counted = true
    rowOf(plan, 'action').lifecycle = 'active'
    for (const table of ['lifecycle_change', 'counted_change', 'audit_entry', 'snapshot', 'report_draft'])
      (plan as Map<string, unknown>).delete(table)
    await write(db, plan)
    await insert(db, 'progress_update', {
      id: randomUUID(),
      plan_id: idOf(plan, 'plan'),
      action_id: idOf(plan, 'action'),
      status: 'atRisk',
      effective_on: '2025-06-30',
      attributed_to: 'Scottish Government',
      basis: 'reported',
    })
    const roles = { [idOf(plan, 'plan')]: 'editor' as const }
    await signIn(page.context(), db, await addPerson(db, { name: 'Edda Example', roles }))
  })
  test.afterEach(async () => {
    await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
    await db.end()
  })

  /** Issues the draft that the page shows, past its notes and its review. */
  async function issueAtOnce(page: Page) {
    const draft = page.url()
    await reviewDraft(db, draft)
    await open(page, `${draft}/issue`)
    await page.getByRole('button', { name: 'Issue report' }).click()
  }

  for (const script of [true, false]) {
    test.describe(script ? 'with a script' : 'without a script', () => {
      test.use({ javaScriptEnabled: script })
      // A script that may not run is a failure to the browser.
      if (!script) test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

      test('an editor issues a report, changes the plan, and the report stays', async ({ page }) => {
        test.slow()
        const problem = page.getByRole('alert', { name: 'There is a problem' })
        await open(page, paths.reports(slug))
        await page.getByRole('link', { name: 'Start a report' }).click()
        await page.getByRole('button', { name: 'Start draft' }).click()
        await expect(problem).toContainText('Enter the reference of the report')
        await page.getByLabel('Reference').fill('LB(30)01')
        await page.getByLabel('Title').fill('First report')
        if (script) {
          await expectAccessible(page)
          await expectToFit(page)
        }
        await page.getByRole('button', { name: 'Start draft' }).click()
        await expect(page.getByRole('heading', { level: 1, name: 'First report' })).toBeVisible()
        await issueDraft(page)
        await expect(page).toHaveURL(paths.report(slug, 'lb-30-01'))
        await expect(page.getByRole('heading', { level: 1, name: 'First report' })).toBeVisible()
        await page.getByRole('link', { name: 'Gaps', exact: true }).click()
        await expect(page.getByText('In hand').first()).toBeVisible()

        await db.query(`UPDATE action SET title = 'Renamed since' WHERE plan_id = $1`, [idOf(plan, 'plan')])
        const read = async (address: string) => (await page.request.get(address)).text()
        const frozen = paths.actions({ slug, report: 'lb-30-01' })
        expect(await read(frozen)).toContain('1 action')
        expect(await read(frozen)).not.toContain('Renamed since')
        expect(await read(paths.actions(slug))).toContain('Renamed since')

        await open(page, paths.report(slug, 'lb-30-01'))
        await page.getByRole('link', { name: 'Correct this report' }).click()
        await page.getByLabel('What was wrong').fill('A title was wrong')
        await page.getByRole('button', { name: 'Start draft' }).click()
        await page.waitForURL(/\/drafts\//)
        await issueAtOnce(page)
        await expect(page).toHaveURL(paths.report(slug, 'lb-30-01-correction-1'))
        await expect(page.getByRole('main')).toContainText('A title was wrong')
        await open(page, paths.report(slug, 'lb-30-01'))
        await expect(page.getByRole('region', { name: /^Report/ })).toContainText('replaces it')
      })
    })
  }

  test('what is missing as at another day than today is asked about as well', async ({ page }) => {
    // As at today nothing is: the section was rated, and what is being done was said.
    await insert(db, 'progress_update', {
      id: randomUUID(),
      plan_id: idOf(plan, 'plan'),
      action_id: idOf(plan, 'action'),
      status: 'atRisk',
      effective_on: '2025-07-31',
      attributed_to: 'Scottish Government',
      basis: 'reported',
      mitigation: 'More people',
    })
    const gap = page.getByRole('link', { name: GAP_TITLES.noMitigation })
    await open(page, await startDraft(page, slug, 'LB(30)03', 'Third report'))
    await expect(page.getByRole('heading', { level: 1, name: 'Third report' })).toBeVisible()
    await expect(gap).toBeHidden()
    await page.getByRole('link', { name: 'Reference, title and dates' }).click()
    const day = page.getByRole('group', { name: 'Date of the figures' })
    for (const [part, value] of [
      ['Day', '1'],
      ['Month', '7'],
      ['Year', '2025'],
    ] as const)
      await day.getByLabel(part, { exact: true }).fill(value)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(gap).toBeVisible()
    await issueAtOnce(page)
    await expect(page).toHaveURL(paths.report(slug, 'lb-30-03'))
    await expect(page.getByText('Figures as at 1 July 2025')).toBeVisible()
  })

  test('a report that was altered in the database says so on every page', async ({ page }) => {
    test.slow()
    await issueReport(page, db, slug, 'LB(30)02')
    await db.query('BEGIN')
    await db.query('ALTER TABLE snapshot DISABLE TRIGGER USER')
    await db.query(
      `UPDATE snapshot SET document = replace(document, '"status":"atRisk"', '"status":"onTrack"') WHERE plan_id = $1`,
      [idOf(plan, 'plan')],
    )
    await db.query('ALTER TABLE snapshot ENABLE TRIGGER USER')
    // What is changed past the triggers shows with the next write.
    await db.query('UPDATE plan SET title = title WHERE id = $1', [idOf(plan, 'plan')])
    await db.query('COMMIT')
    for (const address of [paths.report(slug, 'lb-30-02'), paths.plan({ slug, report: 'lb-30-02' })]) {
      expect(await (await page.request.get(address)).text()).toContain('Do not rely on this page')
    }
    // No file is offered that would be refused.
    for (const address of [
      paths.files({ slug, report: 'lb-30-02' }),
      paths.actions({ slug, report: 'lb-30-02' }),
    ]) {
      await open(page, address)
      await expect(page.getByRole('main')).toContainText(
        'No files are available. Report LB(30)02 was altered after it was issued, so it cannot be downloaded.',
      )
      await expect(page.getByRole('link', { name: /CSV|\.csv$|XLSX/ })).toHaveCount(0)
      await expectAccessible(page)
    }
    await open(page, paths.reports(slug))
    const row = page.getByRole('row', { name: /LB\(30\)02/ })
    await expect(row).toContainText('Do not rely on it. It was altered after it was issued.')
    await expectToFit(page)
    await expectAccessible(page)
    await row.getByRole('link', { name: 'See what is wrong' }).click()
    await expect(page.getByRole('heading', { name: 'This report was altered' })).toBeVisible()
    await expectAccessible(page)
    // Nothing can be made of it any more: its pages say so, and not that they are nowhere.
    await db.query('BEGIN')
    await db.query('ALTER TABLE snapshot DISABLE TRIGGER USER')
    await db.query(`UPDATE snapshot SET document = 'nonsense' WHERE plan_id = $1`, [idOf(plan, 'plan')])
    await db.query('ALTER TABLE snapshot ENABLE TRIGGER USER')
    // What is changed past the triggers shows with the next write.
    await db.query('UPDATE plan SET title = title WHERE id = $1', [idOf(plan, 'plan')])
    await db.query('COMMIT')
    allowTrouble(page, /404/)
    await page.goto(paths.actions({ slug, report: 'lb-30-02' }))
    await expect(page.getByRole('heading', { name: 'We cannot show this report' })).toBeVisible()
    await expectAccessible(page)
    await expect(page.getByRole('link', { name: 'See what is wrong' })).toHaveAttribute(
      'href',
      paths.verifyReport(slug, 'lb-30-02'),
    )
    expect(await (await page.request.get(paths.verifyReport(slug, 'lb-30-02'))).text()).toContain(
      'This report was altered',
    )
    await page.context().clearCookies()
    await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
    expect((await page.request.get(paths.plan({ slug, report: 'lb-30-02' }))).status()).toBe(404)
  })
})

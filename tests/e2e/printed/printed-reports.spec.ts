// A board member reads what the published report got wrong; an editor enters a report of their own.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, PLAN, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'

async function expectSound(page: Parameters<typeof expectAccessible>[0]) {
  await expectAccessible(page)
  await expectToFit(page)
}

test('a board member reads where the published report does not agree', async ({ page }) => {
  await open(page, paths.ratings(PLAN))
  await page.getByRole('link', { name: 'See where they do not match' }).click()
  await expect(page.getByRole('row', { name: /LB\(25\)03-03/ })).toContainText('Arithmetic: 5')
  await expect(page.getByRole('link', { name: 'Enter a report' })).toHaveCount(0)
  await expectSound(page)
  await page.getByRole('link', { name: 'LB(25)03-03' }).click()
  const arithmetic = page.getByRole('region', { name: 'Arithmetic' })
  await expect(arithmetic).toContainText('16.5%')
  await expect(arithmetic).toContainText('99.66%')
  await expect(arithmetic).toContainText('They fit a total of 66, and no other up to 200')
  await expect(page.getByRole('region', { name: 'Its own tables' })).toContainText(
    'The headline has 29 On Track and leaves out Off Track. The sections make 28 On Track and 1 Off Track (in section 5.4).',
  )
  await expect(page.getByRole('region', { name: 'The statuses on record' })).toContainText('It matches')
  await expect(page.getByText('Estimated:')).toBeVisible()
  await expect(page.getByText('at the end of February 2025')).toBeVisible()
  await expectSound(page)
  await arithmetic.getByRole('link', { name: 'See section 2.3' }).first().click()
  await expect(page).toHaveURL(/sections\/2\.3\?as-at=2025-02-28/)
})

test.describe('an editor', () => {
  let db: pg.Client
  let plan: ExamplePlan
  let slug: string

  test.beforeEach(async ({ context }) => {
    db = await connectToApp()
    plan = examplePlan(`printed-${randomUUID()}`)
    slug = String(rowOf(plan, 'plan').slug)
    rowOf(plan, 'action').counted = true
    for (const table of ['lifecycle_change', 'counted_change', 'audit_entry'])
      (plan as Map<string, unknown>).delete(table)
    await write(db, plan)
    const editor = await addPerson(db, { name: 'Edith Editor', roles: { [idOf(plan, 'plan')]: 'editor' } })
    await signIn(context, db, editor)
  })
  test.afterEach(async () => {
    await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
    await db.end()
  })

  for (const script of [true, false]) {
    test.describe(script ? 'with a script' : 'without a script', () => {
      test.use({ javaScriptEnabled: script })
      // Chromium preloads what it then may not run.
      test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

      test('types a report in, corrects an error, and reads what was found', async ({ page }) => {
        await open(page, paths.manage(slug))
        await page.getByRole('link', { name: 'Printed reports' }).click()
        await page.getByRole('link', { name: 'Enter a report' }).click()
        await page.getByLabel('Reference').fill('LB 9')
        await page.getByLabel('Title').fill('Report 9')
        await page.getByLabel('Day', { exact: true }).fill('28')
        await page.getByLabel('Month', { exact: true }).fill('2')
        await page.getByLabel('Year', { exact: true }).fill('2025')
        await page.locator('summary', { hasText: 'The rating and the percentages printed' }).click()
        await page.getByLabel('Section 1.1, On Track, percentage').fill('33.3.')
        await page.getByLabel('Section 1.1, overall').selectOption('On Track')
        if (script) await expectSound(page)
        await page.getByRole('button', { name: 'Save and check' }).click()
        await expect(page.locator('#error-summary')).toContainText(
          'Section 1.1, On Track, percentage: “33.3.” is not a percentage',
        )
        await expect(page.getByLabel('Reference')).toHaveValue('LB 9')
        await expect(page.getByLabel('Section 1.1, overall')).toHaveValue('onTrack')
        if (script) await expectSound(page)
        await page.getByLabel('Section 1.1, On Track, percentage').fill('60')
        await page.getByRole('button', { name: 'Save and check' }).click()
        await expect(page.getByRole('heading', { level: 1 })).toContainText('Report 9')
        await expect(page.getByRole('region', { name: 'Arithmetic' })).toContainText(
          'Section 1.1 prints 60% for On Track. No whole number of 1 action gives that',
        )
        if (script) await expectSound(page)
      })

      test('loads a file, corrects its text, then corrects what was entered', async ({ page }) => {
        await open(page, paths.uploadPrintedReport(slug))
        await page.getByLabel('Reference').fill('LB 10')
        await page.getByLabel('Title').fill('Report 10')
        await page.getByLabel('Day', { exact: true }).fill('28')
        await page.getByLabel('Month', { exact: true }).fill('2')
        await page.getByLabel('Year', { exact: true }).fill('2025')
        await page.getByLabel('File', { exact: true }).setInputFiles({
          name: 'large.csv',
          mimeType: 'text/csv',
          buffer: Buffer.alloc(3_000_000, 'x'),
        })
        if (!script) await page.getByRole('button', { name: 'Save and check' }).click()
        await expect(page.getByText('“large.csv” is larger than 300 kB').first()).toBeVisible()
        await expect(page.getByLabel('Title')).toHaveValue('Report 10')
        await page.getByLabel('File', { exact: true }).setInputFiles({
          name: 'report.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from('section,status,percent\n1.1,Finished,100\n'),
        })
        await page.getByRole('button', { name: 'Save and check' }).click()
        await expect(page.locator('#error-summary')).toContainText('Line 2: “Finished” is not a status.')
        await expect(page.getByLabel('Or its text')).toHaveValue(/1\.1,Finished,100/)
        if (script) await expectSound(page)
        await page.getByLabel('Or its text').fill('section,status,percent\n1.1,At Risk,100\n')
        await page.getByRole('button', { name: 'Save and check' }).click()
        await expect(page.getByRole('region', { name: 'The statuses on record' })).toContainText(
          'At Risk is printed as 100% and recorded for 0 (0%)',
        )
        await page.getByRole('link', { name: 'Correct these figures' }).click()
        const text = page.getByLabel('Or its text')
        await text.fill((await text.inputValue()).replace('atRisk', 'onTrack'))
        await page.getByLabel('What was wrong').fill('A misread line')
        await page.getByRole('button', { name: 'Save and check' }).click()
        await expect(page.getByText('Corrected: A misread line')).toBeVisible()
        await expect(page.getByText('Everything matches.')).toBeVisible()
        await page.getByRole('link', { name: 'See the figures before the correction' }).click()
        await expect(page.getByText('These figures have been corrected.')).toBeVisible()
      })
    })
  }

  test('is the only one whose report is read: what others send is refused before', async ({
    page,
    request,
  }) => {
    await open(page, paths.uploadPrintedReport(slug))
    await page
      .getByLabel('Or its text')
      .fill(`section,status,percent\n1.1,On Track,"1${' '.repeat(40_000)}x"\n`)
    const sent = page.waitForRequest((one) => one.method() === 'POST' && one.url().includes('/upload'))
    await page.getByRole('button', { name: 'Save and check' }).click()
    await expect(page.locator('#error-summary')).toContainText('is not a percentage')
    const form = await sent
    const { cookie: _, ...headers } = form.headers()
    const answer = await request.post(form.url(), { headers, data: form.postDataBuffer() ?? Buffer.alloc(0) })
    const text = await answer.text()
    // Kept for whoever opened it, who is asked to sign in.
    expect(`${answer.url()} ${JSON.stringify(answer.headers())}`).toContain('/sign-in')
    expect(text).not.toContain('is not a percentage')
  })
})

// An officer reports on their actions in a spreadsheet: downloaded, filled in offline, uploaded, checked and saved.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { read, utils, write as writeWorkbook } from '@e965/xlsx'
import type pg from 'pg'
import { today } from '@/lib/clock'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { giveAction } from '@/tests/helpers/periods'
import {
  addAction,
  type ExamplePlan,
  examplePlan,
  idOf,
  insert,
  rowOf,
  write,
} from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'

let db: pg.Client
let plan: ExamplePlan
let slug: string
let officer: string

test.beforeEach(async ({ context }) => {
  db = await connectToApp()
  plan = examplePlan(`sheet-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'plan').ends_on = '2100-12-31'
  rowOf(plan, 'action').counted = true
  await write(db, plan, 'progress_update_source')
  const planId = idOf(plan, 'plan')
  officer = await addPerson(db, { name: 'Olive', roles: { [planId]: 'officer' } })
  await giveAction(db, planId, idOf(plan, 'action'), officer, '2025-01-01')
  const second = await addAction(db, plan, { ref: '2', title: 'A second action', position: 2, counted: true })
  await giveAction(db, planId, second, officer, '2025-01-01')
  await signIn(context, db, officer)
})
test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

type Typed = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The file as it was downloaded, with what was typed into some rows, by the references of their actions. */
function fillIn(bytes: Buffer, typed: Typed): Buffer {
  const workbook = read(bytes)
  const sheet = workbook.Sheets.Updates ?? {}
  const rows = utils.sheet_to_json<string[]>(sheet, { header: 1 })
  const at = rows.findIndex((row) => row[0] === 'Reference')
  rows.forEach((row, number) => {
    for (const [title, text] of Object.entries(typed[String(row[0])] ?? {}))
      utils.sheet_add_aoa(sheet, [[text]], { origin: { r: number, c: rows[at]?.indexOf(title) ?? 0 } })
  })
  return writeWorkbook(workbook, { type: 'buffer', bookType: 'xlsx' }) as Buffer
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

async function upload(page: Page, buffer: Buffer) {
  await open(page, paths.spreadsheet(slug))
  await page
    .getByLabel('Your file')
    .setInputFiles({ name: 'March.xlsx', mimeType: 'application/octet-stream', buffer })
  await press(page, 'Upload')
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

    test('an officer reports on several actions in a spreadsheet', async ({ page, context }) => {
      test.slow()
      await open(page, paths.myUpdates())
      await page.getByRole('link', { name: /^Work in a spreadsheet/ }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Work in a spreadsheet')
      await check(page)
      const href = await page.getByRole('link', { name: /^XLSX.*My actions$/ }).getAttribute('href')
      const answer = await page.request.get(href ?? '')
      expect(answer.headers()['content-disposition']).toContain(`${slug}-updates.xlsx`)
      const bytes = await answer.body()

      await upload(page, Buffer.from('no workbook'))
      await expect(page.locator('#error-summary')).toContainText('The file’s name ends in .xlsx')
      // A status that asks for a reason, without one.
      const late = { Status: 'At Risk', Progress: 'The hall is late' }
      await upload(page, fillIn(bytes, { 2: late }))
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your updates')
      await expect(
        page.getByRole('row', { name: /Row 5 2 Reason Empty Enter why it is At Risk/ }),
      ).toBeVisible()
      await expect(page.getByRole('button', { name: /^Save/ })).toHaveCount(0)
      await check(page)

      // Meanwhile an editor reports on the first action.
      await insert(db, 'progress_update', {
        id: randomUUID(),
        plan_id: idOf(plan, 'plan'),
        action_id: idOf(plan, 'action'),
        status: 'onTrack',
        narrative: 'What the editor knows',
        effective_on: today(),
        attributed_to: 'Scottish Government',
        basis: 'reported',
      })
      const whole = { ...late, Reason: 'Rain', 'What is being done': 'A roof' }
      await upload(page, fillIn(bytes, { 1: { Status: 'On Track', Progress: 'Half done' }, 2: whole }))
      await expect(page.getByRole('heading', { name: 'Which text do you want to keep?' })).toBeVisible()
      await check(page)
      await press(page, 'Go on')
      await expect(page.locator('#error-summary')).toContainText('Select which version of "Progress" to keep')
      for (const group of await page.getByRole('group').all())
        await group.getByText('Your text', { exact: true }).click()
      await press(page, 'Go on')
      await expect(
        page.getByRole('row', { name: /1 Progress What the editor knows Half done/ }),
      ).toBeVisible()
      await expect(page.getByRole('row', { name: /2 Reason .*Rain/ })).toBeVisible()
      await check(page)

      // The session ends meanwhile, and leads back here.
      await context.clearCookies()
      await page.goto(paths.spreadsheet(slug, 'preview'))
      expect(new URL(page.url()).searchParams.get('next')).toBe(paths.spreadsheet(slug, 'preview'))
      await signIn(context, db, officer)
      await open(page, paths.spreadsheet(slug))
      await page.getByRole('link', { name: 'Go on with it' }).click()
      await press(page, 'Save 2 updates')
      await expect(page.getByRole('status').first()).toHaveText('2 updates saved from “March.xlsx”.')
      await open(page, paths.action(slug, '1'))
      await expect(page.locator('main')).toContainText('Half done')
      await expect(page.locator('main')).toContainText('From a spreadsheet: March.xlsx')
    })
  })
}

test('a file that says nothing new is deleted', async ({ page }) => {
  const answer = await page.request.get(paths.spreadsheetFile(slug, 'all', 'ods'))
  expect(answer.headers()['content-type']).toContain('opendocument')
  await open(page, paths.spreadsheet(slug))
  await page
    .getByLabel('Your file')
    .setInputFiles({ name: 'same.ods', mimeType: 'application/octet-stream', buffer: await answer.body() })
  await press(page, 'Upload')
  await expect(page.locator('main')).toContainText('there is nothing to save')
  await expectAccessible(page)
  await press(page, 'Delete the file')
  await expect(page.getByRole('status').first()).toHaveText('The file was deleted. Nothing of it is saved.')
})

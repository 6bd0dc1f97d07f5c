// Someone types before the scripts of a page have come: nothing of it is lost when React takes the page over.
import { randomUUID } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import type pg from 'pg'
import { paths } from '@/lib/paths'
import { expect, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let slug: string
let editor: string

test.beforeEach(async ({ context }) => {
  db = await connectToApp()
  plan = examplePlan(`early-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  await write(db, plan, 'publication_action')
  editor = await addPerson(db, { name: 'Edda Example', roles: { [idOf(plan, 'plan')]: 'editor' } })
  await signIn(context, db, editor)
})
test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

/** Opens an address whose scripts do not come yet; returns what lets them come. */
async function openWithoutScripts(page: Page, address: string): Promise<() => void> {
  let letCome = () => {}
  const current = new Promise<void>((resolve) => {
    letCome = resolve
  })
  await page.route('**/*.js', async (route) => {
    await current
    await route.continue()
  })
  await page.goto(address, { waitUntil: 'commit' })
  return letCome
}

/** Expects that React has not taken a field over yet, or waits until it has. */
async function expectTaken(field: Locator, isTaken: boolean) {
  const read = () =>
    field.evaluate((element) => Object.keys(element).some((key) => key.startsWith('__reactFiber')))
  await expect.poll(read).toBe(isTaken)
}

test('what was typed early into a text of a report stays, and is saved', async ({ page }) => {
  await open(page, paths.newReport(slug))
  await page.getByLabel('Reference').fill('LB(30)01')
  await page.getByLabel('Title').fill('First report')
  await page.getByRole('button', { name: 'Start draft' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'First report' })).toBeVisible()
  const draft = page.url()

  let letScriptsCome = await openWithoutScripts(page, `${draft}/parts/summary`)
  const text = page.getByRole('textbox', { name: 'Summary' })
  // It is prefilled, which is what React would write anew.
  await expect(text).not.toHaveValue('')
  await text.fill('Typed early.')
  await expectTaken(text, false)
  letScriptsCome()
  await expectTaken(text, true)
  await expect(text).toHaveValue('Typed early.')
  await text.press('End')
  await text.pressSequentially(' And late.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('region', { name: 'Summary', exact: true })).toContainText(
    'Typed early. And late.',
  )

  await page.unrouteAll()
  letScriptsCome = await openWithoutScripts(page, `${draft}/parts/about`)
  const title = page.getByLabel('Title')
  await expect(title).toHaveValue('First report')
  await title.fill('Another report')
  await expectTaken(title, false)
  letScriptsCome()
  await expectTaken(title, true)
  await expect(title).toHaveValue('Another report')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Another report' })).toBeVisible()
})

test('what was typed early into an update that was begun before stays, and is sent', async ({ page }) => {
  await insert(db, 'draft', {
    person_id: editor,
    form: `update ${idOf(plan, 'action')}`,
    fields: { narrative: '\nBegun yesterday' },
    saved_at: new Date().toISOString(),
  })
  const letScriptsCome = await openWithoutScripts(page, paths.update(slug, '1'))
  const narrative = page.getByLabel('Progress', { exact: true })
  await expect(narrative).toHaveValue('\nBegun yesterday')
  await narrative.fill('Typed early')
  await page.locator('label[for="status-onTrack"]').click()
  await expectTaken(narrative, false)
  letScriptsCome()
  await expectTaken(narrative, true)
  await expect(narrative).toHaveValue('Typed early')
  await expect(page.locator('#status-onTrack')).toBeChecked()
  await page.getByRole('button', { name: 'Save update' }).click()
  await expect(page.getByText('Your update is saved and published.')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Current status' })).toContainText('On Track')
  await expect(page.getByRole('main')).toContainText('Typed early')
})

// An officer reports on an action, and what becomes of it.
import { randomUUID } from 'node:crypto'
import type { Locator, Page, Route } from '@playwright/test'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'
import { giveAction } from '@/tests/helpers/periods'
import { updateMessages } from '@/lib/format/updates/messages'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

let db: pg.Client
let plan: ExamplePlan
let slug: string
let officer: string
let editor: string

// Several pages in one journey.
test.describe.configure({ timeout: 90_000 })

test.beforeEach(async ({ context }) => {
  db = await connectToApp()
  plan = examplePlan(`report-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'plan').ends_on = '2100-12-31'
  rowOf(plan, 'action').counted = true
  Object.assign(rowOf(plan, 'progress_update'), { narrative: 'The first half is done', basis: 'reported' })
  await write(db, plan, 'progress_update_source')
  const planId = idOf(plan, 'plan')
  officer = await addPerson(db, { name: 'Olive Officer', roles: { [planId]: 'officer' } })
  editor = await addPerson(db, { name: 'Edith Editor', roles: { [planId]: 'editor' } })
  await giveAction(db, planId, idOf(plan, 'action'), officer, '2025-01-01')
  await signIn(context, db, officer)
})

test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

const openForm = (page: Page) => open(page, paths.update(slug, '1'))
const choose = (page: Page, status: string) => page.locator(`label[for="status-${status}"]`).click()
const save = (page: Page) => page.getByRole('button', { name: 'Save update' }).click()
const state = (page: Page) => page.getByRole('region', { name: 'Current status' })

async function typeDate(page: Page, name: string, [day, month, year]: readonly [number, number, number]) {
  await page.locator(`#${name}-day`).fill(String(day))
  await page.locator(`#${name}-month`).fill(String(month))
  await page.locator(`#${name}-year`).fill(String(year))
}

/** An update of today that someone made meanwhile. */
async function insertUpdate(fields: Record<string, string>) {
  const effective_on = new Date().toISOString().slice(0, 10)
  await insert(db, 'progress_update', {
    ...rowOf(plan, 'progress_update'),
    id: randomUUID(),
    effective_on,
    ...fields,
  })
}

async function expectSaved(page: Page) {
  await expect(page.getByText('Your update is saved and published.')).toBeVisible()
}

/** Axe and measuring run as scripts in the page: without any, the same pages are checked by the journeys with them. */
async function expectClean(page: Page) {
  if (test.info().titlePath.includes('without JavaScript')) return
  await expectAccessible(page)
  await expectToFit(page)
}

/** The journeys that a person without JavaScript can make as well. */
function journeys() {
  test('an update, from the action to the action', async ({ page }) => {
    await open(page, paths.action(slug, '1'))
    await page.getByRole('link', { name: 'Report progress' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Report progress')
    await expect(page.getByText('The first half is done')).toBeVisible()
    await expect(page.locator('input[name=status]:checked')).toHaveCount(0)
    await expect(page.getByLabel('Progress', { exact: true })).toHaveValue('')
    await expectClean(page)
    await page.getByRole('link', { name: 'Start from your last update' }).click()
    await expect(page.getByLabel('Progress', { exact: true })).toHaveValue('The first half is done')
    await page.getByLabel('Progress', { exact: true }).fill('Two thirds are done')
    await choose(page, 'onTrack')
    await save(page)
    await expectSaved(page)
    await expect(page.getByRole('main')).toContainText('Two thirds are done')
    await expectClean(page)
  })

  test('an adverse update says why and what is done, and every error is told at once', async ({ page }) => {
    await openForm(page)
    await expect(page.locator('#mitigation')).toBeHidden()
    await choose(page, 'onTrack')
    await expect(page.locator('#mitigation')).toBeHidden()
    await choose(page, 'atRisk')
    await expect(page.locator('#mitigation')).toBeVisible()
    await page.locator('#evidence-1-url').fill('ftp://example.org')
    await save(page)
    const summary = page.locator('#error-summary')
    for (const error of [
      updateMessages.narrativeMissing,
      updateMessages.reasonMissing(PUBLISHED_SIX, 'atRisk'),
      updateMessages.mitigationMissing,
    ])
      await expect(summary).toContainText(error)
    await expect(page.locator('#evidence-1-url')).toHaveValue('ftp://example.org')
    await expect(page.locator('#status-atRisk')).toBeChecked()
    await expectClean(page)
    await page.locator('#evidence-1-url').fill('')
    await page.getByLabel('Progress', { exact: true }).fill('It is harder than thought')
    await page.getByLabel('Reason', { exact: true }).fill('No one applied')
    await page.locator('#mitigation').fill('The post is advertised again')
    await save(page)
    await expectSaved(page)
    await expect(state(page)).toContainText('At Risk')
    await expect(state(page)).toContainText('No one applied')
  })

  test('no change is one button', async ({ page }) => {
    await openForm(page)
    await page.getByRole('button', { name: 'No change – still On Track' }).click()
    await expect(page.getByText('Saved: the status is still On Track, as of today.')).toBeVisible()
    await expect(state(page)).toContainText('On Track')
  })

  test('once the date has passed, what would be refused is not offered', async ({ page }) => {
    await db.query(
      `UPDATE action SET original_due_on = '2025-01-31', original_due_precision = 'day', due_on = '2025-01-31', due_precision = 'day' WHERE id = $1`,
      [idOf(plan, 'action')],
    )
    await openForm(page)
    const group = page.getByRole('group', { name: 'Status', exact: true })
    await expect(group).toContainText('The action was due on 31 January 2025.')
    await expect(page.locator('#status-onTrack')).toBeHidden()
    await expect(page.locator('#status-atRisk')).toBeHidden()
    await expectClean(page)
    await choose(page, 'offTrack')
    await page.getByLabel('Progress', { exact: true }).fill('It has stopped')
    await page.getByLabel('Reason', { exact: true }).fill('No money')
    await page.locator('#mitigation').fill('Money is asked for')
    await save(page)
    await expectSaved(page)
    await openForm(page)
    await page.getByText('Choose On Track or At Risk', { exact: true }).click()
    await choose(page, 'onTrack')
    await page.getByLabel('Progress', { exact: true }).fill('It goes on')
    await save(page)
    await expect(page.locator('#error-summary li')).toHaveCount(1)
    await typeDate(page, 'due', [31, 1, 2090])
    await page.getByLabel('Reason for the new date').fill('Money was found')
    await save(page)
    await expectSaved(page)
  })
}

test.describe('with JavaScript', () => {
  journeys()

  // What follows is sent by the same form: once is enough.
  test('an update of a day before the newest says that readers do not see it', async ({ page }) => {
    await openForm(page)
    await choose(page, 'delivered')
    await page.getByLabel('Progress', { exact: true }).fill('It was done then')
    await page.locator('#evidence-1-title').fill('The report')
    await page.locator('#evidence-1-url').fill('https://example.org/report')
    await typeDate(page, 'effective', [3, 1, 2025])
    await save(page)
    await expect(page.getByRole('status')).toContainText(
      'Your update is saved in the history. Readers still see the newer update of 28 February 2025.',
    )
    await expect(state(page)).toContainText('On Track')
  })

  test('a status that no one reported here has no button for no change, and a date that slips wants a reason', async ({
    page,
  }) => {
    await insertUpdate({ basis: 'inferred' })
    await openForm(page)
    await expect(page.getByRole('region', { name: 'No change' })).toContainText(
      'This status is inferred: no one has reported it here yet',
    )
    await expect(page.getByRole('button', { name: /No change/ })).toHaveCount(0)
    await choose(page, 'onTrack')
    await page.getByLabel('Progress', { exact: true }).fill('Later than thought')
    await typeDate(page, 'due', [31, 2, 2090])
    await save(page)
    await expect(page.locator('#error-summary')).toContainText('there is no 31/2/2090')
    await typeDate(page, 'due', [31, 3, 2090])
    await save(page)
    await expect(page.locator('#error-summary')).toContainText(updateMessages.dueReasonMissing)
    await page.getByLabel('Reason for the new date').fill('The law came late')
    await save(page)
    await expectSaved(page)
    await expect(page.getByRole('main')).toContainText('31 March 2090')
  })

  test('what was typed before the scripts came is saved as well, and nothing where no one typed', async ({
    page,
  }) => {
    let come = () => {}
    const coming = new Promise<void>((resolve) => (come = resolve))
    await page.route(/\.js(\?|$)/, async (route) => {
      await coming
      await route.continue()
    })
    const progress = page.getByLabel('Progress', { exact: true })
    await page.goto(paths.update(slug, '1'), { waitUntil: 'commit' })
    await progress.fill('Typed on a slow train')
    come()
    await expect(page.getByText(/Draft saved at \d\d:\d\d/)).toBeVisible()
    await expect(progress).toHaveValue('Typed on a slow train')
    await page.reload()
    await expect(progress).toHaveValue('Typed on a slow train')
    await page.getByRole('button', { name: 'Delete this draft' }).click()
    await expect(page.getByText('It is not sent yet')).toHaveCount(0)
    await expect(progress).toHaveValue('')
    // Longer than it waits before it saves.
    await page.waitForTimeout(3000)
    await expect(page.getByText(/Draft saved at/)).toHaveCount(0)
  })

  test('a lost connection loses nothing', async ({ page, context }) => {
    allowTrouble(page, /ERR_INTERNET_DISCONNECTED/)
    await openForm(page)
    await context.setOffline(true)
    await page.getByLabel('Progress', { exact: true }).fill('Typed in a tunnel')
    await expect(page.getByText('saved in this browser')).toBeVisible()
    await choose(page, 'onTrack')
    await save(page)
    await expect(page.getByText('You are offline')).toBeVisible()
    await context.setOffline(false)
    await openForm(page)
    const offer = page.getByRole('button', { name: 'Restore text' })
    // Above the first field, where it is seen.
    const [at, status] = await Promise.all([offer.boundingBox(), page.locator('#status').boundingBox()])
    expect(at?.y).toBeLessThan(status?.y ?? 0)
    await expectAccessible(page)
    await offer.click()
    await expect(page.getByLabel('Progress', { exact: true })).toHaveValue('Typed in a tunnel')
    await expect(page.locator('#status-onTrack')).toBeChecked()
  })

  test('neither a server that is gone nor a proxy without one loses anything', async ({ page }) => {
    allowTrouble(page, /ERR_CONNECTION_REFUSED|502/)
    await openForm(page)
    await page.getByLabel('Progress', { exact: true }).fill('Typed for nobody')
    await choose(page, 'onTrack')
    const problem = page.getByRole('alert', { name: 'There is a problem' })
    for (const answer of [
      (route: Route) => route.abort('connectionrefused'),
      (route: Route) => route.fulfill({ status: 502, body: 'Bad gateway' }),
    ]) {
      const sent = page.waitForEvent('request', (request) => request.method() === 'POST')
      await page.route('**/update', (route) =>
        route.request().method() === 'POST' ? answer(route) : route.continue(),
      )
      await save(page)
      await (await sent).response()
      await expect(problem).toContainText('Your text is still here')
      await expect(page.getByLabel('Progress', { exact: true })).toHaveValue('Typed for nobody')
      await expect(page.locator('#status-onTrack')).toBeChecked()
      await page.unroute('**/update')
    }
    await save(page)
    await expectSaved(page)
  })

  test('an action is reported on from the keyboard alone, what is missing included', async ({ page }) => {
    const press = async (target: Locator, key: string) => {
      for (let stops = 0; stops < 60; stops += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) break
        await page.keyboard.press('Tab')
      }
      await expect(target).toBeFocused()
      await expect(target).toBeInViewport()
      await page.keyboard.press(key)
    }
    await open(page, paths.action(slug, '1'))
    await press(page.getByRole('link', { name: 'Report progress' }), 'Enter')
    await expect(page).toHaveURL(new RegExp(`${paths.update(slug, '1')}$`))
    await press(page.locator('#status-delivered'), 'ArrowDown')
    await expect(page.locator('#status-onTrack')).toBeChecked()
    await press(page.getByRole('button', { name: 'Save update' }), 'Enter')
    await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeFocused()
    await press(page.getByRole('link', { name: updateMessages.narrativeMissing }), 'Enter')
    await expect(page.getByLabel('Progress', { exact: true })).toBeFocused()
    await page.keyboard.type('Written without a mouse')
    await press(page.getByRole('button', { name: 'Save update' }), 'Enter')
    await expectSaved(page)
    await expect(page.getByRole('main')).toContainText('Written without a mouse')
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))
  journeys()
})

test('any entry of the story can be corrected, the day included', async ({ page, context }) => {
  await context.clearCookies()
  await signIn(context, db, editor)
  await insertUpdate({ status: 'onTrack', narrative: 'All is well' })
  await open(page, paths.action(slug, '1'))
  const timeline = page.getByRole('region', { name: 'History' })
  await expect(timeline.getByRole('link', { name: 'Correct this entry' })).toHaveCount(2)
  await timeline.getByRole('link', { name: 'Correct this entry' }).last().click()
  await expect(page.getByText('Your correction replaces it.')).toBeVisible()
  await page.getByLabel('What was wrong?').fill('It was a third, not half')
  await page.getByLabel('Progress', { exact: true }).fill('A third was done')
  await typeDate(page, 'effective', [2, 1, 2025])
  await expectClean(page)
  await page.getByRole('button', { name: 'Save correction' }).click()
  await expect(page.getByRole('status')).toContainText('Readers still see the newer update of')
  await expect(state(page)).toContainText('On Track')
  const entry = timeline.getByRole('listitem').filter({ has: page.getByText('Correction', { exact: true }) })
  await expect(entry).toContainText('2 January 2025')
  await expect(entry).toContainText('Corrects')
  await expect(entry).toContainText('It was a third, not half')
  await expect(timeline).toContainText('The first half is done')
})

test('of two people at once, the second sees both versions and chooses', async ({ page }) => {
  await openForm(page)
  await insertUpdate({
    status: 'offTrack',
    narrative: 'It has stopped',
    reason: 'No money',
    mitigation: 'Money is asked for',
    author_id: editor,
  })
  await choose(page, 'onTrack')
  await page.getByLabel('Progress', { exact: true }).fill('All is well')
  await save(page)
  const versions = page.getByRole('region', { name: 'Which text do you want to keep?' })
  await expect(versions).toContainText(/Edith Editor saved an update of this action on .+ at \d\d:\d\d/)
  await expect(versions).toContainText('It has stopped')
  await expect(versions).toContainText('All is well')
  await expect(versions.getByRole('radio', { checked: true })).toHaveCount(0)
  await expectAccessible(page)
  for (const [field, side] of [
    ['status', 'theirs'],
    ['narrative', 'mine'],
    ['reason', 'theirs'],
    ['mitigation', 'theirs'],
  ] as const)
    await page.locator(`label[for="choice-${field}-${side}"]`).click()
  await save(page)
  await expectSaved(page)
  await expect(state(page)).toContainText('Off Track')
  await expect(page.getByRole('main')).toContainText('All is well')
})

test('an update waits, is returned, sent again and approved', async ({ page, context, request }) => {
  await db.query('UPDATE plan SET needs_approval = true WHERE slug = $1', [slug])
  const send = async (text: string) => {
    await choose(page, 'delivered')
    await page.getByLabel('Progress', { exact: true }).fill(text)
    await page.locator('#evidence-1-title').fill('The report')
    await page.locator('#evidence-1-url').fill('https://example.org/report')
    await save(page)
    await expect(page.getByText('is saved and is waiting for approval')).toBeVisible()
  }
  const readAction = async () => (await request.get(paths.action(slug, '1'))).text()
  await openForm(page)
  await send('All done')
  const read = await readAction()
  expect(read).toContain('An update is waiting for approval')
  expect(read).not.toContain('All done')

  await signIn(context, db, editor)
  await open(page, paths.approvals(slug))
  await expectAccessible(page)
  await page.getByRole('link', { name: 'An action' }).click()
  await expect(page.getByRole('table')).toContainText('All done')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Return to author' }).click()
  await expect(page.locator('#error-summary')).toContainText(updateMessages.commentMissing)
  await page.getByLabel('What needs to change?').fill('Say how many')
  await page.getByRole('button', { name: 'Return to author' }).click()
  await expect(page.getByText('No updates to approve.')).toBeVisible()

  await signIn(context, db, officer)
  await openForm(page)
  await expect(page.getByText('Say how many')).toBeVisible()
  await page.getByRole('link', { name: 'Start from the update that was returned' }).click()
  await expect(page.getByLabel('Progress', { exact: true })).toHaveValue('All done')
  await send('All 40 done')
  await signIn(context, db, editor)
  await open(page, paths.approvals(slug))
  await page.getByRole('link', { name: 'An action' }).click()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(page.getByText('No updates to approve.')).toBeVisible()
  expect(await readAction()).not.toContain('An update is waiting for approval')
  await context.clearCookies()
  await open(page, paths.action(slug, '1'))
  await expect(state(page)).toContainText('Delivered')
})

test('someone else is told who can help', async ({ page, context }) => {
  await context.clearCookies()
  await signIn(context, db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'officer' } }))
  allowTrouble(page, /status of 403/)
  const response = await openForm(page)
  expect(response.status()).toBe(403)
  await expect(page.getByRole('main')).toContainText('Ask Edith Editor')
  await expectAccessible(page)
})

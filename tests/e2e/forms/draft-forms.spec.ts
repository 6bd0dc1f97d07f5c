// Whatever keeps a form from being saved, whoever sends it is told why and has what they typed: with and without JavaScript.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type pg from 'pg'
import { readForm } from '@/bench/form'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'
import { addPeriod, giveAction } from '@/tests/helpers/periods'
import { paths } from '@/lib/paths'

let db: pg.Client
let plan: ExamplePlan
let slug: string
let writer: string

test.describe.configure({ timeout: 120_000 })

test.beforeEach(async ({ context }) => {
  db = await connectToApp()
  slug = `kept-${randomUUID()}`
  plan = examplePlan(slug)
  rowOf(plan, 'plan').ends_on = '2100-12-31'
  rowOf(plan, 'action').counted = true
  await write(db, plan, 'progress_update_source')
  writer = await addPerson(db, {
    name: 'Wren Writer',
    isAdministrator: true,
    roles: { [idOf(plan, 'plan')]: 'editor' },
  })
  await signIn(context, db, writer)
})
test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

/** A form, a field of it to type into, and the button that sends it. */
interface Example {
  readonly page: () => string
  readonly field: string
  readonly button: string
  /** Fills in what else it asks for. */
  readonly fill?: (page: Page) => Promise<void>
}

const UPDATE: Example = {
  page: () => paths.update(slug, '1'),
  field: '#narrative',
  button: 'Save update',
  fill: (page) => page.locator('label[for="status-onTrack"]').click(),
}
const LIFECYCLE: Example = {
  page: () => paths.lifecycle(slug, '1'),
  field: '#reason',
  button: 'Save',
  fill: (page) => page.getByText('Withdraw it').click(),
}
const RATING: Example = {
  page: () => paths.rating(slug, '1.1'),
  field: '#reason',
  button: 'Save rating',
}
const INVITE: Example = { page: () => paths.invite(), field: '#email', button: 'Create link' }
const TEXT = 'typed.while@example.org'

async function type(page: Page, { page: address, field }: Example) {
  await open(page, address())
  await page.locator(field).fill(TEXT)
}
async function expectSound(page: Page) {
  await expectAccessible(page)
  await expectToFit(page)
}
const send = (page: Page, { button }: Example) =>
  page.getByRole('button', { name: button, exact: true }).click()

/** Expects the reason, and the text: in its field with a script, on the answer's page without. */
async function expectReasonAndText(page: Page, example: Example, reason: RegExp, isScripted: boolean) {
  await expect(page.getByText(reason).first()).toBeVisible()
  if (isScripted) await expect(page.locator(example.field)).toHaveValue(TEXT)
  else
    await expect(
      page
        .locator('dd', { hasText: TEXT })
        .or(page.locator(`input[value="${TEXT}"]`))
        .first(),
    ).toBeVisible()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })
    test.beforeEach(({ page }) => {
      if (!javaScriptEnabled) allowTrouble(page, /^failed: csp /)
      allowTrouble(page, / 40[39] \((Forbidden|Conflict)\)/)
    })

    test('signed out while writing: text and choices are in the form after signing in', async ({
      page,
      context,
    }) => {
      for (const example of javaScriptEnabled ? [RATING, UPDATE, LIFECYCLE, INVITE] : [LIFECYCLE, INVITE]) {
        await type(page, example)
        if (example === LIFECYCLE) {
          await example.fill?.(page)
          await page.locator('#on-day').fill('3')
        }
        await context.clearCookies()
        await send(page, example)
        await page.waitForURL(/\/sign-in\?next=/)
        await expect(page.getByRole('status')).toContainText('You were signed out')
        await expect(page.getByRole('status')).toContainText('Sign in and your text will be here')
        if (javaScriptEnabled && example === UPDATE) await expectSound(page)
        await signIn(context, db, writer)
        await open(page, new URL(page.url()).searchParams.get('next') ?? '')
        await expect(page.getByText('It is not sent yet')).toBeVisible()
        await expect(page.locator(example.field)).toHaveValue(TEXT)
        if (javaScriptEnabled && example === RATING) {
          await expectSound(page)
          // What the server keeps is not offered from the browser as well.
          await expect(page.getByRole('button', { name: 'Restore text' })).toHaveCount(0)
        }
        if (example !== LIFECYCLE) continue
        await expect(page.locator('#lifecycle-withdrawn')).toBeChecked()
        await expect(page.locator('#on-day')).toHaveValue('3')
        await page.getByRole('button', { name: 'Delete this draft' }).click()
        await expect(page.getByText('It is not sent yet')).toHaveCount(0)
        await expect(page.locator('#reason')).toHaveValue('')
        await expect(page.locator('#lifecycle-withdrawn')).not.toBeChecked()
      }
      // Saved at last, and a draft no more.
      await page.locator('label[for="isAdministrator-yes"]').click()
      await page.getByRole('button', { name: 'Create link' }).click()
      await expect(page.getByLabel('Link to send')).toBeVisible()
      await open(page, paths.invite())
      await expect(page.getByText('It is not sent yet')).toHaveCount(0)
      await expect(page.locator('#email')).toHaveValue('')
    })

    test('the role was taken away', async ({ page }) => {
      await type(page, UPDATE)
      await UPDATE.fill?.(page)
      await db.query('UPDATE membership SET role = $1 WHERE person_id = $2', ['viewer', writer])
      await send(page, UPDATE)
      await expectReasonAndText(page, UPDATE, /Only|cannot|not yours/, javaScriptEnabled)
    })

    test('an administrator ended the session: the same is sent again after signing in', async ({
      page,
      context,
    }) => {
      await type(page, LIFECYCLE)
      await LIFECYCLE.fill?.(page)
      await db.query('DELETE FROM session WHERE person_id = $1', [writer])
      await send(page, LIFECYCLE)
      await expectReasonAndText(page, LIFECYCLE, /You are signed out/, javaScriptEnabled)
      await signIn(context, db, writer)
      await page.getByRole('button', { name: javaScriptEnabled ? 'Save' : 'Send again', exact: true }).click()
      await expect(page).toHaveURL(paths.action(slug, '1'))
      await expect(page.getByText(TEXT).first()).toBeVisible()
    })

    test('the action was handed over, and then withdrawn', async ({ page, context }) => {
      const planId = idOf(plan, 'plan')
      const officer = await addPerson(db, { roles: { [planId]: 'officer' } })
      const answering = (person: string, from: string) =>
        giveAction(db, planId, idOf(plan, 'action'), person, from)
      await answering(officer, '2025-01-01')
      await signIn(context, db, officer)
      await type(page, UPDATE)
      await page.locator('label[for="status-onTrack"]').click()
      await answering(writer, '2025-02-01')
      await send(page, UPDATE)
      await expectReasonAndText(page, UPDATE, /Only/, javaScriptEnabled)

      await signIn(context, db, writer)
      await type(page, UPDATE)
      await page.locator('label[for="status-onTrack"]').click()
      await db.query(`UPDATE action SET lifecycle = 'withdrawn' WHERE id = $1`, [idOf(plan, 'action')])
      await send(page, UPDATE)
      await expectReasonAndText(page, UPDATE, /no longer part of the plan/, javaScriptEnabled)
    })

    test('the period was closed', async ({ page }) => {
      const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
      const id = await addPeriod(db, idOf(plan, 'plan'), 'This one', {
        opensOn: day(-90),
        dueOn: day(-30),
        closesOn: day(5),
      })
      const example = { page: () => paths.period(slug, id), field: '#name', button: 'Save period' }
      await type(page, example)
      await db.query('UPDATE reporting_period SET closes_on = $1 WHERE id = $2', [day(-5), id])
      await send(page, example)
      await expectReasonAndText(
        page,
        example,
        /closed|changed this period|while you had it open/,
        javaScriptEnabled,
      )
    })

    test('someone else signed in: the text stays with who wrote it', async ({ page, context }) => {
      await type(page, UPDATE)
      const other = await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } })
      await signIn(context, db, other)
      await send(page, UPDATE)
      await expectReasonAndText(page, UPDATE, /Someone else has signed in to this browser/, true)
      const drafts = await db.query('SELECT form FROM draft WHERE person_id = $1', [other])
      expect(drafts.rows).toEqual([])
      await open(page, UPDATE.page())
      await expect(page.locator(UPDATE.field)).not.toHaveValue(TEXT)
      await expect(page.getByText(/It is not sent yet|saved in this browser/)).toHaveCount(0)
    })

    test('Cairn was updated: the form opens with the text in it', async ({ page }) => {
      for (const example of javaScriptEnabled ? [UPDATE, LIFECYCLE] : [UPDATE]) {
        await type(page, example)
        // The names of another build's forms.
        await page.route(example.page(), async (route) => {
          const request = route.request()
          if (request.method() !== 'POST') return route.fallback()
          const id = /^[0-9a-f]{42}$/.test(request.headers()['next-action'] ?? '')
          const postData = request.postData()?.replaceAll(/"id":"[0-9a-f]{42}"/g, `"id":"${'7'.repeat(42)}"`)
          await route.continue({
            ...(postData !== undefined && { postData }),
            ...(id && { headers: { ...request.headers(), 'next-action': '7'.repeat(42) } }),
          })
        })
        await send(page, example)
        await page.waitForURL(/kept=outdated/)
        await expect(page.getByText('Cairn was updated while you had this form open')).toBeVisible()
        await expect(page.locator(example.field)).toHaveValue(TEXT)
        await page.unroute(example.page())
      }
    })
  })
}

test('every kind of form keeps the text of who is signed out meanwhile', async ({
  context,
  request,
  baseURL,
}) => {
  const waiting = randomUUID()
  await insert(db, 'progress_update', {
    ...rowOf(plan, 'progress_update'),
    id: waiting,
    effective_on: '2025-05-01',
    author_id: await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'officer' } }),
    needs_approval: true,
  })
  for (const table of ['board_ask', 'rating_dispute']) await insert(db, table, rowOf(plan, table))
  // Sent as a browser without a script does; those above are sent by both.
  for (const [address, field] of [
    [paths.correction(slug, '1', waiting), 'narrative'],
    [paths.approval(slug, waiting), 'comment'],
    [paths.request(slug, 1), 'answer'],
    [paths.disputeRating(slug, 'section', '1.1'), 'reason'],
    [paths.dispute(slug, 1), 'text'],
    [paths.editRecord(slug, 'action', '1'), 'title'],
    [paths.newPrintedReport(slug), 'title'],
    [paths.newPeriod(slug), 'name'],
    [paths.newRequest(slug), 'text'],
    [paths.newReport(slug), 'title'],
  ] as const) {
    const multipart = readForm(await (await context.request.get(address)).text(), ` id="${field}"`)
    multipart.set(field, TEXT)
    const headers = { origin: baseURL ?? '' }
    const answer = await request.post(address, { multipart, headers, maxRedirects: 0 })
    const next = new URL(answer.headers().location ?? '', baseURL)
    expect(next.pathname, address).toBe(paths.signIn())
    const again = await (await context.request.get(next.searchParams.get('next') ?? '')).text()
    expect(again, address).toContain('It is not sent yet')
    expect(
      again.match(new RegExp(`<(input|textarea) [^>]* id="${field}".*?(/>|</textarea>)`, 's'))?.[0],
    ).toContain(TEXT)
  }
})

test.describe('what the browser keeps', () => {
  test.use({ isolated: true })

  test('comes back with its choices, and what is not offered any more is named', async ({ page }) => {
    const saved = { about: ['action 1'], kind: ['decision'], text: ['Typed in a tunnel'], person: ['gone'] }
    const { rows } = await db.query('SELECT id FROM plan WHERE slug = $1', [slug])
    await page.addInitScript(
      ([name, text]) => localStorage.setItem(name ?? '', text ?? ''),
      [`cairn-ask-${rows[0].id}-${writer}`, JSON.stringify(saved)],
    )
    await open(page, paths.newRequest(slug))
    await page.getByRole('button', { name: 'Restore text' }).click()
    await expect(page.locator('#text')).toHaveValue('Typed in a tunnel')
    await expect(page.locator('#about')).toHaveValue('action 1')
    await expect(page.locator('#kind-decision')).toBeChecked()
    await expect(page.getByText(/^Your text is restored, except for choices/)).toBeVisible()
  })

  test('storage that is full or blocked stops no draft on the server', async ({ page }) => {
    const address = paths.rating(slug, String(rowOf(plan, 'section').code))
    for (const fault of ['full', 'blocked']) {
      await page.addInitScript((how) => {
        const fail = () => {
          throw new DOMException('No', how === 'full' ? 'QuotaExceededError' : 'SecurityError')
        }
        if (how === 'full') Storage.prototype.setItem = fail
        else Object.defineProperty(window, 'localStorage', { get: fail })
      }, fault)
      await open(page, address)
      await page.locator('#reason').fill(`Kept while it is ${fault}`)
      await expect(page.getByText(/Draft saved at/)).toBeVisible()
      await page.reload()
      await expect(page.locator('#reason')).toHaveValue(`Kept while it is ${fault}`)
    }
  })
})

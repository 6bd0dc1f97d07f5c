// Whatever keeps a form from being saved, whoever sends it is told why and has what they typed: with and without JavaScript.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type pg from 'pg'
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
let waiting: string

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
/** One of each kind that was lost before: what a plan is made of, a printed report, an account, a period, a question of the board. */
const FORMS: readonly Example[] = [
  UPDATE,
  {
    page: () => paths.lifecycle(slug, '1'),
    field: '#reason',
    button: 'Save',
    fill: (page) => page.getByText('Withdraw it').click(),
  },
  { page: () => paths.editRecord(slug, 'action', '1'), field: '#title', button: 'Save' },
  { page: () => paths.newPrintedReport(slug), field: '#title', button: 'Save and check' },
  { page: () => paths.newPeriod(slug), field: '#name', button: 'Add period' },
  { page: () => paths.newRequest(slug), field: '#text', button: 'Add request' },
  { page: () => paths.newReport(slug), field: '#title', button: 'Start draft' },
  { page: () => paths.invite(), field: '#email', button: 'Create link' },
]
/** Forms that stand with others on their page, or are filled in already. */
const ANSWERS: readonly Example[] = [
  { page: () => paths.rating(slug, '1.1'), field: '#reason', button: 'Save rating' },
  { page: () => paths.correction(slug, '1', waiting), field: '#narrative', button: 'Save correction' },
  { page: () => paths.approval(slug, waiting), field: '#comment', button: 'Return to author' },
  { page: () => paths.request(slug, 1), field: '#answer', button: 'Save answer' },
  { page: () => paths.disputeRating(slug, 'section', '1.1'), field: '#reason', button: 'Submit dispute' },
  { page: () => paths.dispute(slug, 1), field: '#text', button: 'Save answer' },
]
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

    test('signed out while writing: the text is in the form after signing in', async ({ page, context }) => {
      waiting = randomUUID()
      await insert(db, 'progress_update', {
        ...rowOf(plan, 'progress_update'),
        id: waiting,
        effective_on: '2025-05-01',
        author_id: await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'officer' } }),
        needs_approval: true,
      })
      for (const table of ['board_ask', 'rating_dispute']) await insert(db, table, rowOf(plan, table))
      for (const example of javaScriptEnabled
        ? [...ANSWERS, ...FORMS]
        : [...ANSWERS.slice(-2), ...FORMS.slice(-2)]) {
        await type(page, example)
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
        if (javaScriptEnabled && ANSWERS.includes(example)) {
          await expectSound(page)
          // What the server keeps is not offered from the browser as well.
          await expect(page.getByRole('button', { name: 'Restore text' })).toHaveCount(0)
        }
      }
      // Saved at last, and a draft no more.
      await page.locator('label[for="isAdministrator-yes"]').click()
      await page.getByRole('button', { name: 'Create link' }).click()
      await expect(page.getByLabel('Link to send')).toBeVisible()
      await open(page, paths.invite())
      await expect(page.getByText('It is not sent yet')).toHaveCount(0)
      await expect(page.locator('#email')).toHaveValue('')
    })

    test('choices come back with the text', async ({ page, context }) => {
      await open(page, paths.lifecycle(slug, '1'))
      await page.getByText('Withdraw it').click()
      await page.locator('#on-day').fill('3')
      await page.locator('#reason').fill(TEXT)
      await context.clearCookies()
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.waitForURL(/\/sign-in\?next=/)
      await signIn(context, db, writer)
      await open(page, paths.lifecycle(slug, '1'))
      await expect(page.locator('#lifecycle-withdrawn')).toBeChecked()
      await expect(page.locator('#on-day')).toHaveValue('3')
      await page.getByRole('button', { name: 'Delete this draft' }).click()
      await expect(page.getByText('It is not sent yet')).toHaveCount(0)
      await expect(page.locator('#reason')).toHaveValue('')
      await expect(page.locator('#lifecycle-withdrawn')).not.toBeChecked()
    })

    test('the role was taken away', async ({ page }) => {
      for (const example of FORMS.slice(0, javaScriptEnabled ? 3 : 1)) {
        const planId = idOf(plan, 'plan')
        await type(page, example)
        await example.fill?.(page)
        await db.query('UPDATE membership SET role = $1 WHERE person_id = $2', ['viewer', writer])
        await send(page, example)
        await expectReasonAndText(page, example, /Only|cannot|not yours/, javaScriptEnabled)
        await db.query('UPDATE membership SET role = $1 WHERE person_id = $2 AND plan_id = $3', [
          'editor',
          writer,
          planId,
        ])
      }
    })

    test('an administrator ended the session: the same is sent again after signing in', async ({
      page,
      context,
    }) => {
      const example = FORMS[1] ?? UPDATE
      await type(page, example)
      await page.getByText('Withdraw it').click()
      await db.query('DELETE FROM session WHERE person_id = $1', [writer])
      await send(page, example)
      await expectReasonAndText(page, example, /You are signed out/, javaScriptEnabled)
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
      for (const example of FORMS.slice(0, javaScriptEnabled ? 3 : 1)) {
        await type(page, example)
        const other = await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'editor' } })
        await signIn(context, db, other)
        await send(page, example)
        await expectReasonAndText(page, example, /Someone else has signed in to this browser/, true)
        const drafts = await db.query('SELECT form FROM draft WHERE person_id = $1', [other])
        expect(drafts.rows).toEqual([])
        await open(page, example.page())
        await expect(page.locator(example.field)).not.toHaveValue(TEXT)
        await expect(page.getByText(/It is not sent yet|saved in this browser/)).toHaveCount(0)
        await signIn(context, db, writer)
      }
    })

    test('Cairn was updated: the form opens with the text in it', async ({ page }) => {
      for (const example of FORMS.slice(0, javaScriptEnabled ? 4 : 2)) {
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

test.describe('what the browser keeps', () => {
  test.use({ isolated: true })
  const form = () => paths.rating(slug, String(rowOf(plan, 'section').code))

  test('comes back with its choices, and what is not offered any more is named', async ({ page }) => {
    await open(page, paths.newRequest(slug))
    const saved = { about: ['action 1'], kind: ['decision'], text: ['Typed in a tunnel'], person: ['gone'] }
    const { rows } = await db.query('SELECT id FROM plan WHERE slug = $1', [slug])
    await page.evaluate(
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

  for (const fault of ['blocked', 'full'])
    test(`storage that is ${fault} stops no draft on the server`, async ({ page }) => {
      await page.addInitScript((how) => {
        const fail = () => {
          throw new DOMException('No', how === 'full' ? 'QuotaExceededError' : 'SecurityError')
        }
        if (how === 'full') Storage.prototype.setItem = fail
        else Object.defineProperty(window, 'localStorage', { get: fail })
      }, fault)
      await open(page, form())
      await page.locator('#reason').fill('Kept on the server')
      await expect(page.getByText(/Draft saved at/)).toBeVisible()
      await page.reload()
      await expect(page.locator('#reason')).toHaveValue('Kept on the server')
    })
})

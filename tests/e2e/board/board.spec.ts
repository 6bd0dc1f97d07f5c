// The board: a member raises a question, the officer answers it, an editor decides, and a rating is disputed.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { BrowserContext, Page } from '@playwright/test'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { startDraft } from '@/tests/helpers/e2e-report'
import { addPerson } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'
import { boardMessages } from '@/lib/format/board/messages'

let db: pg.Client
let plan: ExamplePlan
let slug: string

// A plan of its own for each test, about which the board has said nothing yet.
test.beforeEach(async () => {
  db = await connectToApp()
  plan = examplePlan(`board-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'action').counted = true
  for (const table of ['board_ask', 'board_ask_event', 'rating_dispute', 'dispute_answer'])
    (plan as Map<string, unknown>).delete(table)
  for (const table of ['lifecycle_change', 'counted_change', 'audit_entry', 'accountability'])
    (plan as Map<string, unknown>).delete(table)
  await write(db, plan)
})

test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

async function become(context: BrowserContext, role: 'viewer' | 'officer' | 'editor', name: string) {
  const id = await addPerson(db, { name, roles: { [idOf(plan, 'plan')]: role } })
  await context.clearCookies()
  await signIn(context, db, id)
  return id
}

async function fillDay(page: Page, name: string, [day, month, year]: readonly [string, string, string]) {
  const group = page.getByRole('group', { name })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

for (const script of [true, false]) {
  test.describe(script ? 'with a script' : 'without a script', () => {
    test.use({ javaScriptEnabled: script })
    // Chromium preloads what it then may not run.
    test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

    async function expectSound(page: Page) {
      if (script) await expectAccessible(page)
      await expectToFit(page)
    }

    test('a question is raised on an action, answered by the one named for it, and opened again', async ({
      page,
      context,
    }) => {
      const officer = await addPerson(db, {
        name: 'Olive Officer',
        roles: { [idOf(plan, 'plan')]: 'officer' },
      })
      await become(context, 'viewer', 'Vera Viewer')
      await open(page, paths.action(slug, '1'))
      await expectSound(page)
      await page.getByRole('link', { name: 'Record a board request' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Record a board request')
      await expect(page.getByLabel('What is it about?')).toHaveValue('action 1')
      await expect(page.getByText('A decision', { exact: true })).toHaveCount(0)
      await expectSound(page)

      // Everything that is wrong is told at once, and nothing that was typed is lost.
      await fillDay(page, 'Date of the meeting', ['10', '3', '2099'])
      await page.getByLabel('What is the request?').fill('How many people were trained?')
      await page.getByRole('button', { name: 'Add request' }).click()
      const summary = page.getByRole('alert', { name: 'There is a problem' })
      await expect(summary.getByRole('link')).toHaveText([boardMessages.meetingInFuture])
      await expect(page.getByLabel('What is the request?')).toHaveValue('How many people were trained?')
      await expectSound(page)
      await fillDay(page, 'Date of the meeting', ['10', '3', '2025'])
      await fillDay(page, 'When is an answer needed? (optional)', ['30', '4', '2025'])
      await page.getByLabel('Which organisation is responsible? (optional)').selectOption('nes')
      await page.getByLabel('Which person is responsible? (optional)').selectOption(officer)
      await page.getByRole('button', { name: 'Add request' }).click()

      await expect(page.getByRole('heading', { level: 1 })).toHaveText('How many people were trained?')
      await expect(page.getByText('Overdue since 30 April 2025')).toBeVisible()
      await expect(page.getByText('Olive Officer').first()).toBeVisible()
      await expect(page.getByRole('heading', { name: 'Answer', exact: true })).toHaveCount(0)
      await expectSound(page)

      await context.clearCookies()
      await signIn(context, db, officer)
      await open(page, paths.myUpdates())
      await expect(page.getByRole('heading', { name: 'Board requests (1)' })).toBeVisible()
      await expectSound(page)
      await page.getByRole('link', { name: /How many people were trained/ }).click()
      await page.getByRole('button', { name: 'Save answer' }).click()
      await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
        boardMessages.answerMissing,
      )
      await page.getByRole('textbox', { name: 'Answer', exact: true }).fill('Twelve people')
      await page.getByRole('button', { name: 'Save answer' }).click()
      await expect(page.getByText(/^Answered \d/)).toBeVisible()
      await expect(page.getByRole('heading', { name: 'Answer', exact: true })).toHaveCount(0)
      await expectSound(page)
      const updates = await (await page.request.get(paths.myUpdates())).text()
      expect(updates).not.toContain('How many people were trained?')

      await become(context, 'editor', 'Edith Editor')
      await open(page, paths.requests(slug))
      const nav = page.getByRole('navigation', { name: 'Plan' })
      await expect(nav.locator('[aria-current=page]')).toHaveText('Board requests')
      await expect(page.getByRole('navigation', { name: 'Filter requests' }).getByRole('link')).toHaveText([
        'All (1)',
        'Open (0)',
        'Answered (1)',
        'In the next report (1)',
      ])
      await expectSound(page)
      await page.getByRole('link', { name: 'Board request 1', exact: true }).click()
      await page.getByText('Reopen', { exact: true }).first().click()
      await page.getByLabel('Why are you reopening it?').fill('That was last year')
      await page.getByRole('button', { name: 'Reopen' }).click()
      await expect(page.getByText('Overdue since 30 April 2025')).toBeVisible()
      await expect(page.getByText('That was last year')).toBeVisible()

      // Out of sight until it is wanted; what is wrong with it is not.
      await page.getByText('Change who is responsible or the due date').click()
      await fillDay(page, 'When is an answer needed? (optional)', ['31', '3', '2030'])
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
        boardMessages.changeReasonMissing,
      )
      await expectSound(page)
      await page.getByLabel('Why are you changing this?').fill('The figures come in spring')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await expect(page.getByText('Open, due 31 March 2030')).toBeVisible()
      await page.getByText('Withdraw', { exact: true }).first().click()
      await page.getByLabel('Why are you withdrawing it?').fill('Asked elsewhere')
      await page.getByRole('button', { name: 'Withdraw', exact: true }).click()
      await expect(page.getByText(/^Withdrawn \d/)).toBeVisible()
      await expectSound(page)
    })

    test('a rating is disputed, rated again and answered; the public sees none of it', async ({
      page,
      context,
      request,
    }) => {
      await become(context, 'viewer', 'Vera Viewer')
      await open(page, paths.section(slug, '1.1'))
      await page.getByRole('link', { name: 'Dispute this rating' }).click()
      await expect(page.getByText('Current rating: On Track')).toBeVisible()
      await page.getByRole('button', { name: 'Submit dispute' }).click()
      await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
        boardMessages.disputeReasonMissing,
      )
      await expectSound(page)
      await page.getByLabel('Why do you think it is wrong?').fill('Two of its dates have passed')
      await page.getByRole('button', { name: 'Submit dispute' }).click()
      await page.waitForURL(/#board$/)
      await expect(page.getByText('1 dispute waiting for an answer')).toBeVisible()
      await expectSound(page)

      const read = await (await request.get(paths.section(slug, '1.1'))).text()
      expect(read).not.toContain('Two of its dates have passed')
      expect(read).not.toContain('Dispute this rating')

      await become(context, 'editor', 'Edith Editor')
      const draft = await startDraft(page, slug, 'LB(2)', 'Second report')
      expect(await (await page.request.get(draft)).text()).toContain('>Disputed ratings without an answer<')
      await open(page, paths.manage(slug))
      await page.getByRole('link', { name: 'Disputed ratings' }).click()
      await expectSound(page)
      await page.getByRole('link', { name: 'Answer dispute 1' }).click()
      await page.getByText('Rating changed', { exact: true }).click()
      await page.getByLabel('Why?').fill('You are right')
      await page.getByRole('button', { name: 'Save answer' }).click()
      await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
        'The rating is still On Track. Change it first',
      )
      await expect(page.getByLabel('Why?')).toHaveValue('You are right')
      await expectSound(page)
      await page.getByText('Rating kept', { exact: true }).click()
      await page.getByLabel('Why?').fill('Both were met a week later')
      await page.getByRole('button', { name: 'Save answer' }).click()
      await expect(page.getByText('Both were met a week later')).toBeVisible()
      await open(page, paths.section(slug, '1.1'))
      await expect(page.getByText('Two of its dates have passed')).toBeVisible()
      await expect(page.getByText('Rating kept')).toBeVisible()
      await expectSound(page)
    })
  })
}

test('an editor records a decision about a report, and it is in print as on screen', async ({
  page,
  context,
}) => {
  await become(context, 'editor', 'Edith Editor')
  await open(page, paths.newRequest(slug, { report: 'lb-1' }))
  await expect(page.getByLabel('Which report was discussed?')).toHaveValue('lb-1')
  await page.getByText('A decision', { exact: true }).click()
  await page.getByLabel('What is it about?').selectOption('section 1.1')
  await page.getByLabel('What is the request?').fill('Publish the figures every quarter')
  await page.getByLabel('Which organisation is responsible? (optional)').selectOption('nes')
  await fillDay(page, 'Date of the meeting', ['10', '3', '2025'])
  await fillDay(page, 'When is an answer needed? (optional)', ['31', '12', '2099'])
  await page.getByRole('button', { name: 'Add request' }).click()
  await expect(page.getByText('Board request 1 · Decision')).toBeVisible()
  await open(page, paths.requests(slug, 'open'))
  await expect(page.getByText('Decision, raised 10 March 2025 on LB(1)')).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('Publish the figures every quarter')).toBeVisible()
  await expectToFit(page)
})

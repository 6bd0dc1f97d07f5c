// A report is written, checked, reviewed and issued: with a script and without, by keyboard, on a phone and on a wide screen.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type pg from 'pg'
import { paths } from '@/lib/paths'
import {
  allowTrouble,
  expect,
  expectAccessible,
  expectToFit,
  open,
  test,
  waitForTexts,
} from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { reviewDraft, startDraft } from '@/tests/helpers/e2e-report'
import { addPerson } from '@/tests/helpers/people'
import { type ExamplePlan, examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'

let db: pg.Client
let plan: ExamplePlan
let slug: string

test.beforeEach(async ({ page }) => {
  db = await connectToApp()
  plan = examplePlan(`drafts-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  rowOf(plan, 'action').counted = true
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
    reason: 'Money is short',
    mitigation: 'A bid is made',
  })
  await enter(page, 'Edda Example')
})
test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

async function enter(page: Page, name: string) {
  const roles = { [idOf(plan, 'plan')]: 'editor' as const }
  await signIn(page.context(), db, await addPerson(db, { name, roles }))
}

/** Starts a draft and goes to it; returns its address. */
async function start(page: Page): Promise<string> {
  const draft = await startDraft(page, slug)
  await open(page, draft)
  return draft
}

async function writeSummary(page: Page, text: string) {
  await page.locator('.tasks').getByRole('link', { name: 'Summary', exact: true }).last().click()
  const summary = page.getByRole('textbox', { name: 'Summary' })
  await expect(summary).toBeVisible()
  await waitForTexts(page)
  await summary.fill(text)
  await page.getByRole('button', { name: 'Save' }).click()
}

/** Writes a summary with a figure that there is not, and then one that is typed and wrong. */
async function beRefused(page: Page) {
  // A field that names no figure is told at once, with what was typed and the way out.
  await writeSummary(page, 'We have {at rsk} there.')
  await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
    '{at rsk} is not a figure in this plan. Did you mean {at risk}',
  )
  const text = page.getByRole('textbox', { name: 'Summary' })
  await expect(text).toHaveValue('We have {at rsk} there.')
  await text.fill('Two actions are On Track. We have {at risk} there.')
  await page.getByRole('button', { name: 'Save' }).click()
}

async function writeNotes(page: Page) {
  await expect(page.getByRole('heading', { name: 'Before you can issue it' })).toBeVisible()
  const link = page.getByRole('link', { name: 'Notes on gaps' })
  if ((await link.count()) === 0) return
  await link.click()
  for (const note of await page.getByLabel(/^Note: /).all()) await note.fill('In hand')
  await page.getByRole('button', { name: 'Save' }).click()
}

for (const script of [true, false]) {
  test.describe(script ? 'with a script' : 'without a script', () => {
    test.use({ javaScriptEnabled: script })
    // A script that may not run is a failure to the browser.
    if (!script) test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

    test('what another editor saved meanwhile is shown beside what was typed, and nothing is lost', async ({
      page,
    }) => {
      const draft = await startDraft(page, slug)
      await open(page, `${draft}/parts/risks`)
      await page.getByRole('textbox', { name: 'Risks and issues' }).fill('- My risk')
      await db.query(
        `UPDATE report_draft SET content = content || '{"risks": "- Their risk"}', version = version + 1 WHERE plan_id = $1`,
        [idOf(plan, 'plan')],
      )
      await page.getByRole('button', { name: 'Save' }).click()
      const both = page.getByRole('table', { name: /Saved by someone else/ })
      await expect(both).toContainText('- Their risk')
      await expect(both).toContainText('- My risk')
      await expect(page.getByRole('textbox', { name: 'Risks and issues' })).toHaveValue('- My risk')
      if (script) await expectAccessible(page)
      await page.getByRole('button', { name: 'Save' }).click()
      await expect(page).toHaveURL(draft)
      await expect(page.getByRole('region', { name: 'Risk and issue summary' })).toContainText('My risk')
    })

    // The whole way is walked with a script; its other forms are sent without one in reports.spec.ts.
    if (!script) {
      test('a text is refused, checked by hand and returned', async ({ page }) => {
        await start(page)
        await beRefused(page)
        await expect(page.getByRole('region', { name: 'Before you can issue it' })).toContainText(
          '“Two actions are On Track”',
        )
        await writeNotes(page)
        await page.getByLabel(/“Two actions are On Track”/).check({ force: true })
        await page.getByLabel('Why they are correct (optional)').fill('Of the other plan')
        await page.getByRole('button', { name: 'Send for review' }).click()
        await expect(page.getByRole('region', { name: 'Figures in the text' })).toContainText(
          'Checked by Edda Example',
        )
        await page.getByLabel('What needs to change?').fill('Take the figure from the plan')
        await page.getByRole('button', { name: 'Return to writers' }).click()
        await expect(page.getByRole('region', { name: 'Returned by the reviewer' })).toContainText(
          'Take the figure from the plan',
        )
      })
      return
    }

    test('figures in braces are worked out, and typed ones that disagree wait for a check by hand', async ({
      page,
    }) => {
      test.slow()
      const draft = await start(page)
      const points = page.getByRole('region', { name: 'Before you can issue it' })
      await expect(page.getByRole('region', { name: 'Summary', exact: true })).toContainText(
        '1 (100%) is At Risk',
      )
      await beRefused(page)
      await expect(page).toHaveURL(draft)
      await expect(page.getByText(/^Saved at \d\d:\d\d: /)).toBeVisible()
      // What was typed, what is so with the rows behind it, and the field to use instead.
      const typed = page.getByRole('region', { name: 'Figures in the text' })
      await expect(typed).toContainText('1 typed figure: 0 match the plan, 1 does not')
      await expect(typed).toContainText('Or use {on track}')
      await expect(typed.getByRole('link', { name: '0 of 1 (0%)' })).toHaveAttribute(
        'href',
        /\/actions\?(.*&)?status=onTrack/,
      )
      await expect(points).toContainText('“Two actions are On Track”')
      await writeNotes(page)
      await expect(page.getByText(/^Saved at \d\d:\d\d: /)).toBeVisible()
      await expectAccessible(page)
      await expectToFit(page)
      // It may be right all the same: whoever approves it says so.
      await page.getByRole('button', { name: 'Send for review' }).click()
      await page.getByRole('button', { name: 'Approve report' }).click()
      await expect(page.getByRole('alert', { name: 'There is a problem' })).toContainText(
        'Tick that you have checked “Two actions are On Track”',
      )
      await page.getByLabel('What needs to change?').fill('Take the figure from the plan')
      await page.getByRole('button', { name: 'Return to writers' }).click()
      await expect(page.getByRole('region', { name: 'Returned by the reviewer' })).toContainText(
        'Take the figure from the plan',
      )
      await writeSummary(page, 'We have {at risk} there.')
      await page.getByRole('button', { name: 'Send for review' }).click()
      await page.getByRole('button', { name: 'Approve report' }).click()
      await expect(page.getByRole('link', { name: 'Check and issue' })).toBeVisible()
      await writeSummary(page, 'Two actions are On Track. We have {at risk} here.')
      // The page that it leads to is there, and not the one before it.
      await expect(page.getByText(/^Saved at \d\d:\d\d: /)).toBeVisible()
      await expect(page.getByRole('region', { name: 'Summary', exact: true })).toContainText('here.')
      // An edit after the review puts it back.
      await page.getByLabel(/“Two actions are On Track”/).check({ force: true })
      await page.getByLabel('Why they are correct (optional)').fill('Of the other plan')
      await page.getByRole('button', { name: 'Send for review' }).click()
      await expect(typed).toContainText('Checked by Edda Example')
      await page.getByRole('button', { name: 'Approve report' }).click()
      await page.getByRole('link', { name: 'Check and issue' }).click()
      await expect(page.getByRole('region', { name: 'What will be issued' })).toContainText('1 At Risk')
      await expect(page.getByRole('region', { name: 'You cannot undo this' })).toContainText(
        'cannot be changed or deleted',
      )
      await expectAccessible(page)
      await expectToFit(page)
      await page.getByRole('button', { name: 'Issue report' }).click()
      await expect(page).toHaveURL(paths.report(slug, 'lb-30-01'))
      const figure = page
        .getByRole('region', { name: 'Summary', exact: true })
        .getByRole('link', { name: '1 (100%)' })
      await figure.click()
      await expect(page).toHaveURL(new RegExp(`/reports/lb-30-01/actions\\?(.*&)?status=atRisk`))
      await expect(page.getByRole('heading', { name: '1 action found' })).toBeVisible()
    })

    test('what was changed or issued while it was open here is shown, and nothing is passed on unseen', async ({
      page,
    }) => {
      const draft = await startDraft(page, slug)
      await reviewDraft(db, draft)
      await db.query(
        `UPDATE report_draft SET state = 'inReview', reviewed_by_id = NULL, reviewed_at = NULL WHERE plan_id = $1`,
        [idOf(plan, 'plan')],
      )
      await open(page, draft)
      await db.query(
        `UPDATE report_draft SET content = content || '{"summary": "Theirs"}', version = version + 1 WHERE plan_id = $1`,
        [idOf(plan, 'plan')],
      )
      await page.getByRole('button', { name: 'Approve report' }).click()
      await expect(page.getByRole('status').filter({ hasText: 'Someone changed this draft' })).toBeVisible()
      await expect(page.getByRole('region', { name: 'Summary', exact: true })).toContainText('Theirs')
      await expectAccessible(page)
      await page.getByRole('button', { name: 'Approve report' }).click()
      await page.getByRole('link', { name: 'Check and issue' }).click()
      await expect(page.getByRole('button', { name: 'Issue report' })).toBeVisible()
      await db.query('DELETE FROM report_draft WHERE plan_id = $1', [idOf(plan, 'plan')])
      await page.getByRole('button', { name: 'Issue report' }).click()
      await expect(
        page.getByRole('status').filter({ hasText: 'issued or deleted by another editor' }),
      ).toBeVisible()
      await expect(page).not.toHaveURL(draft)
    })
  })
}

test('another editor than the writer reviews it', async ({ page }) => {
  const draft = await startDraft(page, slug)
  const roles = { [idOf(plan, 'plan')]: 'editor' as const }
  await addPerson(db, { name: 'Erin Example', roles })
  await open(page, draft)
  await page.getByRole('button', { name: 'Send for review' }).click()
  await expect(page.getByText('another editor must review it')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve report' })).toBeHidden()
  await enter(page, 'Eve Example')
  await open(page, draft)
  await page.getByRole('button', { name: 'Approve report' }).click()
  await expect(page.getByText(/^Reviewed by Eve Example/)).toBeVisible()
})

test('its parts fit, can be read by everyone, and are written by keyboard alone', async ({ page }) => {
  const draft = await startDraft(page, slug)
  for (const address of [
    ...['about', 'risks', 'notes'].map((part) => `${draft}/parts/${part}`),
    `${draft}/discard`,
    `${draft}/parts/summary`,
  ]) {
    await open(page, address)
    await expectAccessible(page)
    await expectToFit(page)
  }
  const text = page.getByRole('textbox', { name: 'Summary' })
  await text.focus()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('By keyboard: {sections}.')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Save' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(draft)
  await expect(page.getByRole('region', { name: 'Summary', exact: true })).toContainText('By keyboard: 1.')
})

test('the public sees no draft, and an editor deletes it after a question', async ({ page, request }) => {
  const draft = await start(page)
  expect(await (await request.get(paths.reports(slug))).text()).not.toContain('First report')
  const answer = await request.get(draft, { maxRedirects: 0 })
  expect(answer.headers().location).toMatch(/^\/sign-in/)
  await page.getByRole('link', { name: 'Delete this draft' }).click()
  await page.getByRole('button', { name: 'Delete draft' }).click()
  await expect(page).toHaveURL(paths.reports(slug))
  await expect(page.getByRole('main')).not.toContainText('First report')
})

test('a text that takes long to check holds up neither its editor nor anyone else', async ({
  page,
  request,
}) => {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO report_draft (id, plan_id, reference, title, as_at, content, writer_ids, last_writer_id)
    SELECT $1, $2, 'LB(30)02', 'A long report', '2026-04-01', $3, ARRAY[person_id], person_id FROM membership
    WHERE plan_id = $2 LIMIT 1 RETURNING id`,
    [
      randomUUID(),
      idOf(plan, 'plan'),
      {
        summary: `Sections ${'1.1, '.repeat(3_990)}1 ${'counted actions '.repeat(600)}`.slice(0, 20_000),
        risks: '{list of counted}'.repeat(1_176),
        delivered: {},
        notes: {},
        risksFrom: null,
      },
    ],
  )
  let longest = 0
  let isOpen = false
  const others = async () => {
    while (!isOpen) {
      const asked = Date.now()
      expect((await request.get(paths.signIn())).ok()).toBe(true)
      longest = Math.max(longest, Date.now() - asked)
    }
  }
  const draft = async () => {
    await open(page, paths.reportDraft(slug, rows[0]?.id ?? ''))
    isOpen = true
  }
  await Promise.all([draft(), others()])
  await expect(
    page.getByText('The text has more than 200 figures in braces. Remove some of them.'),
  ).toBeVisible()
  expect(longest).toBeLessThan(5_000)
})

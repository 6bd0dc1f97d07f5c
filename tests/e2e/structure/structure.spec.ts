// An editor looks after what a plan is made of; an administrator makes a plan from another.
import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { addAction, type ExamplePlan, examplePlan, idOf, rowOf, write } from '@/tests/helpers/plan-rows'
import { paths } from '@/lib/paths'
import { structureMessages } from '@/lib/format/structure/messages'

let db: pg.Client
let plan: ExamplePlan
let slug: string

// A plan of its own for each test: section 1.1 with action 1, which counts, and its parts 1.1 and 1.2, which do not.
test.beforeEach(async ({ context }) => {
  db = await connectToApp()
  slug = `structure-${randomUUID()}`
  plan = examplePlan(slug)
  rowOf(plan, 'action').counted = true
  rowOf(plan, 'action').title = 'Train more people'
  await write(db, plan, 'action_partner')
  for (const [at, ref] of ['1.1', '1.2'].entries())
    await addAction(db, plan, { ref, parent_id: idOf(plan, 'action'), position: 1 + at })
  const roles = { [idOf(plan, 'plan')]: 'editor' } as const
  await signIn(context, db, await addPerson(db, { name: 'Edith', isAdministrator: true, roles }))
})

test.afterEach(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

async function check(page: Page) {
  await expectAccessible(page)
  await expectToFit(page)
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled })
    test.beforeEach(({ page }) => {
      if (!javaScriptEnabled) allowTrouble(page, /^failed: csp \(.*\.js\)$/)
    })

    test('an editor adds an action, changes and re-orders it', async ({ page }) => {
      await open(page, paths.structure(slug))
      if (javaScriptEnabled) await check(page)
      await page.getByRole('link', { name: /^1 section and .* of Plan$/ }).click()
      if (javaScriptEnabled) await check(page)
      await page.getByRole('link', { name: '3 actions of 1.1' }).click()
      await page.getByRole('link', { name: 'Add action to 1.1' }).click()
      await press(page, 'Add action')
      await expect(page.locator('#error-summary')).toContainText('Enter the wording')
      await expect(page.locator('#error-summary')).toContainText('Enter a number')
      if (javaScriptEnabled) await check(page)
      await page.getByLabel('Number').fill('1')
      await page.getByLabel('Wording').fill('Hire more people')
      await expect(page.getByRole('radio', { name: 'Yes', exact: true })).toBeChecked()
      await press(page, 'Add action')
      await expect(page.locator('#error-summary')).toContainText('"1" is already used by "Train more people"')
      await expect(page.getByLabel('Wording')).toHaveValue('Hire more people')
      await page.getByLabel('Number').fill('2')
      await press(page, 'Add action')
      await expect(page.getByText('Hire more people')).toBeVisible()
      await expect(page.getByRole('status')).toHaveText('Action 2 was added.')
      // What is said stays in sight, though the address leads further down; the record is not behind it.
      await expect(page.getByRole('status')).toBeInViewport()
      await expect(page.getByText('Hire more people')).toBeInViewport()
      await press(page, 'Move action 2 up')
      await expect(page.getByRole('status')).toHaveText('Action 2 was moved up.')
      await expect(page.getByRole('button', { name: 'Move action 2 up' })).toHaveCount(0)
      await page.getByRole('link', { name: 'Change action 2', exact: true }).click()
      if (javaScriptEnabled) await check(page)
      await page.getByLabel('Wording').fill('Keep more people')
      await press(page, 'Save')
      await expect(page.getByText('Keep more people')).toBeVisible()
      await expect(page.getByRole('status')).toHaveText('Action 2 was renamed.')
      // It is said once: neither on the next page nor when the reader comes back.
      await open(page, paths.plan(slug))
      await expect(page.getByRole('status')).toHaveCount(0)
      await open(page, paths.structure(slug, 'section', '1.1'))
      await expect(page.getByRole('status')).toHaveCount(0)
    })

    test('the count moves from an action to its parts', async ({ page }) => {
      await open(page, paths.counted(slug, '1'))
      if (javaScriptEnabled) await check(page)
      await page.locator('label').getByText('1.1 An action').click()
      await page.getByRole('textbox', { name: 'Reason' }).fill('Reported by part')
      await press(page, 'Save')
      await expect(page.locator('#error-summary')).toContainText('Actions 1 and 1.1 cannot both be counted')
      await page.locator('label').getByText('1 Train more people').click()
      await page.locator('label').getByText('1.2 An action').click()
      await press(page, 'Save')
      const question = page.getByRole('status').filter({ hasText: 'Nothing is saved yet.' })
      await expect(question).toContainText('It would have 2 actions counted: 100% No update')
      await expect(question).toContainText('No longer counted: 1 (')
      if (javaScriptEnabled) await check(page)
      await press(page, 'Save')
      await expect(page.getByRole('main')).toContainText('2 actions counted in its place')
      await open(page, paths.section(slug, '1.1'))
      await expect(page.getByRole('main')).toContainText(/Counted since .*: 1\.1 and 1\.2 in place of 1/)
    })

    // What follows is sent by the forms that were sent above, or in draft-forms.spec.ts: once is enough.
    if (!javaScriptEnabled) return

    test('an action is withdrawn, with its parts', async ({ page }) => {
      await open(page, paths.lifecycle(slug, '1'))
      await press(page, 'Save')
      await expect(page.locator('#error-summary')).toContainText(structureMessages.lifecycleMissing)
      await expect(page.locator('#error-summary')).toContainText('Enter the reason')
      await check(page)
      await page.locator('label').getByText('Withdraw it').click()
      await page.locator('label').getByText('The same, with the same date and reason').click()
      await page.getByRole('textbox', { name: 'Reason' }).fill('Nobody needs it any more')
      await press(page, 'Save')
      await expect(page.getByRole('main')).toContainText('Withdrawn. It is no longer counted')
      const overview = await (await page.request.get(paths.plan(slug))).text()
      expect(overview).toContain('1 withdrawn action is no longer counted.')
    })

    test('an old number leads on, and is given to another only by who insists', async ({ page }) => {
      await open(page, paths.editRecord(slug, 'action', '1.2'))
      await page.getByLabel('Number').fill('1.9')
      await press(page, 'Save')
      await expect(page.getByRole('link', { name: 'Change action 1.9', exact: true })).toBeVisible()
      for (const [old, now] of [
        [paths.action(slug, '1.2', 2), paths.action(slug, '1.9', 2)],
        [paths.lifecycle(slug, '1.2'), paths.lifecycle(slug, '1.9')],
        [`/api/v1/plans/${slug}/actions/1.2`, `/api/v1/plans/${slug}/actions/1.9`],
      ] as const) {
        const answer = await page.request.get(old, { maxRedirects: 0 })
        expect([old, answer.status(), answer.headers().location]).toEqual([old, 308, now])
      }
      await open(page, paths.action(slug, '1.2'))
      await expect(page).toHaveURL(paths.action(slug, '1.9'))
      await expect(page.getByText('Formerly 1.2')).toBeVisible()
      await check(page)

      await open(page, paths.addRecord(slug, 'action', { section: '1.1' }))
      await page.getByLabel('Number').fill('1.2')
      await page.getByLabel('Wording').fill('Hire more people')
      await page.locator('label').getByText('No', { exact: true }).click()
      await press(page, 'Add action')
      await expect(page.locator('#error-summary')).toContainText('"1.2" was the number or code of 1.9')
      await check(page)
      await page.locator('label').getByText('Use it anyway').click()
      await press(page, 'Add action')
      await expect(page.getByRole('link', { name: 'Change action 1.2', exact: true })).toBeVisible()
    })
  })
}

test('a merged action points to its heir, and the heir back', async ({ page }) => {
  await addAction(db, plan, { ref: '2', title: 'Hire more people' })
  await open(page, paths.lifecycle(slug, '2'))
  await page.locator('label').getByText('Merge it into another').click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('The same work')
  await press(page, 'Save')
  await expect(page.locator('#error-summary')).toContainText(structureMessages.replacementMissing)
  await page.getByLabel('What replaces it?').selectOption('1')
  await press(page, 'Save')
  await page.getByRole('link', { name: '1 Train more people' }).click()
  await expect(page.getByRole('main')).toContainText('Merged into this: 2 Hire more people')
  await check(page)
})

test('the second of two who save at once sees what the first saved', async ({ page }) => {
  await open(page, paths.editRecord(slug, 'pillar', 'plan'))
  await page.getByLabel('Name').fill('Mine')
  await db.query(`UPDATE pillar SET name = 'Theirs' WHERE plan_id = $1`, [idOf(plan, 'plan')])
  await press(page, 'Save')
  await expect(page.locator('#error-summary')).toContainText('Someone saved this while you had it open')
  await expect(page.getByRole('row', { name: /Name.*Theirs.*Mine/ })).toBeVisible()
  await check(page)
  await press(page, 'Save')
  await expect(page.getByRole('heading', { name: 'Mine' })).toBeVisible()
})

test('a pillar is removed once nothing refers to it', async ({ page }) => {
  await open(page, paths.editRecord(slug, 'pillar', 'plan'))
  await page.getByText('Remove from the plan').click()
  await expect(page.getByRole('main')).toContainText('section 1.1; outcome o1')
  await open(page, paths.addRecord(slug, 'pillar'))
  await page.getByLabel('Name').fill('Keep')
  await page.getByLabel('Aim').fill('Fewer leave')
  await page.getByLabel('Code').fill('keep')
  await press(page, 'Add pillar')
  await page.getByRole('link', { name: 'Change pillar Keep' }).click()
  await page.getByText('Remove from the plan').click()
  await press(page, 'Remove pillar')
  await expect(page.getByRole('heading', { name: 'Plan structure' })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Keep' })).toHaveCount(0)
})

test('an administrator makes a plan with the structure of another, and words of its own', async ({
  page,
}) => {
  await open(page, paths.newPlan())
  await check(page)
  await press(page, 'Add plan')
  await expect(page.locator('#error-summary')).toContainText('Enter the title')
  const fresh = `fresh-${randomUUID()}`
  await page.getByLabel('Title', { exact: true }).fill('A second plan')
  await page.getByLabel('Short title').fill('Second')
  await page.getByLabel('Publishers').fill('Scottish Government')
  await page.getByLabel('Period').fill('2026 to 2029')
  for (const [name, year] of [
    ['starts', '2026'],
    ['ends', '2029'],
  ] as const) {
    await page.locator(`#${name}-day`).fill('1')
    await page.locator(`#${name}-month`).fill('4')
    await page.locator(`#${name}-year`).fill(year)
  }
  await page.getByLabel('Web address').fill(fresh)
  await page.getByLabel('Copy from another plan').selectOption(slug)
  for (const what of ['Top level', 'Middle level', 'Actions in the plan'])
    await page.locator('#copy label').filter({ hasText: what }).click()
  await page.getByText('Names of the levels').click()
  await page.getByLabel('Actions: one').fill('Deliverable')
  await page.getByLabel('Actions: several').fill('Deliverables')
  await press(page, 'Add plan')
  await expect(page.getByRole('heading', { name: 'Plan structure' })).toBeVisible()
  await page.getByRole('link', { name: '1 section and 0 outcomes' }).click()
  await expect(page.getByRole('link', { name: /^3 deliverables/ })).toBeVisible()
  await open(page, paths.details(fresh))
  await check(page)
  // The other width makes a plan of its own, and two of one title are asked about.
  const title = `The second plan ${fresh}`
  await page.getByLabel('Title', { exact: true }).fill(title)
  await page.getByText('Publication, language, licence and notes').click()
  await page.getByLabel('Language of the plan').selectOption('gd')
  await press(page, 'Save')
  await expect(page.getByRole('heading', { level: 1, name: title })).toHaveAttribute('lang', 'gd')
  await expect(page.getByRole('main')).toContainText('No action has been reported on yet.')
})

test('someone who does not manage the plan is told who does', async ({ context, request }) => {
  await signIn(context, db, await addPerson(db, { roles: { [idOf(plan, 'plan')]: 'viewer' } }))
  for (const address of [
    paths.structure(slug),
    paths.addRecord(slug, 'pillar'),
    paths.editRecord(slug, 'action', '1'),
    paths.lifecycle(slug, '1'),
    paths.counted(slug, '1'),
    paths.details(slug),
  ]) {
    const answer = await context.request.get(address)
    expect(answer.status(), address).toBe(403)
    expect(await answer.text(), address).toContain('Edith')
  }
  expect((await context.request.get(paths.newPlan())).status()).toBe(403)
  const answer = await request.get(paths.structure(slug), { maxRedirects: 0 })
  expect(answer.headers().location).toMatch(/^\/sign-in(\?|$)/)
})

test('a partner that looks like one that is there is taken only from who insists', async ({ page }) => {
  await open(page, paths.addRecord(slug, 'partner'))
  await page.getByLabel('Name', { exact: true }).fill('nhs  education')
  await page.getByLabel('Short name').fill('Other')
  await page.getByLabel('Kind of organisation').selectOption('other')
  await page.getByLabel('Code').fill('other')
  await press(page, 'Add partner')
  const problem = page.getByRole('alert', { name: 'There is a problem' })
  await expect(problem).toContainText('This name looks the same as "NHS Education" (nes)')
  await expect(problem.getByRole('link', { name: 'View nes' })).toHaveAttribute(
    'href',
    paths.editRecord(slug, 'partner', 'nes'),
  )
  await check(page)
  await page.getByText('This is a different one with the same name', { exact: true }).click()
  await press(page, 'Add partner')
  await expect(page).toHaveURL(paths.structure(slug, 'partner', 'other'))
})

test('an action that was added by mistake is removed within the day', async ({ page }) => {
  await open(page, paths.addRecord(slug, 'action', { section: '1.1' }))
  await page.getByLabel('Number').fill('9')
  await page.getByLabel('Wording').fill('Never meant to be here')
  await press(page, 'Add action')
  await expect(page).toHaveURL(/#action-9$/)
  await open(page, paths.editRecord(slug, 'action', '9'))
  await page.getByText('Remove from the plan').click()
  await expect(page.getByRole('main')).toContainText('you can remove it until')
  await check(page)
  await press(page, 'Remove action')
  await expect(page).toHaveURL(paths.structure(slug))
  await expect(page.getByRole('main')).not.toContainText('Never meant to be here')
})

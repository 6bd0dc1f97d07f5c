// Lists that grow with the years: a page at a time, every row on one of them, with and without scripts.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { allowTrouble, expect, expectAccessible, expectToFit, open, test } from '@/tests/helpers/e2e'
import { connectToApp, signIn } from '@/tests/helpers/e2e-app'
import { addPerson } from '@/tests/helpers/people'
import { examplePlan, idOf, insert, rowOf, write } from '@/tests/helpers/plan-rows'
import { addPeriod } from '@/tests/helpers/periods'
import { paths } from '@/lib/paths'

const MANY = 120
let db: pg.Client
let slug: string
let planId: string

test.beforeAll(async () => {
  db = await connectToApp()
  const plan = examplePlan(`lists-${randomUUID()}`)
  slug = String(rowOf(plan, 'plan').slug)
  for (const table of [
    'board_ask',
    'board_ask_event',
    'rating_dispute',
    'dispute_answer',
    'reporting_period',
  ])
    (plan as Map<string, unknown>).delete(table)
  await write(db, plan)
  planId = idOf(plan, 'plan')
  const plan_id = planId
  const author_id = await addPerson(db, { name: 'Ada Member', roles: { [plan_id]: 'viewer' } })
  const inYear = (n: number) => new Date(Date.UTC(1900 + n, 0, 1)).toISOString().slice(0, 10)
  for (let n = 1; n <= MANY; n += 1) {
    await insert(db, 'rating_dispute', {
      id: randomUUID(),
      plan_id,
      author_id,
      number: n,
      action_id: idOf(plan, 'action'),
      status: 'onTrack',
      reason: `Reason ${n}`,
      effective_on: '2025-03-01',
    })
    await insert(db, 'board_ask', {
      id: randomUUID(),
      plan_id,
      author_id,
      number: n,
      kind: 'question',
      action_id: idOf(plan, 'action'),
      text: `Question ${n}`,
      raised_on: '2025-03-01',
    })
    const day = inYear(n)
    await addPeriod(db, plan_id, `Period ${n}`, { opensOn: day, dueOn: day, closesOn: day })
  }
})

test.afterAll(async () => {
  await db.query('UPDATE plan SET is_public = false WHERE slug = $1', [slug])
  await db.end()
})

const LISTS = [
  ['disputes', () => paths.disputes(slug), /Reason (\d+)/],
  ['requests that were filtered', () => paths.requests(slug, 'open'), /Question (\d+)/],
  ['periods', () => paths.periods(slug), /Period (\d+)/],
] as const

for (const script of [true, false])
  test.describe(script ? 'with a script' : 'without a script', () => {
    test.use({ javaScriptEnabled: script })
    test.beforeEach(({ page }) => allowTrouble(page, /^failed: csp \(.*\.js\)$/))

    // One mechanism: without scripts, once.
    for (const [what, pathOf, row] of script ? LISTS : LISTS.slice(0, 1))
      test(`${what} are walked page by page`, async ({ page, context }) => {
        await signIn(context, db, await addPerson(db, { roles: { [planId]: 'editor' } }))
        await open(page, pathOf())
        await expect(page.getByText(`Showing 1 to 25 of ${MANY}`)).toBeVisible()
        if (script) await expectAccessible(page)
        await expectToFit(page)
        const met = new Set<string>()
        for (let at = 1; ; at += 1) {
          for (const text of await page.getByText(row).allTextContents()) met.add(row.exec(text)?.[1] ?? '')
          const next = page.getByRole('link', { name: 'Next', exact: true })
          if ((await next.count()) === 0) break
          await next.click()
          await expect(page).toHaveURL(paths.atPage(pathOf(), at + 1))
        }
        expect(met.size).toBe(MANY)
        await expect(page.getByText(`Showing 101 to ${MANY} of ${MANY}`)).toBeVisible()
      })
  })

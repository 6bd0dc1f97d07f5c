// The plan that is loaded beside the first at the first start, through the importer: every page, file and answer has its own words.
import { STRATEGIC_ACTIONS } from '@/tests/fixtures/delivery-plan'
import {
  expect,
  expectAccessible,
  findOverflow,
  lengthOf,
  LONGEST_ON_A_PHONE,
  PHONE,
  test,
} from '@/tests/helpers/e2e'
import { type OwnServer, startOwnServer } from '@/tests/helpers/own-server'
import { paths } from '@/lib/paths'

const SECOND = 'mental-health-delivery'
/** More pages than it has: 28 strategic actions, 39 sub-actions, 10 priorities and the others. */
const MOST_PAGES = 250

// One server for all of them.
test.describe.configure({ mode: 'serial' })
let server: OwnServer
test.beforeAll(async () => {
  test.setTimeout(180_000)
  server = await startOwnServer('second-plan', { bothPlans: true })
})
test.afterAll(() => server.stop())

/** What the first plan calls its levels and statuses. Words of ours and of the plan itself that have these are left out. */
const OTHER_WORDS = /\b(pillars?|sections?|delivered|delivery date missed)\b/gi
const ALLOWED = /also called (delivered|delivery date missed)/i

test('has its own words on every page', async ({ request }) => {
  test.setTimeout(240_000)
  const start = paths.plan(SECOND)
  const seen = new Set([start])
  const wrong: string[] = []
  for (const address of seen) {
    expect(seen.size).toBeLessThan(MOST_PAGES)
    const answer = await request.get(`${server.base}${address}`)
    if (answer.status() !== 200) wrong.push(`${address}: ${answer.status()}`)
    if (!answer.headers()['content-type']?.includes('html')) continue
    const html = await answer.text()
    for (const [, href = ''] of html.matchAll(/href="(\/plans\/mental-health-delivery[^"#?]*)/g))
      if (!/\/(files|charts)\/|\.(docx|atom|zip)$/.test(href)) seen.add(href)
    // The dictionary of the files' columns is about the files of any plan.
    if (address.endsWith('/files')) continue
    const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html
    const text = main
      .replace(/<(script|style|code|textarea|pre)[\s\S]*?<\/\1>/g, ' ')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
    for (const match of text.matchAll(OTHER_WORDS)) {
      const around = text.slice(Math.max(0, match.index - 60), match.index + 40)
      if (!ALLOWED.test(around)) wrong.push(`${address}: ${around}`)
    }
  }
  expect(seen.size).toBeGreaterThan(100)
  expect(wrong).toEqual([])
})

test('stands beside the first, and its pages can be read by everyone', async ({ page }) => {
  await page.goto(server.base)
  await expect(page.getByRole('heading', { level: 2 })).toHaveText([
    'Mental Health and Wellbeing Strategy Delivery Plan 2023-2025 (partial)',
    'Mental Health and Wellbeing Workforce Action Plan 2023-2025',
  ])
  await page.setViewportSize(PHONE)
  await page.getByRole('link', { name: 'See what needs attention in all plans' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All plans')
  await expect(
    page
      .getByRole('table', { name: 'The plans and their counted actions' })
      .getByRole('link', { name: /^5/ }),
  ).toHaveText(/^5/)
  await page.getByRole('link', { name: 'Convention of Scottish Local Authorities' }).first().click()
  await expect(
    page.getByRole('heading', { name: 'What involves Convention of Scottish Local Authorities' }),
  ).toBeVisible()
  for (const path of [
    paths.allPlans({ partner: 'cosla' }),
    paths.plan(SECOND),
    paths.section(SECOND, '2.6'),
    paths.action(SECOND, '2.6.1'),
    paths.printedReport(SECOND, 'lb-25-03-03'),
    paths.report(SECOND, 'lb-25-03-03'),
  ]) {
    await page.goto(`${server.base}${path}`)
    await expectAccessible(page)
    expect(await findOverflow(page)).toMatchObject({ px: 0 })
    expect(await lengthOf(page), path).toBeLessThan(LONGEST_ON_A_PHONE)
  }
})

test('has the ratings and shares that the report printed: 11 of 11', async ({ request }) => {
  const answer = await request.get(`${server.base}/api/v1/plans/${SECOND}/sections`)
  const { sections } = (await answer.json()) as { sections: Section[] }
  expect(sections).toHaveLength(28)
  const rated = sections.filter(({ rating }) => rating.assessed !== null)
  expect(
    rated.map(({ code, rating, rollUp }) => ({
      ref: code,
      rag: rating.suggested?.rag,
      counts: Object.fromEntries(Object.entries(rollUp.counts).filter(([, count]) => count > 0)),
    })),
  ).toEqual(STRATEGIC_ACTIONS)
  expect(rated.map(({ rating }) => rating.assessed?.rag)).toEqual(STRATEGIC_ACTIONS.map(({ rag }) => rag))
})

interface Section {
  readonly code: string
  readonly rollUp: { readonly counts: Readonly<Record<string, number>> }
  readonly rating: { readonly assessed: { rag: string } | null; readonly suggested: { rag: string } | null }
}

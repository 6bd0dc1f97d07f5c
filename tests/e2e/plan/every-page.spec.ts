// What holds on every kind of page: it can be read by everyone, and it fits.
import {
  expect,
  expectAccessible,
  findOverflow,
  lengthOf,
  LONGEST_ON_A_PHONE,
  open,
  openMissing,
  OVERVIEW,
  PHONE,
  PLAN,
  test,
} from '@/tests/helpers/e2e'
import { paths } from '@/lib/paths'
import { findBanned } from '@/tests/helpers/banned-words'

/** Parts with and without parts of their own, counted and not, with and without achievements, and what the scan lost. */
const SOME_ACTIONS = ['1', '1.4.1', '16', '18', '26.9', '34.2', '63']
const SOME_SECTIONS = ['1.1', '2.3', '3.3', '5.4']
const REPORT = 'lb-25-03-03'
/** Long because it was asked for. */
const WHOLE_REPORT = paths.report(PLAN, REPORT, 'all')
/** Every kind of page, and of each kind those that differ most. */
const KINDS = [
  ['/'],
  [OVERVIEW, paths.plan({ slug: PLAN, report: REPORT })],
  [paths.charts(PLAN)],
  ['plan', 'train'].map((code) => paths.pillar(PLAN, code)),
  SOME_SECTIONS.map((code) => paths.section(PLAN, code)),
  [
    paths.actions(PLAN),
    paths.actions(PLAN, { status: ['atRisk', 'offTrack'], partner: 'nes', q: 'workforce', sort: '-status' }),
    paths.actions(PLAN, { q: 'no action says this', page: '9', section: 'nonsense' }),
  ],
  [...SOME_ACTIONS.map((ref) => paths.action(PLAN, ref)), paths.action({ slug: PLAN, report: REPORT }, '18')],
  [paths.partners(PLAN)],
  ['sg', 'tsi', 'open-university'].map((code) => paths.partner(PLAN, code)),
  [paths.timescales(PLAN)],
  [paths.outcomes(PLAN)],
  [paths.ratings(PLAN)],
  [paths.files(PLAN)],
  [paths.reconciliation(PLAN)],
  [paths.printedReport(PLAN, 'lb-25-03-03')],
  [paths.reports(PLAN)],
  [paths.report(PLAN, REPORT), paths.report(PLAN, REPORT, 'progress'), WHOLE_REPORT],
  [paths.verifyReport(PLAN, REPORT)],
  [paths.accessibility()],
]
const MISSING = ['/nowhere', paths.plan('nowhere'), paths.section(PLAN, '9.9'), paths.action(PLAN, '999')]
/** What a phone shows otherwise is the same on all of a kind: axe looks at the first there, and at all others on a wide screen. */
const ON_A_PHONE = new Set([...KINDS, MISSING].map(([first]) => first))
const ON_BOTH = new Set(KINDS.flatMap((kind) => (kind.length === 1 ? kind : [])))

/** The plan's own texts have these. No text of ours does: lib/format/banned-words.test.ts. */
const PUBLISHED_WORDS = /^“(look(ed)? after|take up)”/

// 1280 px at 400% (WCAG 2.2, 1.4.10).
const AT_400_PERCENT = { width: 320, height: 256 }

/** What the plan’s own documents say is left out: a word there is theirs. */
const withoutQuotes = (text: string) => text.replace(/“[^”]*”/g, '')

/** So many in a row share a browser: enough to save time, and few enough for the workers to share them out. */
const IN_A_ROW = 5
const all = [...KINDS.flat(), ...MISSING]
for (let at = 0; at < all.length; at += IN_A_ROW) {
  const some = all.slice(at, at + IN_A_ROW)
  test(`axe finds nothing on ${some.join(', ')}, and each fits the screen, on a phone and at 400% too, and is short`, async ({
    page,
  }) => {
    test.slow()
    const own = page.viewportSize()
    for (const address of some)
      await test.step(address, async () => {
        if (own) await page.setViewportSize(own)
        const answer = await openMissing(page, address)
        expect(answer.status()).toBe(MISSING.includes(address) ? 404 : 200)
        expect(await findOverflow(page)).toEqual({ px: 0, widest: null })
        if (ON_BOTH.has(address) || !ON_A_PHONE.has(address)) await expectAccessible(page)
        const banned = findBanned(withoutQuotes(await page.locator('body').innerText()))
        expect(banned.filter((one) => !PUBLISHED_WORDS.test(one))).toEqual([])
        for (const screen of [PHONE, AT_400_PERCENT]) {
          await page.setViewportSize(screen)
          // A chart takes its new width a moment later.
          await expect.poll(() => findOverflow(page)).toEqual({ px: 0, widest: null })
          if (screen !== PHONE) continue
          if (address !== WHOLE_REPORT) expect(await lengthOf(page)).toBeLessThanOrEqual(LONGEST_ON_A_PHONE)
          if (ON_A_PHONE.has(address)) await expectAccessible(page)
        }
      })
  })
}

test('axe finds nothing on a chart in use, with its table open, which is no wider than the screen', async ({
  page,
}) => {
  await open(page, paths.charts(PLAN))
  await page.locator('.chart').scrollIntoViewIfNeeded()
  await page.getByText('Show the figures as a table').click()
  expect(await findOverflow(page)).toEqual({ px: 0, widest: null })
  await page.getByRole('application').focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('.chart__tooltip')).toBeVisible()
  await expectAccessible(page)
})

test('no other open table of figures makes its page wider than the screen', async ({ page }) => {
  for (const address of [paths.partners(PLAN), paths.timescales(PLAN)]) {
    await open(page, address)
    await page.getByText('Show the figures as a table').click()
    expect.soft(await findOverflow(page), address).toEqual({ px: 0, widest: null })
  }
})

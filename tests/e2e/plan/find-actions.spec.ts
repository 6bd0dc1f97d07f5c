// Finding actions: by filters, words and order, all of it in the address.
import type { APIRequestContext, Page } from '@playwright/test'
import { expect, open, PLAN, test } from '@/tests/helpers/e2e'
import { ACTIONS, PARTNERS, PILLARS, refsAt, SECTIONS, TIMESCALES } from '@/tests/helpers/e2e-plan'
import { PAGE_ROWS } from '@/lib/domain/paging'
import { paths } from '@/lib/paths'

const ALL = paths.actions(PLAN)
const PAGES = Math.ceil(ACTIONS.length / PAGE_ROWS)

const found = (page: Page) => page.getByRole('region', { name: / actions? (found|and parts of actions)$/ })
const refs = (page: Page) => found(page).locator('tbody th .code')
const saysFound = (count: number) => `${count} action${count === 1 ? '' : 's'} found`
const countOf = (isWanted: (action: (typeof ACTIONS)[number]) => boolean) => ACTIONS.filter(isWanted).length

/** The design system draws a box over the real one, on its label: that is what a hand meets. */
async function tick(page: Page, label: string) {
  await page.locator('label').getByText(label, { exact: true }).click()
  await expect(page.getByLabel(label, { exact: true })).toBeChecked()
}

/** A list as it is sent, without what only scripts read and what React puts between two texts. */
async function readList(request: APIRequestContext, address: string) {
  const answer = await request.get(address)
  expect(answer.status(), address).toBe(200)
  return (await answer.text()).replaceAll(/<script\b[\s\S]*?<\/script>|<!-- -->/g, '')
}

/** Asks for the list that the form now describes. */
async function show(page: Page) {
  await page.getByRole('button', { name: 'Show' }).click()
}

async function expectFound(page: Page, count: number) {
  await expect(page.getByRole('heading', { level: 2, name: saysFound(count), exact: true })).toBeVisible()
}

test('lists every action and part, and offers every pillar, section, partner and timescale', async ({
  page,
}) => {
  await open(page, ALL)
  await expect(
    page.getByRole('heading', { level: 2, name: '117 actions and parts of actions' }),
  ).toBeVisible()
  await page.getByText('More filters').click()
  await expect(page.getByLabel('Pillar').locator('option')).toHaveCount(PILLARS.length + 1)
  await expect(page.getByLabel('Section').locator('option')).toHaveCount(SECTIONS.length + 1)
  await expect(page.getByLabel('Partner').locator('option')).toHaveCount(PARTNERS.length + 1)
  await expect(page.getByLabel('Timescale').locator('option')).toHaveCount(TIMESCALES.length + 2)
})

test('puts what is chosen into the address, keeps it in the form, and clears it', async ({ page }) => {
  const { code, label } = TIMESCALES[0] ?? { code: '', label: '' }
  await open(page, ALL)
  await page.getByText('More filters').click()
  await page.getByLabel('Pillar').selectOption({ label: 'Attract' })
  await page.getByLabel('Section').selectOption('2.3')
  await tick(page, 'Off Track')
  await tick(page, 'Delivery Date Missed with Risk')
  await page.getByLabel('Timescale').selectOption({ label })
  await page.getByLabel('Activity').selectOption({ label: 'New activity' })
  await tick(page, 'Counted actions only')
  await page.getByLabel('Search words').fill('Mental Health OFFICERS')
  await show(page)
  for (const query of [
    'pillar=attract',
    'section=2\\.3',
    'status=missedWithRisk&status=offTrack',
    `timescale=${code}`,
    'activity=new',
    'counted=yes',
    'q=Mental\\+Health\\+OFFICERS',
  ])
    await expect(page).toHaveURL(new RegExp(`[?&]${query}(&|$)`))
  await expect(refs(page)).toHaveText(['18'])
  await expect(page.getByLabel('Section')).toHaveValue('2.3')
  await expect(page.getByLabel('Off Track', { exact: true })).toBeChecked()
  await expect(page.getByLabel('Search words')).toHaveValue('Mental Health OFFICERS')
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL(ALL)
  await expect(page.getByLabel('Off Track', { exact: true })).not.toBeChecked()
})

test('narrows the list', async ({ page, request }) => {
  await open(page, ALL)
  const undated = page.getByLabel('Timescale').locator('option', { hasText: 'No timescale recorded' })
  const first = TIMESCALES[0]?.code ?? ''
  for (const [query, count] of [
    ['pillar=attract', countOf(({ pillar }) => pillar === 'attract')],
    ['section=2.3', countOf(({ section }) => section === '2.3')],
    [`timescale=${first}`, countOf(({ timescale }) => timescale === first)],
    [`timescale=${await undated.getAttribute('value')}`, countOf(({ timescale }) => timescale === null)],
    ['activity=new', countOf(({ activity }) => activity === 'new')],
    ['counted=yes', 69],
  ] as const)
    expect(await readList(request, `${ALL}?${query}`), query).toContain(`>${saysFound(count)}<`)
  await open(page, `${ALL}?status=missedWithRisk&status=offTrack`)
  await expect(refs(page)).toHaveText(['18', '63'])
  await open(page, `${ALL}?q=Mental+Health+OFFICERS`)
  await expect(refs(page).filter({ hasText: /^18 $/ })).toBeVisible()
  await open(page, `${ALL}?pillar=attract&status=atRisk`)
  await expect(refs(page)).toHaveText(
    ACTIONS.filter(({ pillar, status }) => pillar === 'attract' && status === 'atRisk').map(({ ref }) => ref),
  )
})

test("finds for a partner as many counted actions as the partners' page says", async ({ page, request }) => {
  await open(page, paths.partners(PLAN))
  const linkOf = (partner: string) =>
    page.locator(`.partner-table a[href="${paths.actions(PLAN, { partner, counted: 'yes' })}"]`)
  const countedOf = async (partner: string) => Number((await linkOf(partner).innerText()).split(' ')[0])
  for (const partner of ['sg', 'nes']) {
    const list = await readList(request, paths.actions(PLAN, { partner, counted: 'yes' }))
    expect(list, partner).toContain(`>${saysFound(await countedOf(partner))}<`)
  }
  const count = await countedOf('cosla')
  await linkOf('cosla').click()
  await expectFound(page, count)
  await expect(page.getByLabel('Partner')).toHaveValue('cosla')
})

test('sorts by a header, and turns the order round', async ({ page }) => {
  const header = (name: string) => page.getByRole('columnheader', { name: new RegExp(`^${name}`) })
  await open(page, ALL)
  for (const [name, key] of [
    ['Status', 'status'],
    ['Timescale', 'timescale'],
    ['Last update', 'updated'],
  ] as const) {
    await header(name).getByRole('link').click()
    await expect(page).toHaveURL(new RegExp(`[?&]sort=${key}$`))
    await expect(header(name)).toHaveAttribute('aria-sort', 'ascending')
    await header(name).getByRole('link').click()
    await expect(page).toHaveURL(new RegExp(`[?&]sort=-${key}$`))
    await expect(header(name)).toHaveAttribute('aria-sort', 'descending')
    // Only one column is marked as sorted.
    await expect(page.locator('th[aria-sort]')).toHaveCount(1)
  }
})

test('puts the worst status first when the order is turned round, and keeps the filters', async ({
  page,
}) => {
  await open(page, `${ALL}?sort=-status&counted=yes`)
  await expect(refs(page).nth(0)).toHaveText('63')
  await expect(refs(page).nth(1)).toHaveText('18')
  await open(page, `${ALL}?status=atRisk&sort=-plan`)
  await expect(refs(page)).toHaveText(refsAt('atRisk').reverse())
})

test.describe('goes through the pages', () => {
  const pages = (page: Page) => page.getByRole('navigation', { name: 'Pages of actions' })

  test('forward to the last, and back', async ({ page }) => {
    await open(page, ALL)
    await expect(refs(page)).toHaveCount(PAGE_ROWS)
    await pages(page).getByRole('link', { name: 'Next' }).click()
    await expect(page).toHaveURL(`${ALL}?page=2`)
    await expect(pages(page).getByRole('link', { name: 'Page 2' })).toHaveAttribute('aria-current', 'page')
    await pages(page)
      .getByRole('link', { name: `Page ${PAGES}` })
      .click()
    await expect(refs(page)).toHaveCount(ACTIONS.length - (PAGES - 1) * PAGE_ROWS)
    await expect(pages(page).getByRole('link', { name: 'Next' })).toHaveCount(0)
    await pages(page).getByRole('link', { name: 'Previous' }).click()
    await expect(page).toHaveURL(`${ALL}?page=${PAGES - 1}`)
  })

  test('and meets every action exactly once', async ({ page }) => {
    const seen: string[] = []
    for (let number = 1; number <= PAGES; number += 1) {
      await open(page, `${ALL}?page=${number}`)
      seen.push(...(await refs(page).allTextContents()))
    }
    expect(seen.map((ref) => ref.trim())).toEqual(ACTIONS.map(({ ref }) => ref))
  })

  test('and keeps filter and order', async ({ page }) => {
    await open(page, `${ALL}?counted=yes&sort=-status`)
    await pages(page).getByRole('link', { name: 'Next' }).click()
    await expect(page).toHaveURL(`${ALL}?counted=yes&sort=-status&page=2`)
    await pages(page).getByRole('link', { name: 'Next' }).click()
    await expect(refs(page)).toHaveCount(69 - 2 * PAGE_ROWS)
  })
})

test('says so when nothing matches, and offers the way back', async ({ page }) => {
  await open(page, `${ALL}?q=no+action+says+this`)
  await expectFound(page, 0)
  await page.getByRole('link', { name: 'Show all actions' }).click()
  await expect(page).toHaveURL(ALL)
})

test('takes nonsense in the address with a notice', async ({ request }) => {
  for (const query of [
    'status=nonsense',
    'pillar=nope',
    'section=99.9',
    'partner=nobody',
    'timescale=never',
    'activity=maybe',
    'sort=sideways',
    'page=-1',
    'page=abc',
    'page=999999999999999999999',
    'page=99',
    'status=atRisk&pillar=plan&pillar=train',
    'q=%00',
    'pillar=%F0%9F%98%80',
    'pillar=__proto__',
    'sort=constructor',
  ]) {
    const text = await readList(request, `${ALL}?${query}`)
    expect(text, query).toContain('We ignored')
    expect(text, query).toMatch(/>\d+ actions? (found|and parts of actions)</)
  }
})

test('shows strange words as text', async ({ page }) => {
  // The page takes 200 characters.
  for (const text of [
    // Emoji, and text and a mark that run from right to left.
    ['👩🏽‍⚕️🏴󠁧󠁢󠁳󠁣󠁴󠁿', 'بحث عن إجراء', '\u202Eesrever'].join(' '),
    // HTML, and the end of a script.
    [
      '<img src=x onerror="window.injected = true"><b id="injected">bold</b>',
      '</script><script>window.injected = true</script>',
    ].join(' '),
    // Quotes, SQL, a lone percent sign and an ampersand.
    [
      `"><input id='injected' value='x'> “curly” 'single' \`tick\``,
      "'; DROP TABLE plan; --",
      '100 %',
      'a&b=c&amp;d',
    ].join(' '),
  ])
    await test.step(text, async () => {
      await open(page, `${ALL}?${new URLSearchParams({ q: text, section: text })}`)
      await expectFound(page, 0)
      await expect(page.getByLabel('Search words')).toHaveValue(text)
      await expect(page.getByRole('status')).toContainText('this plan has no such section')
      await expect(page.locator('#injected')).toHaveCount(0)
      expect(await page.evaluate(() => 'injected' in window)).toBe(false)
    })

  await test.step('typed into the form', async () => {
    await open(page, ALL)
    await page.getByLabel('Search words').fill('"<b id="injected">👩🏽‍⚕️ بحث</b>&')
    await show(page)
    await expect(page.getByLabel('Search words')).toHaveValue('"<b id="injected">👩🏽‍⚕️ بحث</b>&')
    await expect(page.locator('#injected')).toHaveCount(0)
  })
})

test('searches for the first 200 characters of a very long text, and says so', async ({ page }) => {
  const response = await open(page, `${ALL}?q=${'x'.repeat(5000)}`)
  expect(response.status()).toBe(200)
  await expect(page.getByRole('status')).toContainText('the first 200 characters')
  await expect(page.getByLabel('Search words')).toHaveValue('x'.repeat(200))
})

test('answers an address longer than any server reads without a failure of its own', async ({ request }) => {
  const response = await request.get(`${ALL}?q=${'x'.repeat(100_000)}`)
  expect(response.status()).toBe(431)
})

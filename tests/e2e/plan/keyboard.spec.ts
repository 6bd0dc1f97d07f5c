// With the keyboard alone: everything can be reached, seen to be reached, and used.
import type { Page } from '@playwright/test'
import { expect, open, OVERVIEW, PLAN, test } from '@/tests/helpers/e2e'
import { paths } from '@/lib/paths'

// Segments of small bars lead to their rows for the mouse; words beside them do for the keyboard.
const CONTROLS = 'a[href]:not([tabindex="-1"]), button, input, select, textarea, summary, [tabindex="0"]'

test('the skip link comes first, can be seen once it is reached, and leads into the page', async ({
  page,
}) => {
  await open(page, OVERVIEW)
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to main content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('main').getByRole('link').first()).toBeFocused()
})

for (const address of [
  '/',
  OVERVIEW,
  paths.section(PLAN, '2.3'),
  paths.action(PLAN, '26'),
  paths.actions(PLAN, { section: '2.3' }),
  paths.timescales(PLAN),
  paths.ratings(PLAN),
]) {
  test(`Tab gets to everything on ${address} in order, visibly, and out again`, async ({ page }) => {
    test.slow()
    // The way to what gets the focus is then no longer than a frame.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await open(page, address)
    await unfoldAll(page)
    const controls = await listControls(page)
    expect(controls.length).toBeGreaterThan(5)
    const reached: string[] = []
    const unseen: string[] = []
    for (const control of controls) {
      await page.keyboard.press('Tab')
      let focused = await describeFocus(page)
      // A date has a stop for its day, its month, its year and its calendar.
      for (let stops = 1; focused.name === reached.at(-1) && stops < 4; stops += 1) {
        await page.keyboard.press('Tab')
        focused = await describeFocus(page)
      }
      reached.push(focused.name)
      if (!focused.isMarked || !focused.isOnScreen) unseen.push(control)
    }
    expect(reached).toEqual(controls)
    expect(unseen, 'not to be seen when in focus').toEqual([])
    await page.keyboard.press('Tab')
    expect((await describeFocus(page)).name).not.toBe(controls.at(-1))
  })
}

test('Shift and Tab go back the same way', async ({ page }) => {
  await open(page, paths.section(PLAN, '2.3'))
  const controls = await listControls(page)
  for (let at = 0; at < 12; at++) await page.keyboard.press('Tab')
  const reached: string[] = []
  for (let at = 0; at < 11; at++) {
    await page.keyboard.press('Shift+Tab')
    reached.unshift((await describeFocus(page)).name)
  }
  expect(reached).toEqual(controls.slice(0, 11))
})

test('the filters can be set and sent', async ({ page }) => {
  await open(page, paths.actions(PLAN))
  await page.getByLabel('Search words').focus()
  await page.keyboard.type('workforce')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Delivered')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await expect(page.getByLabel('On Track')).toBeChecked()
  await page.locator('summary').getByText('More filters').focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByLabel('Pillar')).toBeFocused()
  await page.keyboard.type('Tra')
  await expect(page.getByLabel('Pillar')).toHaveValue('train')
  await page.getByRole('button', { name: 'Show' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/pillar=train/)
  await expect(page).toHaveURL(/status=onTrack/)
  await expect(page).toHaveURL(/q=workforce/)
})

test('Enter in the field for words sends the filters', async ({ page }) => {
  await open(page, paths.actions(PLAN))
  await page.getByLabel('Search words').fill('psychology')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=psychology/)
})

test('the figures of a chart fold out and in', async ({ page }) => {
  await open(page, paths.charts(PLAN))
  const table = page.locator('.chart').getByRole('table')
  await page.locator('.chart summary').focus()
  await page.keyboard.press('Enter')
  await expect(table).toBeVisible()
  await page.keyboard.press('Space')
  await expect(table).toBeHidden()
})

test('a segment of a bar opens its rows by Enter, and shows that it has the focus', async ({ page }) => {
  await open(page, paths.charts(PLAN))
  await page.locator('.chart').scrollIntoViewIfNeeded()
  await expect(page.getByRole('application')).toBeAttached()
  await page.locator('.chart__label').first().focus()
  await page.keyboard.press('Tab')
  const segment = page.locator('.bar-segment').first()
  await expect(segment).toBeFocused()
  await expect(segment).toHaveAccessibleName(/^Plan, .+: \d+ of 13 actions$/)
  await expect(segment).toHaveCSS('outline-style', 'solid')
  await expect(page.locator('.chart__overlay')).toHaveCSS('opacity', '0')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/actions\?pillar=plan&counted=yes&status=\w+$/)
})

test('the values of a chart are announced, read out bar by bar, and put away', async ({ page }) => {
  test.slow()
  await open(page, paths.charts(PLAN))
  await page.locator('.chart').scrollIntoViewIfNeeded()
  const chart = page.getByRole('application')
  await expect(chart).toBeAttached()
  // From the last segment of the last bar, as a reader comes to it.
  await page.locator('.chart__rows .bar-segment').last().focus()
  await page.keyboard.press('Tab')
  await expect(chart).toBeFocused()
  await expect(chart).toHaveAccessibleName(/Arrow keys read each pillar\.$/)

  const readOut = page.locator('.chart').getByRole('status')
  await expect(readOut).toContainText('Plan of 13')
  await page.keyboard.press('ArrowDown')
  await expect(readOut).toContainText('Attract of 9')
  await expect(readOut).toContainText('At Risk3 (33%)')
  await page.keyboard.press('ArrowRight')
  await expect(readOut).toContainText('Train of 18')
  await page.keyboard.press('ArrowUp')
  await expect(readOut).toContainText('Attract of 9')

  const shown = page.locator('.chart__tooltip')
  await expect(shown).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(shown).toBeHidden()
  await page.keyboard.press('ArrowDown')
  await expect(shown).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(page.locator('.chart summary')).toBeFocused()
  await expect(shown).toBeHidden()
})

/** Brings everything on that a reader can unfold, and the charts that come when they are near. */
async function unfoldAll(page: Page) {
  for (const chart of await page.locator('.chart').all()) {
    await chart.scrollIntoViewIfNeeded()
    await expect(chart.getByRole('application')).toBeAttached()
  }
  // Not by a click: Tab would start from there.
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
    scrollTo(0, 0)
  })
}

/**
 * Numbers everything that can be used, in the order of the document, keeps how it looks without the focus, and returns
 * it as one line each.
 */
async function listControls(page: Page): Promise<string[]> {
  return page.evaluate((controls) => {
    // Everything that a mark of the focus can be drawn with: on the control, on its label, or around it.
    const look = (element: Element) =>
      [
        element,
        ...(element instanceof HTMLInputElement ? (element.labels ?? []) : []),
        element.parentElement,
        element.closest('.chart__overlay'),
      ]
        .flatMap((part) =>
          part ? [null, '::before', '::after'].map((pseudo) => getComputedStyle(part, pseudo)) : [],
        )
        .map((style) => [
          style.outline,
          style.boxShadow,
          style.backgroundColor,
          style.borderColor,
          style.textDecoration,
          style.color,
        ])
        .join('|')
    Object.assign(window, { lookOf: look })
    return [...document.querySelectorAll(controls)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element, at) => {
        const words = element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 50)
        const name = `${at} ${element.tagName} ${words || element.id}`
        element.setAttribute('data-e2e-name', name)
        element.setAttribute('data-e2e-look', look(element))
        return name
      })
  }, CONTROLS)
}

/** Says what has the focus, whether it looks different for it, and whether it is where one can see it. */
async function describeFocus(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body
    const { top, bottom, left, right } = element.getBoundingClientRect()
    const lookOf = Reflect.get(window, 'lookOf') as (element: Element) => string
    return {
      name: element.getAttribute('data-e2e-name') ?? element.tagName,
      isMarked: lookOf(element) !== element.getAttribute('data-e2e-look'),
      isOnScreen: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    }
  })
}

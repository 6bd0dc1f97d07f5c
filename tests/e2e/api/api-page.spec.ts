// The page about the API, whose thousands of elements are looked at once, and not at every width.
import { expect, expectAccessible, findOverflow, open, test } from '@/tests/helpers/e2e'
import { paths } from '@/lib/paths'

test('axe finds nothing on it', async ({ page }) => {
  test.slow()
  await open(page, paths.api())
  await expectAccessible(page)
})

test('it fits every screen', async ({ page }) => {
  for (const width of [320, 375, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    await open(page, paths.api())
    expect.soft(await findOverflow(page), `${width} px`).toEqual({ px: 0, widest: null })
  }
})

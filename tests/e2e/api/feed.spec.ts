// What programs read of the reports: the feed that a reader follows, and the description that search engines for data find.
import { paths } from '@/lib/paths'
import { expect, open, PLAN, test } from '@/tests/helpers/e2e'

test('the page of reports leads to a feed that a reader can parse', async ({ page, request }) => {
  await open(page, paths.reports(PLAN))
  await expect(page.getByRole('link', { name: 'Follow the reports in a feed reader (Atom)' })).toBeVisible()
  const address = await page.locator('link[type="application/atom+xml"]').getAttribute('href')
  expect(new URL(address ?? '').pathname).toBe(paths.reportFeed(PLAN))
  const response = await request.get(paths.reportFeed(PLAN))
  expect(response.headers()['content-type']).toBe('application/atom+xml; charset=utf-8')
  const feed = await page.evaluate(
    (xml) => {
      const read = new DOMParser().parseFromString(xml, 'application/xml')
      const atom = (name: string) => [...read.getElementsByTagNameNS('http://www.w3.org/2005/Atom', name)]
      return {
        broken: read.querySelector('parsererror')?.textContent ?? null,
        root: read.documentElement.localName,
        titles: atom('title').map((title) => title.textContent),
        links: atom('link').map((link) => link.getAttribute('href')),
      }
    },
    await response.text(),
  )
  expect(feed).toMatchObject({ broken: null, root: 'feed' })
  expect(feed.titles).toContainEqual(expect.stringMatching(/^LB\(25\)03-03: /))
  for (const link of feed.links)
    expect.soft((await request.get(new URL(link ?? '').pathname)).status(), link ?? '').toBe(200)
  expect((await request.get(paths.reportFeed('none'))).status()).toBe(404)
})

test('a report describes itself as a dataset, whose files are there', async ({ page, request }) => {
  await open(page, paths.report(PLAN, 'lb-25-03-03'))
  const dataset = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '')
  expect(dataset).toMatchObject({
    '@type': 'Dataset',
    temporalCoverage: expect.stringMatching(/2025-02-28$/),
  })
  for (const { contentUrl, encodingFormat } of dataset.distribution) {
    const response = await request.get(new URL(contentUrl).pathname)
    expect.soft(response.status(), contentUrl).toBe(200)
    expect.soft(response.headers()['content-type']?.split(';')[0]).toBe(encodingFormat)
  }
})

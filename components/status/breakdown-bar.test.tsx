import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { rollUp } from '@/lib/domain/status/roll-up'
import { BUCKETS } from '@/lib/domain/status/status'
import { statusStyle } from '@/lib/format/charts/status-style'
import { ratedActions } from '@/tests/helpers/plan-builder'
import { BreakdownBar, StatusPatterns } from './breakdown-bar'
import { RagTag, StatusTag } from './status-tag'

const section = rollUp(ratedActions({ onTrack: 1, atRisk: 3 }))

test('a bar is an image that says its sentence and base', () => {
  const html = renderToStaticMarkup(<BreakdownBar rollUp={section} />)
  expect(html).toContain('role="img" aria-label="25% On Track, 75% At Risk, of 4"')
  expect(html).not.toContain('<text')
})

test('beside the same words it is decoration', () => {
  const html = renderToStaticMarkup(<BreakdownBar rollUp={section} decorative />)
  expect(html).toContain('aria-hidden="true"')
  expect(html).not.toContain('aria-label')
})

test('a large bar shows its counts where they fit', () => {
  const html = renderToStaticMarkup(
    <BreakdownBar rollUp={rollUp(ratedActions({ delivered: 90, onTrack: 5, offTrack: 1 }))} size="large" />,
  )
  expect(html).toMatch(/class="bar-count">.*?>90<\/text>/)
  expect(html).toMatch(/class="bar-count bar-count--wide">.*?>5<\/text>/)
  expect(html).not.toContain('>1</text>')
})

test('without actions it is an empty outline that says so', () => {
  const html = renderToStaticMarkup(<BreakdownBar rollUp={rollUp([])} />)
  expect(html).toContain('aria-label="No actions"')
  expect(html).toContain('fill="none"')
})

test('a page has the pattern of every status that is painted with one', () => {
  const html = renderToStaticMarkup(<StatusPatterns />)
  for (const bucket of BUCKETS) {
    expect(html.includes(`id="pattern-${bucket}"`)).toBe(statusStyle(bucket).pattern !== null)
  }
})

test('a tag always has its word', () => {
  expect(renderToStaticMarkup(<StatusTag bucket="missedNoRisk" />)).toContain('Delivery Date Missed no Risk')
  expect(renderToStaticMarkup(<StatusTag bucket="noUpdate" />)).toContain('No update yet')
  expect(renderToStaticMarkup(<RagTag rag="atRisk" />)).toContain('At Risk')
  expect(renderToStaticMarkup(<RagTag rag={null} />)).toContain('Not rated')
})

import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { rollUp } from '@/lib/domain/status/roll-up'

import { DRAWN, statusStyle } from '@/lib/format/charts/status-style'
import { ratedActions } from '@/tests/helpers/plan-builder'
import { BreakdownBar, StatusPatterns } from './breakdown-bar'
import { RagTag, StatusTag } from './status-tag'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const section = rollUp(PUBLISHED_SIX, ratedActions({ onTrack: 1, atRisk: 3 }))

test('a bar is an image that says its sentence and base', () => {
  const html = renderToStaticMarkup(<BreakdownBar plan={PUBLISHED_SIX} rollUp={section} />)
  expect(html).toContain('role="img" aria-label="25% On Track, 75% At Risk, of 4"')
  expect(html).not.toContain('<text')
})

test('beside the same words it is decoration', () => {
  const html = renderToStaticMarkup(<BreakdownBar plan={PUBLISHED_SIX} rollUp={section} decorative />)
  expect(html).toContain('aria-hidden="true"')
  expect(html).not.toContain('aria-label')
})

test('a large bar shows its counts where they fit', () => {
  const html = renderToStaticMarkup(
    <BreakdownBar
      plan={PUBLISHED_SIX}
      rollUp={rollUp(PUBLISHED_SIX, ratedActions({ delivered: 90, onTrack: 5, offTrack: 1 }))}
      size="large"
    />,
  )
  expect(html).toMatch(/class="bar-count">.*?>90<\/text>/)
  expect(html).toMatch(/class="bar-count bar-count--wide">.*?>5<\/text>/)
  expect(html).not.toContain('>1</text>')
})

test('without actions it is an empty outline that says so', () => {
  const html = renderToStaticMarkup(<BreakdownBar plan={PUBLISHED_SIX} rollUp={rollUp(PUBLISHED_SIX, [])} />)
  expect(html).toContain('aria-label="No actions"')
  expect(html).toContain('fill="none"')
})

test('a page has the pattern of every status that is painted with one', () => {
  const html = renderToStaticMarkup(<StatusPatterns />)
  for (const meaning of DRAWN) {
    expect(html.includes(`id="pattern-${meaning}"`)).toBe(statusStyle(meaning).pattern !== null)
  }
})

test('a tag always has its word', () => {
  expect(renderToStaticMarkup(<StatusTag plan={PUBLISHED_SIX} bucket="missedNoRisk" />)).toContain(
    'Delivery Date Missed no Risk',
  )
  expect(renderToStaticMarkup(<StatusTag plan={PUBLISHED_SIX} bucket="noUpdate" />)).toContain(
    'No update yet',
  )
  expect(renderToStaticMarkup(<RagTag rag="atRisk" />)).toContain('At Risk')
  expect(renderToStaticMarkup(<RagTag rag={null} />)).toContain('Not rated')
})

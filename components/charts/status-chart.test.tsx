import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { viewStatusChart } from '@/lib/domain/charts/status-chart'
import { buildAction, buildPillar, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import { StatusChart } from './status-chart'

const plan = buildPlan({
  pillars: [buildPillar('plan'), { ...buildPillar('attract'), name: '<b>"צמח" & Attract</b>' }],
  sections: [buildSection('1.1'), buildSection('2.1', { pillarId: 'attract' })],
  actions: [
    buildAction('1', { status: 'onTrack' }),
    buildAction('2', { status: 'atRisk' }),
    buildAction('3', { sectionId: '2.1', status: 'delivered' }),
  ],
})
const html = renderToStaticMarkup(
  <StatusChart plan={plan} chart={viewStatusChart(plan, 'pillars', '2025-11-22')} />,
)

test('is whole without JavaScript: picture, words, table and file', () => {
  expect(html).toContain(
    '<h2 id="chart-pillars" class="chart__title">Actions need attention in 1 of 2 pillars</h2>',
  )
  expect(html).toContain('role="group" aria-label="50% On Track, 50% At Risk"')
  expect(html).toContain('href="/plans/the-plan/pillars/plan"')
  expect(html).toContain('href="/plans/the-plan/charts/pillars.svg"')
})

test('its table has a cell for every bar and status drawn, none empty', () => {
  expect(html.match(/role="rowheader"/g)).toHaveLength(2)
  expect(html.match(/role="cell"/g)).toHaveLength(2 * 4)
  expect(html).not.toMatch(/<td[^>]*><\/td>/)
  expect(html).toContain('1 (50%)')
  expect(html).toContain('0 (0%)')
})

test('its legend names what is drawn, and nothing else', () => {
  const legend = /<ul class="chart__legend".*?<\/ul>/.exec(html)?.[0]
  expect(legend?.replace(/<[^>]+>/g, '|')).toMatch(/Delivered.*On Track.*At Risk/)
  expect(legend).not.toContain('Off Track')
})

test('shows names as text', () => {
  expect(html).toContain('&lt;b&gt;&quot;צמח&quot; &amp; Attract&lt;/b&gt;')
})

test('says when there is nothing to draw', () => {
  const empty = buildPlan()
  const page = renderToStaticMarkup(
    <StatusChart plan={empty} chart={viewStatusChart(empty, 'pillars', '2025-11-22')} headingLevel={3} />,
  )
  expect(page).toContain('<h3 id="chart-pillars" class="chart__title">No figures to show yet</h3>')
  expect(page).toContain('No counted actions here yet')
  expect(page).not.toMatch(/<svg|<table/)
})

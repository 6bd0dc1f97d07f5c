import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { viewOverview } from '@/lib/domain/plan/views'
import { buildPillar, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import { SectionOverview } from './section-overview'

/** Two pillars with so many sections each. */
function render(each: number): string {
  const pillars = [buildPillar('a'), buildPillar('b')]
  const sections = pillars.flatMap(({ id }) =>
    Array.from({ length: each }, (_, at) => buildSection(`${id}${at + 1}`, { pillarId: id })),
  )
  const plan = buildPlan({ pillars, sections })
  return renderToStaticMarkup(
    <SectionOverview plan={plan} overview={viewOverview(plan, '2025-11-22')} movement={null} />,
  )
}

test('every section has a line', () => {
  const html = render(15)
  expect(html.match(/href="[^"]*\/sections\//g)).toHaveLength(30)
  expect(html).not.toContain('See all')
})

test('of very many sections the first of each pillar are shown, and the rest is on its page', () => {
  const html = render(100)
  expect(html.match(/href="[^"]*\/sections\//g)).toHaveLength(30)
  for (const pillar of ['a', 'b'])
    expect(html).toMatch(
      new RegExp(
        `<a href="/plans/the-plan/pillars/${pillar}">See all 100 sections<span[^>]*> of Pillar ${pillar}`,
      ),
    )
})

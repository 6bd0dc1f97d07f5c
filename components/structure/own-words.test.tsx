// What only those hear who cannot see the page has the plan's own words too.
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { StructureTree } from '@/components/structure/structure-tree'
import { compare, type Side } from '@/lib/domain/movement/movement'
import type { PlanWords } from '@/lib/domain/plan/plan'
import { buildAction, buildPillar, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import { MovementMatrix } from '@/components/movement/movement-matrix'

const words: PlanWords = {
  pillar: { one: 'Theme', many: 'Themes' },
  section: { one: 'Goal', many: 'Goals' },
  action: { one: 'Recommendation', many: 'Recommendations' },
}
const plan = {
  ...buildPlan({
    pillars: [buildPillar('plan')],
    sections: [buildSection('1.1'), buildSection('1.2')],
    actions: [buildAction('1', { status: 'onTrack' }), buildAction('2', { status: 'atRisk' })],
  }),
  words,
}

/** The words of a page that are read aloud, hidden ones included. */
function heard(html: string): string {
  const labels = [...html.matchAll(/aria-label="([^"]*)"/g)].map(([, label]) => label)
  return [...labels, html.replace(/<[^>]+>/g, ' ')].join('\n')
}

test('in the structure', () => {
  const text = heard(renderToStaticMarkup(<StructureTree plan={plan} params={{ show: 'section-1.1' }} />))
  expect(text).toContain('Move recommendation 1 down')
  expect(text).toContain('Move goal 1.2 up')
  expect(text).not.toMatch(/\b(action|section|pillar)s?\b/)
})

test('in the matrix of a comparison', () => {
  const side: Side = { plan, code: null, reference: null, asAt: '2026-01-01' }
  const text = heard(
    renderToStaticMarkup(<MovementMatrix plan={plan} comparison={compare(side, side)} chosen={null} />),
  )
  expect(text).toContain('1 recommendation: ')
  expect(text).not.toMatch(/\baction/i)
})

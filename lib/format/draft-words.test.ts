import { describe, expect, it } from 'vitest'
import { firstPlan } from '@/tests/fixtures/first-plan'
import { type Obstacle, sayObstacle } from '@/lib/domain/draft-obstacles'
import { checkText } from '@/lib/domain/report-check'
import { resolveText } from '@/lib/domain/report-fields'
import { readFigures } from '@/lib/domain/report-figures'
import { sayAllUnknown, sayPoint } from './draft-words'

const plan = { ...firstPlan(), asAt: '2025-02-28' }
const figures = readFigures(plan, '2025-02-28')

describe('a figure about a place that nobody can tell', () => {
  const obstacle: Obstacle = {
    kind: 'text',
    check: {
      part: { kind: 'summary' },
      achieved: null,
      unknown: [],
      excess: null,
      findings: checkText(
        resolveText('In Pillar 9, three actions are Off Track.', figures).text.blocks,
        figures,
      ),
    },
  }

  it('is said with the way out, and with nothing about the whole plan', () => {
    const { said } = sayPoint({ slug: 'a-plan', draft: 'a-draft', plan, words: plan.words }, obstacle)
    expect(said.map((spans) => spans.map(({ text }) => text).join(''))).toEqual([
      'It says “three actions are Off Track”, in “In Pillar 9, three actions are Off Track”. Nobody can tell which pillar “Pillar 9” is, so the figure cannot be checked. Name the pillar by its name, or write “in the whole plan”.',
    ])
  })

  it('is said in half a sentence', () =>
    expect(sayObstacle(obstacle)).toBe(
      '“Pillar 9” does not say which pillar “three actions are Off Track” is about',
    ))
})

it('fields that name no figure are said one after the other, each sentence ended once', () =>
  expect(
    sayAllUnknown([
      { name: 'at rsk', suggestions: ['{at risk}'] },
      { name: 'xyz', suggestions: [] },
      { name: 'zyx', suggestions: [] },
    ]),
  ).toBe(
    '{at rsk} names no figure of this plan. Did you mean {at risk}? {xyz} names no figure of this plan. {zyx} names no figure of this plan',
  ))

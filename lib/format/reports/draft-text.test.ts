import { describe, expect, it } from 'vitest'
import { checkText } from '@/lib/domain/reports/report-check'
import { resolveText } from '@/lib/domain/reports/report-fields'
import { readFigures } from '@/lib/domain/reports/report-figures'
import { plainText } from '@/lib/domain/reports/report-text'
import { firstPlan } from '@/tests/fixtures/first-plan'
import { buildAction, buildPlan } from '@/tests/helpers/plan-builder'
import { writeDraft } from './draft-text'

const of = (plan: ReturnType<typeof buildPlan>) => {
  const figures = readFigures({ ...plan, asAt: '2025-02-28' }, '2025-02-28')
  const content = writeDraft({ figures, risks: { source: '- Money', from: 'LB(1)' } })
  const { text, unknown } = resolveText(content.summary, figures)
  return {
    content,
    unknown,
    said: text.blocks.map(({ items }) => plainText(items[0] ?? [])),
    wrong: checkText(text.blocks, figures).contradictions,
  }
}

describe('the text that a draft begins with', () => {
  it('says the figures of the plan, and agrees with them', () => {
    const { said, unknown, wrong, content } = of(firstPlan())
    expect(said).toEqual([
      'Of 20 sections, 15 (75%) are On Track and 5 (25%) are At Risk.',
      'Of 69 counted actions, 26 (38%) are Delivered, 28 (41%) are On Track, 3 (4%) are Delivery Date Missed no Risk, 10 (14%) are At Risk, 1 (1%) is Delivery Date Missed with Risk and 1 (1%) is Off Track.',
      expect.stringContaining('12 (17%) of the actions need attention: '),
    ])
    expect(unknown).toEqual([])
    expect(wrong).toEqual([])
    expect(content).toMatchObject({ risks: '- Money', risksFrom: 'LB(1)' })
  })

  it.each([
    ['no actions', []],
    ['one action', [buildAction('1', { status: 'onTrack' })]],
    ['actions nobody spoke of', [buildAction('1'), buildAction('2')]],
  ])('makes sense of a plan with %s', (_, actions) => {
    const { unknown, wrong, said } = of(buildPlan({ actions }))
    expect(unknown).toEqual([])
    expect(wrong).toEqual([])
    expect(said.length).toBeGreaterThan(0)
  })
})

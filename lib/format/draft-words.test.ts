import { describe, expect, it } from 'vitest'
import { firstPlan } from '@/tests/fixtures/first-plan'
import { checksOf, type TextCheck } from '@/lib/domain/compose-matter'
import { findObstacles, isForWriters, type Obstacle, sayObstacle } from '@/lib/domain/draft-obstacles'
import { checkText } from '@/lib/domain/report-check'
import { resolveText } from '@/lib/domain/report-fields'
import { readFigures } from '@/lib/domain/report-figures'
import { writeDraft } from './draft-text'
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

describe('a text that was not checked', () => {
  const text = { part: { kind: 'summary' }, achieved: null, unknown: [], excess: null, blocks: [] } as const
  const sayOf = (check: TextCheck) => {
    const { said } = sayPoint(
      { slug: 'a-plan', draft: 'a-draft', plan, words: plan.words },
      { kind: 'text', check },
    )
    return said.map((spans) => spans.map((span) => span.text).join(''))
  }
  const obstaclesTo = (checks: readonly TextCheck[]) =>
    findObstacles({ content: { ...writeDraft({ figures, risks: null }) } }, { checks, gaps: [], faults: [] })

  it('keeps a report from review and from being issued, and says what to do', () => {
    const [check] = checksOf([text], [null])
    if (!check) throw new Error('It passed for checked')
    const [obstacle] = obstaclesTo([check])
    expect(obstacle && isForWriters(obstacle)).toBe(true)
    expect(obstacle && sayObstacle(obstacle)).toMatch(/could not be checked in time/)
    expect(sayOf(check)).toEqual([
      expect.stringMatching(/could not be checked in time.*Open this page again/),
    ])
  })

  it('for all that it has in it is said with the bound and the way out', () => {
    const { text: resolved, unknown, excess } = resolveText('{list of counted}'.repeat(1_176), figures)
    const [check] = checksOf([{ ...text, unknown, excess, blocks: resolved.blocks }], [[]])
    if (!check) throw new Error('It passed for right')
    const [obstacle] = obstaclesTo([check])
    expect(obstacle && sayObstacle(obstacle)).toMatch(/more than 200 figures in braces\. Take some/)
    expect(sayOf(check)).toEqual([expect.stringMatching(/Until then its figures are not checked/)])
  })

  it('is none where nothing is wrong', () => expect(checksOf([text], [[]])).toEqual([]))
})

it('says that there may be more where as many are found as are looked for', () => {
  const { text, unknown, excess } = resolveText('1 action is At Risk. '.repeat(60), figures)
  const findings = checkText(text.blocks, figures)
  const [check] = checksOf(
    [{ part: { kind: 'summary' }, achieved: null, unknown, excess, blocks: text.blocks }],
    [findings],
  )
  if (!check) throw new Error('It passed for right')
  const { said } = sayPoint(
    { slug: 'a-plan', draft: 'a-draft', plan, words: plan.words },
    { kind: 'text', check },
  )
  expect(said).toHaveLength(51)
  expect(said.at(-1)).toEqual([{ text: expect.stringMatching(/There may be more/) }])
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

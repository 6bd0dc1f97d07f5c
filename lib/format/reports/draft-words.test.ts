import { describe, expect, it } from 'vitest'
import { firstPlan } from '@/tests/fixtures/first-plan'
import { checksOf, type TextCheck } from '@/lib/domain/reports/compose-report'
import { findObstacles, isForWriters } from '@/lib/domain/reports/draft-obstacles'
import { checkText } from '@/lib/domain/reports/report-check'
import { resolveText } from '@/lib/domain/reports/report-fields'
import { readFigures } from '@/lib/domain/reports/report-figures'
import { writeDraft } from './draft-text'
import { checkByHand, type DraftFigure } from '@/lib/domain/reports/draft-figures'
import { describeAllUnknown, describePoint, describeTyped } from './draft-words'
import { reportMessages } from '@/lib/format/reports/messages'

const plan = { ...firstPlan(), asAt: '2025-02-28' }
const figures = readFigures(plan, '2025-02-28')
const planFigures = figures

const read = (source: string) => checkText(resolveText(source, figures).text.blocks, figures)
const typedIn = (source: string): DraftFigure[] =>
  read(source).figures.map((figure, at) => ({
    ...figure,
    id: `f${at}`,
    part: { kind: 'summary' },
    achieved: null,
    check: null,
  }))

describe('typed figures', () => {
  it('that disagree are said with what the plan has, and are for those who pass the draft on to check', () => {
    const figures = typedIn('30 actions are On Track.')
    const [obstacle, ...others] = findObstacles(
      { content: writeDraft({ figures: planFigures, risks: null }), corrects: null },
      { checks: [], typed: figures, gaps: [], faults: [] },
    )
    if (!obstacle) throw new Error('It passed for right')
    expect(others).toEqual([])
    expect(isForWriters(obstacle)).toBe(false)
    const { message: said } = describePoint(
      { slug: 'a-plan', draft: 'a-draft', plan, words: plan.words },
      obstacle,
    )
    expect(said[0]).toEqual([{ text: '“30 actions are On Track” (in the plan: 28 of 69 (41%)).' }])
    const { figures: checked } = checkByHand(
      figures,
      { figures: ['f0'], note: '' },
      { byId: 'p', at: '2026-11-29' },
    )
    expect(
      findObstacles(
        { content: writeDraft({ figures: planFigures, risks: null }), corrects: null },
        { checks: [], typed: checked, gaps: [], faults: [] },
      ),
    ).toEqual([])
  })

  it('are counted by what became of them, and never said to agree where they were not checked', () => {
    expect(describeTyped(typedIn('30 actions are On Track, 10 At Risk, and 12 boards met.'))).toBe(
      '3 typed figures: 1 matches the plan, 1 does not, 1 could not be checked.',
    )
    expect(describeTyped([])).toMatch(/^No figures were typed/)
  })
})

describe('a text that was not checked', () => {
  const text = { part: { kind: 'summary' }, achieved: null, unknown: [], excess: null, blocks: [] } as const
  const describeOf = (check: TextCheck) => {
    const { message: said } = describePoint(
      { slug: 'a-plan', draft: 'a-draft', plan, words: plan.words },
      { kind: 'text', check },
    )
    return said.map((spans) => spans.map((span) => span.text).join(''))
  }
  const obstaclesTo = (checks: readonly TextCheck[]) =>
    findObstacles(
      { content: writeDraft({ figures, risks: null }), corrects: null },
      { checks, typed: [], gaps: [], faults: [] },
    )

  it('keeps a report from review and from being issued, and says what to do', () => {
    const [check] = checksOf([text], [null])
    if (!check) throw new Error('It passed for checked')
    const [obstacle] = obstaclesTo([check])
    expect(obstacle && isForWriters(obstacle)).toBe(true)
    expect(obstacle && reportMessages.obstacle(obstacle)).toMatch(/could not be checked in time/)
    expect(describeOf(check)).toEqual([
      expect.stringMatching(/could not check the figures in this text in time.*Reload this page/),
    ])
  })

  it('for all that it has in it is said with the bound and the way out', () => {
    const { text: resolved, unknown, excess } = resolveText('{list of counted}'.repeat(1_176), figures)
    const [check] = checksOf([{ ...text, unknown, excess, blocks: resolved.blocks }], [null])
    if (!check) throw new Error('It passed for right')
    const [obstacle] = obstaclesTo([check])
    expect(obstacle && reportMessages.obstacle(obstacle)).toMatch(
      /more than 200 figures in braces\. Remove some/,
    )
    expect(describeOf(check)).toEqual([expect.stringMatching(/Until you do, its figures are not checked/)])
  })

  it('is none where nothing is wrong', () =>
    expect(obstaclesTo(checksOf([text], [{ figures: [], contradictions: [] }]))).toEqual([]))

  it('with a figure in braces beside another status goes back to its writers', () => {
    const [check] = checksOf([text], [read('{at risk} are On Track.')])
    if (!check) throw new Error('There is no text')
    const [obstacle] = obstaclesTo([check])
    expect(obstacle && isForWriters(obstacle)).toBe(true)
    expect(describeOf(check)).toEqual([expect.stringMatching(/^“10 \(14%\) are On Track”/)])
  })
})

it('fields that name no figure are said one after the other, each sentence ended once', () =>
  expect(
    describeAllUnknown([
      { name: 'at rsk', suggestions: ['{at risk}'] },
      { name: 'xyz', suggestions: [] },
      { name: 'zyx', suggestions: [] },
    ]),
  ).toBe(
    '{at rsk} is not a figure in this plan. Did you mean {at risk}? {xyz} is not a figure in this plan. {zyx} is not a figure in this plan',
  ))

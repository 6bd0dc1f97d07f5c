import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstPlan } from '@/tests/fixtures/first-plan'
import { fieldOf, listFields, resolveText } from './report-fields'
import { measuresOf, readFigures } from './report-figures'
import { parseReportText, plainText } from './report-text'

const figures = readFigures({ ...firstPlan(), asAt: '2025-02-28' }, '2025-02-28')
const read = (source: string) => {
  const { text, unknown, excess } = resolveText(source, figures)
  return { words: text.blocks.map(({ items }) => items.map(plainText)), text, unknown, excess }
}
const say = (source: string) => read(source).words[0]?.[0]

describe('the format of a text', () => {
  it('has paragraphs between blank lines, and lists', () => {
    expect(
      parseReportText('One\nline\n\nTwo:\n- a\n- b\n  and more\n\nThree').map(({ kind, items }) => [
        kind,
        items.map(([piece]) => piece),
      ]),
    ).toEqual([
      ['paragraph', [{ kind: 'text', text: 'One line' }]],
      ['paragraph', [{ kind: 'text', text: 'Two:' }]],
      [
        'list',
        [
          { kind: 'text', text: 'a' },
          { kind: 'text', text: 'b and more' },
        ],
      ],
      ['paragraph', [{ kind: 'text', text: 'Three' }]],
    ])
  })

  it('takes every other character for itself', () => {
    expect(say('<b>*not* _this_</b> [or](this) & {')).toBe('<b>*not* _this_</b> [or](this) & {')
    expect(read('{on {track}').unknown).toMatchObject([{ name: 'track' }])
  })

  it('loses nothing but spaces, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (typed) => {
        const source = typed.replace(/[{}]/g, '')
        const bare = (text: string) => text.replace(/\s+/g, '').replace(/-/g, '')
        expect(bare(read(source).words.flat().join(''))).toBe(bare(source))
      }),
    )
  })
})

describe('a field', () => {
  it.each([
    ['{on track}', '28 (41%)'],
    ['{ On  Track }', '28 (41%)'],
    ['{on track in 1.1}', '1 (25%)'],
    ['{on track in section 1.1}', '1 (25%)'],
    ['{at risk in employ}', '4 (33%)'],
    ['{at risk in Pillar employ}', '4 (33%)'],
    ['{at risk in pillar 4}', '4 (33%)'],
    ['{at risk in pillar four}', '4 (33%)'],
    ['{count of at risk}', '10'],
    ['{share of at risk in 1.1}', '75%'],
    ['{list of off track}', '63'],
    ['{list of at risk in 1.1}', '1.1, 1.2 and 1.3'],
    ['{list of off track in 1.1}', 'none'],
    ['{completed}', '26 (38%)'],
    ['{missed with no risk}', '3 (4%)'],
    ['{needs attention}', '12 (17%)'],
    ['{counted}', '69'],
    ['{counted in 1.1}', '4'],
    ['{sections on track}', '15 (75%)'],
    ['{sections at risk in employ}', '1 (25%)'],
    ['{list of sections at risk}', '1.1, 2.1, 2.2, 2.3 and 4.1'],
    ['{sections}', '20'],
    ['{no update}', '0 (0%)'],
  ])('%s says %s', (field, value) => expect(say(field)).toBe(value))

  it('leads to the rows behind it', () => {
    const [block] = read('We have {at risk in 1.1} there.').text.blocks
    expect(block?.items[0]).toEqual([
      { text: 'We have ' },
      {
        text: '3 (75%)',
        rows: { list: 'actions', query: { section: '1.1', status: ['atRisk'], counted: 'yes' } },
      },
      { text: ' there.' },
    ])
  })

  it('that no plan has is named, with what comes nearest', () => {
    expect(read('{on trak in 1.1}').unknown).toEqual([
      { name: 'on trak in 1.1', suggestions: expect.arrayContaining(['{on track in 1.1}']) },
    ])
    expect(read('{share of counted}').unknown).toHaveLength(1)
    expect(read('{on track in 9.9}').unknown).toHaveLength(1)
    expect(say('{what is this}')).toBe('{what is this}')
  })

  it('is found again by what is listed, in every part of the plan', () => {
    for (const scope of figures.scopes)
      for (const { field, value } of listFields(figures.plan, scope)) {
        expect(read(field).unknown, field).toEqual([])
        expect(say(field), field).toBe(value)
      }
    for (const { measure } of measuresOf(figures.plan))
      expect(read(fieldOf(figures.plan, measure, figures.whole) ?? '').unknown).toEqual([])
  })

  it('is worked out 200 times in a text at most; the text stays whole', () => {
    const source = '{count of at risk} '.repeat(201).trim()
    const { words, text, ...rest } = read(source)
    expect(rest).toMatchObject({ unknown: [], excess: 'fields' })
    expect(words[0]?.[0]).toBe('10 '.repeat(200) + '{count of at risk}')
    expect(text.source).toBe(source)
    expect(read('{count of at risk} '.repeat(200)).excess).toBeNull()
  })

  it('is worked out as far as the text does not become too long', () => {
    const [list = ''] = [say('{list of counted}')]
    const source = `{list of counted}${' a'.repeat(49_900)}`
    const { words, excess } = read(source)
    expect(list.length).toBeGreaterThan(200)
    expect(excess).toBe('length')
    expect(words[0]?.[0]?.length).toBe(source.length)
  })

  it('calls sections as the plan does', () => {
    const words = { ...figures.plan.words, section: { one: 'Strategic action', many: 'Strategic actions' } }
    const own = { ...figures, plan: { ...figures.plan, words } }
    expect(resolveText('{strategic actions at risk}', own).unknown).toEqual([])
  })
})

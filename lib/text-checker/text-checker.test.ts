import { describe, expect, it } from 'vitest'
import { firstPlan } from '@/tests/fixtures/first-plan'
import { checkText } from '@/lib/domain/reports/report-check'
import { resolveText } from '@/lib/domain/reports/report-fields'
import { checkedFigures, readFigures } from '@/lib/domain/reports/report-figures'
import { makeTextChecker } from './text-checker'

const plan = { ...firstPlan(), asAt: '2025-02-28' }
const whole = readFigures(plan, '2025-02-28')
const figures = checkedFigures(whole)
const textOf = (source: string) => resolveText(source, whole).text.blocks
const wrong = textOf('In section 1.1, 10 are At Risk.')
const right = textOf('28 are On Track.')
/** Takes many seconds, as no draft does: far more than a text may have in it. */
const endless = [{ kind: 'paragraph', items: [[{ text: '28 are On Track. '.repeat(600_000) }]] }] as const

describe('the checker of texts', () => {
  it('finds what is found without it, and nothing in an empty text', async () => {
    const found = await makeTextChecker()(figures, [textOf(''), wrong, right])
    expect(found).toEqual([checkText(textOf(''), whole), checkText(wrong, whole), checkText(right, whole)])
    expect(found[1]?.figures).toMatchObject([{ verdict: 'disagrees', plan: '3 of 4 (75%)' }])
  })

  it('leaves what takes too long unchecked, keeps what it found before, and goes on', async () => {
    const check = makeTextChecker({ check: 2_000 })
    const other = textOf('30 are On Track.')
    const all = [wrong, endless, other]
    const first = await check(figures, all)
    expect(first[1]).toBeNull()
    // A text that is behind a long one has to wait; the next time the worker is another one.
    const second = await check(figures, [wrong, other])
    expect(second.map((found) => found?.figures.length)).toEqual([1, 1])
    // What is known is answered without the worker.
    const third = await check(figures, all)
    expect(third.map((found) => found?.figures.length)).toEqual([1, undefined, 1])
  })

  it('turns away what would wait behind too many others', async () => {
    const check = makeTextChecker({ waiting: 1 })
    const [first, second] = await Promise.all([
      check(figures, [wrong]),
      check(figures, [textOf('30 are On Track.')]),
    ])
    expect(first[0]?.figures).toHaveLength(1)
    expect(second).toEqual([null])
  })

  it('checks again when the figures are others', async () => {
    const check = makeTextChecker()
    const [one] = await check(figures, [right])
    const status = { status: 'atRisk' } as const
    const actions = plan.actions.map((action) => ({
      ...action,
      current: action.current && { ...action.current, ...status },
    }))
    const later = checkedFigures(readFigures({ ...plan, actions }, '2025-02-28'))
    const [two] = await check(later, [right])
    expect([one, two].map((found) => found?.figures[0]?.verdict)).toEqual(['agrees', 'disagrees'])
  })
})

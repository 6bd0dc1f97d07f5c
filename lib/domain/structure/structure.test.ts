import { describe, expect, it } from 'vitest'
import {
  findDoubleCount,
  inPlanOrder,
  isCountedAtFirst,
  moveInOrder,
  nextNumber,
  numbersFrom,
  partsBelow,
} from './structure'

describe('moveInOrder', () => {
  it('swaps with the neighbour, and stays at the end', () => {
    expect(moveInOrder(['a', 'b', 'c'], 'b', 'up')).toEqual(['b', 'a', 'c'])
    expect(moveInOrder(['a', 'b', 'c'], 'b', 'down')).toEqual(['a', 'c', 'b'])
    expect(moveInOrder(['a', 'b', 'c'], 'a', 'up')).toEqual(['a', 'b', 'c'])
    expect(moveInOrder(['a', 'b', 'c'], 'c', 'down')).toEqual(['a', 'b', 'c'])
    expect(moveInOrder(['a'], 'z', 'down')).toEqual(['a'])
  })
})

describe('inPlanOrder', () => {
  it('puts parts after their whole, whatever their positions say', () => {
    const records = [
      { id: 'part', under: 'whole', position: 0 },
      { id: 'other', under: 's1', position: 5 },
      { id: 'whole', under: 's1', position: 9 },
      { id: 'first', under: 's0', position: 99 },
    ]
    expect(inPlanOrder(records, ['s0', 's1'])).toEqual(['first', 'other', 'whole', 'part'])
  })

  it('keeps the same order for equal positions', () => {
    const records = ['b', 'a', 'c'].map((id) => ({ id, under: null, position: 1 }))
    expect(inPlanOrder(records, [null])).toEqual(['a', 'b', 'c'])
  })
})

describe('counting', () => {
  const action = (ref: string, parent: string | null, counted: boolean) => ({
    id: ref,
    ref,
    parentId: parent,
    counted,
    lifecycle: 'active' as const,
  })

  it('finds two that count the same work, at any depth', () => {
    const actions = [action('1', null, true), action('1.1', '1', false), action('1.1.1', '1.1', true)]
    const clash = findDoubleCount(actions)
    expect([clash?.whole.ref, clash?.part.ref]).toEqual(['1', '1.1.1'])
    expect(partsBelow(actions, actions[0] ?? action('1', null, true)).map(({ ref }) => ref)).toEqual([
      '1.1',
      '1.1.1',
    ])
  })

  it('counts a new action at the level that the plan counts, and never inside one that counts', () => {
    const [whole, part, other] = [action('1', null, false), action('1.1', '1', true), action('2', null, true)]
    expect(isCountedAtFirst([], null)).toBe(true)
    expect(isCountedAtFirst([action('1', null, false)], null)).toBe(true)
    expect(isCountedAtFirst([whole, part, other], null)).toBe(true)
    expect(isCountedAtFirst([whole, part], null)).toBe(false)
    expect(isCountedAtFirst([whole, part], whole)).toBe(true)
    expect(isCountedAtFirst([other, action('2.1', '2', false)], other)).toBe(false)
    expect(isCountedAtFirst([whole, part], part)).toBe(false)
  })

  it('finds none where the whole has left the plan, and survives a ring', () => {
    expect(
      findDoubleCount([
        { ...action('1', null, true), lifecycle: 'withdrawn' as const },
        action('1.1', '1', true),
      ]),
    ).toBeNull()
    expect(findDoubleCount([action('1', '2', false), action('2', '1', true)])).toBeNull()
  })
})

describe('numbers', () => {
  it('go on from the first, in its last figure', () => {
    expect(numbersFrom('26.9', 3)).toEqual(['26.9', '26.10', '26.11'])
    expect(numbersFrom('A-1', 2)).toEqual(['A-1', 'A-2'])
    expect(numbersFrom('12a', 2)).toBeNull()
  })

  it('begin after the highest there is, among the parts of an action or at the top', () => {
    const actions = ['1', '2', '2.1', '2.10', '12', '12a', 'X'].map((ref) => ({ ref }))
    expect(nextNumber(actions, null)).toBe('13')
    expect(nextNumber(actions, { ref: '2' })).toBe('2.11')
    expect(nextNumber(actions, { ref: '12' })).toBe('12.1')
    expect(nextNumber([], null)).toBe('1')
  })
})

import { expect, it } from 'vitest'
import { viewBaseMoves } from './base-moves'

const entry = {
  counted: true,
  reason: 'Reported by part',
  effectiveOn: '2026-03-03',
  recordedAt: '2026-03-04T10:00:00.000Z',
}

it('puts together what was changed together, the newest move first', () => {
  const later = { ...entry, ref: '2', effectiveOn: '2026-05-01', recordedAt: '2026-05-01T10:00:00.000Z' }
  const moves = viewBaseMoves([
    { ...entry, ref: '18', counted: false },
    { ...entry, ref: '18.1' },
    { ...entry, ref: '18.2' },
    later,
  ])
  expect(moves).toEqual([
    { on: '2026-05-01', reason: entry.reason, counted: ['2'], noLonger: [] },
    { on: '2026-03-03', reason: entry.reason, counted: ['18.1', '18.2'], noLonger: ['18'] },
  ])
})

it('says nothing of a base that never moved', () => {
  expect(viewBaseMoves([])).toEqual([])
})

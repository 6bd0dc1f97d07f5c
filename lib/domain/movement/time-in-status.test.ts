import { describe, expect, it } from 'vitest'
import { buildAction, buildPlan } from '@/tests/helpers/plan-builder'
import { countTimeInStatus } from './time-in-status'
import type { Status } from '@/lib/domain/status/status'

const state = (...statuses: (Status | null)[]) =>
  buildPlan({ actions: statuses.map((status, at) => buildAction(`${at}`, status ? { status } : {})) })

describe('the dwell of an action', () => {
  const reports = [
    state('atRisk', 'atRisk', 'onTrack', null),
    state('atRisk', 'onTrack', 'onTrack', null),
    state('atRisk', 'atRisk', null, 'atRisk'),
  ]

  it('counts the reports up to now without a gap', () => {
    expect(
      Object.fromEntries(
        countTimeInStatus(reports, state('atRisk', 'atRisk', 'onTrack', 'atRisk', 'onTrack')),
      ),
    ).toEqual({
      0: 3,
      1: 1,
      2: 0,
      3: 1,
      // Not in any of the reports.
      4: 0,
    })
  })

  it('is none of an action without a status', () => {
    expect(countTimeInStatus(reports, state(null)).size).toBe(0)
  })

  it('is nothing before the first report', () => {
    expect([...countTimeInStatus([], state('atRisk'))]).toEqual([['0', 0]])
  })
})

import { describe, expect, it } from 'vitest'
import { buildAction, buildPlan } from '@/tests/helpers/plan-builder'
import { countTimeInStatus } from './time-in-status'
import type { StatusCode } from '@/lib/domain/status/status'

const state = (...statuses: (StatusCode | null)[]) =>
  buildPlan({ actions: statuses.map((status, at) => buildAction(`${at}`, status ? { status } : {})) })

describe('the dwell of an action', () => {
  const reports = [
    state('atRisk', 'atRisk', 'onTrack', null),
    state('atRisk', 'onTrack', 'onTrack', null),
    state('atRisk', 'atRisk', null, 'atRisk'),
  ]

  it('counts the reports up to now without a gap', () => {
    const now = (['atRisk', 'atRisk', 'onTrack', 'atRisk', 'onTrack'] as const).map((status, at) => ({
      id: String(at),
      status,
    }))
    // The last one is not in any of the reports.
    expect(now.map(countTimeInStatus(reports))).toEqual([3, 1, 0, 1, 0])
  })

  it('is none of an action without a status', () => {
    expect(countTimeInStatus(reports)({ id: '0', status: null })).toBeUndefined()
  })

  it('is nothing before the first report', () => {
    expect(countTimeInStatus([])({ id: '0', status: 'atRisk' })).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import {
  type Confirmable,
  findPassedDate,
  isRefusedPastDate,
  lateStatuses,
  whyNotConfirmable,
} from './date-guard'
import { BASES } from '@/lib/domain/plan/plan'
import { PUBLISHED_SIX, STATUS_TEMPLATES } from '@/lib/domain/status/templates'

describe('the date guard', () => {
  it('leaves the statuses that say what became of the promise', () => {
    expect(lateStatuses(PUBLISHED_SIX).map(({ code }) => code)).toEqual([
      'missedNoRisk',
      'missedWithRisk',
      'offTrack',
    ])
  })

  it('refuses what speaks of a date still to come, from the day after the date on', () => {
    expect(findPassedDate(PUBLISHED_SIX, '2025-03-31', '2025-04-01')).toEqual({
      on: '2025-03-31',
      refused: ['onTrack', 'atRisk'],
    })
    expect(isRefusedPastDate(PUBLISHED_SIX, 'onTrack', '2025-03-31', '2025-04-01')).toBe(true)
    expect(isRefusedPastDate(PUBLISHED_SIX, 'offTrack', '2025-03-31', '2025-04-01')).toBe(false)
  })

  it('refuses what has not begun as well, and nothing in a plan that has no status for a broken promise', () => {
    const progress = { statuses: STATUS_TEMPLATES.progress }
    expect(findPassedDate(progress, '2025-03-31', '2025-04-01')?.refused).toEqual([
      'notStarted',
      'inProgress',
    ])
    const three = { statuses: STATUS_TEMPLATES.progress.slice(0, 3) }
    expect(findPassedDate(three, '2025-03-31', '2025-04-01')).toBeNull()
  })

  it('refuses nothing on the last day, before it, or without a date', () => {
    expect(findPassedDate(PUBLISHED_SIX, '2025-03-31', '2025-03-31')).toBeNull()
    expect(findPassedDate(PUBLISHED_SIX, '2025-03-31', '2025-01-01')).toBeNull()
    expect(findPassedDate(PUBLISHED_SIX, null, '2025-04-01')).toBeNull()
  })
})

describe('no change', () => {
  const current = { status: 'onTrack', basis: 'reported', reason: null, mitigation: null } as const
  const state: Confirmable = { current, promisedBy: null, waits: false }
  const adverse = { ...current, status: 'atRisk', reason: 'So', mitigation: 'This' } as const
  it.each<[string, Partial<Confirmable>, ReturnType<typeof whyNotConfirmable>]>([
    ['can be said of what was reported here', {}, null],
    ['can be said of an adverse status that says why', { current: adverse }, null],
    ['cannot be said where nothing was', { current: null }, 'nothing'],
    ['cannot be said while something newer waits', { waits: true }, 'waits'],
    ['cannot be said of what the passed date forbids', { promisedBy: '2025-03-31' }, 'datePassed'],
    [
      'cannot be said of an adverse status without a reason',
      { current: { ...adverse, reason: null } },
      'noReason',
    ],
    [
      'cannot be said of one about which nothing is done',
      { current: { ...adverse, mitigation: '' } },
      'noReason',
    ],
  ])('%s', (_, given, expected) => {
    expect(whyNotConfirmable(PUBLISHED_SIX, { ...state, ...given }, '2025-04-01')).toBe(expected)
  })

  it('makes nothing reported here that no one reported here', () => {
    for (const basis of BASES.filter((one) => one !== 'reported'))
      expect(
        whyNotConfirmable(PUBLISHED_SIX, { ...state, current: { ...current, basis } }, '2025-04-01'),
      ).toBe('notReported')
  })
})

import { describe, expect, it } from 'vitest'
import { buildAction, buildAssessment, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import { carryDisputes, type Dispute, isTrueOutcome, openDisputes, openFirst, ratingOf } from './disputes'

const line = (on: string) => ({ effectiveOn: on, recordedOn: on, recordedAt: `${on}T12:00:00.000Z` })
const answer = (on: string) => ({
  outcome: 'kept' as const,
  text: 'It is right',
  authorId: 'ed',
  ...line(on),
})

function dispute(given: Partial<Dispute> = {}): Dispute {
  return {
    id: 'dispute',
    number: 1,
    about: { level: 'section', id: '1.1', code: '1.1', title: 'A section' },
    rating: { level: 'section', value: 'onTrack' },
    reason: 'It is late',
    basis: 'reported',
    authorId: 'vera',
    answer: null,
    ...line('2025-03-10'),
    ...given,
  }
}

describe('the rating that can be disputed', () => {
  const plan = buildPlan({
    sections: [buildSection('1.1', { assessment: buildAssessment('atRisk') }), buildSection('1.2')],
    actions: [
      buildAction('1', { status: 'delivered' }),
      buildAction('2'),
      buildAction('3', { sectionId: '1.2', status: 'offTrack' }),
    ],
  })

  it('is the status of an action, and of a section the person’s rating, or else the suggestion', () => {
    expect(ratingOf(plan, { level: 'action', id: '1' })).toEqual({ level: 'action', value: 'delivered' })
    expect(ratingOf(plan, { level: 'section', id: '1.1' })).toEqual({ level: 'section', value: 'atRisk' })
    expect(ratingOf(plan, { level: 'section', id: '1.2' })).toEqual({ level: 'section', value: 'atRisk' })
  })

  it('is not there before anything was said, or of what the plan does not have', () => {
    expect(ratingOf(plan, { level: 'action', id: '2' })).toBeNull()
    expect(ratingOf(plan, { level: 'action', id: '9' })).toBeNull()
    expect(ratingOf(plan, { level: 'section', id: '9' })).toBeNull()
  })
})

describe('an answer', () => {
  const disputed = { level: 'action', value: 'onTrack' } as const
  it('says that the rating was kept, or changed, only where it was', () => {
    expect(isTrueOutcome(disputed, disputed, 'kept')).toBe(true)
    expect(isTrueOutcome(disputed, disputed, 'changed')).toBe(false)
    expect(isTrueOutcome(disputed, { level: 'action', value: 'atRisk' }, 'changed')).toBe(true)
    expect(isTrueOutcome(disputed, { level: 'action', value: 'atRisk' }, 'kept')).toBe(false)
    expect(isTrueOutcome(disputed, null, 'changed')).toBe(true)
  })
})

describe('disputes', () => {
  it('are listed open ones first', () => {
    const list = [
      dispute({ number: 1, answer: answer('2025-03-11') }),
      dispute({ number: 2 }),
      dispute({ number: 3, answer: answer('2025-03-11') }),
      dispute({ number: 4 }),
    ]
    expect(openFirst(list).map(({ number }) => number)).toEqual([2, 4, 3, 1])
  })

  it('are open from the day they were raised to the day they were answered', () => {
    const list = [dispute({ answer: answer('2025-04-01') })]
    const open = (day: string) => openDisputes(list, day).length
    expect(['2025-03-09', '2025-03-10', '2025-03-31', '2025-04-01'].map(open)).toEqual([0, 1, 1, 0])
  })

  it('are carried by every report until answered, and with the answer once', () => {
    const list = [dispute({ answer: answer('2025-04-01') })]
    const carried = (asAt: string, since: { asAt: string; frozenAt: string } | null) =>
      carryDisputes(list, { asAt, since })
    expect(carried('2025-03-09', null)).toEqual([])
    expect(carried('2025-03-31', null)[0]?.answer).toBeNull()
    expect(carried('2025-06-30', { asAt: '2025-03-31', frozenAt: '2025-03-31T18:00:00.000Z' })).toEqual([
      {
        number: 1,
        about: { level: 'section', code: '1.1', title: 'A section' },
        rating: { level: 'section', value: 'onTrack' },
        reason: 'It is late',
        raisedOn: '2025-03-10',
        answer: { outcome: 'kept', text: 'It is right', on: '2025-04-01' },
        basis: 'reported',
      },
    ])
    expect(carried('2025-09-30', { asAt: '2025-06-30', frozenAt: '2025-06-30T18:00:00.000Z' })).toEqual([])
  })
})

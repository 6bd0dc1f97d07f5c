import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  byUrgency,
  updateDueOf,
  type Holder,
  holderOn,
  isReported,
  lastReportedBy,
  type ActionDue,
  progressOf,
  type ApprovalState,
  pendingOf,
  responsibleFor,
  type Entry,
} from './updates-due'
import type { Period } from './periods'
import { UPDATE_KINDS } from '@/lib/domain/plan/plan'
import { LIFECYCLES } from '@/lib/domain/status/roll-up'

const PERIOD: Period = {
  id: 'p',
  name: 'Autumn',
  opensOn: '2026-11-01',
  dueOn: '2026-11-14',
  closesOn: '2026-11-30',
}
const ANN: Holder = { personId: 'ann', from: '2026-01-01' }

function action(given: Partial<ActionDue> = {}): ActionDue {
  return { lifecycle: 'active', last: null, holders: [ANN], words: [], ...given }
}

function word(recordedOn: string, given: Partial<Entry> = {}): Entry {
  return { kind: 'update', recordedOn, effectiveOn: recordedOn, standing: 'shown', ...given }
}

describe('the accountable officer of an action', () => {
  const holders: Holder[] = [
    ANN,
    { personId: 'bob', from: '2026-05-01' },
    { personId: 'cat', from: '2026-05-01' },
    { personId: null, from: '2026-09-01' },
  ]
  it.each([
    ['2025-12-31', undefined],
    ['2026-01-01', 'ann'],
    ['2026-04-30', 'ann'],
    ['2026-05-01', 'cat'],
    ['2026-09-01', null],
  ])('on %s', (day, personId) => {
    expect(holderOn(holders, day)?.personId).toBe(personId)
  })
})

describe('updates that are due', () => {
  it.each([
    ['before the period opens', '2026-10-31', 'none'],
    ['on its first day', '2026-11-01', 'due'],
    ['on its due day', '2026-11-14', 'due'],
    ['after its due day', '2026-11-15', 'late'],
    ['on its last day', '2026-11-30', 'late'],
    ['after it closed', '2026-12-01', 'missed'],
  ])('%s', (_, today, updateDue) => {
    expect(updateDueOf(action(), PERIOD, today)).toBe(updateDue)
  })

  it.each(['update', 'nilReturn'] as const)('is met by %s while the period is open', (kind) => {
    for (const day of ['2026-11-01', '2026-11-20', '2026-11-30'])
      expect(updateDueOf(action({ words: [word(day, { kind })] }), PERIOD, '2026-12-01')).toBe('reported')
    for (const day of ['2026-10-31', '2026-12-01'])
      expect(updateDueOf(action({ words: [word(day, { kind })] }), PERIOD, '2026-12-01')).toBe('missed')
  })

  it('is met by an update that waits, not by one that was returned, nor by a correction', () => {
    const updateDue = (given: Partial<Entry>) =>
      updateDueOf(action({ words: [word('2026-11-02', given)] }), PERIOD, '2026-11-03')
    expect(updateDue({ standing: 'waiting' })).toBe('reported')
    expect(updateDue({ standing: 'returned' })).toBe('due')
    expect(updateDue({ kind: 'correction' })).toBe('due')
    expect(updateDue({ kind: 'revision' })).toBe('due')
  })

  it('is nothing without a period, without an accountable officer, and for an action that has left', () => {
    expect(updateDueOf(action(), null, '2026-11-03')).toBe('none')
    expect(updateDueOf(action({ holders: [] }), PERIOD, '2026-11-03')).toBe('none')
    expect(
      updateDueOf(action({ holders: [ANN, { personId: null, from: '2026-02-01' }] }), PERIOD, '2026-11-03'),
    ).toBe('none')
    for (const lifecycle of ['withdrawn', 'merged', 'superseded'] as const)
      expect(updateDueOf(action({ lifecycle }), PERIOD, '2026-11-03')).toBe('none')
  })

  it('is nothing for what is done, and stays reported for what was done in the period', () => {
    const last = { isDone: true, effectiveOn: '2026-10-01' } as const
    expect(updateDueOf(action({ last }), PERIOD, '2026-11-03')).toBe('none')
    expect(updateDueOf(action({ last, words: [word('2026-11-02')] }), PERIOD, '2026-11-03')).toBe('reported')
  })

  it('passes to the new officer with the action, and stays with the old one for a period that closed', () => {
    const handed = action({ holders: [ANN, { personId: 'bob', from: '2026-11-10' }] })
    expect(responsibleFor(handed, PERIOD, '2026-11-09')).toBe('ann')
    expect(responsibleFor(handed, PERIOD, '2026-11-10')).toBe('bob')
    expect(
      responsibleFor(
        action({ holders: [ANN, { personId: 'bob', from: '2026-12-01' }] }),
        PERIOD,
        '2026-12-05',
      ),
    ).toBe('ann')
  })
})

describe('the last word', () => {
  it('is the newest day that anything was said of, shown or waiting', () => {
    expect(lastReportedBy(action(), '2026-11-03')).toBeNull()
    const last = { isDone: false, effectiveOn: '2026-10-01' } as const
    expect(lastReportedBy(action({ last }), '2026-11-03')).toEqual({ on: '2026-10-01', days: 33 })
    const words = [word('2026-11-02', { standing: 'waiting' })]
    expect(lastReportedBy(action({ last, words }), '2026-11-03')).toEqual({ on: '2026-11-02', days: 1 })
  })

  it('says what became of the newest update only', () => {
    expect(pendingOf([])).toBeNull()
    expect(pendingOf([word('2026-11-01', { standing: 'returned' }), word('2026-11-01')])).toBeNull()
    expect(pendingOf([word('2026-11-02', { standing: 'returned' }), word('2026-11-01')])).toBe('returned')
    expect(
      pendingOf([word('2026-11-01', { standing: 'returned' }), word('2026-11-01', { standing: 'waiting' })]),
    ).toBe('waiting')
  })
})

it('lists the late before the due, and the sooner due first', () => {
  const rows = [
    { updateDue: 'reported', dueOn: '2026-01-01' },
    { updateDue: 'due', dueOn: '2026-12-01' },
    { updateDue: 'none', dueOn: null },
    { updateDue: 'due', dueOn: '2026-11-14' },
    { updateDue: 'late', dueOn: '2026-12-01' },
  ] as const
  expect(rows.toSorted(byUrgency)).toEqual([rows[4], rows[3], rows[1], rows[2], rows[0]])
})

describe('whatever was reported, and by anyone', () => {
  const day = fc
    .integer({ min: 0, max: 80 })
    .map((n) => new Date(Date.UTC(2026, 9, 1 + n)).toISOString().slice(0, 10))
  const words = fc.array(
    fc.record({
      kind: fc.constantFrom(...UPDATE_KINDS),
      recordedOn: day,
      effectiveOn: day,
      standing: fc.constantFrom<ApprovalState>('shown', 'waiting', 'returned'),
    }),
    { maxLength: 6 },
  )
  const actions = fc.record({
    lifecycle: fc.constantFrom(...LIFECYCLES),
    last: fc.option(fc.record({ isDone: fc.boolean(), effectiveOn: day })),
    holders: fc.array(fc.record({ personId: fc.option(fc.constantFrom('ann', 'bob')), from: day }), {
      maxLength: 4,
    }),
    words,
  })

  it('every updateDue is met, open or past, and the figures add up', () => {
    fc.assert(
      fc.property(fc.array(actions), day, (all, today) => {
        const updatesDue = all.map((one) => updateDueOf(one, PERIOD, today))
        const { reported, due: owed, late } = progressOf(updatesDue)
        expect(reported).toBeLessThanOrEqual(owed)
        expect(late).toBeLessThanOrEqual(owed - reported)
        expect(owed).toBe(all.filter((one) => responsibleFor(one, PERIOD, today) !== null).length)
        if (today < PERIOD.opensOn) expect(owed).toBe(0)
        if (today > PERIOD.closesOn) expect(updatesDue).not.toContain('due')
      }),
    )
  })

  it('an update or a nil return while the period is open always meets it', () => {
    fc.assert(
      fc.property(actions, fc.constantFrom('update', 'nilReturn'), (one, kind) => {
        const after = { ...one, words: [...one.words, word('2026-11-20', { kind: kind as 'update' })] }
        expect(isReported(after, PERIOD)).toBe(true)
        expect(['none', 'reported']).toContain(updateDueOf(after, PERIOD, '2026-11-20'))
      }),
    )
  })

  it('nothing said after a period closed changes what became of it', () => {
    fc.assert(
      fc.property(actions, (one) => {
        const after = { ...one, words: [...one.words, word('2026-12-05')] }
        expect(updateDueOf(after, PERIOD, '2026-12-06')).toBe(updateDueOf(one, PERIOD, '2026-12-06'))
      }),
    )
  })
})

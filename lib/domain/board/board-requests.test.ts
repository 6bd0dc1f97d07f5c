import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askAsAt, type BoardRequestEvent, type BoardRequest, carryRequests, listAsAt } from './board-requests'

const FIRST = { partner: { code: 'nes', name: 'NHS Education' }, personId: 'ann', dueOn: '2025-06-30' }

function ask(given: Partial<BoardRequest> = {}): BoardRequest {
  return {
    id: 'ask',
    number: 1,
    kind: 'question',
    about: { level: 'action', id: 'a26', code: '26', title: 'An action' },
    text: 'How many?',
    report: { code: 'lb-1', reference: 'LB(1)' },
    owedFirst: FIRST,
    basis: 'reported',
    authorId: 'vera',
    effectiveOn: '2025-03-10',
    recordedOn: '2025-03-12',
    recordedAt: '2025-03-12T09:00:00.000Z',
    events: [],
    ...given,
  }
}

function event(
  kind: BoardRequestEvent['kind'],
  on: string,
  given: Partial<BoardRequestEvent> = {},
): BoardRequestEvent {
  return {
    id: `${kind} ${on}`,
    kind,
    text: `${kind} on ${on}`,
    owed: null,
    authorId: 'ed',
    effectiveOn: on,
    recordedOn: on,
    recordedAt: `${on}T15:00:00.000Z`,
    ...given,
  }
}

const stands = (one: BoardRequest, day: string) => askAsAt(one, day)?.standing ?? null

describe('an ask as at a day', () => {
  it('is there from the day of its meeting', () => {
    expect(stands(ask(), '2025-03-09')).toBeNull()
    expect(stands(ask(), '2025-03-10')).toBe('open')
  })

  it('is overdue once the day has passed by which it was due, not on it', () => {
    expect(askAsAt(ask(), '2025-06-30')?.isOverdue).toBe(false)
    expect(askAsAt(ask(), '2025-07-01')?.isOverdue).toBe(true)
    const answered = ask({ events: [event('answered', '2025-07-02')] })
    expect(askAsAt(answered, '2025-07-01')?.isOverdue).toBe(true)
    expect(askAsAt(answered, '2025-07-02')).toMatchObject({ standing: 'answered', isOverdue: false })
  })

  it('is for the person who was named last, whatever else became of it', () => {
    const later = { partner: null, personId: 'bob', dueOn: '2025-09-30' }
    const moved = ask({
      events: [
        event('answered', '2025-04-01'),
        event('reopened', '2025-05-01'),
        event('changed', '2025-05-02', { owed: later }),
      ],
    })
    expect(askAsAt(moved, '2025-05-01')).toMatchObject({ standing: 'open', owed: FIRST })
    expect(askAsAt(moved, '2025-07-15')).toMatchObject({ standing: 'open', owed: later, isOverdue: false })
    expect(askAsAt(moved, '2025-10-01')?.isOverdue).toBe(true)
  })

  it('is answered, opened again and withdrawn in the order of recording', () => {
    const long = ask({
      events: [
        event('answered', '2025-04-01'),
        event('reopened', '2025-05-01'),
        event('withdrawn', '2025-06-01'),
      ],
    })
    expect(['2025-03-31', '2025-04-01', '2025-05-01', '2025-06-01'].map((day) => stands(long, day))).toEqual([
      'open',
      'answered',
      'open',
      'withdrawn',
    ])
    expect(askAsAt(long, '2025-06-01')?.settled?.text).toBe('withdrawn on 2025-06-01')
  })
})

describe('the list of asks', () => {
  it('has the open ones first by when they are due, then the settled ones, the newest first', () => {
    const responsible = (dueOn: string) => ({ owedFirst: { ...FIRST, dueOn } })
    const requests = [
      ask({ number: 1, events: [event('answered', '2025-04-01')] }),
      ask({ number: 2, ...responsible('2025-09-01') }),
      ask({ number: 3, ...responsible('2025-08-01') }),
      ask({ number: 4, events: [event('withdrawn', '2025-04-02')] }),
      ask({ number: 5, ...responsible('2025-08-01') }),
      ask({ number: 6, effectiveOn: '2026-01-01', recordedOn: '2026-01-01' }),
    ]
    expect(listAsAt(requests, '2025-07-01').map(({ number }) => number)).toEqual([3, 5, 2, 4, 1])
  })
})

describe('what a report carries', () => {
  const since = { asAt: '2025-03-31', frozenAt: '2025-04-10T12:00:00.000Z' }
  const carried = (requests: readonly BoardRequest[], asAt: string, before: typeof since | null = since) =>
    carryRequests(requests, { asAt, since: before }).map(({ number, standing }) => `${number} ${standing}`)

  it('is every open ask raised by then, however old', () => {
    const requests = [
      ask({ number: 1 }),
      ask({ number: 2, effectiveOn: '2025-07-01', recordedOn: '2025-07-01' }),
    ]
    expect(carried(requests, '2025-06-30')).toEqual(['1 open'])
    expect(carried(requests, '2027-06-30')).toEqual(['1 open', '2 open'])
  })

  it('is an answer once: in the first report that can tell of it', () => {
    const requests = [ask({ events: [event('answered', '2025-05-01')] })]
    expect(carried(requests, '2025-04-30')).toEqual(['1 open'])
    expect(carried(requests, '2025-06-30')).toEqual(['1 answered'])
    expect(
      carried(requests, '2025-09-30', { asAt: '2025-06-30', frozenAt: '2025-07-10T12:00:00.000Z' }),
    ).toEqual([])
  })

  it('is an answer given on the day of the last report, after that was frozen', () => {
    const late = event('answered', '2025-03-31', { recordedAt: '2025-04-10T12:00:00.001Z' })
    expect(carried([ask({ events: [late] })], '2025-06-30')).toEqual(['1 answered'])
    const early = { ...late, recordedAt: since.frozenAt }
    expect(carried([ask({ events: [early] })], '2025-06-30')).toEqual([])
  })

  it('is a withdrawal once, too, and everything in the first report', () => {
    const requests = [ask({ events: [event('withdrawn', '2025-03-20')] })]
    expect(carried(requests, '2025-06-30')).toEqual([])
    expect(carried(requests, '2025-03-31', null)).toEqual(['1 withdrawn'])
  })

  it('names no person, and says who has to answer it now', () => {
    const requests = [
      ask({
        events: [event('changed', '2025-04-01', { owed: { ...FIRST, partner: null, dueOn: '2025-12-31' } })],
      }),
    ]
    const [frozen] = carryRequests(requests, { asAt: '2025-06-30', since })
    expect(frozen).toEqual({
      number: 1,
      kind: 'question',
      about: { level: 'action', code: '26', title: 'An action' },
      text: 'How many?',
      raisedOn: '2025-03-10',
      report: { code: 'lb-1', reference: 'LB(1)' },
      owner: null,
      dueOn: '2025-12-31',
      isOverdue: false,
      standing: 'open',
      settled: null,
      basis: 'reported',
    })
    expect(JSON.stringify(frozen)).not.toMatch(/ann|vera|"ed"/)
  })

  it('loses no ask between two reports, whatever became of it and whenever', () => {
    const kinds = fc.constantFrom('answered' as const, 'withdrawn' as const, 'reopened' as const)
    const days = fc.integer({ min: 0, max: 300 }).map((n) => {
      const day = new Date(Date.UTC(2025, 2, 11 + n))
      return day.toISOString().slice(0, 10)
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(kinds, days), { maxLength: 6 }), (sentence) => {
        const events = sentence
          .toSorted(([, a], [, b]) => (a < b ? -1 : 1))
          .map(([kind, on]) => event(kind, on))
        const one = ask({ events })
        const reports = ['2025-03-31', '2025-06-30', '2025-09-30', '2026-03-31']
        let open = false
        reports.forEach((asAt, i) => {
          const last = reports[i - 1]
          const before = last === undefined ? null : { asAt: last, frozenAt: `${last}T23:59:59.999Z` }
          const has = carryRequests([one], { asAt, since: before }).length === 1
          // What one report had open, the next one has, open or settled.
          if (open) expect(has).toBe(true)
          open = askAsAt(one, asAt)?.standing === 'open'
          if (open) expect(has).toBe(true)
        })
      }),
    )
  })
})

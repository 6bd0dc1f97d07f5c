import { describe, expect, it } from 'vitest'
import { buildUpdate } from '@/tests/helpers/plan-builder'
import { NOW } from '@/lib/domain/plan/plan-ref'
import { type RecordedUpdate, type TimelineFacts, tellMoves, buildTimeline } from './timeline'

const OUTSIDE = { names: null, body: 'Scottish Government' }
const INSIDE = {
  names: new Map([
    ['ann', 'Ann'],
    ['bob', 'Bob'],
  ]),
  body: 'Scottish Government',
}
const day = (date: string) => ({ date, precision: 'day' as const })

const recorded = (id: string, effectiveOn: string, recordedOn = effectiveOn) => ({
  id,
  effectiveOn,
  recordedOn,
  recordedAt: `${recordedOn}T12:00:00.000Z`,
  authorId: 'ann',
})

function said(id: string, on: string, given: Partial<RecordedUpdate> = {}): RecordedUpdate {
  const line = recorded(id, on)
  return {
    ...line,
    kind: 'update',
    aboutId: null,
    correction: null,
    evidence: [],
    needsApproval: false,
    decisions: [],
    update: buildUpdate({ id, effective: day(on), recordedAt: line.recordedAt }),
    ...given,
  }
}

const FACTS: TimelineFacts = {
  originalDue: day('2025-01-31'),
  updates: [
    said('first', '2025-02-01'),
    said('nil', '2025-03-01', { kind: 'nilReturn', aboutId: 'first' }),
    said('right', '2025-03-05', { kind: 'correction', aboutId: 'first' }),
    said('sent-back', '2025-04-01', {
      needsApproval: true,
      decisions: [
        { ...recorded('d1', '2025-04-02'), authorId: 'bob', decision: 'returned', comment: 'Say more' },
      ],
    }),
    said('approved', '2025-05-01', {
      needsApproval: true,
      decisions: [{ ...recorded('d2', '2025-05-03'), authorId: 'bob', decision: 'approved', comment: null }],
    }),
    said('waiting', '2025-06-01', { needsApproval: true }),
  ],
  fields: [],
  moves: [
    { ...recorded('m1', '2025-01-20'), due: day('2025-06-30'), reason: 'Staff' },
    { ...recorded('m2', '2025-06-10'), due: day('2025-06-20'), reason: 'Sooner' },
  ],
  lifecycle: [{ ...recorded('l1', '2025-07-01'), lifecycle: 'merged', heirRef: '2', reason: 'Same aim' }],
  counted: [{ ...recorded('c1', '2025-06-15'), counted: false, reason: 'Double' }],
  accountable: [{ ...recorded('a1', '2025-01-01'), personId: 'bob', reason: null }],
}

const idsOf = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id)

describe('tellStory', () => {
  it('tells everyone what changed of the plan’s own fields', () => {
    const changes = [
      { label: 'Budget', type: 'number' as const, unit: '£', before: 1_000_000, after: 2_000_000 },
    ]
    const facts = { ...FACTS, updates: [], fields: [{ ...recorded('f1', '2025-06-15'), changes }] }
    const entry = buildTimeline(facts, OUTSIDE, NOW).find(({ what }) => what === 'fields')
    expect(entry).toMatchObject({ what: 'fields', id: 'f1', effective: day('2025-06-15'), changes })
  })

  it('follows the order of each ledger where the clocks of those who wrote it differ', () => {
    const at = (row: RecordedUpdate, time: string) => ({ ...row, recordedAt: `2025-02-01T${time}Z` })
    const updates = [
      at(said('fast clock', '2025-02-01'), '12:10:00.000'),
      at(said('slow clock', '2025-02-01'), '12:00:00.000'),
    ]
    const facts = { ...FACTS, updates, moves: [], lifecycle: [], counted: [], accountable: [] }
    expect(idsOf(buildTimeline(facts, INSIDE, NOW))).toEqual(['slow clock', 'fast clock'])
  })

  it('tells those inside everything, the newest first, by name', () => {
    const timeline = buildTimeline(FACTS, INSIDE, NOW)
    expect(idsOf(timeline)).toEqual([
      'l1',
      'c1',
      'm2',
      'waiting',
      'd2',
      'approved',
      'd1',
      'sent-back',
      'right',
      'nil',
      'first',
      'm1',
      'a1',
    ])
    expect(timeline.find(({ id }) => id === 'd1')).toMatchObject({ by: 'Bob', comment: 'Say more' })
    expect(timeline.at(-1)).toMatchObject({ what: 'accountable', name: 'Bob', by: 'Ann' })
    expect(timeline.find(({ id }) => id === 'waiting')).toMatchObject({ standing: 'waiting' })
    expect(timeline.find(({ id }) => id === 'sent-back')).toMatchObject({ standing: 'returned' })
  })

  it('tells others nothing of people, nor of what waits or was returned', () => {
    const timeline = buildTimeline(FACTS, OUTSIDE, NOW)
    expect(idsOf(timeline)).toEqual(['l1', 'c1', 'm2', 'approved', 'right', 'nil', 'first', 'm1'])
    expect(JSON.stringify(timeline)).not.toMatch(/Ann|Bob|Say more/)
    expect(new Set(timeline.map(({ by }) => by))).toEqual(new Set(['Scottish Government']))
  })

  it('names the one that a correction corrects, and marks that one', () => {
    const timeline = buildTimeline(FACTS, OUTSIDE, NOW)
    expect(timeline.find(({ id }) => id === 'right')).toMatchObject({ about: { id: 'first' } })
    expect(timeline.find(({ id }) => id === 'first')).toMatchObject({
      replacedBy: [{ id: 'right', kind: 'correction' }],
    })
  })

  it('says which entries the reader may correct', () => {
    const reasons = buildTimeline(FACTS, { ...INSIDE, mayCorrect: (authorId) => authorId === 'ann' }, NOW)
    const correctable = reasons.filter((entry) => entry.what === 'update' && entry.canCorrect)
    expect(idsOf(correctable)).toEqual(['waiting', 'approved', 'right', 'nil'])
  })

  it('keeps wording that an editor replaced before approving it from the public', () => {
    const approved = [{ ...recorded('d', '2025-02-02'), decision: 'approved' as const, comment: null }]
    const updates = [
      said('typed', '2025-02-01', { needsApproval: true, decisions: approved }),
      said('edited', '2025-02-01', { kind: 'revision', aboutId: 'typed' }),
    ]
    const facts = { ...FACTS, updates, moves: [], lifecycle: [], counted: [], accountable: [] }
    expect(idsOf(buildTimeline(facts, OUTSIDE, NOW))).toEqual(['edited'])
    expect(idsOf(buildTimeline(facts, INSIDE, NOW))).toContain('typed')
  })

  it('tells no more than was true and known then', () => {
    expect(idsOf(buildTimeline(FACTS, OUTSIDE, { asAt: '2025-03-01', knownAt: null }))).toEqual([
      'nil',
      'first',
      'm1',
    ])
    // It was approved a day later.
    const known = buildTimeline(FACTS, OUTSIDE, { asAt: null, knownAt: '2025-05-02' })
    expect(idsOf(known)).toEqual(['right', 'nil', 'first', 'm1'])
  })
})

describe('tellMoves', () => {
  it('says how far each move went, from the date before it', () => {
    expect(tellMoves(FACTS, OUTSIDE, NOW)).toMatchObject([
      { from: day('2025-01-31'), to: day('2025-06-30'), days: 150 },
      { from: day('2025-06-30'), to: day('2025-06-20'), days: -10 },
    ])
  })

  it('takes a first move to the original date itself for the setting of it', () => {
    const set = { ...FACTS, originalDue: day('2025-06-30') }
    expect(tellMoves(set, OUTSIDE, NOW)[0]).toMatchObject({ from: null, days: null })
  })
})

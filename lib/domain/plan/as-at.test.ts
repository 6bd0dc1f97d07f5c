import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildAction, buildPlan } from '@/tests/helpers/plan-builder'
import { type ActionLedger, inForceAt, planThen, ruleThen } from './as-at'

const TODAY = '2026-11-23'
const NONE: ActionLedger = { addedOn: null, lifecycle: [], counted: [], due: [] }
const at = (asAt: string | null, knownAt: string | null = null) => ({ asAt, knownAt })
const day = (date: string) => ({ date, precision: 'day' as const })
const dates = (effectiveOn: string, recordedOn = effectiveOn) => ({ effectiveOn, recordedOn })

const aDay = fc
  .integer({ min: 0, max: 1000 })
  .map((days) => new Date(Date.parse(TODAY) - days * 86_400_000).toISOString().slice(0, 10))
/** Facts in the order of recording; one may speak of a day that is still to come. */
const aLedger = <T>(value: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(aDay, fc.option(fc.constant('2027-01-31')), aDay, value), { maxLength: 6 }).map((rows) =>
    rows
      .map(([effectiveOn, later, recordedOn, given]) => ({
        ...dates(later ?? effectiveOn, recordedOn),
        ...given,
      }))
      .sort((a, b) => (a.recordedOn < b.recordedOn ? -1 : 1)),
  )

/** What the app keeps beside the ledger is what its last line says. */
const anAction = fc
  .record({
    addedOn: fc.option(aDay),
    lifecycle: aLedger(fc.constantFrom('active', 'withdrawn').map((lifecycle) => ({ lifecycle }) as const)),
    counted: aLedger(fc.boolean().map((counted) => ({ counted }))),
    due: aLedger(aDay.map((date) => ({ due: day(date) }))),
  })
  .map((ledger) => {
    const original = ledger.due.length ? day('2020-01-01') : null
    const action = buildAction('1', {
      lifecycle: ledger.lifecycle.at(-1)?.lifecycle ?? 'active',
      counted: ledger.counted.at(-1)?.counted ?? true,
      originalDue: original,
      due: ledger.due.at(-1)?.due ?? original,
    })
    return { action, ledger }
  })

describe('planThen', () => {
  it('shows nothing of a plan before it was published and began', () => {
    const plan = buildPlan({ actions: [buildAction('1')] })
    const then = (asAt: string, given = {}) => planThen({ ...plan, ...given }, new Map(), at(asAt))
    expect(then('2022-12-31')).toMatchObject({
      ...at('2022-12-31'),
      isBlank: true,
      actions: [],
      sections: [],
    })
    expect(then('2023-01-01').actions).toHaveLength(1)
    expect(then('2022-12-31', { publishedOn: '2022-11-01' }).actions).toHaveLength(1)
    // What was known on an earlier day of a later one is what was known.
    expect(planThen(plan, new Map(), at(null, '2022-12-31')).actions).toHaveLength(1)
  })

  it('shows today, as known today, what stands now', () => {
    fc.assert(
      fc.property(
        anAction,
        fc.constantFrom(null, TODAY),
        fc.constantFrom(null, TODAY),
        (one, asAt, knownAt) => {
          const plan = buildPlan({ actions: [one.action] })
          const then = planThen(plan, new Map([[one.action.id, one.ledger]]), at(asAt, knownAt))
          expect({ ...then, asAt: null, knownAt: null }).toEqual(plan)
        },
      ),
    )
  })

  it('never shows what was recorded after the day of knowing', () => {
    fc.assert(
      fc.property(anAction, aDay, (one, knownAt) => {
        const known: ActionLedger = {
          ...one.ledger,
          due: one.ledger.due.filter(({ recordedOn }) => recordedOn <= knownAt),
        }
        const due = (ledger: ActionLedger) =>
          planThen(buildPlan({ actions: [one.action] }), new Map([['1', ledger]]), at(null, knownAt))
            .actions[0]?.due
        if (known.due.length) expect(due(one.ledger)).toEqual(due(known))
      }),
    )
  })

  it('undoes what changed later', () => {
    const action = buildAction('1', {
      lifecycle: 'withdrawn',
      counted: false,
      originalDue: day('2025-01-31'),
      due: day('2026-01-31'),
    })
    const ledger: ActionLedger = {
      addedOn: '2024-01-01',
      lifecycle: [{ ...dates('2025-06-01', '2025-06-03'), lifecycle: 'withdrawn' }],
      counted: [{ ...dates('2025-05-01'), counted: false }],
      due: [
        { ...dates('2025-02-01'), due: day('2025-06-30') },
        { ...dates('2025-04-01'), due: day('2026-01-31') },
      ],
    }
    const plan = buildPlan({ actions: [action, buildAction('2')] })
    const then = (asAt: string | null, knownAt: string | null = null) => {
      const found = planThen(plan, new Map([['1', ledger]]), at(asAt, knownAt)).actions
      const one = found.find(({ ref }) => ref === '1')
      return one && [one.lifecycle, one.counted, one.due?.date]
    }
    expect(then('2023-12-31')).toBeUndefined()
    expect(then('2024-01-01')).toEqual(['active', true, '2025-01-31'])
    expect(then('2025-02-01')).toEqual(['active', true, '2025-06-30'])
    expect(then('2025-05-01')).toEqual(['active', false, '2026-01-31'])
    expect(then('2025-06-02')).toEqual(['withdrawn', false, '2026-01-31'])
    expect(then('2025-06-02', '2025-06-02')).toEqual(['active', false, '2026-01-31'])
    expect(then(null, '2025-03-01')).toEqual(['active', true, '2025-06-30'])
  })

  it('knows that an action had no due date before its first', () => {
    const action = buildAction('1', { originalDue: day('2025-06-30'), due: day('2025-06-30') })
    const ledger = { ...NONE, due: [{ ...dates('2025-03-01'), due: day('2025-06-30') }] }
    const [then] = planThen(
      buildPlan({ actions: [action] }),
      new Map([['1', ledger]]),
      at('2025-02-01'),
    ).actions
    expect(then).toMatchObject({ due: null, originalDue: null })
  })
})

describe('heldThen', () => {
  it('counts what speaks of a month from its recording, where that comes first', () => {
    const march = dates('2025-03-31', '2025-03-10')
    expect(inForceAt(march, at('2025-03-09'))).toBe(false)
    expect(inForceAt(march, at('2025-03-10'))).toBe(true)
  })
})

describe('ruleThen', () => {
  const rules = [{ createdOn: '2025-06-01' }, { createdOn: '2025-01-01' }]
  it.each([
    [at('2025-07-01'), '2025-06-01'],
    [at('2025-07-01', '2025-02-01'), '2025-01-01'],
    [at('2020-01-01'), '2025-01-01'],
    [at(null), '2025-06-01'],
  ])('in force %o', (moment, createdOn) => {
    expect(ruleThen(rules, moment)).toEqual({ createdOn })
  })
})

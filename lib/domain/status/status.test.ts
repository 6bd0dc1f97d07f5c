import { describe, expect, it } from 'vitest'
import report from '@/prisma/seed/progress-report-2025-02.json'
import {
  bucketLabel,
  factsOf,
  isAdverse,
  isComplete,
  isStatus,
  MEANINGS,
  type MeaningFacts,
  MOST_STATUSES,
  severityOf,
  statusesOfBoth,
  statusFromLabel,
  statusesThat,
} from './status'
import { BUCKETS, STATUS_CODES } from '@/tests/helpers/plan-builder'
import { PUBLISHED_SIX, STATUS_TEMPLATES } from './templates'

const STATUSES = PUBLISHED_SIX.statuses
const codesWhere = (holds: (facts: MeaningFacts) => boolean) =>
  statusesThat(PUBLISHED_SIX, holds).map(({ code }) => code)

describe('the table of statuses', () => {
  it('runs from done to worst', () => {
    expect(STATUS_CODES).toEqual([
      'delivered',
      'onTrack',
      'missedNoRisk',
      'atRisk',
      'missedWithRisk',
      'offTrack',
    ])
  })

  it('holds the six statuses of the report and no other', () => {
    expect([...STATUS_CODES].sort()).toEqual(report.statuses.map(({ code }) => code).sort())
  })

  it.each(report.statuses)('calls $code "$label", as the report prints it', ({ code, label }) => {
    expect(STATUSES.find((status) => status.code === code)?.label).toBe(label)
  })

  it('calls At Risk, Off Track and Delivery Date Missed with Risk adverse, and only them', () => {
    expect(codesWhere(({ adverse }) => adverse)).toEqual(['atRisk', 'missedWithRisk', 'offTrack'])
  })

  it('calls only Delivered complete', () => {
    expect(codesWhere(({ complete }) => complete)).toEqual(['delivered'])
  })

  it('calls the two missed dates late, and only them', () => {
    expect(codesWhere(({ late }) => late)).toEqual(['missedNoRisk', 'missedWithRisk'])
  })

  it('defines every status in a sentence', () => {
    for (const { definition } of STATUSES) expect(definition).toMatch(/^[A-Z].+\.$/)
  })

  it('calls each by its meaning, so that what was recorded before plans had their own reads as it did', () => {
    for (const { code, meaning } of STATUSES) expect(meaning).toBe(code)
  })
})

describe.each(Object.entries(STATUS_TEMPLATES))('the template "%s"', (_, statuses) => {
  it('can be a plan: codes and names of its own, one that is done and one that is not', () => {
    const names = statuses
      .flatMap(({ label, aliases }) => [label, ...aliases])
      .map((one) => one.toLowerCase())
    expect(new Set(names).size).toBe(names.length)
    expect(new Set(statuses.map(({ code }) => code)).size).toBe(statuses.length)
    expect(statuses.length).toBeLessThanOrEqual(MOST_STATUSES)
    const done = statuses.map(({ meaning }) => factsOf(meaning).complete)
    expect([done.includes(true), done.includes(false)]).toEqual([true, true])
  })
})

describe('meanings', () => {
  it('run from done to worst, and what has not begun is neither adverse nor done nor late', () => {
    expect(MEANINGS.indexOf('notStarted')).toBe(MEANINGS.indexOf('onTrack') + 1)
    expect(factsOf('notStarted')).toEqual({ adverse: false, complete: false, late: false })
  })

  it('decide what is adverse, done and worse, whatever a status is called', () => {
    const plan = { statuses: STATUS_TEMPLATES.progress }
    expect(
      STATUS_TEMPLATES.progress.filter(({ code }) => isAdverse(plan, code)).map(({ label }) => label),
    ).toEqual(['Delayed', 'Cancelled'])
    expect(isComplete(plan, 'complete')).toBe(true)
    expect(severityOf(plan, 'inProgress')).toBeLessThan(severityOf(plan, 'notStarted'))
    expect(severityOf(plan, 'notStarted')).toBeLessThan(severityOf(plan, 'delayed'))
  })
})

describe('the statuses of two states of a plan', () => {
  it('are those of the later one, and after them what only the earlier one had', () => {
    const [first, ...rest] = STATUSES
    expect(statusesOfBoth(PUBLISHED_SIX, PUBLISHED_SIX)).toBe(PUBLISHED_SIX)
    expect(statusesOfBoth(PUBLISHED_SIX, { statuses: rest }).statuses).toEqual([...rest, first])
  })
})

describe('the absence of a status', () => {
  it('is a bucket of its own, after all statuses', () => {
    expect(BUCKETS).toEqual([...STATUS_CODES, 'noUpdate'])
  })

  it('is called "No update yet"', () => {
    expect(bucketLabel(PUBLISHED_SIX, 'noUpdate')).toBe('No update yet')
  })

  it('is not adverse', () => {
    expect(isAdverse(PUBLISHED_SIX, null)).toBe(false)
  })

  it('is no status', () => {
    expect(isStatus(PUBLISHED_SIX, 'noUpdate')).toBe(false)
  })
})

describe('isStatus', () => {
  it.each(STATUS_CODES)('knows %s', (code) => {
    expect(isStatus(PUBLISHED_SIX, code)).toBe(true)
  })

  it.each([['On Track'], ['toString'], ['__proto__'], [''], [null], [undefined], [1], [['onTrack']]])(
    'refuses %j',
    (value) => {
      expect(isStatus(PUBLISHED_SIX, value)).toBe(false)
    },
  )
})

describe('statusFromLabel', () => {
  const wordings = report.statuses.flatMap(({ code, label, alsoPrintedAs }) =>
    [label, ...alsoPrintedAs].map((wording) => ({ code, wording })),
  )

  it.each(wordings)('reads "$wording", printed in the report, as $code', ({ code, wording }) => {
    expect(statusFromLabel(PUBLISHED_SIX, wording)).toBe(code)
  })

  it('gives every label and alias to one status only', () => {
    const names = STATUSES.flatMap(({ label, aliases }) => [label, ...aliases]).map((name) =>
      name.toLowerCase(),
    )
    expect(new Set(names).size).toBe(names.length)
  })

  it.each([
    ['COMPLETED', 'delivered'],
    ['  on   track ', 'onTrack'],
    ['missed delivery\nDATE no risk', 'missedNoRisk'],
  ])('reads %j whatever its case and spacing', (label, code) => {
    expect(statusFromLabel(PUBLISHED_SIX, label)).toBe(code)
  })

  it.each(['Cancelled', '', 'Risk', 'onTrack', 'No update yet', 'constructor'])(
    'knows no status "%s"',
    (label) => {
      expect(statusFromLabel(PUBLISHED_SIX, label)).toBeNull()
    },
  )
})

import { STATUS_DEFINITIONS } from '@/lib/format/status/messages'
import { describe, expect, it } from 'vitest'
import report from '@/prisma/seed/progress-report-2025-02.json'
import {
  BUCKETS,
  STATUSES,
  STATUS_CODES,
  bucketLabel,
  isAdverse,
  isStatus,
  statusFromLabel,
  statusMeaning,
} from './status'

const codesWhere = (holds: (status: (typeof STATUSES)[number]) => boolean) =>
  STATUSES.filter(holds).map(({ code }) => code)

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
    for (const definition of Object.values(STATUS_DEFINITIONS)) expect(definition).toMatch(/^[A-Z].+\.$/)
  })

  it('finds the meaning of a status by its code', () => {
    for (const status of STATUSES) expect(statusMeaning(status.code)).toEqual(status)
  })
})

describe('the absence of a status', () => {
  it('is a bucket of its own, after all statuses', () => {
    expect(BUCKETS).toEqual([...STATUS_CODES, 'noUpdate'])
  })

  it('is called "No update yet"', () => {
    expect(bucketLabel('noUpdate')).toBe('No update yet')
  })

  it('is not adverse', () => {
    expect(isAdverse(null)).toBe(false)
  })

  it('is no status', () => {
    expect(isStatus('noUpdate')).toBe(false)
  })
})

describe('isStatus', () => {
  it.each(STATUS_CODES)('knows %s', (code) => {
    expect(isStatus(code)).toBe(true)
  })

  it.each([['On Track'], ['toString'], ['__proto__'], [''], [null], [undefined], [1], [['onTrack']]])(
    'refuses %j',
    (value) => {
      expect(isStatus(value)).toBe(false)
    },
  )
})

describe('statusFromLabel', () => {
  const wordings = report.statuses.flatMap(({ code, label, alsoPrintedAs }) =>
    [label, ...alsoPrintedAs].map((wording) => ({ code, wording })),
  )

  it.each(wordings)('reads "$wording", printed in the report, as $code', ({ code, wording }) => {
    expect(statusFromLabel(wording)).toBe(code)
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
    expect(statusFromLabel(label)).toBe(code)
  })

  it.each(['Cancelled', '', 'Risk', 'onTrack', 'No update yet', 'constructor'])(
    'knows no status "%s"',
    (label) => {
      expect(statusFromLabel(label)).toBeNull()
    },
  )
})

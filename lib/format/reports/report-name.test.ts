import { expect, it } from 'vitest'
import { nameReport } from './report-name'

it('tells a report and its correction apart, though both have one reference', () => {
  const report = { reference: 'LB(26)01', frozenAt: '2026-05-03T10:00:00.000Z' }
  expect([
    nameReport({ ...report, corrects: null, correctedBy: null }),
    nameReport({ ...report, corrects: null, correctedBy: 'b' }),
    nameReport({ ...report, corrects: 'a', correctedBy: null }),
  ]).toEqual(['LB(26)01', 'LB(26)01 (since corrected)', 'LB(26)01 (correction of 3 May 2026)'])
})

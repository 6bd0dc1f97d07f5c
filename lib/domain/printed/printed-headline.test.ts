import { expect, it } from 'vitest'
import published from '@/prisma/seed/progress-report-2025-02.json' with { type: 'json' }
import { readReportText } from '@/lib/imports/printed-report'
import { firstPlan } from '@/tests/fixtures/first-plan'
import { buildAction, buildPlan } from '@/tests/helpers/plan-builder'
import { findingsOnHeadline } from './printed-headline'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const six = buildPlan({
  actions: ['1', '2', '3', '4', '5', '6'].map((ref) =>
    buildAction(ref, { status: ref === '6' ? 'atRisk' : 'onTrack' }),
  ),
})
const print = (onTrack: number, atRisk: number) => ({
  sections: [],
  sectionTotals: [],
  listed: null,
  names: [],
  actionTotals: [
    { bucket: 'onTrack' as const, count: onTrack, percent: null },
    { bucket: 'atRisk' as const, count: atRisk, percent: null },
  ],
})

it('says why the published report printed 29 On Track and none Off Track', () => {
  const { figures } = readReportText(PUBLISHED_SIX, JSON.stringify(published))
  expect(figures && findingsOnHeadline(figures, firstPlan())).toMatchObject([
    { kind: 'countedAs', bucket: 'offTrack', as: 'onTrack', printed: 29, summed: 28, left: 1 },
  ])
})

it('names each count that differs where no arithmetic of the paper gives the reason', () => {
  expect(findingsOnHeadline(print(6, 0), six)).toEqual([
    { kind: 'totalDiffersFromRecord', bucket: 'onTrack', printed: 6, recorded: 5 },
    { kind: 'totalDiffersFromRecord', bucket: 'atRisk', printed: 0, recorded: 1 },
  ])
})

it('says nothing where the counts agree', () => {
  expect(findingsOnHeadline(print(5, 1), six)).toEqual([])
})

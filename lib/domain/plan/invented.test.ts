import { expect, it } from 'vitest'
import {
  buildAction,
  buildAssessment,
  buildPlan,
  buildSection,
  buildUpdate,
} from '@/tests/helpers/plan-builder'
import { inventedAmong, inventedInAll, inventedInPlan, inventedInSections, isInvented } from './invented'
import type { Basis } from '@/lib/domain/plan/plan'

const NOTHING = { isMadeUp: false, isEstimated: false }

it('tells made-up figures from estimated ones, and both from what was published or reported', () => {
  expect(inventedAmong([null, undefined, 'published', 'reported'])).toEqual(NOTHING)
  expect(inventedAmong(['published', 'illustrative'])).toEqual({ isMadeUp: false, isEstimated: true })
  expect(inventedAmong(['inferred'])).toEqual({ isMadeUp: false, isEstimated: true })
  expect(inventedAmong(['madeUp', 'reported'])).toEqual({ isMadeUp: true, isEstimated: false })
  expect((['published', 'reported', null] as const).filter(isInvented)).toEqual([])
  expect((['inferred', 'illustrative', 'madeUp'] as const).every(isInvented)).toBe(true)
  expect(inventedInAll([inventedAmong(['madeUp']), inventedAmong(['inferred'])])).toEqual({
    isMadeUp: true,
    isEstimated: true,
  })
})

it('looks at the statuses and the ratings of what is shown, and at nothing else of the plan', () => {
  const plan = (basis: Basis) =>
    buildPlan({
      sections: [
        buildSection('1.1', { assessment: buildAssessment('onTrack', { basis }) }),
        buildSection('1.2'),
      ],
      actions: [
        buildAction('1', { sectionId: '1.2', current: buildUpdate({ basis: 'illustrative' }) }),
        buildAction('2', { sectionId: '1.1', current: buildUpdate({ basis: 'published' }) }),
      ],
    })
  expect(inventedInPlan(plan('published'))).toEqual({ isMadeUp: false, isEstimated: true })
  expect(inventedInPlan(plan('madeUp'))).toEqual({ isMadeUp: true, isEstimated: true })
  expect(inventedInSections(plan('published'), ['1.1'])).toEqual(NOTHING)
  expect(inventedInSections(plan('madeUp'), ['1.1'])).toEqual({ isMadeUp: true, isEstimated: false })
})

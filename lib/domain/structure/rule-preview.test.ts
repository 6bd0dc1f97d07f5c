import { describe, expect, it } from 'vitest'
import { buildAction, buildAssessment, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import { DEFAULT_RULE } from '@/lib/domain/status/rag'
import { previewRule } from './rule-preview'

const plan = buildPlan({
  sections: [
    buildSection('1.1', { assessment: buildAssessment('atRisk') }),
    buildSection('1.2'),
    buildSection('1.3'),
  ],
  actions: [
    buildAction('1', { status: 'atRisk' }),
    buildAction('2', { status: 'onTrack' }),
    buildAction('3', { sectionId: '1.2', status: 'onTrack' }),
  ],
})

describe('the preview of a rule', () => {
  it('names the sections whose suggestion would change, with what people rated them', () => {
    expect(previewRule(plan, { atRiskNumerator: 2, atRiskDenominator: 3 })).toEqual([
      {
        code: '1.1',
        title: 'Section 1.1',
        now: 'atRisk',
        then: {
          rag: 'onTrack',
          base: 2,
          adverse: 1,
          silent: 0,
          rule: { atRiskNumerator: 2, atRiskDenominator: 3 },
        },
        assessed: 'atRisk',
      },
    ])
  })

  it('is empty for the rule in force', () => {
    expect(previewRule(plan, DEFAULT_RULE)).toEqual([])
  })
})

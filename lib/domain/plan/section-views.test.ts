import { describe, expect, it } from 'vitest'
import { buildAction, buildAssessment, buildPlan, buildSection } from '@/tests/helpers/plan-builder'
import { viewSection } from './section-views'

const plan = buildPlan({
  sources: [
    {
      id: 's1',
      code: 'report',
      reference: 'LB(25)03-03',
      title: 'Report',
      publisher: 'Scottish Government',
      date: '2025-02',
      url: 'https://example.org/report',
      readAs: 'web page',
    },
  ],
  outcomes: [
    { id: 'o1', pillarId: 'plan', code: 'first', text: 'A change' },
    { id: 'o2', pillarId: 'plan', code: 'second', text: 'Another change' },
  ],
  partners: [{ id: 'n', code: 'nes', abbreviation: 'NES', name: 'NHS Education', kind: 'nhs' }],
  sections: [
    buildSection('1.1', {
      partners: [{ partnerId: 'n', role: 'keyPartner' }],
      outcomeIds: ['o2', 'o1'],
      assessment: buildAssessment('atRisk', { reason: 'Too few hands', sourceId: 's1' }),
    }),
    buildSection('1.2'),
    buildSection('1.3', { assessment: buildAssessment('onTrack') }),
  ],
  actions: [
    buildAction('1', { status: 'onTrack' }),
    buildAction('1.1', { parentId: '1', counted: false }),
    buildAction('2', { sectionId: '1.2' }),
  ],
})

const view = (place: number) => viewSection(plan, plan.sections[place] ?? expect.fail('no such section'))

describe('viewSection', () => {
  it('shows its aim, partners, outcomes, and its actions with their parts', () => {
    const section = view(0)
    expect(section).toMatchObject({
      aim: 'An aim',
      partners: [{ code: 'nes', abbreviation: 'NES', name: 'NHS Education', role: 'keyPartner' }],
      rollUp: { base: 1 },
    })
    expect(section.outcomes.map(({ code }) => code)).toEqual(['first', 'second'])
    expect(section.actions.map(({ ref, depth }) => [ref, depth])).toEqual([
      ['1', 0],
      ['1.1', 1],
    ])
  })

  it('shows a person’s rating with its reason and its paper, if there is one', () => {
    expect(view(0).assessment).toMatchObject({
      reason: 'Too few hands',
      source: { reference: 'LB(25)03-03' },
    })
    expect(view(1).assessment).toBeNull()
    expect(view(2).assessment?.source).toBeNull()
  })

  it('knows its neighbours', () => {
    expect(view(0)).toMatchObject({ previous: null, next: { code: '1.2' } })
    expect(view(2)).toMatchObject({ previous: { code: '1.2' }, next: null })
  })
})

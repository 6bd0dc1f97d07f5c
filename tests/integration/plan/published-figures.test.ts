import { beforeAll, describe, expect, it } from 'vitest'
import type { PlanState } from '@/lib/domain/plan/plan'
import { type OverviewView, viewOverview } from '@/lib/domain/plan/views'
import { readPlan } from '@/lib/queries/plan-state/plan-state'
import { FIRST_PLAN_SLUG } from '@/prisma/seed/rows'
import { PILLAR_BASES, PLAN_COUNTS, PUBLISHED_SECTIONS } from '@/tests/fixtures/published'

let plan: PlanState
let overview: OverviewView

beforeAll(async () => {
  plan = (await readPlan(FIRST_PLAN_SLUG)) ?? expect.fail('the first plan is not loaded')
  overview = viewOverview(plan, '2025-03-10')
})

const sections = () => overview.pillars.flatMap((pillar) => pillar.sections)

describe('the plan as it was loaded, read and shown', () => {
  it('has the 20 sections of the report, in its order', () => {
    expect(sections().map(({ code }) => code)).toEqual(PUBLISHED_SECTIONS.map(({ code }) => code))
  })

  describe.each(PUBLISHED_SECTIONS)('section $code', ({ code, rag, sentence, base }) => {
    const section = () => sections().find((row) => row.code === code) ?? expect.fail('no such section')

    it('has the published sentence and the base it implies', () => {
      expect(section().rollUp).toMatchObject({ sentence, base })
    })

    it('has the published overall RAG, by the report and by the rule', () => {
      expect(section().rating).toMatchObject({ rag, assessed: rag, suggestion: { rag }, differs: false })
    })

    it('is as of February 2025', () => {
      expect(section().updated).toEqual({ date: '2025-02-28', precision: 'month' })
    })
  })

  it('has 69 counted actions, with the totals of the sections', () => {
    expect(overview.rollUp).toMatchObject({ base: 69, counts: PLAN_COUNTS })
  })

  it('says them in one sentence', () => {
    expect(overview.rollUp.sentence).toBe(
      '38% Delivered, 41% On Track, 4% Delivery Date Missed no Risk, 14% At Risk, ' +
        '1% Delivery Date Missed with Risk, 1% Off Track',
    )
  })

  it('has 15 sections On Track and 5 At Risk', () => {
    expect(overview.ragCounts).toEqual({ onTrack: 15, atRisk: 5, offTrack: 0, none: 0 })
  })

  it('has the published number of counted actions in each pillar', () => {
    const bases = overview.pillars.map((pillar) => [pillar.code, pillar.rollUp.base])
    expect(Object.fromEntries(bases)).toEqual(PILLAR_BASES)
  })

  it('lists all 12 adverse actions, the Off Track one of section 5.4 first', () => {
    expect(overview.attention).toHaveLength(12)
    expect(overview.attention[0]).toMatchObject({ status: 'offTrack', section: { code: '5.4' } })
    expect(overview.attention[1]).toMatchObject({ status: 'missedWithRisk', section: { code: '2.3' } })
  })

  it('lists all 26 delivered actions', () => {
    expect(overview.delivered).toHaveLength(26)
  })

  it('says what its statuses rest on: 11 published, 22 inferred, 36 estimated', () => {
    expect(overview.freshness.basisCounts).toEqual({
      published: 11,
      inferred: 22,
      illustrative: 36,
      reported: 0,
      madeUp: 0,
    })
  })

  it('names the report as its source', () => {
    expect(overview.freshness).toMatchObject({
      reported: { date: '2025-02-28', precision: 'month' },
      source: { reference: 'LB(25)03-03' },
    })
  })

  it('records no reason and no mitigation, since none is published', () => {
    for (const { current } of plan.actions) {
      expect(current?.reason ?? null).toBeNull()
      expect(current?.mitigation ?? null).toBeNull()
    }
  })
})

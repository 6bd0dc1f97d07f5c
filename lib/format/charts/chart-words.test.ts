import { describe, expect, test } from 'vitest'
import { rollUp } from '@/lib/domain/status/roll-up'
import type { ChartCode, StatusChart } from '@/lib/domain/charts/status-chart'
import type { Bucket } from '@/lib/domain/status/status'
import { buildPlan, ratedActions } from '@/tests/helpers/plan-builder'
import { chartFileName, describeChart } from './chart-words'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

type Counts = Partial<Record<Bucket, number>>

const { words } = buildPlan()

function chart(
  code: ChartCode,
  rows: Readonly<Record<string, Counts>>,
  given: Partial<StatusChart> = {},
): StatusChart {
  return {
    ...PUBLISHED_SIX,
    code,
    scale: code === 'partners' ? 'count' : 'share',
    rows: Object.entries(rows).map(([label, counts]) => ({
      code: label,
      label,
      rollUp: rollUp(PUBLISHED_SIX, ratedActions(counts)),
    })),
    leftOut: 0,
    base: 20,
    invented: { isMadeUp: false, isEstimated: false },
    freshness: {
      reported: { date: '2025-02-28', precision: 'month' },
      daysOld: 1,
      newer: null,
      older: 0,
      source: null,
      basisCounts: { published: 1, inferred: 0, illustrative: 0, reported: 0, madeUp: 0 },
    },
    ...given,
  }
}

describe('by pillar', () => {
  test('where actions need attention, and most of them by share', () => {
    const sentence = describeChart(
      chart('pillars', { A: { atRisk: 1, onTrack: 3 }, B: { offTrack: 4, onTrack: 5 }, C: { onTrack: 9 } }),
      words,
    )
    expect(sentence.title).toBe('Actions need attention in 2 of 3 pillars')
    expect(sentence.subtitle).toBe(
      'Percentage and number of counted actions by status, for each pillar, figures from February 2025',
    )
    expect(sentence.summary).toBe(
      'At Risk, Delivery Date Missed with Risk or Off Track: 4 of 9 in B (44%), the highest percentage.',
    )
    expect(sentence.notes).toEqual([])
  })

  test('newer and older figures are said, and not dated back or forward', () => {
    const sentence = describeChart(
      chart(
        'pillars',
        { A: { onTrack: 20 } },
        {
          freshness: {
            reported: { date: '2025-10-31', precision: 'day' },
            daysOld: 30,
            newer: { count: 2, latest: { date: '2025-11-12', precision: 'day' } },
            older: 3,
            source: null,
            basisCounts: { published: 1, inferred: 0, illustrative: 0, reported: 0, madeUp: 0 },
          },
        },
      ),
      words,
    )
    expect(sentence.subtitle).toContain(
      ', most figures from 31 October 2025; 2 newer, the latest from 12 November 2025; 3 with older figures',
    )
  })

  test('equal shares are all named', () => {
    const { summary } = describeChart(
      chart('pillars', { A: { atRisk: 1, onTrack: 1 }, B: { offTrack: 2, onTrack: 2 } }),
      words,
    )
    expect(summary).toContain('1 of 2 in A (50%) and 2 of 4 in B (50%)')
  })

  test('nothing that needs attention', () => {
    const sentence = describeChart(chart('pillars', { A: { onTrack: 20 } }), words)
    expect(sentence.title).toBe('No pillar has actions that need attention')
    expect(sentence.summary).toBe('No actions are At Risk, Delivery Date Missed with Risk or Off Track.')
  })
})

describe('by partner and timescale', () => {
  test('the largest, and its breakdown', () => {
    const sentence = describeChart(
      chart('partners', { SG: { onTrack: 3, atRisk: 1 }, NES: { onTrack: 1 } }, { leftOut: 1 }),
      words,
    )
    expect(sentence.title).toBe('Most involved: SG, with 4 of 20 counted actions')
    expect(sentence.summary).toBe('SG: 75% On Track, 25% At Risk, of 4 actions.')
    expect(sentence.notes).toEqual([
      'Actions are counted for each partner involved, so the numbers add up to more than 20.',
      'Not shown: 1 partner with fewer counted actions.',
    ])
  })

  test('equal counts: up to three are named', () => {
    const title = (...labels: string[]) =>
      describeChart(
        chart('partners', Object.fromEntries(labels.map((label) => [label, { onTrack: 2 }]))),
        words,
      ).title
    expect(title('A', 'B')).toBe('Most involved: A and B, with 2 of 20 counted actions each')
    expect(title('A', 'B', 'C', 'D')).toBe('Most involved: 4 partners, with 2 of 20 counted actions each')
  })

  test('actions without a timescale make no headline', () => {
    const { title } = describeChart(
      chart('timescales', { none: { onTrack: 9 }, short: { onTrack: 2 } }),
      words,
    )
    expect(title).toBe('Largest timescale: short, with 2 of 20 counted actions')
  })
})

test('nothing to show', () => {
  const { freshness } = chart('pillars', {})
  if (!freshness) throw new Error('A chart of a plan says how fresh it is')
  const sentence = describeChart(
    chart('pillars', { A: {} }, { freshness: { ...freshness, reported: null } }),
    words,
  )
  expect(sentence).toMatchObject({ title: 'No figures to show yet', summary: null, notes: [] })
  expect(sentence.subtitle).not.toContain('figures')
})

test('a file is named after its plan and what it shows', () => {
  expect(chartFileName('mental-health-workforce', 'pillars', 'svg')).toBe(
    'mental-health-workforce-status-by-pillar.svg',
  )
  expect(chartFileName({ slug: 'a', asAt: '2025-03-31' }, 'partners', 'png')).toBe(
    'a-status-by-partner-as-at-2025-03-31.png',
  )
  expect(chartFileName({ slug: 'a', report: 'lb-1' }, 'pillars', 'png')).toBe(
    'a-status-by-pillar-report-lb-1.png',
  )
})

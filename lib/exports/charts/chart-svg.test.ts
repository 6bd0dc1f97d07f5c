import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rollUp } from '@/lib/domain/status/roll-up'
import type { StatusChart } from '@/lib/domain/charts/status-chart'
import { describeChart } from '@/lib/format/charts/chart-words'
import { buildPlan, ratedActions } from '@/tests/helpers/plan-builder'
import { drawBareChart, drawChart } from './chart-svg'
import { escapeMarkup } from '@/lib/format/markup'
import { wrapText } from './svg-text'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

function draw(label: string, foot: readonly string[] = [], drawIt = drawChart) {
  const chart: StatusChart = {
    ...PUBLISHED_SIX,
    code: 'pillars',
    scale: 'share',
    rows: [
      {
        code: 'a',
        label,
        rollUp: rollUp(PUBLISHED_SIX, ratedActions({ delivered: 6, atRisk: 3, offTrack: 1 })),
      },
      { code: 'b', label: 'Empty', rollUp: rollUp(PUBLISHED_SIX, []) },
    ],
    leftOut: 0,
    base: 10,
    invented: { isMadeUp: false, isEstimated: false },
    freshness: {
      reported: { date: '2025-02-28', precision: 'month' },
      daysOld: 1,
      newer: null,
      older: 0,
      source: null,
      basisCounts: { published: 1, inferred: 0, illustrative: 0, reported: 0, madeUp: 0 },
    },
  }
  return drawIt(chart, describeChart(chart, buildPlan().words), foot)
}

describe('the file', () => {
  const { svg } = draw('Plan', ['Open Government Licence v3.0'])

  test('stands alone: on white, named, with its figures in words, legend, date and licence', () => {
    expect(svg).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/,
    )
    expect(svg).toContain('<title id="title">Actions need attention in 1 of 1 pillar</title>')
    expect(svg).toContain('Plan: 60% Delivered, 30% At Risk, 10% Off Track, of 10. Empty: No actions</desc>')
    expect(svg).toMatch(/<rect width="960" height="\d+" fill="#ffffff"\/>/)
    for (const text of [
      'Delivered',
      'At Risk',
      'Off Track',
      'of 10',
      'of 0',
      'Open Government Licence v3.0',
    ]) {
      expect(svg).toContain(`>${text}</text>`)
    }
    expect(svg).toContain('figures from February 2025')
  })

  test('holds every pattern it paints with, and none else', () => {
    const used = new Set([...svg.matchAll(/url\(#([^)]+)\)/g)].map(([, id]) => id))
    const defined = new Set([...svg.matchAll(/<pattern id="([^"]+)"/g)].map(([, id]) => id))
    expect(defined).toEqual(used)
    expect(used).toEqual(new Set(['pattern-atRisk', 'pattern-offTrack']))
  })
})

test('a bare drawing has the legend and the bars, and leaves the words to what is around it', () => {
  const { svg, width } = draw('Plan', [], drawBareChart)
  expect(width).toBeLessThan(960)
  const drawn = [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text)
  expect(drawn).toEqual([
    'Delivered',
    'At Risk',
    'Off Track',
    'Plan',
    '6',
    '3',
    '1',
    'of 10',
    'Empty',
    'of 0',
  ])
})

test('any text is text: the file stays well formed', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      (label, foot) => {
        const { svg } = draw(label, [foot])
        expect(svg).not.toMatch(/<(?!\?xml |\/?(?:svg|title|desc|defs|pattern|rect|path|text)[\s>/])/)
        expect(svg).not.toMatch(/&(?!(?:amp|lt|gt|quot|#39);)/)
        expect(svg).toBe(svg.replace(/[^\n\r\t\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, ''))
        expect(svg.match(/<text /g)).toHaveLength(svg.match(/<\/text>/g)?.length ?? 0)
      },
    ),
  )
})

test('escaping keeps every script and drops what XML 1.0 forbids', () => {
  expect(escapeMarkup(`<b> & "it's"`)).toBe('&lt;b&gt; &amp; &quot;it&#39;s&quot;')
  expect(escapeMarkup('Gàidhlig صحة 心 👩‍⚕️')).toBe('Gàidhlig صحة 心 👩‍⚕️')
  expect(escapeMarkup('a\u0000b\u000Bc\uFFFEd\uD800e')).toBe('abcde')
})

describe('breaking lines', () => {
  test('at spaces', () => {
    expect(wrapText('NHS Education for Scotland', 130, { size: 15 })).toEqual([
      'NHS Education',
      'for Scotland',
    ])
    expect(wrapText('  one   line ', 500, { size: 15 })).toEqual(['one line'])
    expect(wrapText('', 500, { size: 15 })).toEqual([])
  })

  test('within a word that is longer than a line', () => {
    const lines = wrapText('a '.concat('x'.repeat(40)), 100, { size: 15 })
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.join('').replaceAll(' ', '')).toBe(`a${'x'.repeat(40)}`)
  })

  test('losing nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const bare = (parts: string) => parts.replace(/\s+/gu, '')
        expect(bare(wrapText(text, 120, { size: 15 }).join(''))).toBe(bare(text))
      }),
    )
  })
})

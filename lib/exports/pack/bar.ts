/** Bars and marks of statuses in one HTML file: SVG that is as wide as its place. */

import type { RollUp } from '@/lib/domain/status/roll-up'
import { type Segment, stackSegments } from '@/lib/format/charts/stacked-bars'
import type { BucketMeaning, HasStatuses } from '@/lib/domain/status/status'
import {
  COUNT_CHIP_HEIGHT,
  DRAWN,
  GAP,
  OUTLINE,
  countWidth,
  statusPaint,
  statusStyle,
} from '@/lib/format/charts/status-style'
import { Html, markup } from './html'
import { definePatterns } from '@/lib/exports/charts/svg-marks'

/** The least width of a bar with counts in it, on a phone; px. */
const NARROWEST = 280

/** The patterns that marks are filled with; once in a file, before the marks. */
export function patterns(): Html {
  const all = new Html(definePatterns(DRAWN))
  return markup`<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>${all}</defs></svg>`
}

/** Takes what a status means; returns its mark, a small square. The word stands beside it. */
export function swatch(meaning: BucketMeaning): Html {
  return markup`<svg class="swatch" width="16" height="16" aria-hidden="true" focusable="false"><rect x="1" y="1" width="14" height="14" fill="${statusPaint(meaning)}" stroke="${statusStyle(meaning).outline}" stroke-width="2"/></svg>`
}

/** Takes a plan and a roll-up of it; returns its bar. The sentence stands beside it, so it is decoration. */
export function barOf(plan: HasStatuses, rollUp: RollUp, height: number): Html {
  return drawSegments(stackSegments(plan, rollUp), height, markup`aria-hidden="true"`)
}

/** Takes the segments of a chart's bar and what they say; returns the bar, named by that. */
export function namedBar(segments: readonly Segment[], height: number, name: string): Html {
  return drawSegments(segments, height, markup`role="img" aria-label="${name}"`)
}

function drawSegments(segments: readonly Segment[], height: number, role: Html): Html {
  const drawn = segments.map((segment, at) => {
    const before = (at === 0 ? 0 : GAP / 2) + OUTLINE / 2
    const after = (at === segments.length - 1 ? 0 : GAP / 2) + OUTLINE / 2
    const { meaning } = segment
    return markup`<rect y="${OUTLINE / 2}" height="${height - OUTLINE}" fill="${statusPaint(meaning)}" stroke="${statusStyle(meaning).outline}" stroke-width="${OUTLINE}" style="x:calc(${percent(segment.start)} + ${before}px);width:calc(${percent(segment.size)} - ${before + after}px)"/>${countIn(segment, height)}`
  })
  return markup`<svg class="bar" width="100%" height="${height}" focusable="false" ${role}>${drawn}</svg>`
}

function countIn({ meaning, count, start, size }: Segment, height: number): Html | null {
  const width = countWidth(count)
  if (height < COUNT_CHIP_HEIGHT || size * NARROWEST < width + 2 * OUTLINE + GAP) return null
  const { text, chip } = statusStyle(meaning)
  const middle = percent(start + size / 2)
  return markup`${chip && markup`<rect x="${middle}" y="${(height - COUNT_CHIP_HEIGHT) / 2}" width="${width}" height="${COUNT_CHIP_HEIGHT}" rx="2" fill="${chip}" transform="translate(${-width / 2})"/>`}<text x="${middle}" y="${height / 2}" dy="0.35em" text-anchor="middle" fill="${text}">${count}</text>`
}

const percent = (fraction: number) => `${+(fraction * 100).toFixed(3)}%`

/** Marks and text of the drawings that files hold: SVG that stands alone. */

import { escapeMarkup } from '@/lib/format/markup'
import { stackSegments, type Segment } from '@/lib/format/charts/stacked-bars'
import type { RollUp } from '@/lib/domain/status/roll-up'
import type { BucketMeaning, HasStatuses } from '@/lib/domain/status/status'
import {
  COUNT_CHIP_HEIGHT,
  GAP,
  OUTLINE,
  countWidth,
  patternId,
  patternTile,
  statusPaint,
  statusStyle,
} from '@/lib/format/charts/status-style'
import { describeShares } from '@/lib/format/words'

const INK = '#1a1a1a'

/** Takes a plan, a roll-up of it and the size of its bar in px; returns the bar as an SVG file that stands alone, named by its sentence. */
export function barSvg(
  plan: HasStatuses,
  rollUp: RollUp,
  { width, height, withCounts = false }: BarSize,
): string {
  const segments = stackSegments(plan, rollUp)
  const bar = drawBar(segments, { x: 0, y: 0, width, height, withCounts })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    ` role="img" aria-label="${escapeMarkup(describeShares(rollUp))}" font-family="${FONTS}">`,
    `<defs>${definePatterns(segments.map(({ meaning }) => meaning))}</defs>`,
    bar,
    '</svg>\n',
  ].join('\n')
}

/** The typefaces of drawings, the first that a reader has; as an attribute of XML. */
export const FONTS = "Roboto, 'Helvetica Neue', Helvetica, Arial, sans-serif"

interface BarSize {
  readonly width: number
  readonly height: number
  /** Whether the counts stand in it, where they fit. */
  readonly withCounts?: boolean
}

/** Takes the segments of a bar and where it lies; returns them as drawn; without segments, an empty outline. */
export function drawBar(
  segments: readonly Segment[],
  { x, y, width, height, withCounts = true }: BarSize & { readonly x: number; readonly y: number },
): string {
  if (segments.length === 0) return rect(x, y, width, height, 'none', statusStyle('noUpdate').outline)
  return segments
    .flatMap(({ meaning, count, start, size }, at) => {
      const left = x + start * width + (at > 0 ? GAP / 2 : 0)
      const right = x + (start + size) * width - (at < segments.length - 1 ? GAP / 2 : 0)
      const fits = withCounts && right - left >= countWidth(count) + 2 * OUTLINE
      return [
        drawMark(meaning, left, y, right - left, height),
        ...(fits ? [writeCount(meaning, count, (left + right) / 2, y + height / 2)] : []),
      ]
    })
    .join('\n')
}

export function drawMark(
  meaning: BucketMeaning,
  x: number,
  y: number,
  width: number,
  height: number,
): string {
  return rect(x, y, width, height, statusPaint(meaning), statusStyle(meaning).outline)
}

/** With its outline inside its edges. */
function rect(x: number, y: number, width: number, height: number, fill: string, stroke: string): string {
  const [left, top] = [x + OUTLINE / 2, y + OUTLINE / 2].map(round)
  const size = `width="${round(Math.max(0, width - OUTLINE))}" height="${round(height - OUTLINE)}"`
  return `<rect x="${left}" y="${top}" ${size} fill="${fill}" stroke="${stroke}" stroke-width="${OUTLINE}"/>`
}

function writeCount(meaning: BucketMeaning, count: number, x: number, y: number): string {
  const { text, chip } = statusStyle(meaning)
  const width = countWidth(count)
  const box = `x="${round(x - width / 2)}" y="${round(y - COUNT_CHIP_HEIGHT / 2)}" width="${width}" height="${COUNT_CHIP_HEIGHT}"`
  const behind = chip ? `<rect ${box} rx="2" fill="${chip}"/>` : ''
  return behind + textAt(x, y + 5, String(count), { size: 15, weight: 700, fill: text, anchor: 'middle' })
}

/** Takes meanings; returns the definitions of the patterns that their marks are filled with. */
export function definePatterns(meanings: readonly BucketMeaning[]): string {
  return [...new Set(meanings)].map(definePattern).join('')
}

/** Empty where it is plain. */
function definePattern(meaning: BucketMeaning): string {
  const { fill, pattern } = statusStyle(meaning)
  if (!pattern) return ''
  const { size, path, strokeWidth, rotate } = patternTile(pattern.kind)
  return (
    `<pattern id="${patternId(meaning)}" width="${size}" height="${size}" patternUnits="userSpaceOnUse" patternTransform="rotate(${rotate})">` +
    `<rect width="${size}" height="${size}" fill="${fill}"/>` +
    `<path d="${path}" stroke="${pattern.colour}" stroke-width="${strokeWidth}" stroke-linecap="round"/></pattern>`
  )
}

export interface TextStyle {
  readonly size: number
  readonly weight?: 700
  readonly fill?: string
  readonly anchor?: 'middle' | 'end'
}

/** Takes where text begins and how it looks; returns one line of it. */
export function textAt(
  x: number,
  y: number,
  text: string,
  { size, weight, fill = INK, anchor }: TextStyle,
): string {
  const style = `font-size="${size}" fill="${fill}"${weight ? ` font-weight="${weight}"` : ''}${anchor ? ` text-anchor="${anchor}"` : ''}`
  return `<text x="${round(x)}" y="${round(y)}" ${style}>${escapeMarkup(text)}</text>`
}

const round = (length: number) => Math.round(length * 100) / 100

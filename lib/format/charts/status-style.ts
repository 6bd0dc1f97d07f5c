/**
 * How each meaning of a status is drawn, in one table: pages, downloaded charts and the charts of the browser all draw from it. Two
 * statuses of one meaning are drawn alike, and told apart by their words.
 *
 * Colour is never alone: every meaning but the two commonest has a pattern of its own, Delivered and On Track differ by
 * a factor of two in luminance, and every mark reaches 3:1 on white and on #f8f8f8 by its fill or its outline (Scottish
 * Government chart guidance). status-style.test.ts holds all of that, also for three kinds of colour blindness.
 */

import { type BucketMeaning, MEANINGS, NO_UPDATE } from '@/lib/domain/status/status'

/** A tile that is repeated over a fill. Lengths are px; the path is stroked in the style's second colour. */
export interface PatternTile {
  readonly size: number
  readonly path: string
  readonly strokeWidth: number
  /** Clockwise degrees. */
  readonly rotate: number
}

const TILES = {
  vertical: { size: 6, path: 'M3 0V6', strokeWidth: 2, rotate: 0 },
  horizontal: { size: 7, path: 'M0 3.5H7', strokeWidth: 1.5, rotate: 0 },
  diagonal: { size: 9, path: 'M4.5 0V9', strokeWidth: 3, rotate: 45 },
  lattice: { size: 7, path: 'M3.5 0V7M0 3.5H7', strokeWidth: 1.5, rotate: 45 },
  dashes: { size: 8, path: 'M1 4H7', strokeWidth: 2, rotate: 135 },
  dots: { size: 6, path: 'M3 3h.01', strokeWidth: 2, rotate: 0 },
} as const satisfies Record<string, PatternTile>

export type PatternKind = keyof typeof TILES

/** Colours are six-digit hex. */
export interface StatusStyle {
  readonly fill: string
  /** What the fill is overlaid with: null for a plain one. */
  readonly pattern: { readonly kind: PatternKind; readonly colour: string } | null
  readonly outline: string
  /** The colour of text on it: on a plain fill directly, on a pattern on a chip of the second colour. */
  readonly text: string
  readonly chip: string | null
}

/** Around every mark, drawn inside its edges, and between neighbouring marks; px. */
export const OUTLINE = 1.5
export const GAP = 2
/** Behind a count on a pattern; px. */
export const COUNT_CHIP_HEIGHT = 20

const DARK = '#1a1a1a'
const WHITE = '#ffffff'
const ON_CHIP = { text: DARK, chip: WHITE }
const ON_FILL = { text: WHITE, chip: null }

const STYLES: Readonly<Record<BucketMeaning, StatusStyle>> = {
  delivered: { fill: '#16437e', pattern: null, outline: '#16437e', ...ON_FILL },
  onTrack: { fill: '#318137', pattern: null, outline: '#318137', ...ON_FILL },
  notStarted: {
    fill: '#d7d9dd',
    pattern: { kind: 'dashes', colour: '#6b7280' },
    outline: '#565c66',
    ...ON_CHIP,
  },
  missedNoRisk: {
    fill: '#d3eaec',
    pattern: { kind: 'vertical', colour: '#3a8894' },
    outline: '#2a6f7a',
    ...ON_CHIP,
  },
  atRisk: {
    fill: '#f7b90d',
    pattern: { kind: 'diagonal', colour: '#fff4cf' },
    outline: '#946200',
    ...ON_CHIP,
  },
  missedWithRisk: {
    fill: '#9c480a',
    pattern: { kind: 'lattice', colour: '#f0c39c' },
    outline: '#7a3605',
    ...ON_CHIP,
  },
  offTrack: {
    fill: '#b00020',
    pattern: { kind: 'horizontal', colour: '#ffb3bd' },
    outline: '#8a0019',
    ...ON_CHIP,
  },
  noUpdate: { fill: '#ffffff', pattern: { kind: 'dots', colour: '#8a8a8a' }, outline: '#6b6b6b', ...ON_CHIP },
}

/** All that can be drawn. */
export const DRAWN: readonly BucketMeaning[] = [...MEANINGS, NO_UPDATE]

export function statusStyle(meaning: BucketMeaning): StatusStyle {
  return STYLES[meaning]
}

export function patternTile(kind: PatternKind): PatternTile {
  return TILES[kind]
}

/** Takes a meaning; returns the id under which a document that draws it defines its pattern. */
export function patternId(meaning: BucketMeaning): string {
  return `pattern-${meaning}`
}

/** Takes a meaning; returns the SVG paint that fills it: a colour, or its pattern in the same document. */
export function statusPaint(meaning: BucketMeaning): string {
  return STYLES[meaning].pattern ? `url(#${patternId(meaning)})` : STYLES[meaning].fill
}

/** Takes a count; returns the width of its chip, in px, at the 15 px bold type in which counts stand in bars. */
export function countWidth(count: number): number {
  return String(count).length * 9 + 10
}

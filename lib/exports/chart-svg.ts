/** A chart as an SVG file that stands alone: on white, with its words, its legend and its source, at paper size. */

import { type StackedBar, stackBars } from '@/lib/domain/stacked-bars'
import type { StatusChart } from '@/lib/domain/status-chart'
import { BUCKETS, type Bucket, bucketLabel } from '@/lib/domain/status'
import type { ChartWords } from '@/lib/format/chart-words'
import {
  COUNT_CHIP_HEIGHT,
  GAP,
  OUTLINE,
  countWidth,
  patternId,
  patternTile,
  statusPaint,
  statusStyle,
} from '@/lib/format/status-style'

const WIDTH = 960
const MARGIN = 32
const LABEL_WIDTH = 250
const BASE_WIDTH = 56
const BAR = {
  x: MARGIN + LABEL_WIDTH + 16,
  width: WIDTH - 2 * MARGIN - LABEL_WIDTH - 16 - BASE_WIDTH,
  height: 30,
}
const LINE = 1.35
const INK = '#1a1a1a'
const QUIET = '#525252'

/**
 * Takes a chart, its words, and what stands at its foot (source, licence); returns the file's text, UTF-8 XML. Drawn
 * from the same rows and the same geometry as the page.
 */
export function chartSvg(chart: StatusChart, words: ChartWords, foot: readonly string[]): string {
  const column = new Column()
  column.text(words.title, { size: 24, weight: 700 })
  column.text(words.subtitle, { size: 15, fill: QUIET, before: 6 })
  column.text(words.summary ?? '', { size: 15, before: 6 })
  column.space(20)
  const present = BUCKETS.filter((bucket) => chart.rows.some(({ rollUp }) => rollUp.counts[bucket] > 0))
  drawLegend(column, present)
  column.space(10)
  for (const bar of stackBars(chart.rows, chart.scale)) drawRow(column, bar)
  column.space(14)
  for (const line of [...words.notes, ...foot]) column.text(line, { size: 12, fill: QUIET, before: 3 })
  const height = Math.ceil(column.y + MARGIN)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"`,
    ' role="img" aria-labelledby="title desc" font-family="Roboto, \'Helvetica Neue\', Helvetica, Arial, sans-serif">',
    `<title id="title">${escapeXml(words.title)}</title>`,
    `<desc id="desc">${escapeXml([words.subtitle, ...chart.rows.map(sayRow)].join('. '))}</desc>`,
    `<defs>${present.map(pattern).join('')}</defs>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...column.parts,
    '</svg>\n',
  ].join('\n')
}

/** Parts of the drawing from top to bottom; `y` is where the next one begins. */
class Column {
  readonly parts: string[] = []
  y = MARGIN

  space(height: number): void {
    this.y += height
  }

  /** Adds a paragraph, broken into lines that fit. */
  text(text: string, { before = 0, ...style }: TextStyle & { before?: number }): void {
    const lines = wrapText(text, WIDTH - 2 * MARGIN, style)
    if (lines.length) this.y += before
    for (const line of lines) {
      this.parts.push(textAt(MARGIN, this.y + style.size, line, style))
      this.y += style.size * LINE
    }
  }
}

function drawLegend(column: Column, present: readonly Bucket[]): void {
  const swatch = 16
  const style = { size: 14 }
  let x = MARGIN
  for (const bucket of present) {
    const width = swatch + 8 + widthOf(bucketLabel(bucket), style)
    if (x > MARGIN && x + width > WIDTH - MARGIN) {
      x = MARGIN
      column.space(26)
    }
    column.parts.push(
      mark(bucket, x, column.y, swatch, swatch),
      textAt(x + swatch + 8, column.y + 13, bucketLabel(bucket), style),
    )
    x += width + 20
  }
  column.space(26)
}

function drawRow(column: Column, { row, segments }: StackedBar): void {
  const style = { size: 15 }
  const lines = wrapText(row.label, LABEL_WIDTH, style)
  const height = Math.max(BAR.height + 12, lines.length * style.size * LINE + 8)
  const middle = column.y + height / 2
  const top = middle - BAR.height / 2
  lines.forEach((line, at) => {
    const baseline = middle + (at - (lines.length - 1) / 2) * style.size * LINE + 5
    column.parts.push(textAt(MARGIN, baseline, line, style))
  })
  segments.forEach(({ bucket, count, start, size }, at) => {
    const left = BAR.x + start * BAR.width + (at > 0 ? GAP / 2 : 0)
    const right = BAR.x + (start + size) * BAR.width - (at < segments.length - 1 ? GAP / 2 : 0)
    column.parts.push(mark(bucket, left, top, right - left, BAR.height))
    if (right - left >= countWidth(count) + 2 * OUTLINE) {
      column.parts.push(countAt(bucket, count, (left + right) / 2, middle))
    }
  })
  if (segments.length === 0) {
    const { outline } = statusStyle('noUpdate')
    column.parts.push(rect(BAR.x, top, BAR.width, BAR.height, 'none', outline))
  }
  const base = { ...style, fill: QUIET, anchor: 'end' } as const
  column.parts.push(textAt(WIDTH - MARGIN, middle + 5, `of ${row.rollUp.base}`, base))
  column.space(height)
}

function mark(bucket: Bucket, x: number, y: number, width: number, height: number): string {
  return rect(x, y, width, height, statusPaint(bucket), statusStyle(bucket).outline)
}

/** With its outline inside its edges. */
function rect(x: number, y: number, width: number, height: number, fill: string, stroke: string): string {
  const [left, top] = [x + OUTLINE / 2, y + OUTLINE / 2].map(round)
  const size = `width="${round(Math.max(0, width - OUTLINE))}" height="${round(height - OUTLINE)}"`
  return `<rect x="${left}" y="${top}" ${size} fill="${fill}" stroke="${stroke}" stroke-width="${OUTLINE}"/>`
}

function countAt(bucket: Bucket, count: number, x: number, y: number): string {
  const { text, chip } = statusStyle(bucket)
  const width = countWidth(count)
  const box = `x="${round(x - width / 2)}" y="${round(y - COUNT_CHIP_HEIGHT / 2)}" width="${width}" height="${COUNT_CHIP_HEIGHT}"`
  const behind = chip ? `<rect ${box} rx="2" fill="${chip}"/>` : ''
  return behind + textAt(x, y + 5, String(count), { size: 15, weight: 700, fill: text, anchor: 'middle' })
}

function pattern(bucket: Bucket): string {
  const { fill, pattern } = statusStyle(bucket)
  if (!pattern) return ''
  const { size, path, strokeWidth, rotate } = patternTile(pattern.kind)
  return (
    `<pattern id="${patternId(bucket)}" width="${size}" height="${size}" patternUnits="userSpaceOnUse" patternTransform="rotate(${rotate})">` +
    `<rect width="${size}" height="${size}" fill="${fill}"/>` +
    `<path d="${path}" stroke="${pattern.colour}" stroke-width="${strokeWidth}" stroke-linecap="round"/></pattern>`
  )
}

function sayRow({ label, rollUp }: StatusChart['rows'][number]): string {
  return `${label}: ${rollUp.sentence}${rollUp.base ? `, of ${rollUp.base}` : ''}`
}

interface TextStyle {
  readonly size: number
  readonly weight?: 700
  readonly fill?: string
  readonly anchor?: 'middle' | 'end'
}

function textAt(x: number, y: number, text: string, { size, weight, fill = INK, anchor }: TextStyle): string {
  const style = `font-size="${size}" fill="${fill}"${weight ? ` font-weight="${weight}"` : ''}${anchor ? ` text-anchor="${anchor}"` : ''}`
  return `<text x="${round(x)}" y="${round(y)}" ${style}>${escapeXml(text)}</text>`
}

/**
 * Takes text, the width of its column in px and its style; returns its lines. SVG breaks no lines itself, and a file
 * has no font to measure, so widths are estimates on the safe side. A word longer than a line is cut.
 */
export function wrapText(text: string, width: number, style: Pick<TextStyle, 'size' | 'weight'>): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    if (line && widthOf(`${line} ${word}`, style) > width) {
      lines.push(line)
      line = ''
    }
    for (const piece of cutWord(word, width, style)) {
      if (line && piece !== word) {
        lines.push(line)
        line = piece
      } else {
        line = line ? `${line} ${piece}` : piece
      }
    }
  }
  return line ? [...lines, line] : lines
}

function cutWord(word: string, width: number, style: Pick<TextStyle, 'size' | 'weight'>): string[] {
  const pieces = ['']
  for (const character of word) {
    const last = pieces.at(-1) ?? ''
    if (last && widthOf(last + character, style) > width) pieces.push(character)
    else pieces[pieces.length - 1] = last + character
  }
  return pieces
}

/** An estimate a little above the widths of Roboto and Arial. Asian characters and emoji are square. */
function widthOf(text: string, { size, weight }: Pick<TextStyle, 'size' | 'weight'>): number {
  let ems = 0
  for (const character of text) {
    if ((character.codePointAt(0) ?? 0) >= 0x1100) ems += 1
    else if (/[ .,:;|!'()ijlt]/.test(character)) ems += 0.29
    else ems += /[A-Zmw%&]/.test(character) ? 0.74 : 0.56
  }
  return ems * size * (weight ? 1.06 : 1)
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * Takes any text; returns it for use in XML content and attributes. Characters that XML 1.0 forbids (section 2.2:
 * control characters, lone surrogates, U+FFFE and U+FFFF) are left out.
 */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

const round = (length: number) => Math.round(length * 100) / 100

/** A chart as an SVG file that stands alone: on white, with its words, its legend and its source, at paper size. */

import { type StackedBar, stackBars } from '@/lib/format/charts/stacked-bars'
import type { StatusChart } from '@/lib/domain/charts/status-chart'
import { type Bucket, bucketLabel, bucketsIn, meaningOf } from '@/lib/domain/status/status'
import type { ChartWords } from '@/lib/format/charts/chart-words'
import { definePatterns, drawBar, drawMark, FONTS, textAt, type TextStyle } from './svg-marks'
import { escapeMarkup } from '@/lib/format/markup'
import { widthOf, wrapText } from './svg-text'
import { describeShares } from '@/lib/format/words'

/** How wide a drawing is, and how much of that its margins and the names of its rows take; px. */
interface Frame {
  readonly width: number
  readonly margin: number
  readonly labels: number
}

const WHOLE: Frame = { width: 960, margin: 32, labels: 250 }
/** Narrower, so that its words are as large as those around it. */
const BARE: Frame = { width: 720, margin: 0, labels: 150 }
const BASE_WIDTH = 56
const BAR_HEIGHT = 30
const LINE = 1.35
const QUIET = '#525252'

/** A drawing, and its size in px. */
export interface Drawing {
  readonly svg: string
  readonly width: number
  readonly height: number
}

/**
 * Takes a chart, its words, and what stands at its foot (source, licence); returns the file, UTF-8 XML. Drawn
 * from the same rows and the same geometry as the page.
 */
export function drawChart(chart: StatusChart, words: ChartWords, foot: readonly string[]): Drawing {
  const column = new Column(WHOLE)
  column.text(words.title, { size: 24, weight: 700 })
  column.text(words.subtitle, { size: 15, fill: QUIET, before: 6 })
  column.text(words.summary ?? '', { size: 15, before: 6 })
  column.space(20)
  drawRows(column, chart)
  column.space(14)
  for (const line of [...words.notes, ...foot]) column.text(line, { size: 12, fill: QUIET, before: 3 })
  return wrapUp(column, chart, words)
}

/** Takes a chart and its words; returns its legend and bars alone, for where the words stand around the picture. */
export function drawBareChart(chart: StatusChart, words: ChartWords): Drawing {
  const column = new Column(BARE)
  drawRows(column, chart)
  return wrapUp(column, chart, words)
}

/** Takes a chart; returns what it shows in words: each row with its shares. */
export function describeChart(chart: StatusChart, words: ChartWords): string {
  return [words.subtitle, ...chart.rows.map(describeRow)].join('. ')
}

function drawRows(column: Column, chart: StatusChart): void {
  drawLegend(column, chart, presentIn(chart))
  column.space(10)
  for (const bar of stackBars(chart)) drawRow(column, bar)
}

const presentIn = (chart: StatusChart) =>
  bucketsIn(
    chart,
    chart.rows.map(({ rollUp }) => rollUp),
  )

function wrapUp(column: Column, chart: StatusChart, words: ChartWords): Drawing {
  const { width, margin } = column.frame
  const height = Math.ceil(column.y + margin)
  const svg = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`,
    ` role="img" aria-labelledby="title desc" font-family="${FONTS}">`,
    `<title id="title">${escapeMarkup(words.title)}</title>`,
    `<desc id="desc">${escapeMarkup(describeChart(chart, words))}</desc>`,
    `<defs>${definePatterns(presentIn(chart).map((bucket) => meaningOf(chart, bucket)))}</defs>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    ...column.parts,
    '</svg>\n',
  ].join('\n')
  return { svg, width, height }
}

/** Parts of the drawing from top to bottom; `y` is where the next one begins. */
class Column {
  readonly parts: string[] = []

  y: number

  constructor(readonly frame: Frame) {
    this.y = frame.margin
  }

  space(height: number): void {
    this.y += height
  }

  /** Adds a paragraph, broken into lines that fit. */
  text(text: string, { before = 0, ...style }: TextStyle & { before?: number }): void {
    const { width, margin } = this.frame
    const lines = wrapText(text, width - 2 * margin, style)
    if (lines.length) this.y += before
    for (const line of lines) {
      this.parts.push(textAt(margin, this.y + style.size, line, style))
      this.y += style.size * LINE
    }
  }
}

function drawLegend(column: Column, chart: StatusChart, present: readonly Bucket[]): void {
  const swatch = 16
  const style = { size: 14 }
  const { width: whole, margin } = column.frame
  let x = margin
  for (const bucket of present) {
    const width = swatch + 8 + widthOf(bucketLabel(chart, bucket), style)
    if (x > margin && x + width > whole - margin) {
      x = margin
      column.space(26)
    }
    column.parts.push(
      drawMark(meaningOf(chart, bucket), x, column.y, swatch, swatch),
      textAt(x + swatch + 8, column.y + 13, bucketLabel(chart, bucket), style),
    )
    x += width + 20
  }
  column.space(26)
}

function drawRow(column: Column, { row, segments }: StackedBar): void {
  const style = { size: 15 }
  const { width, margin, labels } = column.frame
  const left = margin + labels + 16
  const lines = wrapText(row.label, labels, style)
  const height = Math.max(BAR_HEIGHT + 12, lines.length * style.size * LINE + 8)
  const middle = column.y + height / 2
  const top = middle - BAR_HEIGHT / 2
  lines.forEach((line, at) => {
    const baseline = middle + (at - (lines.length - 1) / 2) * style.size * LINE + 5
    column.parts.push(textAt(margin, baseline, line, style))
  })
  column.parts.push(
    drawBar(segments, {
      x: left,
      y: top,
      width: width - margin - BASE_WIDTH - left,
      height: BAR_HEIGHT,
    }),
  )
  const base = { ...style, fill: QUIET, anchor: 'end' } as const
  column.parts.push(textAt(width - margin, middle + 5, `of ${row.rollUp.base}`, base))
  column.space(height)
}

function describeRow({ label, rollUp }: StatusChart['rows'][number]): string {
  return `${label}: ${describeShares(rollUp)}${rollUp.base ? `, of ${rollUp.base}` : ''}`
}

/** The picture that a message or a social network shows beside a link to a plan. */

import type { RollUp } from '@/lib/domain/status/roll-up'
import { type HasStatuses, meaningOf } from '@/lib/domain/status/status'
import { stackSegments } from '@/lib/format/charts/stacked-bars'
import type { Drawing } from './chart-svg'
import { definePatterns, drawBar, drawMark, FONTS, textAt, type TextStyle } from './svg-marks'
import { escapeMarkup } from '@/lib/format/markup'
import { widthOf, wrapText } from './svg-text'

/** What networks ask for (the Open Graph protocol names no size); px. */
export const PREVIEW_SIZE = { width: 1200, height: 630 } as const

const MARGIN = 72
const INNER = PREVIEW_SIZE.width - 2 * MARGIN
/** Counts and patterns are drawn for pages, of which this shows a part, larger. */
const BAR_SCALE = 1.6
const BLUE = '#0065bd'
const NAVY = '#002d54'
const QUIET = '#525252'

interface Preview extends HasStatuses {
  readonly title: string
  readonly sentence: string
  readonly rollUp: RollUp
  /** What a reader must know of the figures, and their date. */
  readonly notes: readonly string[]
}

/** Takes what it shows; returns the picture: title, headline, bar, legend and date. Text that does not fit is cut. */
export function drawPreview({ title, sentence, statuses, rollUp, notes }: Preview): Drawing {
  const { width, height } = PREVIEW_SIZE
  const parts: string[] = []
  const plan = { statuses }
  let y = MARGIN + 4
  const write = (text: string, style: TextStyle, most: number, before: number) => {
    const lines = wrapText(text, INNER, style)
    y += before
    for (const [at, line] of lines.slice(0, most).entries()) {
      const isCut = at === most - 1 && lines.length > most
      parts.push(textAt(MARGIN, y + style.size, isCut ? `${line.replace(/\W*\s?\S*$/u, '')} …` : line, style))
      y += style.size * 1.25
    }
  }
  write(title, { size: 46, weight: 700, fill: NAVY }, 2, 0)
  write(sentence, { size: 34 }, 3, 12)
  const foot = wrapText(notes.join(' '), INNER - 190, { size: 20 }).slice(0, 3)
  const footTop = height - 48 - foot.length * 26
  const bar = { x: 0, y: 0, width: INNER / BAR_SCALE, height: 44 }
  parts.push(
    `<g transform="translate(${MARGIN} ${y + 22}) scale(${BAR_SCALE})">${drawBar(stackSegments(plan, rollUp), bar)}</g>`,
    ...drawLegend(plan, rollUp, y + 22 + bar.height * BAR_SCALE + 20),
  )
  foot.forEach((line, at) =>
    parts.push(textAt(MARGIN, footTop + at * 26 + 20, line, { size: 20, fill: QUIET })),
  )
  parts.push(drawCairn(width - MARGIN - 140, height - 48 - 40), drawName(width - MARGIN, height - 48 - 6))
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FONTS}">`,
    `<title>${escapeMarkup(title)}</title>`,
    `<defs>${definePatterns(rollUp.shares.map(({ bucket }) => meaningOf(plan, bucket)))}</defs>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<rect width="${width}" height="14" fill="${BLUE}"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n')
  return { svg, width, height }
}

function drawLegend(plan: HasStatuses, { shares }: RollUp, top: number): string[] {
  const style = { size: 22 }
  let [x, y] = [MARGIN, top]
  return shares.flatMap(({ bucket, label, count }) => {
    const text = `${count} ${label}`
    const width = 30 + widthOf(text, style)
    if (x > MARGIN && x + width > MARGIN + INNER) [x, y] = [MARGIN, y + 34]
    const drawn = [drawMark(meaningOf(plan, bucket), x, y, 20, 20), textAt(x + 30, y + 18, text, style)]
    x += width + 28
    return drawn
  })
}

/** As app/icon.svg. */
const drawCairn = (x: number, y: number) =>
  `<g transform="translate(${x} ${y}) scale(1.55)" fill="${BLUE}"><ellipse cx="13" cy="21.5" rx="11" ry="3.6"/><ellipse cx="13" cy="14.6" rx="8.2" ry="3.1"/><ellipse cx="13" cy="8.6" rx="5.6" ry="2.6"/><ellipse cx="13" cy="3.8" rx="3.2" ry="1.9"/></g>`

const drawName = (x: number, y: number) =>
  textAt(x, y, 'Cairn', { size: 34, weight: 700, fill: NAVY, anchor: 'end' })

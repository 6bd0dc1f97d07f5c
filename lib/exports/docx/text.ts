/** Runs of text in Word: links, statuses, names. */

import {
  type ParagraphChild,
  ExternalHyperlink,
  Paragraph,
  ShadingType,
  TextRun,
  type IParagraphOptions,
} from 'docx'
import type { BucketMeaning } from '@/lib/domain/status/status'
import { joinLinks, type Span, type Spans } from '@/lib/format/paper/paper'
import { type PatternKind, statusStyle } from '@/lib/format/charts/status-style'
import { LINK, QUIET } from './styles'
import { dropForbidden } from '@/lib/format/markup'

/** Takes an address of this site, or of another; returns the whole address. */
export type WholeAddress = (address: string) => string

/** Takes a paragraph's spans and its options; returns the paragraph, its links leading to the site. */
export function paragraphOf(
  spans: Spans,
  address: WholeAddress,
  options: Omit<IParagraphOptions, 'children' | 'text'> = {},
): Paragraph {
  return new Paragraph({ ...options, children: runsOf(spans, address) })
}

/** Takes spans; returns their runs, those of one link together. */
export function runsOf(spans: Spans, address: WholeAddress): ParagraphChild[] {
  return joinLinks(spans).flatMap(({ href, spans: run }): ParagraphChild[] =>
    href === null
      ? run.map((span) => runOf(span))
      : [
          new ExternalHyperlink({
            link: address(href),
            children: run.map((span) => runOf(span, true)),
          }),
        ],
  )
}

function runOf({ text, strong, quiet, lang }: Span, isLink = false): TextRun {
  return new TextRun({
    text: dropForbidden(text),
    ...(strong && { bold: true }),
    ...(quiet && { color: QUIET }),
    ...(lang && { language: { value: lang } }),
    // Tables take the colour of a style from it in some programs.
    ...(isLink && { style: 'Hyperlink', color: LINK }),
  })
}

const SHADINGS: Readonly<Record<PatternKind, (typeof ShadingType)[keyof typeof ShadingType]>> = {
  vertical: ShadingType.THIN_VERTICAL_STRIPE,
  horizontal: ShadingType.HORIZONTAL_STRIPE,
  diagonal: ShadingType.DIAGONAL_STRIPE,
  lattice: ShadingType.THIN_DIAGONAL_CROSS,
  dashes: ShadingType.PERCENT_40,
  dots: ShadingType.PERCENT_20,
}

/** Takes what a status means and the word that stands for it; returns a mark in its colour and pattern, and the word. */
export function markedWord(meaning: BucketMeaning, word: string): TextRun[] {
  const { fill, pattern } = statusStyle(meaning)
  const hex = (colour: string) => colour.slice(1)
  return [
    new TextRun({
      // No-break spaces, which no one reads aloud.
      text: '\u00a0\u00a0',
      shading: pattern
        ? { type: SHADINGS[pattern.kind], fill: hex(fill), color: hex(pattern.colour) }
        : { type: ShadingType.CLEAR, fill: hex(fill), color: 'auto' },
    }),
    new TextRun({ text: `\u00a0${word}`, bold: true }),
  ]
}

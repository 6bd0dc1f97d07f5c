/** Lines of text in a drawing: SVG breaks none itself. */

import type { TextStyle } from './svg-marks'

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

/** Takes text and its style; returns its width in px: an estimate a little above the widths of Roboto and Arial. Asian characters and emoji are square. */
export function widthOf(text: string, { size, weight }: Pick<TextStyle, 'size' | 'weight'>): number {
  let ems = 0
  for (const character of text) {
    if ((character.codePointAt(0) ?? 0) >= 0x1100) ems += 1
    else if (/[ .,:;|!'()ijlt]/.test(character)) ems += 0.29
    else ems += /[A-Zmw%&]/.test(character) ? 0.74 : 0.56
  }
  return ems * size * (weight ? 1.06 : 1)
}

import { describe, expect, test } from 'vitest'

import { countWidth, DRAWN, patternId, statusPaint, statusStyle } from './status-style'

type Rgb = readonly [number, number, number]
type Vision = (rgb: Rgb) => Rgb

/** Machado, Oliveira and Fernandes (2009), severity 1, for linear RGB. */
const VISIONS: Readonly<Record<string, Vision>> = {
  'full colour': (rgb) => rgb,
  protanopia: seeThrough([
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ]),
  deuteranopia: seeThrough([
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ]),
  tritanopia: seeThrough([
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ]),
}

function seeThrough(matrix: readonly Rgb[]): Vision {
  const channel = (row: Rgb | undefined, [r, g, b]: Rgb) =>
    row ? Math.min(1, Math.max(0, row[0] * r + row[1] * g + row[2] * b)) : 0
  return (rgb) => [channel(matrix[0], rgb), channel(matrix[1], rgb), channel(matrix[2], rgb)]
}

function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

/** WCAG 2.2 contrast ratio, of what an eye sees; with full colour also the contrast left in greyscale. */
function contrast(one: string, other: string, see: Vision = (rgb) => rgb): number {
  const luminance = (hex: string) => {
    const [r, g, b] = see(linear(hex))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test('contrast is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})

describe.each(DRAWN)('%s', (meaning) => {
  const style = statusStyle(meaning)

  test.each(['#ffffff', '#f8f8f8'])('its outline reaches 3:1 on %s', (page) => {
    expect(contrast(style.outline, page)).toBeGreaterThanOrEqual(3)
  })

  test('its count reaches 4.5:1, on a chip wherever there is a pattern', () => {
    expect(contrast(style.text, style.chip ?? style.fill)).toBeGreaterThanOrEqual(4.5)
    expect(style.chip === null).toBe(style.pattern === null)
  })

  test.each(Object.entries(VISIONS))('its pattern is seen with %s', (_, see) => {
    const { fill, pattern } = style
    expect(pattern ? contrast(fill, pattern.colour, see) : Infinity).toBeGreaterThanOrEqual(1.5)
  })

  test('is painted by its pattern where it has one', () => {
    expect(statusPaint(meaning)).toBe(style.pattern ? `url(#${patternId(meaning)})` : style.fill)
  })
})

describe('any two can be neighbours, since empty buckets are not drawn', () => {
  const styles = DRAWN.map(statusStyle)

  test('no pattern is used twice', () => {
    const kinds = styles.flatMap(({ pattern }) => pattern?.kind ?? [])
    expect(new Set(kinds).size).toBe(kinds.length)
  })

  test.each(Object.entries(VISIONS))('those without a pattern differ in lightness with %s', (_, see) => {
    const plain = styles.filter(({ pattern }) => !pattern)
    expect(plain).toHaveLength(2)
    for (const [at, one] of plain.entries()) {
      for (const other of plain.slice(at + 1)) {
        expect(contrast(one.fill, other.fill, see)).toBeGreaterThanOrEqual(1.8)
      }
    }
  })
})

test('the chip of a count grows with its figures', () => {
  expect(countWidth(10)).toBeGreaterThan(countWidth(9))
})

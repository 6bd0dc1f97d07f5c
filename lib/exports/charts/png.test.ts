import { crc32, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { rollUp } from '@/lib/domain/status/roll-up'
import { ratedActions } from '@/tests/helpers/plan-builder'
import { drawPng } from './png'
import { barSvg, FONTS, textAt } from './svg-marks'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const bar = {
  width: 400,
  height: 34,
  svg: barSvg(PUBLISHED_SIX, rollUp(PUBLISHED_SIX, ratedActions({ delivered: 6, atRisk: 3, offTrack: 1 })), {
    width: 400,
    height: 34,
    withCounts: true,
  }),
}

/** The chunks of a PNG; throws when one is not what its checksum says. */
function readChunks(png: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(png)
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    const data = bytes.subarray(at + 8, at + 8 + length)
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(at + 8 + length))
      throw new Error(`${name} is damaged`)
    chunks.set(name, Buffer.concat([chunks.get(name) ?? Buffer.alloc(0), data]))
    at += length + 12
  }
  return chunks
}

const sizeOf = (png: Uint8Array) => {
  const header = readChunks(png).get('IHDR')
  return { width: header?.readUInt32BE(0), height: header?.readUInt32BE(4) }
}

describe('a drawing as a PNG', () => {
  it('is as wide on paper as asked, at 300 dots an inch, and says so', async () => {
    const png = await drawPng(bar, 160)
    expect(sizeOf(png)).toEqual({ width: 1890, height: 161 })
    const density = readChunks(png).get('pHYs')
    expect(density?.readUInt32BE(0)).toBe(11811)
    expect(density?.readUInt8(8)).toBe(1)
  })

  it('is the same bytes each time, also when many are drawn at once', async () => {
    const drawn = await Promise.all([1, 2, 3].map(() => drawPng(bar, 60)))
    expect(new Set(drawn.map((png) => Buffer.from(png).toString('base64'))).size).toBe(1)
  })

  it('has the text in it, in a typeface of its own', async () => {
    const draw = (text: string) =>
      drawPng(
        {
          width: 100,
          height: 30,
          svg: `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="30" font-family="${FONTS}">${textAt(5, 20, text, { size: 15 })}</svg>`,
        },
        20,
      )
    const inkOf = async (text: string) =>
      inflateSync(readChunks(await draw(text)).get('IDAT') ?? Buffer.alloc(0)).filter((byte) => byte !== 0)
        .length
    expect(await inkOf('wide')).toBeGreaterThan(await inkOf('i'))
    expect(await inkOf('i')).toBeGreaterThan(await inkOf(''))
  })

  it('becomes smaller when it is too long to be held', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="100000"/>`
    const { width = 0, height = 0 } = sizeOf(await drawPng({ svg, width: 960, height: 100_000 }, 160))
    expect(width * height).toBeLessThanOrEqual(20_100_000)
    expect(width).toBeGreaterThan(100)
  })

  it('of text that is no drawing is refused, and the next one is drawn', async () => {
    await expect(drawPng({ svg: '<svg', width: 1, height: 1 }, 10)).rejects.toThrow()
    expect(sizeOf(await drawPng(bar, 60)).width).toBe(709)
  })
})

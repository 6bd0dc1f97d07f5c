/** A drawing as a picture of points, for programs that take no SVG: sharp at the size that it has on paper. */

import path from 'node:path'
import { crc32 } from 'node:zlib'
import { renderAsync } from '@resvg/resvg-js'
import { limitConcurrency, openQueue } from '@/lib/concurrency'
import { processWide } from '@/lib/process-wide'
import type { Drawing } from './chart-svg'

const DOTS_PER_INCH = 300
const MM_PER_INCH = 25.4
/** A picture takes four bytes a point while it is drawn: 80 MB at most. A longer one becomes smaller instead. */
const MOST_POINTS = 20_000_000

// Text must look the same on every machine, whatever is installed there, so the typeface comes with the program.
const FONTS = ['400Regular/Roboto_400Regular.ttf', '700Bold/Roboto_700Bold.ttf'].map((file) =>
  path.join(process.cwd(), 'node_modules/@expo-google-fonts/roboto', file),
)

/** Two for each report and its file, and many are asked for at the same time before a meeting. */
const MOST_WAITING = 200
const inTurn = limitConcurrency(
  processWide('pictures', () => openQueue(1)),
  { maxWaiting: MOST_WAITING, maxWait: 60_000 },
)

/**
 * Takes a drawing and how wide it is on paper, in mm; returns it as a PNG of 300 dots an inch. It is drawn beside the event loop,
 * one picture at a time: many at once would only hold more memory. Throws UnavailableError.
 */
export async function drawPng(drawing: Drawing, widthOnPaper: number): Promise<Uint8Array<ArrayBuffer>> {
  const wanted = Math.round((widthOnPaper / MM_PER_INCH) * DOTS_PER_INCH)
  const most = Math.floor(Math.sqrt((MOST_POINTS * drawing.width) / drawing.height))
  const picture = await inTurn(() =>
    renderAsync(drawing.svg, {
      fitTo: { mode: 'width', value: Math.max(1, Math.min(wanted, most)) },
      font: { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: 'Roboto' },
    }),
  )
  return withDensity(picture.asPng())
}

const SIGNATURE_AND_HEADER = 8 + 25

/** Takes a PNG; returns it with its density after its header (chunk pHYs), so that programs place it at its size on paper. */
function withDensity(png: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = Buffer.alloc(4 + 4 + 9 + 4)
  chunk.writeUInt32BE(9, 0)
  chunk.write('pHYs', 4, 'latin1')
  const perMetre = Math.round((DOTS_PER_INCH / MM_PER_INCH) * 1000)
  chunk.writeUInt32BE(perMetre, 8)
  chunk.writeUInt32BE(perMetre, 12)
  chunk.writeUInt8(1, 16)
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17)
  return Buffer.concat([png.subarray(0, SIGNATURE_AND_HEADER), chunk, png.subarray(SIGNATURE_AND_HEADER)])
}

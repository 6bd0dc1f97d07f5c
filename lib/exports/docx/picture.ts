/** Pictures in Word: drawn as points, since not every version of it draws SVG. */

import { ImageRun } from 'docx'
import type { Drawing } from '@/lib/exports/charts/chart-svg'
import { drawPng } from '@/lib/exports/charts/png'
import { dropForbidden } from '@/lib/format/markup'

const PX_PER_MM = 96 / 25.4

/** Takes a drawing, what it says to those who do not see it (null when the text beside it says the same); returns the picture. */
export type DrawPicture = (
  drawing: Drawing,
  says: { readonly title: string; readonly description: string } | null,
  width?: number,
) => Promise<ImageRun>

/** Draws a picture as wide as told, in px at 96 an inch; without, as wide as the drawing. */
export const drawPicture: DrawPicture = async (drawing, says, width = drawing.width) =>
  new ImageRun({
    type: 'png',
    data: await drawPng(drawing, width / PX_PER_MM),
    transformation: { width, height: Math.round((drawing.height * width) / drawing.width) },
    ...(says
      ? {
          altText: {
            name: dropForbidden(says.title),
            title: dropForbidden(says.title),
            description: dropForbidden(says.description),
          },
        }
      : { decorative: true }),
  })

import { expect, it } from 'vitest'
import { rollUp } from '@/lib/domain/status/roll-up'
import { ratedActions } from '@/tests/helpers/plan-builder'
import { drawPng } from './png'
import { drawPreview } from './preview'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const of = (title: string, sentence = 'All is well.') =>
  drawPreview({
    ...PUBLISHED_SIX,
    title,
    sentence,
    rollUp: rollUp(PUBLISHED_SIX, ratedActions({ delivered: 6, atRisk: 3, offTrack: 1 })),
    notes: ['Figures from February 2025'],
  })

it('has title, sentence, bar, legend and date, in the size that networks show', async () => {
  const drawing = of('Plan & more')
  for (const text of ['Plan &amp; more', 'All is well.', '3 At Risk', 'Figures from February 2025', 'Cairn'])
    expect(drawing.svg).toContain(`>${text}</text>`)
  const png = Buffer.from(await drawPng(drawing, (1200 / 300) * 25.4))
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
})

it('cuts what does not fit, and says so', () => {
  const { svg } = of('A long title '.repeat(20), 'A long sentence '.repeat(40))
  expect(svg.match(/ …<\/text>/g)).toHaveLength(2)
  const lowest = Math.max(...[...svg.matchAll(/<text x="[\d.]+" y="([\d.]+)"/g)].map(([, y]) => Number(y)))
  expect(lowest).toBeLessThan(630)
})

import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { InventedNotice } from './invented-notice'

const PLACE = { slug: 'a-plan', asAt: null, report: null, knownAt: null }
const show = (isMadeUp: boolean, isEstimated: boolean) =>
  renderToStaticMarkup(<InventedNotice plan={PLACE} invented={{ isMadeUp, isEstimated }} hasMarks />)

it('says once what is invented, with the stronger word first, and nothing where nothing is', () => {
  expect(show(false, false)).toBe('')
  expect(show(false, true)).toContain('<strong>Estimated:</strong>')
  expect(show(true, false)).toContain('<strong>Made up:</strong>')
  const both = show(true, true)
  expect(both).toContain('<strong>Made up:</strong>')
  expect(both).not.toContain('Estimated:')
  expect(both).toContain('These are marked *.')
})

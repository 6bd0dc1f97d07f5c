import { expect, it } from 'vitest'
import { buildAction } from '@/tests/helpers/plan-builder'
import { previewCounted } from './counted-preview'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

const whole = buildAction('1', { status: 'offTrack' })
const part = (ref: string, given = {}) => buildAction(ref, { parentId: '1', counted: false, ...given })
const all = [whole, part('1.1', { status: 'onTrack' }), part('1.2', { status: 'atRisk' }), buildAction('2')]
const shown = ['1', '1.1', '1.2']

it('says what a part in place of its whole makes of the figures, and which status they lose', () => {
  expect(
    previewCounted({ ...PUBLISHED_SIX, actions: all }, whole, { shown, counted: ['1.1'] }),
  ).toMatchObject({
    now: { base: 2, counts: { offTrack: 1, noUpdate: 1 } },
    then: { base: 2, counts: { onTrack: 1, offTrack: 0, noUpdate: 1 } },
    dropped: [{ ref: '1', status: 'offTrack' }],
  })
})

it('has nothing to ask where nothing leaves the figures, or where it cannot be done', () => {
  expect(previewCounted({ ...PUBLISHED_SIX, actions: all }, whole, { shown, counted: ['1'] })).toBeNull()
  expect(
    previewCounted({ ...PUBLISHED_SIX, actions: all }, whole, { shown, counted: ['1', '1.1'] }),
  ).toBeNull()
  const free = all.map((one) => (one === whole ? { ...one, counted: false } : one))
  const [first = whole] = free
  expect(previewCounted({ ...PUBLISHED_SIX, actions: free }, first, { shown, counted: ['1.1'] })).toBeNull()
  expect(
    previewCounted({ ...PUBLISHED_SIX, actions: all }, whole, { shown: ['1.1'], counted: [] }),
  ).toBeNull()
})

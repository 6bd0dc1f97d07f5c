import { describe, expect, it } from 'vitest'
import { canBeCorrected, isReplaced, type Sent } from './corrections'

const shown: Sent = { kind: 'update', needsApproval: false, decision: null }
const waiting: Sent = { kind: 'update', needsApproval: true, decision: null }
const returned: Sent = { ...waiting, decision: 'returned' }
const correction = (of: Sent): Sent => ({ ...of, kind: 'correction' })

describe('an update', () => {
  it.each([
    ['that readers see', shown, null, [], true],
    ['that waits', waiting, null, [], true],
    ['that was returned', returned, null, [], false],
    ['that a nil return confirms', shown, null, [{ ...shown, kind: 'nilReturn' as const }], true],
    ['that was corrected', shown, null, [correction(shown)], false],
    ['whose correction waits', shown, null, [correction(waiting)], false],
    ['whose correction was returned', shown, null, [correction(returned)], true],
    ['that waits, whose correction was returned', waiting, null, [correction(returned)], false],
    ['that corrects another', correction(shown), shown, [], true],
    ['that is to correct what readers see', correction(waiting), shown, [], false],
    ['that is to correct what waits', correction(waiting), waiting, [], true],
  ])('%s: can be corrected', (_, update, about, answers, expected) => {
    expect(canBeCorrected(update, about, answers)).toBe(expected)
  })

  it('that was reworded before it was approved is replaced', () => {
    expect(isReplaced({ ...waiting, decision: 'approved' }, [{ ...shown, kind: 'revision' }])).toBe(true)
  })
})

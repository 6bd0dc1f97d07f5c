import { describe, expect, it } from 'vitest'
import { oneOfWords } from '@/lib/format/words'
import { describeSent } from './update-words'
import { PUBLISHED_SIX } from '@/lib/domain/status/templates'

it('lists choices as people do', () => {
  expect(['A', 'A B', 'A B C'].map((list) => oneOfWords(list.split(' ')))).toEqual([
    'A',
    'A or B',
    'A, B or C',
  ])
})

describe('what became of an update', () => {
  const effective = (date: string) => ({ effective: { date, precision: 'day' as const } })
  const sent = {
    id: 'mine',
    kind: 'update',
    standing: 'shown',
    report: { status: 'onTrack', effectiveOn: '2026-05-02' },
    current: { id: 'mine', ...effective('2026-05-02') },
  } as const
  const newer = { id: 'other', ...effective('2026-06-03') }

  it('is that readers see it, only where they do', () => {
    expect(describeSent(PUBLISHED_SIX, sent)).toBe('Your update is saved and published.')
    expect(describeSent(PUBLISHED_SIX, { ...sent, kind: 'nilReturn' })).toBe(
      'Saved: the status is still On Track, as of today.',
    )
    for (const kind of ['update', 'correction', 'nilReturn'] as const)
      expect(describeSent(PUBLISHED_SIX, { ...sent, kind, current: newer })).toBe(
        'Your update is saved in the history. Readers still see the newer update of 3 June 2026.',
      )
    expect(describeSent(PUBLISHED_SIX, { ...sent, current: { ...newer, ...effective('2026-05-02') } })).toBe(
      'Your update is saved in the history. Readers see another update of 2 May 2026 that was recorded later.',
    )
  })

  it('is that it waits, and what comes of it then', () => {
    const waiting = {
      ...sent,
      standing: 'waiting',
      current: { id: 'older', ...effective('2026-04-01') },
    } as const
    expect(describeSent(PUBLISHED_SIX, waiting)).toMatch(
      /waiting for approval\. Until then readers see the last approved update\.$/,
    )
    expect(describeSent(PUBLISHED_SIX, { ...waiting, current: newer })).toMatch(
      /still see the newer update of 3 June 2026\.$/,
    )
  })
})

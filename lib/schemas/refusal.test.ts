import { expect, it } from 'vitest'
import { ChangedError } from '@/lib/errors'
import { showRefusal } from './refusal'

it('what was saved meanwhile is shown beside what was typed, and nothing that the form carries for itself', () => {
  const error = new ChangedError({ text: 'Theirs', title: 'Same' }, 'new')
  const typed = { text: 'Mine', title: 'Same', fingerprint: 'old', token: 'secret' }
  const state = showRefusal(error, typed, { text: 'Text' })
  expect(state.meanwhile).toEqual([{ label: 'Text', theirs: 'Theirs', yours: 'Mine' }])
  expect(state.values).toEqual({ ...typed, fingerprint: 'new' })
})

import { expect, it, vi } from 'vitest'
import { ChangedError, UnavailableError } from '@/lib/errors'
import { log } from '@/lib/log'
import { showRefusal } from './refusal'

it('what was saved meanwhile is shown beside what was typed, and nothing that the form carries for itself', () => {
  const error = new ChangedError({ text: 'Theirs', title: 'Same' }, 'new', 'Ann saved this on Monday')
  const typed = { text: 'Mine', title: 'Same', fingerprint: 'old', token: 'secret' }
  const state = showRefusal(error, typed, { text: 'Text' })
  expect(state.meanwhile).toEqual([{ label: 'Text', theirs: 'Theirs', yours: 'Mine' }])
  expect(state.values).toEqual({ ...typed, fingerprint: 'new' })
  expect(state.errors.form).toContain('Ann saved this on Monday while you had it open')
})

it('shows no empty table where there is nothing to set beside what was typed', () => {
  const state = showRefusal(new ChangedError(null, 'new', 'Ann changed this'), { role: 'viewer' })
  expect(state).not.toHaveProperty('meanwhile')
  expect(state.values).toEqual({ role: 'viewer', fingerprint: 'new' })
})

it.each([
  [new UnavailableError('Many people are saving'), 'Many people are saving'],
  [Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' }), 'not saved yet'],
])('what is typed stays on screen where the database is away or locked', (error, says) => {
  vi.spyOn(log, 'warn').mockReturnValue()
  const { values, errors } = showRefusal(error, { text: 'Mine' })
  expect(values).toEqual({ text: 'Mine' })
  expect(errors.form).toContain(says)
})

import { describe, expect, it } from 'vitest'
import { readLocalPath } from './local-path'

describe('where to go after signing in', () => {
  it.each(['/plans/a/actions?status=atRisk&q=%26#x', '/my-updates', '/'])(
    'is %s when that is ours',
    (path) => {
      expect(readLocalPath(path)).toBe(path)
    },
  )

  it.each([
    'https://elsewhere.example/',
    '//elsewhere.example/',
    '/\\elsewhere.example/',
    '/\t/elsewhere.example/',
    '/.//elsewhere.example/',
    'javascript:alert(1)',
    'plans/a',
    '/sign-in?next=/sign-in',
    '/sign-out',
    `/${'x'.repeat(3000)}`,
    '',
    undefined,
    ['/a', '/b'],
  ])('is the first page for %s', (path) => {
    expect(readLocalPath(path)).toBe('/')
  })
})

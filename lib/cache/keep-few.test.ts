import { expect, it, vi } from 'vitest'
import { keepFew } from './keep-few'

it('makes a thing once for all who ask while it is kept, and again when others pushed it out', async () => {
  const keep = keepFew<string>(2)
  const make = vi.fn((key: string) => Promise.resolve(key))
  const asked = (key: string) => keep(key, () => make(key))
  expect(await Promise.all([asked('a'), asked('a'), asked('b')])).toEqual(['a', 'a', 'b'])
  expect(make).toHaveBeenCalledTimes(2)
  await asked('a')
  await asked('c')
  expect(await keep('a', () => Promise.resolve('another'))).toBe('a')
  expect(await keep('b', () => Promise.resolve('made again'))).toBe('made again')
})

it('does not keep a failure', async () => {
  const keep = keepFew<string>(2)
  await expect(keep('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await keep('a', () => Promise.resolve('yes'))).toBe('yes')
})

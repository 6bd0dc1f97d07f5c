import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it, vi } from 'vitest'
import { memoizeAsync } from './memoize-async'

it('makes a value once for all who ask while it is remembered, and again when others pushed it out', async () => {
  const memo = memoizeAsync<string>(2)
  const make = vi.fn((key: string) => Promise.resolve(key))
  const ask = (key: string) => memo(key, () => make(key))
  expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual(['a', 'a', 'b'])
  expect(make).toHaveBeenCalledTimes(2)
  await ask('a')
  await ask('c')
  expect(await memo('a', () => Promise.resolve('another'))).toBe('a')
  expect(await memo('b', () => Promise.resolve('made again'))).toBe('made again')
})

it('does not remember a failure', async () => {
  const memo = memoizeAsync<string>(2)
  await expect(memo('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await memo('a', () => Promise.resolve('yes'))).toBe('yes')
})

it('remembers one version of a key, the last that was asked for', async () => {
  const memo = memoizeAsync<string>(2)
  const ask = (version: string, value: string) => memo('a', () => Promise.resolve(value), version)
  await memo('b', () => Promise.resolve('b'))
  await ask('1', 'first')
  expect(await ask('1', 'not made')).toBe('first')
  expect(await ask('2', 'second')).toBe('second')
  expect(await ask('1', 'first again')).toBe('first again')
  expect(await memo('b', () => Promise.resolve('pushed out'))).toBe('b')
})

it('keeps the newer version when the one before it fails late', async () => {
  const memo = memoizeAsync<string>(2)
  let fail = (_: Error) => {}
  const first = memo('a', () => new Promise((_, reject) => (fail = reject)), '1')
  await memo('a', () => Promise.resolve('second'), '2')
  fail(new Error('no'))
  await expect(first).rejects.toThrow('no')
  expect(await memo('a', () => Promise.resolve('made again'), '2')).toBe('second')
})

it('gives what is held in another version to the one who makes the next', async () => {
  const memo = memoizeAsync<string>(2)
  const next = async (earlier: Promise<string> | null) => `${(await earlier) ?? 'start'}, more`
  expect(await memo('a', next, '1')).toBe('start, more')
  expect(await memo('a', next, '2')).toBe('start, more, more')
  expect(await memo('b', next, '2')).toBe('start, more')
})

it('remembers no more than values of so much weight, but for one that is heavier alone', async () => {
  const memo = memoizeAsync<string>(10, { most: 5, of: (value) => value.length })
  const ask = (key: string, value: string) => memo(key, () => Promise.resolve(value))
  await ask('a', 'aa')
  await ask('b', 'bb')
  expect(await ask('a', 'made again')).toBe('aa')
  await ask('c', 'ccc')
  expect(await ask('a', 'made again')).toBe('aa')
  expect(await ask('b', 'bb again')).toBe('bb again')
  await ask('d', 'heavier than all')
  expect(await ask('d', 'made again')).toBe('heavier than all')
  expect(await ask('c', 'c again')).toBe('c again')
})

it('keeps nothing of the request in which a value was made', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const requests = new AsyncLocalStorage<object>()
  const memo = memoizeAsync<string>(2, { most: 10, of: (value) => value.length })
  const one = async (): Promise<WeakRef<object>> => {
    const request = { all: 'that belongs to it' }
    await requests.run(request, () => memo('a', () => delay(1, 'made')))
    return new WeakRef(request)
  }
  const request = await one()
  // What waited for it has gone by then.
  await delay(10)
  collect()
  await delay(10)
  collect()
  expect(request.deref()).toBeUndefined()
  expect(await memo('a', () => Promise.resolve('another'))).toBe('made')
})

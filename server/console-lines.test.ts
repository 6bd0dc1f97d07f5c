import { afterEach, expect, it, vi } from 'vitest'
import { log } from '../lib/log'
import { writeConsoleAsLines } from './console-lines'

const own = { ...console }
afterEach(() => {
  Object.assign(console, own)
  vi.restoreAllMocks()
})

it('makes one line of the log of whatever is written to the console', () => {
  const [error, warn, info] = (['error', 'warn', 'info'] as const).map((level) =>
    vi.spyOn(log, level).mockReturnValue(),
  )
  writeConsoleAsLines()
  const failure = new Error('half-way')
  console.error('\u001b[31m⨯\u001b[39m', failure)
  console.error('Failed to find Server Action "x"\n{"level":"info","msg":"forged"}')
  console.log('%s of %d', 'one', 2)
  console.warn(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))
  console.error(Object.assign(new Error('away'), { code: '57P01' }))
  expect(error?.mock.calls).toEqual([
    [{ err: failure, console: '⨯' }, 'a request failed'],
    [{ console: 'Failed to find Server Action "x"\n{"level":"info","msg":"forged"}' }, 'console'],
  ])
  expect(info?.mock.calls).toEqual([[{ console: 'one of 2' }, 'console']])
  expect(warn).toHaveBeenCalledTimes(2)
})

import type * as Pino from 'pino'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

const lines: Record<string, unknown>[] = []

beforeEach(() => {
  lines.length = 0
  vi.useFakeTimers()
  vi.resetModules()
  vi.doMock('pino', async (original) => {
    const real = await original<typeof Pino>()
    const destination = {
      write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    }
    return { ...real, pino: (options: Pino.LoggerOptions) => real.pino(options, destination) }
  })
})
afterEach(() => {
  vi.advanceTimersByTime(60_000)
  vi.useRealTimers()
  vi.doUnmock('pino')
})

it('writes so much of one message in a while, then how many lines were left out', async () => {
  const { log } = await import('./log')
  for (let n = 0; n < 100; n += 1) log.error({ n }, 'the database is away')
  log.error('another')
  expect(lines.map(({ msg }) => msg)).toEqual([...Array<string>(20).fill('the database is away'), 'another'])
  vi.advanceTimersByTime(10_000)
  expect(lines.at(-1)).toMatchObject({ msg: 'lines were left out', of: 'the database is away', lines: 80 })
  log.error('the database is away')
  expect(lines.at(-1)).toMatchObject({ msg: 'the database is away' })
})

it('writes more of attempts to get in, each kind for itself', async () => {
  const { log } = await import('./log')
  for (let n = 0; n < 250; n += 1) log.warn({ security: 'sign-in-failed' }, 'security')
  log.warn({ security: 'origin-refused' }, 'security')
  expect(lines).toHaveLength(201)
})

import type { IncomingMessage } from 'node:http'
import { PassThrough } from 'node:stream'
import { setImmediate as settle } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createBodyReader, type Share } from './body'
import { CLIENT_ADDRESS } from '../../lib/http/client-address'

const SHARES = { entry: 100, strangers: 100, members: 100, files: 1 }

/** A request of which so many bytes have arrived and more are to come. */
function begin(bytes: number, address: string) {
  const stream = new PassThrough()
  stream.write('x'.repeat(bytes))
  return Object.assign(stream, { headers: { [CLIENT_ADDRESS]: address } }) as unknown as IncomingMessage &
    PassThrough
}

describe('what bodies use together', () => {
  const limits = (share: Share) => ({ share, mostBytes: 50, longestSending: 5_000 })

  it('leaves the shares of others to them, however slowly someone fills their own', async () => {
    const read = createBodyReader(SHARES)
    const slow = Array.from({ length: 5 }, (_, i) => begin(20, `192.0.2.${i}`))
    const reading = slow.map((request) => read(request, limits('strangers')))
    await settle()
    const late = begin(20, '198.51.100.1')
    const refused = read(late, limits('strangers'))
    late.end()
    expect(await refused).toEqual({ problem: 'no-room' })
    for (const share of ['entry', 'members'] as const) {
      const other = begin(20, '198.51.100.1')
      other.end()
      expect(await read(other, limits(share))).toHaveProperty('body')
    }
    for (const request of slow) request.end()
    for (const one of await Promise.all(reading)) {
      expect(one).toHaveProperty('body')
      if ('letGo' in one) one.letGo()
    }
    // All is given back, by what was refused too.
    const next = begin(20, '192.0.2.1')
    next.end()
    expect(await read(next, limits('strangers'))).toHaveProperty('body')
  })

  it('gives one network address a quarter of a share at most', async () => {
    const read = createBodyReader(SHARES)
    const first = read(begin(20, '192.0.2.1'), limits('entry'))
    await settle()
    const second = begin(20, '192.0.2.1')
    second.end()
    expect(await read(second, limits('entry'))).toEqual({ problem: 'no-room' })
    const colleague = begin(20, '192.0.2.2')
    colleague.end()
    expect(await read(colleague, limits('entry'))).toHaveProperty('body')
    void first
  })
})

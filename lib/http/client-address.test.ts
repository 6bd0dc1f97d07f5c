import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { markClient } from './client-address'

function mark(proxies: number, forwarded?: string) {
  const headers: Record<string, string> = { 'x-cairn-client': '6.6.6.6' }
  if (forwarded !== undefined) headers['x-forwarded-for'] = forwarded
  const request = { headers, socket: { remoteAddress: '10.0.0.1' } } as unknown as IncomingMessage
  markClient(request, proxies)
  return request.headers['x-cairn-client']
}

describe("the client's address", () => {
  it('is the one that connects, whatever the client says', () => {
    expect(mark(0)).toBe('10.0.0.1')
    expect(mark(0, '6.6.6.6')).toBe('10.0.0.1')
  })

  it('is what the outermost of our proxies heard', () => {
    expect(mark(1, '6.6.6.6, 192.0.2.7')).toBe('192.0.2.7')
    expect(mark(2, '6.6.6.6, 192.0.2.7, 10.0.0.2')).toBe('192.0.2.7')
  })

  it('is the one that connects when the proxy said nothing', () => {
    expect(mark(1)).toBe('10.0.0.1')
    expect(mark(2, '192.0.2.7')).toBe('10.0.0.1')
  })
})

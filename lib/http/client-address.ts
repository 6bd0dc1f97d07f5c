/** Who connects, as far as the network knows. */

import type { IncomingMessage } from 'node:http'
import { normalizeIP } from '@better-auth/core/utils/ip'

/** The header in which the server tells the app who connects. What clients send in it is dropped. */
export const CLIENT_ADDRESS = 'x-cairn-client'

/**
 * Takes a request and how many proxies of one's own stand before this server; writes the client's address into the request's
 * own header, over whatever the client sent there. Each proxy adds the one it heard from to the end of X-Forwarded-For; what
 * stands before those was written by the client and says nothing.
 */
export function markClient(request: IncomingMessage, proxies: number): void {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((one) => one.trim())
  const client = proxies > 0 ? forwarded.at(-proxies) : undefined
  request.headers[CLIENT_ADDRESS] = client || request.socket.remoteAddress || 'unknown'
}

/** Takes a network address; returns it as it is counted. Whoever has an IPv6 address mostly has its whole /64. */
export function normalAddress(address: string): string {
  return normalizeIP(address, { ipv6Subnet: 64 })
}

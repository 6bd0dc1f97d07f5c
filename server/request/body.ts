// The body of a form: read whole before anything of it is looked at, and before it takes a turn.
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { CLIENT_ADDRESS } from '../../lib/http/client-address'

/** How long a body may take to arrive (milliseconds): a photograph of a page over a slow line. */
export const LONGEST_SENDING = 30_000
/** More fields than any form has. */
export const MOST_FIELDS = 1000
const MB = 1024 * 1024
/**
 * What all bodies of a kind together may take up that are on their way or wait for their turn, in bytes. Whoever fills one share by
 * sending slowly leaves the others.
 */
const SHARES = {
  /** What signs someone in or out. */
  entry: 8 * MB,
  /** Other forms, of whoever brings no session. */
  strangers: 16 * MB,
  /** Forms of those who bring one. */
  members: 64 * MB,
  /** The file of a plan. */
  files: 84 * MB,
}
/** So much of a share one network address may take: an office of hundreds who all sign in at nine, and no more. */
const MOST_OF_ADDRESS = 1 / 4

export type Share = keyof typeof SHARES

export type BodyProblem = 'too-large' | 'too-slow' | 'too-many-fields' | 'malformed' | 'left' | 'no-room'

export interface BodyLimits {
  readonly share: Share
  readonly mostBytes: number
  readonly longestSending?: number | undefined
}

/** Returns what reads bodies, and counts what they take up together until each is let go. */
export function createBodyReader(shares: Readonly<Record<Share, number>> = SHARES) {
  const current = new Map<string, number>()

  /** Takes the name of a count and by how much it changes; returns what it is then. */
  function count(name: string, bytes: number): number {
    const now = (current.get(name) ?? 0) + bytes
    if (now === 0) current.delete(name)
    else current.set(name, now)
    return now
  }

  /** Takes a request; returns its body and what lets it go, or what is wrong with it. */
  async function readBody(
    request: IncomingMessage,
    { share, mostBytes, longestSending = LONGEST_SENDING }: BodyLimits,
  ): Promise<{ readonly body: Buffer; readonly letGo: () => void } | { readonly problem: BodyProblem }> {
    if (Number(request.headers['content-length'] ?? 0) > mostBytes) {
      await throwAway(request)
      return { problem: 'too-large' }
    }
    const portions: Buffer[] = []
    let bytes = 0
    const own = `${share} ${String(request.headers[CLIENT_ADDRESS] ?? '')}`
    const hasRoom = (more: number) => {
      const [together, ofAddress] = [count(share, more), count(own, more)]
      return together <= shares[share] && ofAddress <= shares[share] * MOST_OF_ADDRESS
    }
    const letGo = () => {
      count(share, -bytes)
      count(own, -bytes)
      bytes = 0
    }
    const problem = await new Promise<BodyProblem | null>((resolve) => {
      const finish = (found: BodyProblem | null) => {
        clearTimeout(timer)
        request.off('data', take).off('end', end).off('close', leave).off('error', leave)
        resolve(found)
      }
      const take = (portion: Buffer) => {
        bytes += portion.length
        portions.push(portion)
        if (!hasRoom(portion.length)) finish('no-room')
        else if (bytes > mostBytes) finish('too-large')
      }
      const end = () => finish(null)
      const leave = () => finish('left')
      const timer = setTimeout(() => finish('too-slow'), longestSending)
      if (request.destroyed) finish('left')
      else request.on('data', take).on('end', end).on('close', leave).on('error', leave)
    })
    const body = Buffer.concat(problem === null ? portions : [])
    const found = problem ?? findFault(body, request.headers)
    if (found === null) return { body, letGo }
    letGo()
    if (found !== 'left') await throwAway(request)
    return { problem: found }
  }

  return readBody
}

/** So long what is refused is read on (milliseconds): whoever is still sending would lose the connection, and not see the answer. */
const LONGEST_THROWING_AWAY = 2_000

/** Reads what still comes of a request, and keeps nothing of it. Node ends a request that takes too long over it. */
function throwAway(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      request.off('end', done).off('close', done)
      resolve()
    }
    const timer = setTimeout(done, LONGEST_THROWING_AWAY)
    if (request.complete || request.destroyed) return done()
    request.on('end', done).on('close', done).resume()
  })
}

function findFault(body: Buffer, headers: IncomingHttpHeaders): BodyProblem | null {
  if (hasTooManyFields(body, headers['content-type'])) return 'too-many-fields'
  return isMalformed(body, headers['content-type'], headers['next-action'] !== undefined) ? 'malformed' : null
}

const MULTIPART = /^\s*multipart\/form-data\b/i
const BOUNDARY = /;\s*boundary=(?:"([^"]{1,70})"|([^\s;,"]{1,70}))/i

/**
 * Whether a body is none that a browser sends: Next would answer it with a fault of its own. A form has a boundary and ends with it;
 * what a script sends is JSON, or has JSON in its part "0". Byte by byte: that makes no difference to either.
 */
function isMalformed(body: Buffer, type = '', isOfScript: boolean): boolean {
  if (!MULTIPART.test(type)) return isOfScript && !isJson(body.toString('latin1'))
  const [, quoted, bare] = BOUNDARY.exec(type) ?? []
  const boundary = quoted ?? bare
  if (boundary === undefined) return true
  const text = body.toString('latin1').trimEnd()
  if (!text.startsWith(`--${boundary}`) || !text.endsWith(`--${boundary}--`)) return true
  if (!isOfScript) return false
  const [, root] = text.split('name="0"\r\n\r\n')
  return root === undefined || !isJson(root.slice(0, root.indexOf(`\r\n--${boundary}`)))
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/**
 * Whether a form has more fields than any form of ours, counted in its bytes: by what stands between the fields of a plain form, and
 * else by the header that each part needs to be a field, however it is spelt. Text that speaks of that is counted too.
 */
function hasTooManyFields(body: Buffer, type = ''): boolean {
  const text = body.toString('latin1')
  const mark = /^\s*application\/x-www-form-urlencoded/i.test(type) ? /&/g : /content-disposition/gi
  let fields = 0
  while (mark.exec(text)) if ((fields += 1) > MOST_FIELDS) return true
  return false
}

// The body of a form: read whole before anything of it is looked at, and before it takes a turn.
import type { IncomingMessage } from 'node:http'

/** How long a body may take to arrive (milliseconds): a photograph of a page over a slow line. */
export const LONGEST_SENDING = 30_000
/** More fields than any form has. */
export const MOST_FIELDS = 1000
/** What all bodies together may take up that are on their way or wait for their turn, in bytes. */
const MOST_BYTES_TOGETHER = 64 * 1024 * 1024

export type BodyProblem = 'too-large' | 'too-slow' | 'too-many-fields' | 'left' | 'no-room'

interface Limits {
  readonly mostBytes: number
  readonly longestSending?: number | undefined
}

/** Returns what reads bodies, and counts what they take up together until each is let go. */
export function createBodyReader(mostTogether = MOST_BYTES_TOGETHER) {
  let together = 0

  /** Takes a request; returns its body and what lets it go, or what is wrong with it. */
  async function readBody(
    request: IncomingMessage,
    { mostBytes, longestSending = LONGEST_SENDING }: Limits,
  ): Promise<{ readonly body: Buffer; readonly letGo: () => void } | { readonly problem: BodyProblem }> {
    if (Number(request.headers['content-length'] ?? 0) > mostBytes) {
      await throwAway(request)
      return { problem: 'too-large' }
    }
    const portions: Buffer[] = []
    let bytes = 0
    const letGo = () => {
      together -= bytes
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
        together += portion.length
        portions.push(portion)
        if (bytes > mostBytes) finish('too-large')
        else if (together > mostTogether) finish('no-room')
      }
      const end = () => finish(null)
      const leave = () => finish('left')
      const timer = setTimeout(() => finish('too-slow'), longestSending)
      if (request.destroyed) finish('left')
      else request.on('data', take).on('end', end).on('close', leave).on('error', leave)
    })
    const body = Buffer.concat(problem === null ? portions : [])
    const found =
      problem ?? (hasTooManyFields(body, request.headers['content-type']) ? 'too-many-fields' : null)
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

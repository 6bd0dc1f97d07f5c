// Passing a request on to the worker, and its answer back.
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { limitConcurrency, openQueue } from '../../lib/concurrency'
import { UnavailableError } from '../../lib/errors'
import { REQUEST_ID } from '../../lib/http/request-id-header'
import { currentRequestId } from '../../lib/request-id'
import type { Worker } from './process'

// More at once would take no less time, and much more memory.
const MOST_AT_ONCE = 2
const MOST_WAITING = 8
/** What anybody can ask for leaves room for those who are signed in. */
const MOST_OF_STRANGERS = 1
const MOST_STRANGERS_WAITING = 4
/** Until it is someone's turn (milliseconds), and then until an answer begins. */
const LONGEST_TURN = 300_000
const LONGEST_WORK = 300_000

/** Whoever takes nothing for so long (milliseconds), or gets nothing, does not keep the worker. */
const LONGEST_SILENCE = 120_000

/** Of the connection, not of what is asked or answered. */
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'expect', 'upgrade'])

export interface Forwarded {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly body?: Buffer | undefined
  /** Whether no one who is signed in asks. */
  readonly isStranger: boolean
}

/**
 * What becomes of an answer that is not sent to where it was asked for: it gets the answer, or null where none came. Then the request has been
 * answered already.
 */
export type TakeAnswer = (answer: IncomingMessage | null) => Promise<void>

interface Settings {
  readonly longestWork?: number
}

/** Takes the worker; returns what passes requests on to it. */
export function createForwarder(worker: Worker, { longestWork = LONGEST_WORK }: Settings = {}) {
  const inTurn = limitConcurrency(openQueue(MOST_AT_ONCE), {
    maxWaiting: MOST_WAITING,
    maxWait: LONGEST_TURN,
  })
  const inTurnOfStrangers = limitConcurrency(openQueue(MOST_OF_STRANGERS), {
    maxWaiting: MOST_STRANGERS_WAITING,
    maxWait: LONGEST_TURN,
  })

  /**
   * Has a request answered by the worker, and returns when that has begun; false where there is no worker, and nothing was done. `taker` gives who
   * takes the answer in place of the one who asked, as soon as that is known. Throws a BusyError at once where too many wait, and an
   * UnavailableError where the worker ended or took too long.
   */
  return async function forward(
    asked: Forwarded,
    taker: () => TakeAnswer | null = () => null,
  ): Promise<boolean> {
    const pass = () => inTurn(() => passOn(asked, taker))
    try {
      return await (asked.isStranger ? inTurnOfStrangers(pass) : pass())
    } catch (error) {
      const take = taker()
      if (!take) throw error
      await take(null)
      return true
    }
  }

  async function passOn(asked: Forwarded, taker: () => TakeAnswer | null): Promise<boolean> {
    const { request, response } = asked
    // Left while waiting, and not led to a page that waits. A form is a decision that was made.
    if (request.method !== 'POST' && response.destroyed && taker() === null) return true
    const used = await worker.use()
    if (!used) return false
    try {
      const answer = await ask(used.socket, asked, taker)
      const take = taker()
      if (take) await take(answer).finally(() => answer.destroy())
      else sendOn(answer, response)
      answer.once('close', used.end)
      if (answer.closed) used.end()
      return true
    } catch (error) {
      used.end()
      throw error
    }
  }

  function ask(
    socketPath: string,
    asked: Forwarded,
    taker: () => TakeAnswer | null,
  ): Promise<IncomingMessage> {
    const { request, response, body } = asked
    return new Promise((resolve, reject) => {
      const fail = () => reject(new UnavailableError('The worker ended, or took too long'))
      const passed = http.request({
        socketPath,
        method: request.method,
        path: request.url,
        headers: headersOf(request, body),
        agent: false,
      })
      const tooLong = setTimeout(() => {
        // Whatever it does, it may do for ever.
        worker.kill()
        passed.destroy()
        fail()
      }, longestWork)
      const leave = () => {
        if (request.method !== 'POST' && taker() === null) passed.destroy()
      }
      response.once('close', leave)
      passed
        .once('response', (answer) => {
          clearTimeout(tooLong)
          response.off('close', leave)
          resolve(answer)
        })
        .once('error', fail)
        .once('close', () => clearTimeout(tooLong))
        .end(body)
    })
  }
}

function headersOf({ headers }: IncomingMessage, body: Buffer | undefined): http.OutgoingHttpHeaders {
  const passed = Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_CONNECTION.has(name)))
  return {
    ...passed,
    [REQUEST_ID]: currentRequestId() ?? '',
    ...(body && { 'content-length': body.length }),
  }
}

/** Sends an answer as it comes, as fast as its reader takes it. No one waits for that. */
function sendOn(answer: IncomingMessage, response: ServerResponse) {
  response.statusCode = answer.statusCode ?? 502
  for (const name of response.getHeaderNames()) if (name !== 'set-cookie') response.removeHeader(name)
  for (const [name, value] of Object.entries(answer.headers))
    if (value !== undefined && !OF_CONNECTION.has(name)) response.setHeader(name, value)
  response.setTimeout(LONGEST_SILENCE, () => response.destroy())
  // Whoever leaves ends the work; a worker that ends breaks the file off.
  pipeline(answer, response).catch(() => response.destroy())
}

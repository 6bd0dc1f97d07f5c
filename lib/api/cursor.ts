/** How a machine walks a long list: so many rows at a time, from an opaque mark to the next one. */

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { MOST_IN_PART, partParameters, USUAL_PART } from '@/lib/schemas/api'
import { BadParameterError, ListChangedError } from './problem'

/** What a list depends on: what was asked for, and the state that it was answered from. */
export interface ListMark {
  readonly question: string
  readonly state: string
}

const cursorSchema = z.tuple([z.string(), z.string(), z.string()])

/** Takes what a list depends on and the reference of the last action returned; returns the cursor of the part after it. */
export function makeCursor({ question, state }: ListMark, after: string): string {
  return Buffer.from(JSON.stringify([shorten(question), shorten(state), after])).toString('base64url')
}

const shorten = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16)

/** Takes the parameters of an address, and how many rows it returns when it does not say; returns how many to return, and its cursor. Throws BadParameterError. */
export function readPart(
  params: URLSearchParams,
  usual = USUAL_PART,
): { limit: number; cursor: string | null } {
  const limit = partParameters.limit.safeParse(params.get('limit') ?? String(usual))
  if (!limit.success)
    throw new BadParameterError('limit', `The limit must be a whole number from 1 to ${MOST_IN_PART}.`)
  const cursor = partParameters.cursor.safeParse(params.get('cursor') ?? undefined)
  if (!cursor.success) throw new BadParameterError('cursor', UNKNOWN)
  return { limit: limit.data, cursor: cursor.data }
}

/**
 * Takes a cursor and what the list depends on that is asked for now; returns the reference to go on after. Throws BadParameterError
 * for a cursor of another list, and ListChangedError where the list is another one by now: going on would lose or repeat rows.
 */
export function readCursor(cursor: string, now: ListMark): string {
  const read = cursorSchema.safeParse(parse(Buffer.from(cursor, 'base64url').toString()))
  if (!read.success) throw new BadParameterError('cursor', UNKNOWN)
  const [question, state, after] = read.data
  if (question !== shorten(now.question))
    throw new BadParameterError(
      'cursor',
      'The cursor is for a different list. Keep the same filters, order and day, or start again without a cursor.',
    )
  if (state !== shorten(now.state)) throw new ListChangedError()
  return after
}

const UNKNOWN = 'The cursor is not valid for this list. Start again without a cursor.'

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** How a machine walks a long list: so many rows at a time, from an opaque mark to the next one. */

import { MOST_IN_PART, partParameters } from '@/lib/schemas/api'
import { BadParameterError } from './problem'

/** Takes the reference of the last action returned; returns the cursor of the part after it. */
export function makeCursor(after: string): string {
  return Buffer.from(after).toString('base64url')
}

/**
 * Takes the parameters of an address; returns the reference to go on after (null: from the start) and how many rows to
 * return. Throws BadParameterError when either makes no sense: unlike a wrong filter, it would lose or repeat rows.
 */
export function readPart(params: URLSearchParams): { after: string | null; limit: number } {
  const only = (name: string) => {
    const values = params.getAll(name)
    if (values.length > 1)
      throw new BadParameterError(name, `The parameter "${name}" is there more than once.`)
    return values[0]
  }
  const limit = partParameters.limit.safeParse(only('limit'))
  if (!limit.success)
    throw new BadParameterError('limit', `The limit has to be a whole number from 1 to ${MOST_IN_PART}.`)
  const cursor = partParameters.cursor.safeParse(only('cursor'))
  const after =
    cursor.success && cursor.data !== null ? Buffer.from(cursor.data, 'base64url').toString() : null
  if (!cursor.success || (after !== null && makeCursor(after) !== cursor.data)) {
    throw new BadParameterError('cursor', 'The cursor is none that this list gave. Start without one.')
  }
  return { after, limit: limit.data }
}

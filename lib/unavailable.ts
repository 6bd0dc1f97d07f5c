/** Which failures pass by themselves: the database is away, full, overloaded or locked. Any other is a defect. */

import type { UnavailableError } from './errors'
import { sharedMessages } from '@/lib/format/messages'

/** PostgreSQL's (https://www.postgresql.org/docs/current/errcodes-appendix.html): no connection, a transaction that lost, nothing left, a statement or lock that took too long, a server that stops, starts or may not write. */
const OF_POSTGRESQL = /^(08...|40001|40P01|53...|55P03|57014|57P0[1-5]|25P0[34]|25006|58030)$/
/** Prisma's (https://www.prisma.io/docs/orm/reference/error-reference): not reachable, timed out, closed, no connection or transaction to be had. */
const OF_PRISMA = /^P(1001|1002|1008|1017|2024|2028|2034|2037)$/
const OF_NETWORK =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/
/** What pg and its pool say without a code. */
const WITHOUT_CODE =
  /(^|\n|: )(timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error|Client was closed and is not queryable|Cannot use a pool after calling end)/

/** How deep errors hold others: Prisma's error, its adapter's, PostgreSQL's. */
const DEEPEST = 6

/** Takes what was thrown; returns whether trying again later may help. Whatever loaded copy of a module threw it. */
export function isUnavailable(error: unknown): boolean {
  return someWithin(error, DEEPEST, ({ name, code, originalCode, syscall, message }) => {
    const codes = [code, originalCode].filter((one) => typeof one === 'string')
    return (
      name === 'UnavailableError' ||
      codes.some((one) => OF_POSTGRESQL.test(one) || OF_PRISMA.test(one) || OF_NETWORK.test(one)) ||
      // The socket of a server on this machine that does not run.
      (code === 'ENOENT' && syscall === 'connect') ||
      (typeof message === 'string' && WITHOUT_CODE.test(message))
    )
  })
}

/** Takes a failure that is one of these; returns what to tell someone whose form it stopped. */
export function describeUnavailable(error: unknown): string {
  // The class may come from another loaded copy of its module.
  const { name, why } = (error ?? {}) as Partial<UnavailableError>
  return name === 'UnavailableError' && why !== undefined ? why : sharedMessages.unavailable
}

type Fields = Readonly<Record<string, unknown>>

function someWithin(error: unknown, depth: number, test: (fields: Fields) => boolean): boolean {
  if (typeof error !== 'object' || error === null || depth === 0) return false
  const fields = error as Fields
  return (
    test(fields) ||
    [
      fields.cause,
      fields.meta,
      fields.driverAdapterError,
      ...(Array.isArray(fields.errors) ? fields.errors : []),
    ].some((one) => someWithin(one, depth - 1, test))
  )
}

/** How every connection to PostgreSQL is made: by the app, the server, scripts, tests and the benchmark alike. */

/** Where not said otherwise (milliseconds): what takes longer than this is broken, or waits for something that is. */
const STATEMENT_TIMEOUT = 30_000
const LOCK_TIMEOUT = 10_000
/** A transaction whose app asks nothing any more holds its locks no longer than this. Longer than any that the app makes. */
const IDLE_IN_TRANSACTION_TIMEOUT = 90_000

interface Limits {
  /** How long one statement may take in the database (milliseconds); 0 for as long as it wants. */
  readonly statementTimeout?: number
  /** How long a statement may wait for a lock (milliseconds); 0 for as long as it takes. */
  readonly lockTimeout?: number
}

/**
 * Takes a database's address and limits; returns what pg needs to connect: in UTC, whatever the database, its role or the
 * address says, since Prisma's adapter writes and reads timestamps without their offset.
 */
export function connectionTo(databaseUrl: string, limits: Limits = {}) {
  const { statementTimeout = STATEMENT_TIMEOUT, lockTimeout = LOCK_TIMEOUT } = limits
  const idleTimeout = statementTimeout && IDLE_IN_TRANSACTION_TIMEOUT
  const ours = `-c timezone=UTC -c statement_timeout=${statementTimeout} -c lock_timeout=${lockTimeout} -c idle_in_transaction_session_timeout=${idleTimeout}`
  // What stands in the address would be taken in place of ours; of two settings of one name, PostgreSQL takes the last.
  const { rest, given } = splitOptions(databaseUrl)
  return { connectionString: rest, options: given ? `${given} ${ours}` : ours }
}

/** For work that has no reader waiting for it: migrations, copies, checks of all there is. */
export const UNLIMITED: Limits = { statementTimeout: 0, lockTimeout: 0 }

function splitOptions(databaseUrl: string) {
  const [address = '', query] = databaseUrl.split('?')
  const parameters = new URLSearchParams(query)
  const given = parameters.get('options')
  parameters.delete('options')
  return { rest: parameters.size ? `${address}?${parameters}` : address, given }
}

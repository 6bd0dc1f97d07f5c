/** The log: one JSON object a line on standard output, for whoever runs the app. */

import { levels, type Logger, pino, stdTimeFunctions } from 'pino'
import { processWide } from './process-wide'
import { currentRequestId } from './request-id'

const asked = process.env.LOG_LEVEL ?? ''

/**
 * During an outage every request would write the same: of one message, no more than this in so long (milliseconds). Attempts to
 * get in are each another one, but whoever makes them must not fill the disk either.
 */
const MOST_OF_A_MESSAGE = 20
const MOST_OF_AN_ATTEMPT = 200
const WINDOW = 10_000

/** How often each message was written since the window opened. */
const written = processWide('log lines', () => new Map<string, { count: number; most: number }>())

/** LOG_LEVEL sets what is written, from "trace" to "fatal" or "silent"; "info" when it names no level. */
export const log = pino({
  level: asked === 'silent' || asked in levels.values ? asked : 'info',
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  mixin: () => ({ request: currentRequestId() }),
  hooks: {
    logMethod(parameters, method) {
      if (mayBeWritten(this, parameters)) method.apply(this, parameters)
    },
  },
})

function mayBeWritten(logger: Logger, [first, second]: readonly unknown[]): boolean {
  const attempt =
    typeof first === 'object' && first !== null && 'security' in first ? String(first.security) : null
  const message = attempt ?? String(typeof first === 'string' ? first : second)
  const most = attempt === null ? MOST_OF_A_MESSAGE : MOST_OF_AN_ATTEMPT
  if (written.size === 0) setTimeout(() => openWindow(logger), WINDOW).unref()
  const count = (written.get(message)?.count ?? 0) + 1
  written.set(message, { count, most })
  return count <= most
}

/** Begins to count again, and says what was left out. */
function openWindow(logger: Logger) {
  const leftOut = [...written].filter(([, { count, most }]) => count > most)
  written.clear()
  for (const [of, { count, most }] of leftOut) logger.warn({ of, lines: count - most }, 'lines were left out')
}

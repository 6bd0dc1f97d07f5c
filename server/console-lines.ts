// What other programs in this process write to the console, as lines of the log: Next, React, better-auth, Node's warnings.
import { format, stripVTControlCharacters } from 'node:util'
import { log } from '../lib/log'
import { isUnavailable } from '../lib/unavailable'

const LEVELS = {
  debug: 'debug',
  log: 'info',
  info: 'info',
  trace: 'debug',
  warn: 'warn',
  error: 'error',
} as const

/** From now on every line on standard output is one JSON object: nothing that someone sent can pass for a line of its own. */
export function writeConsoleAsLines(): void {
  for (const [method, level] of Object.entries(LEVELS))
    console[method as keyof typeof LEVELS] = (...words: unknown[]) => writeLine(level, words)
  process
    .removeAllListeners('warning')
    .on('warning', (warning) => log.warn({ err: warning }, 'a warning of Node'))
}

function writeLine(level: (typeof LEVELS)[keyof typeof LEVELS], words: readonly unknown[]) {
  // What is written may hold what someone sent. As the message it would be another one each time, and none would be left out.
  const error = words.find((word) => word instanceof Error)
  const text = stripVTControlCharacters(format(...words.filter((word) => word !== error))).trim()
  if (!error) log[level]({ console: text }, 'console')
  else if (isUnavailable(error))
    log.warn({ err: error, console: text || undefined }, 'a request could not be answered')
  else log[level]({ err: error, console: text || undefined }, 'a request failed')
}

/** The log: one JSON object a line on standard output, for whoever runs the app. */

import { levels, pino, stdTimeFunctions } from 'pino'
import { currentRequestId } from './request-id'

const asked = process.env.LOG_LEVEL ?? ''

/** LOG_LEVEL sets what is written, from "trace" to "fatal" or "silent"; "info" when it names no level. */
export const log = pino({
  level: asked === 'silent' || asked in levels.values ? asked : 'info',
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  mixin: () => ({ request: currentRequestId() }),
})

/** The environment, as this app was started in it. */

import { readEnv } from './read-env'

// A build loads every module to look at it, and asks no database anything.
const isBuilding = process.env.NEXT_PHASE === 'phase-production-build'
const BUILDING = {
  DATABASE_URL: 'postgresql://nothing-is-asked-while-building',
  CAIRN_SECRET: 'x'.repeat(32),
  CAIRN_URL: 'http://localhost',
}

export const env = readEnv(isBuilding ? BUILDING : process.env)

/** The database itself: can it be asked at all? */

import 'server-only'
import { db } from '@/lib/db'

/**
 * Returns whether the database cannot be reached now. For after a failure, to tell the reader whether to come back: what a
 * lost connection throws has no name of its own.
 */
export async function isDatabaseAway(): Promise<boolean> {
  return db.$queryRaw`SELECT 1`.then(
    () => false,
    () => true,
  )
}

/** When someone was last on My updates. */

import 'server-only'
import { db } from '@/lib/db'

/** Whoever comes back sooner (minutes) is still on the same visit: what the page listed as new stays listed. */
const VISIT_LASTS = 30

/** Takes a person's id; notes that they are on My updates now, and returns when they were there before: an instant. At first, when they got their account. */
export async function noteVisit(personId: string): Promise<Date> {
  const [row] = await db.$queryRaw<{ since: Date }[]>`
    UPDATE person SET visited_at = now(), visited_before = CASE
        WHEN visited_at < now() - make_interval(mins => ${VISIT_LASTS}::int) THEN visited_at ELSE visited_before END
    WHERE id = ${personId}::uuid RETURNING coalesce(visited_before, created_at) AS since`
  return row?.since ?? new Date()
}

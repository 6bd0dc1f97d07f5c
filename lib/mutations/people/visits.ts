/** When someone was last on My updates. */

import 'server-only'
import { db } from '@/lib/db'
import { VISIT_NOTED_EVERY } from '@/lib/http/session-token'

/** Whoever comes back sooner (minutes) is still on the same visit: what the page listed as new stays listed. */
const VISIT_LASTS = 30

/** Takes a person's id; notes that they are on My updates now, and returns when they were there before: an instant. At first, when they got their account. */
export async function noteVisit(personId: string): Promise<Date> {
  const [row] = await db.$queryRaw<{ since: Date }[]>`
    WITH noted AS (
      UPDATE person SET visited_at = now(), visited_before = CASE
          WHEN visited_at < now() - make_interval(mins => ${VISIT_LASTS}::int) THEN visited_at ELSE visited_before END
      WHERE id = ${personId}::uuid
        AND (visited_at IS NULL OR visited_at < now() - make_interval(secs => ${VISIT_NOTED_EVERY}::int))
      RETURNING coalesce(visited_before, created_at) AS since)
    SELECT since FROM noted
    UNION ALL
    SELECT coalesce(visited_before, created_at) FROM person
    WHERE id = ${personId}::uuid AND NOT EXISTS (SELECT FROM noted)`
  return row?.since ?? new Date()
}

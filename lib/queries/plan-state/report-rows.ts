/** The rows of a plan's reports, without what they froze. */

import 'server-only'
import { cache } from 'react'
import { db } from '@/lib/db'
import { WITH_ISSUE_ENTRY } from './issue-entry'

export interface ReportRow {
  readonly id: string
  readonly code: string
  readonly rowVersion: string
  /** The fingerprint in the audit entry of its issue; null where there is no such entry. */
  readonly auditedSha256: string | null
}

/**
 * Takes the id of a plan that its reader may see; returns the rows of its reports, in no order.
 *
 * PostgreSQL writes a new version of a row with every change to it, under another transaction and in another place. So what is
 * held in memory of a document whose hash was checked is still true while its row's version is the same one.
 */
export const findReportRows = cache(
  (planId: string): Promise<ReportRow[]> => db.$queryRaw<ReportRow[]>`
    SELECT s.id::text, s.code, concat_ws(' ', s.xmin, s.ctid, c.xmin, c.ctid, e.xmin, e.ctid) AS "rowVersion",
      e.after->>'sha256' AS "auditedSha256"
    FROM snapshot s LEFT JOIN snapshot c ON c.id = s.corrects_id
    ${WITH_ISSUE_ENTRY} WHERE s.plan_id = ${planId}::uuid`,
)

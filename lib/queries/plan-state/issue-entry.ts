/** The entry of the audit log that says a report was issued: it holds the fingerprint that the report has to have. */

import 'server-only'
import { Prisma } from '@/generated/prisma/client'

/** In SQL: whether the audit entry `e` says that the report `s` was issued. */
export const SAYS_ISSUED = Prisma.sql`e.record_id = s.id::text AND e.kind = 'report.issued'`

/** In SQL: joins to each report `s` the first such entry, as `e`, whose columns are null where there is none. */
export const WITH_ISSUE_ENTRY = Prisma.sql`LEFT JOIN LATERAL (SELECT e.xmin, e.ctid, e.after FROM audit_entry e
  WHERE ${SAYS_ISSUED} ORDER BY e.number LIMIT 1) e ON true`

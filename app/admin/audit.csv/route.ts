import type { NextRequest } from 'next/server'
import { describeText } from '@/lib/api/plain-text'
import { canonicalJson } from '@/lib/domain/canonical-json'
import type { AuditRow } from '@/lib/domain/audit/audit-view'
import { requireActor } from '@/lib/auth/require'
import { ForbiddenError } from '@/lib/errors'
import { csvLine } from '@/lib/exports/csv/csv'
import { toStream } from '@/lib/exports/tables/stream'
import { paths } from '@/lib/paths'
import { logRefusal } from '@/lib/queries/refusal'
import { describeRefused, refuseUnknownParameters } from '@/lib/schemas/plan/action-filter'
import { streamAudit } from '@/lib/queries/audit/audit'
import { AUDIT_PARAMETERS, readAuditQuery, toAuditParams } from '@/lib/schemas/audit/audit-filter'

const COLUMNS = [
  'recorded_at',
  'plan',
  'number',
  'person',
  'kind',
  'record_type',
  'record_id',
  'record_name',
  'before',
  'after',
  'hash',
]

/** The entries that the page shows, all of its pages, as a file: /admin/audit.csv?plan=mental-health-workforce */
export async function GET(request: NextRequest) {
  const { searchParams } = request.nextUrl
  const { filter, notices } = readAuditQuery(Object.fromEntries(searchParams))
  await requireActor(paths.audit(toAuditParams(filter)))
  const unknown = refuseUnknownParameters(searchParams.keys(), AUDIT_PARAMETERS)
  // A file must not hold other entries than were asked for.
  const refused = [...(unknown === null ? [] : [unknown]), ...describeRefused(notices)]
  if (refused.length) return describeText(refused.join('\n'), 400)
  try {
    const batches = await streamAudit(filter)
    return new Response(toStream(toLines(batches)), {
      headers: {
        'content-type': 'text/csv; charset=utf-8; header=present',
        'content-disposition': 'attachment; filename="audit-log.csv"',
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    if (!(error instanceof ForbiddenError)) throw error
    await logRefusal(error.why)
    return describeText(error.why, 403)
  }
}

async function* toLines(batches: AsyncGenerator<readonly AuditRow[]>): AsyncGenerator<string> {
  yield csvLine(COLUMNS)
  for await (const rows of batches) yield rows.map(toLine).join('')
}

function toLine(row: AuditRow): string {
  const json = (side: unknown) => (side === null ? null : canonicalJson(side))
  return csvLine([
    row.recordedAt,
    row.plan?.slug ?? 'accounts',
    row.number,
    row.person,
    row.kind,
    row.recordType,
    row.recordId,
    row.recordName,
    json(row.before),
    json(row.after),
    row.hash,
  ])
}

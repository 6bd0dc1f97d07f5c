// Reads every frozen report, one at a time, and checks that it is what was frozen. Beside the app, by the app's rules.
import { createHash } from 'node:crypto'
import pg from 'pg'
import { type Beside, findLinkFaults } from '../../lib/domain/reports/snapshot-check'
import { readSnapshot } from '../../lib/schemas/reports/snapshot'
import { connectionTo, UNLIMITED } from '../../lib/connection'
import { reportMessages } from '../../lib/format/reports/messages'

/** What was found of one report. */
export interface SnapshotCheck {
  /** The plan's slug, and the report's code. */
  readonly plan: string
  readonly code: string
  readonly sha256: string
  readonly faults: readonly string[]
}

interface Row {
  readonly plan: string
  readonly id: string
  readonly code: string
  readonly reference: string
  readonly title: string
  readonly meetingOn: string | null
  readonly asAt: string
  readonly frozenAt: Date
  readonly sha256: string
  readonly document: string
  readonly schemaVersion: number
  readonly corrects: Beside['corrects']
  readonly correction: string | null
  readonly auditedSha256: string | null
}

/** Takes a database's address, and plans' slugs (all when none); returns what was found of each report, in the order of freezing. */
export async function* checkSnapshots(
  databaseUrl: string,
  slugs: readonly string[] = [],
): AsyncGenerator<SnapshotCheck> {
  const db = new pg.Client(connectionTo(databaseUrl, UNLIMITED))
  await db.connect()
  try {
    yield* checkSnapshotsOn(db, slugs)
  } finally {
    await db.end()
  }
}

/** The same over a connection, and in its transaction. */
export async function* checkSnapshotsOn(
  db: pg.Client,
  slugs: readonly string[] = [],
): AsyncGenerator<SnapshotCheck> {
  const { rows: ids } = await db.query<{ id: string }>(
    `SELECT s.id FROM snapshot s JOIN plan p ON p.id = s.plan_id
     WHERE cardinality($1::text[]) = 0 OR p.slug = ANY($1) ORDER BY p.slug, s.entry`,
    [slugs],
  )
  for (const { id } of ids) {
    const { rows } = await db.query<Row>(
      `SELECT p.slug AS plan, p.id, s.code, s.reference, s.title, s.meeting_on::text AS "meetingOn",
         s.as_at::text AS "asAt", s.frozen_at AS "frozenAt", s.sha256, s.document, s.schema_version AS "schemaVersion",
         s.correction, (SELECT e.after->>'sha256' FROM audit_entry e WHERE e.record_id = s.id::text AND e.kind = 'report.issued' ORDER BY e.number LIMIT 1)
           AS "auditedSha256", CASE WHEN c.id IS NOT NULL THEN json_build_object('code', c.code, 'sha256', c.sha256) END AS corrects
       FROM snapshot s JOIN plan p ON p.id = s.plan_id LEFT JOIN snapshot c ON c.id = s.corrects_id WHERE s.id = $1`,
      [id],
    )
    for (const { plan, document, frozenAt, ...row } of rows) {
      const { schemaVersion, corrects, correction, auditedSha256, ...named } = row
      const actualSha256 = createHash('sha256').update(document).digest('hex')
      const label = { ...named, frozenAt: frozenAt.toISOString(), actualSha256 }
      const faults = findFaultsOf(document, label, {
        schemaVersion,
        corrects,
        correction,
        sha256: row.sha256,
        auditedSha256,
      })
      yield { plan, code: row.code, sha256: row.sha256, faults }
    }
  }
  const { rows: missing } = await db.query<Pick<SnapshotCheck, 'plan' | 'code' | 'sha256'>>(
    `SELECT p.slug AS plan, e.after->>'code' AS code, e.after->>'sha256' AS sha256
     FROM audit_entry e JOIN plan p ON p.id = e.plan_id
     WHERE e.kind = 'report.issued' AND (cardinality($1::text[]) = 0 OR p.slug = ANY($1))
       AND NOT EXISTS (SELECT 1 FROM snapshot s WHERE s.id::text = e.record_id) ORDER BY p.slug, e.number`,
    [slugs],
  )
  for (const one of missing) yield { ...one, faults: [reportMessages.reportMissing] }
}

function findFaultsOf(
  text: string,
  label: Parameters<typeof readSnapshot>[1],
  beside: Beside,
): readonly string[] {
  try {
    const { document, faults } = readSnapshot(text, label)
    return [...faults, ...findLinkFaults(document, beside)].map(reportMessages.fault)
  } catch {
    return [reportMessages.documentUnreadable]
  }
}

/** What else than its text can be wrong with a frozen report: what stands beside it, and whether pages can be made of it. */

import type { IsoDate } from '@/lib/domain/dates'
import {
  recordAction,
  recordCounts,
  recordPartners,
  recordSections,
  recordUpdate,
  stampOf,
} from '@/lib/domain/plan/records'
import {
  baseMovesOf,
  type Fault,
  historyOf,
  planOf,
  type SnapshotDocument,
  type SnapshotHead,
} from './snapshot'
import { viewOverview } from '@/lib/domain/plan/views'

/** What the database says of a report's place among the others, beside its document. */
export interface Beside {
  readonly schemaVersion: number
  /** The report that it corrects, as that one is today, and why. */
  readonly corrects: { readonly code: string; readonly sha256: string } | null
  readonly correction: string | null
  /** Its fingerprint and the one that the audit entry of its issue holds; null where it came without such an entry. */
  readonly sha256: string
  readonly auditedSha256: string | null
}

/** Takes a document whose hash was checked, and what stands beside it; returns where the two disagree. */
export function findLinkFaults({ version, corrects }: SnapshotHead, beside: Beside): Fault[] {
  const faults: Fault[] = []
  if (beside.auditedSha256 !== null && beside.auditedSha256 !== beside.sha256)
    faults.push({ kind: 'auditEntry' })
  if (beside.schemaVersion !== version)
    faults.push({ kind: 'version', listed: beside.schemaVersion, document: version })
  const [listed, own] = [beside.corrects?.code ?? null, corrects?.code ?? null]
  if (listed !== own) faults.push({ kind: 'corrects', listed, document: own })
  else if (corrects && beside.corrects?.sha256 !== corrects.sha256)
    faults.push({ kind: 'corrected', code: corrects.code })
  if (beside.correction !== (corrects?.why ?? null))
    faults.push({ kind: 'correction', listed: beside.correction ?? '', document: corrects?.why ?? '' })
  return faults
}

/**
 * Takes a document that is not what was frozen; returns whether pages and files can still be made of it. Whoever altered it
 * may have left anything in place of a plan.
 */
export function canBeShown(document: SnapshotDocument, asAt: IsoDate): boolean {
  const plan = planOf(document)
  try {
    viewOverview(plan, asAt)
    const stamp = stampOf(plan, asAt)
    for (const action of plan.actions) {
      recordAction(plan, action, stamp)
      for (const update of historyOf(document, action.id))
        recordUpdate(plan, action.id, { ...update, evidence: [] })
    }
    recordSections(plan, stamp)
    recordCounts(plan, stamp)
    recordPartners(plan, stamp)
    for (const { code } of plan.sections) baseMovesOf(document, code)
    return true
  } catch {
    return false
  }
}

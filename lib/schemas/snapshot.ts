/** Frozen reports: their document's outside, and the form that issues one. */

import { z } from 'zod'
import type { IsoDate } from '@/lib/domain/dates'
import { GAP_KINDS, type GapKind } from '@/lib/domain/readiness'
import {
  type Fault,
  findFaults,
  type ReportRequest,
  SNAPSHOT_VERSIONS,
  type SnapshotDocument,
  type SnapshotHead,
} from '@/lib/domain/snapshot'
import { readDate } from './date-fields'
import { checkForm, type FormState, type FormValues, optionalText, requiredText, showAgain } from './form'

/**
 * As much of a document as its reader relies on before its hash is checked. What is inside was made by this program, under
 * the version that it names.
 */
const snapshotHead = z.looseObject({
  schema: z.literal('cairn-snapshot'),
  report: z.looseObject({ code: z.string(), reference: z.string(), title: z.string() }),
  plan: z.looseObject({
    id: z.string(),
    asAt: z.string(),
    sections: z.array(z.unknown()),
    actions: z.array(z.unknown()),
  }),
  figures: z.looseObject({}),
})
const versionOf = z.literal(SNAPSHOT_VERSIONS)
const snapshotEnvelope = snapshotHead.extend({
  version: versionOf,
  stories: z.record(z.string(), z.array(z.unknown())),
})

/** What stands beside a document in the database, with the hash taken when it was frozen and that of its text. */
type FrozenLabel = Parameters<typeof findFaults>[1] & {
  readonly sha256: string
  readonly actualSha256: string
}

/**
 * Takes the text of a document, what stands beside it in the database, and the text's own hash; returns the document and what
 * is wrong with it. Throws when nothing can be made of the text at all.
 */
export function readSnapshot(
  text: string,
  label: FrozenLabel,
): { document: SnapshotDocument; faults: readonly Fault[] } {
  const read: unknown = JSON.parse(text)
  snapshotEnvelope.parse(read)
  // What is hashed is the text, so a document of version 1 is none the less whole for being given what it never had.
  const document: SnapshotDocument = {
    ...(read as SnapshotDocument),
    matter: (read as Partial<SnapshotDocument>).matter ?? null,
  }
  return { document, faults: checkFrozen(document, label) }
}

/**
 * As readSnapshot, of the text of a document up to where its stories begin, and of the version that it names after them. The
 * hashes are those of the whole text.
 */
export function readSnapshotHead(
  text: string,
  version: number,
  label: FrozenLabel,
): { head: SnapshotHead; faults: readonly Fault[] } {
  const read: unknown = JSON.parse(`${text}}`)
  snapshotHead.parse(read)
  const head = { ...(read as SnapshotHead), version: versionOf.parse(version) }
  return { head, faults: checkFrozen(head, label) }
}

function checkFrozen(head: SnapshotHead, { sha256, actualSha256, ...label }: FrozenLabel): readonly Fault[] {
  if (sha256 !== actualSha256)
    return ['Its text is not the one that was frozen: the fingerprint taken then is another.']
  return findFaults(head, label)
}

const reportForm = z.object({
  reference: requiredText('Reference', 'Enter the reference of the paper, such as LB(26)04-02', 100),
  title: requiredText('Title', 'Enter the title of the report', 300),
})

/**
 * Takes what was typed, whether it is about a correction, and today's date; returns the report to issue, or every field's
 * error and what was typed.
 */
export function checkReport(
  values: FormValues,
  corrects: string | null,
  today: IsoDate,
): { data: ReportRequest; state?: undefined } | { data?: undefined; state: FormState } {
  const named = checkForm(reportForm, values)
  const meeting = readDate(values, 'meeting', 'The day of the meeting')
  const asAt = readDate(values, 'asAt', 'The day of the figures')
  const why = checkForm(correctionForm, values)
  const notes = checkForm(notesForm, values)
  const errors: Record<string, string> = { ...named.state?.errors, ...notes.state?.errors }
  if (meeting.error !== undefined) errors.meeting = meeting.error
  if (asAt.error !== undefined) errors.asAt = asAt.error
  else if (asAt.date === null) errors.asAt = 'Enter the day of the figures'
  else if (asAt.date > today) errors.asAt = 'The day of the figures must not lie in the future'
  if (corrects !== null && why.state) Object.assign(errors, why.state.errors)
  if (!named.data || !notes.data || !asAt.date || meeting.date === undefined || Object.keys(errors).length)
    return { state: showAgain(values, errors) }
  return {
    data: {
      ...named.data,
      meetingOn: meeting.date,
      asAt: asAt.date,
      notes: Object.fromEntries(GAP_KINDS.map((kind) => [kind, notes.data[`note-${kind}`]])),
      corrects: corrects === null ? null : { code: corrects, why: why.data?.why ?? '' },
    },
  }
}

const correctionForm = z.object({
  why: requiredText('Why', 'Say what was wrong in the report that this one corrects'),
})

const notesForm = z.object(
  Object.fromEntries(GAP_KINDS.map((kind) => [`note-${kind}`, optionalText('The note', 2000)])) as Record<
    `note-${GapKind}`,
    ReturnType<typeof optionalText>
  >,
)

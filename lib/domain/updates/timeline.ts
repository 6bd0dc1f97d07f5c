/** Everything that happened to one action, told from its ledgers: what was said, decided, moved, and who answered for it. */

import { type Dated, firstDue, inForceAt } from '@/lib/domain/plan/as-at'
import { canBeCorrected, type Sent, approvalStateOf, takesPlace } from './corrections'
import { type DatedTo, daysBetween, type IsoDate } from '@/lib/domain/dates'
import type { ProgressUpdate, UpdateDecision, UpdateKind } from '@/lib/domain/plan/plan'
import type { OwnField, OwnValue } from '@/lib/domain/own-fields'
import type { Evidence } from '@/lib/domain/plan/progress-report'
import type { Moment } from '@/lib/domain/plan/plan-ref'
import type { Lifecycle } from '@/lib/domain/status/roll-up'

/** What every line of a ledger has. */
interface Recorded extends Dated {
  readonly id: string
  /** The instant of recording. */
  readonly recordedAt: string
  readonly authorId: string | null
}

export interface RecordedDecision extends Recorded {
  readonly decision: UpdateDecision
  readonly comment: string | null
}

export interface RecordedUpdate extends Recorded {
  readonly update: ProgressUpdate
  readonly kind: UpdateKind
  readonly aboutId: string | null
  /** Of a correction: what was wrong; null where it does not say, and of every other update. */
  readonly correction: string | null
  readonly evidence: readonly Evidence[]
  readonly needsApproval: boolean
  readonly decisions: readonly RecordedDecision[]
}

interface RecordedMove extends Recorded {
  readonly due: DatedTo
  readonly reason: string
}

interface OwnFieldChange extends Pick<OwnField, 'label' | 'type' | 'unit'> {
  readonly before: OwnValue | null
  readonly after: OwnValue | null
}

export interface RecordedFields extends Recorded {
  readonly changes: readonly OwnFieldChange[]
}

/** What is on record of one action, each list in the order of recording. */
export interface TimelineFacts {
  readonly originalDue: DatedTo | null
  readonly updates: readonly RecordedUpdate[]
  readonly moves: readonly RecordedMove[]
  readonly lifecycle: readonly (Recorded & {
    readonly lifecycle: Lifecycle
    readonly heirRef: string | null
    readonly reason: string
  })[]
  readonly counted: readonly (Recorded & { readonly counted: boolean; readonly reason: string })[]
  /** Changes of the plan's own fields. */
  readonly fields: readonly RecordedFields[]
  readonly accountable: readonly (Recorded & {
    readonly personId: string | null
    readonly reason: string | null
  })[]
}

/** Who reads: the names of people are for those inside alone; to others the body stands for them. */
export interface TimelineReader {
  /** Names by people's ids; null for a reader from outside. */
  readonly names: ReadonlyMap<string, string> | null
  /** Who stands for what no paper and no person is named for. */
  readonly body: string
  /** Whose updates the reader may correct; left out where none. */
  readonly mayCorrect?: (authorId: string | null) => boolean
  /** Whether the reader may correct basis and source too. */
  readonly mayCorrectSource?: boolean
}

/** An update that another one is about, as far as it takes to find it. */
export interface Mention {
  readonly id: string
  readonly effective: DatedTo
  readonly recordedAt: string
}

interface TimelineItem {
  readonly id: string
  /** When it was true, and when it was put on record. */
  readonly effective: DatedTo
  readonly recordedAt: string
  /** A person's name for those inside, else the body. */
  readonly by: string
}

export interface MovedDue extends TimelineItem {
  readonly what: 'due'
  readonly from: DatedTo | null
  readonly to: DatedTo
  /** Whole days later than before, negative when sooner; null when there was no date before. */
  readonly days: number | null
  readonly reason: string
}

export interface TimelineUpdateItem extends TimelineItem {
  readonly what: 'update'
  readonly kind: UpdateKind
  readonly update: ProgressUpdate
  readonly evidence: readonly Evidence[]
  /** The one that it confirms, corrects or rewords, where the reader may see that. */
  readonly about: Mention | null
  /** Of a correction that says so: what was wrong. */
  readonly correction?: string
  /** Those that correct or reword it. */
  readonly replacedBy: readonly (Mention & { readonly kind: UpdateKind })[]
  /** Where it waits, or was returned, readers from outside never see it. */
  readonly standing: 'seen' | 'waiting' | 'returned'
  /** Whether the reader may correct it. */
  readonly canCorrect: boolean
  /** Whether the reader may correct its basis and source; left out where not. */
  readonly canCorrectSource?: true
}

export type TimelineEntry =
  | TimelineUpdateItem
  | MovedDue
  | (TimelineItem & {
      readonly what: 'decision'
      readonly decision: UpdateDecision
      readonly comment: string | null
    } & {
      readonly about: Mention
    })
  | (TimelineItem & {
      readonly what: 'lifecycle'
      readonly lifecycle: Lifecycle
      readonly heirRef: string | null
      readonly reason: string
    })
  | (TimelineItem & { readonly what: 'counted'; readonly counted: boolean; readonly reason: string })
  | (TimelineItem & { readonly what: 'fields'; readonly changes: readonly OwnFieldChange[] })
  | (TimelineItem & {
      readonly what: 'accountable'
      readonly name: string | null
      readonly reason: string | null
    })

/** Takes what is on record of an action, who reads and the moment; returns its story then, the newest first. */
export function buildTimeline(facts: TimelineFacts, reader: TimelineReader, moment: Moment): TimelineEntry[] {
  const isInside = reader.names !== null
  const current = <T extends Dated>(rows: readonly T[]) => rows.filter((row) => inForceAt(row, moment))
  const tell = (row: Recorded, effective: DatedTo = toDay(row.effectiveOn)) => ({
    id: row.id,
    effective,
    recordedAt: row.recordedAt,
    by: nameAuthor(row, reader),
  })
  const entries: TimelineEntry[] = [
    ...tellUpdates(facts.updates, reader, moment),
    ...tellMoves(facts, reader, moment),
    ...current(facts.lifecycle).map(({ lifecycle, heirRef, reason, ...row }) => ({
      ...tell(row),
      what: 'lifecycle' as const,
      lifecycle,
      heirRef,
      reason,
    })),
    ...current(facts.counted).map(({ counted, reason, ...row }) => ({
      ...tell(row),
      what: 'counted' as const,
      counted,
      reason,
    })),
    ...current(facts.fields).map(({ changes, ...row }) => ({
      ...tell(row),
      what: 'fields' as const,
      changes,
    })),
    ...(isInside ? current(facts.accountable) : []).map(({ personId, reason, ...row }) => ({
      ...tell(row),
      what: 'accountable' as const,
      name: personId === null ? null : (reader.names?.get(personId) ?? null),
      reason,
    })),
  ]
  const atOf = inOrderOfLedgers(entries)
  // Array.sort keeps the order of equals: what comes first here was recorded last in its ledger.
  return entries
    .reverse()
    .sort((a, b) => compare(b.effective.date, a.effective.date) || compare(atOf(b), atOf(a)))
}

/**
 * Takes the entries of all ledgers, those of each in the order of recording; returns when each counts as recorded: never before
 * the entry before it in its ledger, nor a decision before its update. Clocks of two instances may say otherwise.
 */
function inOrderOfLedgers(entries: readonly TimelineEntry[]): (entry: TimelineEntry) => string {
  const last = new Map<string, string>()
  const at = new Map<TimelineEntry, string>()
  for (const entry of entries) {
    const before = last.get(entry.what === 'decision' ? 'update' : entry.what) ?? ''
    const counts = entry.recordedAt > before ? entry.recordedAt : before
    at.set(entry, counts)
    last.set(entry.what, counts)
  }
  return (entry) => at.get(entry) ?? entry.recordedAt
}

/** Takes what is on record of an action, who reads and the moment; returns how its due date moved, the first move first. */
export function tellMoves(
  { moves, originalDue }: Pick<TimelineFacts, 'moves' | 'originalDue'>,
  reader: TimelineReader,
  moment: Moment,
): MovedDue[] {
  let from = firstDue(
    originalDue,
    moves.map(({ due }) => due),
  )
  return moves
    .filter((row) => inForceAt(row, moment))
    .map((row) => {
      const before = from
      from = row.due
      return {
        id: row.id,
        what: 'due',
        effective: toDay(row.effectiveOn),
        recordedAt: row.recordedAt,
        by: nameAuthor(row, reader),
        from: before,
        to: row.due,
        reason: row.reason,
        days: before && daysBetween(before.date, row.due.date),
      }
    })
}

function tellUpdates(
  updates: readonly RecordedUpdate[],
  reader: TimelineReader,
  moment: Moment,
): TimelineEntry[] {
  const isInside = reader.names !== null
  const reworded = new Set(updates.filter(({ kind }) => kind === 'revision').map(({ aboutId }) => aboutId))
  const shown = updates.flatMap((row) => {
    const decisions = row.decisions.filter((decision) => isKnown(decision, moment))
    const { kind, needsApproval } = row
    const sent: Sent = { kind, needsApproval, decision: decisions.at(-1)?.decision ?? null }
    const state = STANDINGS[approvalStateOf(sent)]
    // The wording that an editor replaced before approving it was never for the public.
    const isForAll = state === 'seen' && !reworded.has(row.id)
    if (!inForceAt(row, moment) || !(isForAll || isInside)) return []
    return [{ row, standing: state, decisions, sent }]
  })
  const sentOf = new Map(shown.map(({ row, sent }) => [row.id, sent]))
  // Few are about another one: looking through all of them for each would take longer than all the rest.
  const answers = shown.filter(({ row }) => row.aboutId !== null)
  const canCorrect = ({ row, sent }: (typeof shown)[number]) =>
    (reader.mayCorrect?.(row.authorId) ?? false) &&
    canBeCorrected(
      sent,
      sentOf.get(row.aboutId ?? '') ?? null,
      answers.filter((other) => other.row.aboutId === row.id).map((other) => other.sent),
    )
  const mentions = new Map(shown.map(({ row }) => [row.id, mention(row)]))
  return shown.flatMap((one) => {
    const { row, standing, decisions } = one
    const reasons: TimelineUpdateItem = {
      what: 'update',
      ...mention(row),
      by: nameAuthor(row, reader, row.update.attributedTo),
      kind: row.kind,
      update: row.update,
      evidence: row.evidence,
      standing,
      about: row.aboutId === null ? null : (mentions.get(row.aboutId) ?? null),
      ...(row.correction !== null && { correction: row.correction }),
      replacedBy: answers
        .filter((other) => other.row.aboutId === row.id && takesPlace(other.row.kind))
        .map((other) => ({ ...mention(other.row), kind: other.row.kind })),
      canCorrect: canCorrect(one),
      ...(reader.mayCorrectSource &&
        standing === 'seen' &&
        canCorrect(one) && { canCorrectSource: true as const }),
    }
    return [
      reasons,
      // What editors and officers say to each other stays between them.
      ...(isInside ? decisions : []).map((decision) => ({
        what: 'decision' as const,
        id: decision.id,
        effective: toDay(decision.recordedOn),
        recordedAt: decision.recordedAt,
        by: nameAuthor(decision, reader),
        decision: decision.decision,
        comment: decision.comment,
        about: mention(row),
      })),
    ]
  })
}

const STANDINGS = { shown: 'seen', waiting: 'waiting', returned: 'returned' } as const

const mention = ({ id, update, recordedAt }: RecordedUpdate): Mention => ({
  id,
  effective: update.effective,
  recordedAt,
})

const isKnown = ({ recordedOn }: Dated, { knownAt }: Moment) => knownAt === null || recordedOn <= knownAt

function nameAuthor({ authorId }: Recorded, { names, body: itself }: TimelineReader, body = itself): string {
  return (authorId !== null && names?.get(authorId)) || body
}

const toDay = (date: IsoDate): DatedTo => ({ date, precision: 'day' })

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

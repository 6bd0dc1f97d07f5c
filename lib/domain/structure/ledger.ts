/** What a plan was made of on a day: its structure now, with what its ledger says of earlier days laid over it. */

import { type Dated, inForceAt } from '@/lib/domain/plan/as-at'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { type IsoDate, parsePartialDate } from '@/lib/domain/dates'
import type {
  Achievement,
  Action,
  Outcome,
  Partner,
  Pillar,
  PlanState,
  Publication,
  Section,
  Timescale,
} from '@/lib/domain/plan/plan'
import type { Moment } from '@/lib/domain/plan/plan-ref'
import { type OwnChanges, ownChanges, type OwnValues, withChanges } from '@/lib/domain/own-fields'
import { inPlanOrder, type StructureKind } from './structure'

/** What an action's other ledgers tell of it, and what is said of it, is none of its structure. */
type NotStructure =
  'id' | 'formerRefs' | 'counted' | 'originalDue' | 'due' | 'lifecycle' | 'heirId' | 'current' | 'ownFields'

/** `place`: from 0 up, among those under the same pillar, section or action. Partners stand by name. */
interface PlacedRecord {
  readonly place: number
}

/** All that the ledger says of a record, by its kind. Other records are named by their ids. */
export interface StructureFacts {
  readonly pillar: Omit<Pillar, 'id'> & PlacedRecord
  readonly section: Omit<Section, 'id' | 'assessment'> & PlacedRecord
  /** Of its own fields those that changed, null where a value was taken away. */
  readonly action: Omit<Action, NotStructure> & PlacedRecord & { readonly ownFields?: OwnChanges | undefined }
  readonly partner: Omit<Partner, 'id'>
  readonly timescale: Omit<Timescale, 'id'> & PlacedRecord
  readonly outcome: Omit<Outcome, 'id'> & PlacedRecord
  readonly achievement: Omit<Achievement, 'id'>
  readonly publication: Omit<Publication, 'id'>
}

interface EntryOf<K extends StructureKind> {
  readonly kind: K
  readonly recordId: string
  /** Null: from the beginning. */
  readonly effectiveOn: IsoDate | null
  readonly recordedOn: IsoDate
  /** It was always so, and recorded wrongly before. */
  readonly isCorrection: boolean
  /** What changed of it; all of it in a record's first entry. Null once it is removed. */
  readonly facts: Partial<StructureFacts[K]> | null
}

/** One line of the ledger. */
export type StructureEntry = { readonly [K in StructureKind]: EntryOf<K> }[StructureKind]

interface LoggedFacts {
  readonly place?: number | null
  readonly ownFields?: OwnChanges
}

/** A record as it was, whether it was there, and its place if the ledger tells it. */
interface Then<T> {
  readonly row: T
  readonly isThere: boolean
  readonly isRemoved: boolean
  /** The day on which it was put on record; null where it was so before its ledger began. */
  readonly recordedOn: IsoDate | null
  readonly place: number | null
}

/**
 * Takes a plan as it is now, its ledger in the order of recording, a moment, and whether an action was in the plan by then as far as
 * its other ledgers tell; returns the plan's records as they were at that moment. What something named then was there then, even
 * where it was entered later, or is removed now. Actions are never brought back: one that is gone was entered by mistake.
 */
export function structureThen(
  plan: PlanState,
  entries: readonly StructureEntry[],
  moment: Moment,
  wasAdded: (action: Action) => boolean,
): PlanState {
  const of = <K extends StructureKind>(kind: K) =>
    entries.filter((entry): entry is StructureEntry & EntryOf<K> => entry.kind === kind)
  const top = () => null
  const inPillar = ({ pillarId }: { readonly pillarId: string }) => pillarId

  const all = layOver(plan.actions, of('action'), moment, null)
  const actions = withoutCircles(all.filter(({ row, isThere }) => isThere && wasAdded(row)))
  const sections = keep(
    layOver(plan.sections, of('section'), moment, { assessment: null }),
    actions.map(({ row }) => row.sectionId),
  )
  const outcomes = keep(
    layOver(plan.outcomes, of('outcome'), moment, {}),
    sections.flatMap(({ row }) => row.outcomeIds),
  )
  const pillars = keep(layOver(plan.pillars, of('pillar'), moment, {}), [
    ...sections.map(({ row }) => row.pillarId),
    ...outcomes.map(({ row }) => row.pillarId),
  ])
  const timescales = keep(
    layOver(plan.timescales, of('timescale'), moment, {}),
    actions.flatMap(({ row }) => row.timescaleId ?? []),
  )
  const partners = keep(
    layOver(plan.partners, of('partner'), moment, {}),
    [...sections, ...actions].flatMap(({ row }) => row.partners.map(({ partnerId }) => partnerId)),
  )
  const cited = {
    achievements: datedBy(
      layOver(plan.achievements, of('achievement'), moment, {}),
      ({ reported }) => reported.date,
      moment,
    ),
    publications: datedBy(
      layOver(plan.publications, of('publication'), moment, {}),
      ({ published }) => published && parsePartialDate(published).date,
      moment,
    ),
  }
  if (!entries.length) return { ...plan, ...cited, actions: actions.map(({ row }) => row) }

  const ordered = {
    pillars: inOrder(pillars, plan.pillars, top, [null]),
    timescales: inOrder(timescales, plan.timescales, top, [null]),
  }
  const pillarIds = ordered.pillars.map(({ id }) => id)
  const orderedSections = inOrder(sections, plan.sections, inPillar, pillarIds)
  const orderedActions = inOrder(
    actions,
    plan.actions,
    ({ parentId, sectionId }) => parentId ?? sectionId,
    orderedSections.map(({ id }) => id),
  )
  const placeOf = new Map(orderedActions.map(({ id }, at) => [id, at]))
  const inPlanOrderThen = <T extends { readonly actionIds: readonly string[] }>(row: T): T => ({
    ...row,
    actionIds: row.actionIds
      .filter((id) => placeOf.has(id))
      .toSorted((a, b) => (placeOf.get(a) ?? 0) - (placeOf.get(b) ?? 0)),
  })
  return {
    ...plan,
    ...ordered,
    sections: orderedSections,
    outcomes: inOrder(outcomes, plan.outcomes, inPillar, pillarIds),
    actions: orderedActions,
    achievements: cited.achievements.map(inPlanOrderThen),
    publications: cited.publications.map(inPlanOrderThen),
    partners: partners
      .map(({ row }) => row)
      .sort((a, b) => compare(a.name, b.name) || compare(a.code, b.code)),
  }
}

/** Takes a plan at a moment and its ledger, as far as it tells of numbers; returns the plan with the numbers that its actions had before. */
export function withFormerRefs(
  plan: PlanState,
  entries: readonly StructureEntry[],
  moment: Moment,
): PlanState {
  const refsOf = new Map<string, Set<string>>()
  for (const entry of entries) {
    if (entry.kind !== 'action' || entry.facts?.ref === undefined) continue
    const refs = refsOf.get(entry.recordId)
    // The first is the number that it had before anything changed.
    if (!refs) refsOf.set(entry.recordId, new Set([entry.facts.ref]))
    else if (inForceAt(datesOf(entry), moment)) refs.add(entry.facts.ref)
  }
  if (!refsOf.size) return plan
  return {
    ...plan,
    actions: plan.actions.map((action) => {
      const formerRefs = [...(refsOf.get(action.id) ?? [])].filter((ref) => ref !== action.ref)
      return formerRefs.length ? { ...action, formerRefs } : action
    }),
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))

/**
 * The records of a kind as they were, those there are now before those that are gone; `blank` is what a record that is gone has
 * besides its facts, null where none is brought back.
 */
function layOver<K extends StructureKind, T extends { readonly id: string }>(
  present: readonly T[],
  entries: readonly EntryOf<K>[],
  moment: Moment,
  blank: Omit<T, 'id' | keyof StructureFacts[K]> | null,
): Then<T>[] {
  const byRecord = new Map<string, EntryOf<K>[]>()
  for (const entry of entries) byRecord.set(entry.recordId, [...(byRecord.get(entry.recordId) ?? []), entry])
  const then = (id: string, now: T | null): Then<T>[] => {
    const [first, ...later] = byRecord.get(id) ?? []
    if (!first?.facts)
      return now ? [{ row: now, isThere: true, isRemoved: false, recordedOn: null, place: null }] : []
    const current = later.filter((entry) => inForceAt(datesOf(entry), moment))
    const told = [first, ...current].map((entry): LoggedFacts => ({ ...entry.facts }))
    const { place = null, ...facts }: LoggedFacts = Object.assign({}, ...told)
    const ownFields = withChanges({}, ...told.map((one) => one.ownFields ?? {}))
    const isRemoved = current.some((entry) => entry.facts === null)
    // What was on record before anything changed was so from the beginning, and known.
    const isFromTheBeginning = first.effectiveOn === null && !first.isCorrection
    const isThere = !isRemoved && (isFromTheBeginning || inForceAt(datesOf(first), moment))
    const recordedOn = isFromTheBeginning ? null : first.recordedOn
    const { ownFields: _, ...row }: { ownFields?: unknown } = { ...(now ?? blank), ...facts }
    const own = Object.keys(ownFields).length > 0 ? { ownFields } : {}
    return [{ row: { id, ...row, ...own } as unknown as T, isThere, isRemoved, recordedOn, place }]
  }
  const isPresent = new Set(present.map(({ id }) => id))
  const gone = blank ? [...byRecord.keys()].filter((id) => !isPresent.has(id)) : []
  return [...present.flatMap((now) => then(now.id, now)), ...gone.flatMap((id) => then(id, null))]
}

function datesOf({ effectiveOn, recordedOn }: EntryOf<StructureKind>): Dated {
  // Before any day there is.
  return { effectiveOn: effectiveOn ?? '', recordedOn }
}

/** Those whose own day had come, as far as was known; of those without one, those that were there. */
function datedBy<T>(
  records: readonly Then<T>[],
  dayOf: (row: T) => IsoDate | null,
  moment: Moment,
): readonly T[] {
  return records
    .filter(({ row, isThere, isRemoved, recordedOn }) => {
      const effectiveOn = dayOf(row)
      if (effectiveOn === null) return isThere
      return !isRemoved && inForceAt({ effectiveOn, recordedOn: recordedOn ?? effectiveOn }, moment)
    })
    .map(({ row }) => row)
}

/** Those that were there, and those that are named by what was. */
function keep<T extends { readonly id: string }>(
  records: readonly Then<T>[],
  named: readonly string[],
): Then<T>[] {
  const isNamed = new Set(named)
  return records.filter(({ row, isThere }) => isThere || isNamed.has(row.id))
}

/** A part whose whole was not there or elsewhere stands alone. So does one of those that corrections have made parts of each other. */
function withoutCircles(actions: readonly Then<Action>[]): Then<Action>[] {
  const byId = new Map(actions.map((one) => [one.row.id, one.row]))
  const wholeOf = ({ parentId, sectionId }: Action) => {
    const whole = parentId === null ? undefined : byId.get(parentId)
    return whole?.sectionId === sectionId ? whole : undefined
  }
  const goesRound = (action: Action) => {
    const above = new Set<Action>()
    for (let next = wholeOf(action); next && !above.has(next); next = wholeOf(next)) {
      if (next.id === action.id) return true
      above.add(next)
    }
    return false
  }
  return actions.map((one) => {
    if (one.row.parentId === null || (wholeOf(one.row) && !goesRound(one.row))) return one
    const row = { ...one.row, parentId: null }
    byId.set(row.id, row)
    return { ...one, row }
  })
}

/** In the plan's order then: a record of which the ledger tells no place has the one that it has now. */
function inOrder<T extends { readonly id: string }>(
  records: readonly Then<T>[],
  present: readonly T[],
  under: (row: T) => string | null,
  roots: readonly (string | null)[],
): T[] {
  const placesNow = placesAmong(present, under)
  const byId = new Map(records.map(({ row }) => [row.id, row]))
  const located = records.map(({ row, place }) => ({
    id: row.id,
    under: under(row),
    position: place ?? placesNow.get(row.id) ?? 0,
  }))
  return inPlanOrder(located, roots).flatMap((id) => byId.get(id) ?? [])
}

/** Takes records in the plan's order and what each stands under; returns the place of each among those under the same, from 0 up. */
function placesAmong<T extends { readonly id: string }>(
  rows: readonly T[],
  under: (row: T) => string | null,
): ReadonlyMap<string, number> {
  const next = new Map<string | null, number>()
  return new Map(
    rows.map((row) => {
      const place = next.get(under(row)) ?? 0
      next.set(under(row), place + 1)
      return [row.id, place]
    }),
  )
}

/** A record as its ledger would have it, all of it. */
export type StructureRecord = {
  readonly [K in StructureKind]: {
    readonly kind: K
    readonly id: string
    readonly facts: StructureFacts[K]
    /** Since when it is in the plan, or was reported, where it says so itself. */
    readonly addedOn: IsoDate | null
  }
}[StructureKind]

/** What a plan is made of, each kind in the plan's order. */
type Parts = {
  readonly [K in StructureKind]: readonly ({ readonly id: string } & Omit<StructureFacts[K], 'place'> &
    (K extends 'action' | 'achievement' | 'publication' ? { readonly addedOn: IsoDate | null } : unknown))[]
}

/** Takes what a plan is made of; returns each record as its ledger would have it. */
export function structureOf(parts: Parts): StructureRecord[] {
  const top = () => null
  const inPillar = ({ pillarId }: { readonly pillarId: string }) => pillarId
  return [
    ...recordsOf('pillar', parts.pillar, top),
    ...recordsOf('section', parts.section, inPillar),
    ...recordsOf('action', parts.action, ({ parentId, sectionId }) => parentId ?? sectionId),
    ...recordsOf('partner', parts.partner, null),
    ...recordsOf('timescale', parts.timescale, top),
    ...recordsOf('outcome', parts.outcome, inPillar),
    ...recordsOf('achievement', parts.achievement, null),
    ...recordsOf('publication', parts.publication, null),
  ]
}

function recordsOf<K extends StructureKind, T extends Parts[K][number]>(
  kind: K,
  rows: readonly T[],
  under: ((row: T) => string | null) | null,
): StructureRecord[] {
  const places = under && placesAmong(rows, under)
  return rows.map((row) => {
    const { id, addedOn = null, ...facts }: { id: string; addedOn?: IsoDate | null } = row
    return {
      kind,
      id,
      addedOn,
      facts: { ...facts, ...(places && { place: places.get(id) }) },
    } as StructureRecord
  })
}

/** A line to be added to the ledger; what it says holds since the record was added, since the change, or as it always had been. */
export interface NewEntry {
  readonly kind: StructureKind
  readonly recordId: string
  readonly facts: object | null
  readonly since: 'always' | 'now' | { readonly addedOn: IsoDate }
}

/**
 * Takes all records before and after a write, and the ids of those that the ledger tells of already; returns the lines to add: of a record
 * that it does not know yet, what it had been as well.
 */
export function changesBetween(
  before: readonly StructureRecord[],
  after: readonly StructureRecord[],
  isKnown: ReadonlySet<string>,
): NewEntry[] {
  const [was, is] = [before, after].map((records) => new Map(records.map((one) => [one.id, one])))
  const old = before.flatMap((record): NewEntry[] => {
    const { kind, id: recordId, facts } = record
    const changed = changedFacts(facts as object, (is?.get(recordId)?.facts as object | undefined) ?? null)
    if (changed !== null && Object.keys(changed).length === 0) return []
    const first: NewEntry[] = isKnown.has(recordId) ? [] : [{ kind, recordId, facts, since: 'always' }]
    return [...first, { kind, recordId, facts: changed, since: 'now' }]
  })
  const added = after.flatMap(({ kind, id: recordId, facts, addedOn }): NewEntry[] =>
    was?.has(recordId) ? [] : [{ kind, recordId, facts, since: addedOn ? { addedOn } : 'now' }],
  )
  return [...old, ...added]
}

/** Null where the record is gone. */
function changedFacts(
  { ownFields: oldValues, ...before }: { readonly ownFields?: OwnValues },
  changed: { readonly ownFields?: OwnValues } | null,
): object | null {
  if (!changed) return null
  const { ownFields: newValues, ...after } = changed
  const ownFields = ownChanges(oldValues, newValues)
  const was = new Map<string, unknown>(Object.entries(before))
  const others = Object.entries(after).filter(
    ([name, value]) => canonicalJson(value) !== canonicalJson(was.get(name) ?? null),
  )
  return Object.fromEntries([
    ...others,
    ...(Object.keys(ownFields).length > 0 ? [['ownFields', ownFields]] : []),
  ])
}

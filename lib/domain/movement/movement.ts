/**
 * What moved between two states of a plan: two reports, or a report and the plan as it lives. An action is known by its id, so
 * one that was given another number is still the same one.
 *
 * Everything it returns is plain values that JSON holds without loss: a report keeps them.
 */

import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import { changedFields, type FieldChange } from './movement-fields'
import { type ChangeKind, kindsOf, type Redating, redatingOf } from './movement-kinds'
import {
  type Cell,
  countMoves,
  type MatrixCell,
  makeMatrix,
  type Move,
  type MovementMatrix,
  NOT_COUNTED,
} from './movement-matrix'
import { pairActions, pairGone, pairSome, type Pair, type LocatedAction } from './movement-pairs'
import {
  comparePillars,
  compareSections,
  type PillarMovement,
  type SectionMovement,
} from './movement-sections'
import type { Action, Basis, PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import type { Lifecycle, RollUp } from '@/lib/domain/status/roll-up'
import {
  type Bucket,
  type HasStatuses,
  NO_UPDATE,
  type PlanStatus,
  severityOf,
  type StatusCode,
  statusesOfBoth,
} from '@/lib/domain/status/status'
import type { TimelineEntry } from '@/lib/domain/updates/timeline'
import { rollUpAll } from '@/lib/domain/plan/views'
import { type CodeAndTitle, pillarOf } from '@/lib/domain/plan/action-row'

/** In an address, the plan as it lives. No report can be called so. */
export const NOW_CODE = 'now'

/** Which state of the plan one side is. */
export interface SideName {
  /** The report's code; null for the plan as it lives. */
  readonly code: string | null
  readonly reference: string | null
  readonly asAt: IsoDate
  /** The same, where the paper names only a month or a year. */
  readonly figuresOf?: DatedTo
}

/** What was said when a date, a lifecycle or what is counted changed. */
export type ChangeReason = Pick<
  Extract<TimelineEntry, { what: 'due' | 'lifecycle' | 'counted' }>,
  'what' | 'reason'
>

export interface Side extends SideName {
  readonly plan: PlanState
  /** What was said of an action's changes by then, by its id, the newest first; left out where that is not at hand. */
  readonly reasonsByAction?: (actionId: string) => readonly ChangeReason[]
}

/** How an action stands on one side. */
export interface ActionState {
  readonly ref: string
  readonly title: string
  /** Null where the plan has no such level. */
  readonly section: CodeAndTitle | null
  readonly pillar: CodeAndTitle | null
  readonly lifecycle: Lifecycle
  /** Where it lands in roll-ups; null when it is not counted. */
  readonly bucket: Bucket | null
  readonly status: StatusCode | null
  readonly basis: Basis | null
  readonly due: DatedTo | null
}

/** Why an action moved, as the later side tells it. */
interface Why {
  /** Of its newest update. */
  readonly reason: string | null
  readonly mitigation: string | null
  readonly narrative: string | null
  readonly updated: DatedTo | null
  /** Whether that update came since the earlier side. */
  readonly isNew: boolean
  /** What was said when its due date, its lifecycle and whether it counts changed; null where that did not change. */
  readonly due: string | null
  readonly lifecycle: string | null
  readonly counted: string | null
}

/** An action that is not what it was. */
export interface ActionChange {
  readonly id: string
  /** Null when it is not in the plan of that side. */
  readonly before: ActionState | null
  readonly after: ActionState | null
  /** At least one, in the order of CHANGE_KINDS. */
  readonly kinds: readonly ChangeKind[]
  readonly fields: readonly FieldChange[]
  readonly redating: Redating | null
  /** What took its place, where it was merged or superseded. */
  readonly heirRef: string | null
  readonly why: Why
}

export interface Comparison {
  readonly before: SideName
  readonly after: SideName
  readonly matrix: MovementMatrix
  readonly totals: { readonly before: RollUp; readonly after: RollUp }
  readonly pillars: readonly PillarMovement[]
  /** All of either side, in the order of the later one; those that are gone last. */
  readonly sections: readonly SectionMovement[]
  /** Every action that is not what it was, in the order of the later side; those that are gone last. */
  readonly changes: readonly ActionChange[]
}

/** Takes the earlier and the later side; returns what moved. Throws RangeError when they are of two plans. */
export function compare(before: Side, after: Side): Comparison {
  const statuses = statusesOfBoth(before.plan, after.plan)
  const parts = compareParts(statuses, before.plan, after)
  const totals = { before: rollUpAll(before.plan), after: rollUpAll(after.plan) }
  return {
    before: nameOf(before),
    after: nameOf(after),
    matrix: makeMatrix(
      statuses,
      parts.flatMap(({ moves }) => moves),
      { before: totals.before.counts, after: totals.after.counts },
    ),
    totals,
    pillars: comparePillars(before.plan, after.plan),
    sections: compareSections(before.plan, after.plan),
    changes: parts.flatMap(({ changes }) => changes),
  }
}

/** What moved among some actions. */
interface Part {
  readonly moves: readonly Readonly<Move>[]
  readonly changes: readonly ActionChange[]
  /** How many of them are in both states. */
  readonly inBoth: number
}

/** What moved in a portion of a plan as it lives, with the earlier state that it was compared with last. */
const partsMade = new WeakMap<
  readonly Action[],
  { readonly before: PlanState; readonly statuses: readonly PlanStatus[]; readonly part: Part }
>()

function compareParts(statuses: HasStatuses, before: PlanState, after: Side): Part[] {
  const parts = indexPlan(after.plan).portions.map((portion) => {
    const known = partsMade.get(portion)
    if (known?.before === before && known.statuses === after.plan.statuses) return known.part
    const part = partOf(statuses, pairSome(before, after.plan, portion), after)
    // What was said of an action's changes changes with the action; a report has it by another moment.
    if (after.code === null && after.reasonsByAction)
      partsMade.set(portion, { before, statuses: after.plan.statuses, part })
    return part
  })
  // Most often every action is still there, and this need not be looked for.
  const inBoth = parts.reduce((sum, part) => sum + part.inBoth, 0)
  return inBoth > 0 && inBoth === before.actions.length
    ? parts
    : [...parts, partOf(statuses, pairGone(before, after.plan), after)]
}

function partOf(statuses: HasStatuses, pairs: readonly Pair[], after: Side): Part {
  return {
    moves: countMoves(pairs),
    changes: pairs.flatMap((pair) => changeOf(statuses, pair, after) ?? []),
    inBoth: pairs.filter((pair) => pair.before && pair.after).length,
  }
}

/** What is asked for of a comparison: null for all. */
export interface MovementFilter {
  readonly cell: Cell | null
  readonly kind: ChangeKind | null
}

/** An action of a list of movement: one that changed, or one that stayed where the matrix says. */
export type MovementRow = Pick<ActionChange, 'id' | 'before' | 'after'> & {
  readonly change: ActionChange | null
}

/**
 * Takes a comparison, the two sides that it is of, and a filter; returns the actions that pass it, in the comparison's order. Those
 * that did not change are among them only where a cell of the matrix is asked for.
 */
export function selectMovement(
  { changes }: Comparison,
  sides: { readonly before: Side; readonly after: Side },
  { cell, kind }: MovementFilter,
): MovementRow[] {
  const rows = cell
    ? actionsIn(sides.before, sides.after, cell, new Map(changes.map((change) => [change.id, change])))
    : changes.map((change) => ({ id: change.id, before: change.before, after: change.after, change }))
  return kind ? rows.filter(({ change }) => change?.kinds.includes(kind)) : rows
}

function actionsIn(
  before: Side,
  after: Side,
  { was, is }: Cell,
  changes: ReadonlyMap<string, ActionChange>,
): MovementRow[] {
  const isAt = (place: MatrixCell | null, located: LocatedAction | null) =>
    place === null || place === (located?.bucket ?? NOT_COUNTED)
  return pairActions(before.plan, after.plan)
    .filter((pair) => pair.before?.bucket || pair.after?.bucket)
    .filter((pair) => isAt(was, pair.before) && isAt(is, pair.after))
    .map((pair) => ({
      id: pair.id,
      before: actionStateOf(pair.before),
      after: actionStateOf(pair.after),
      change: changes.get(pair.id) ?? null,
    }))
}

/** Changes of words alone: nothing moved. */
const QUIET: readonly ChangeKind[] = ['retold', 'otherwise', 'uncountedStatus', 'reworded']

/** Takes a change; returns whether the action moved, rather than only being told in other words. */
export function hasMoved({ kinds }: Pick<ActionChange, 'kinds'>): boolean {
  return kinds.some((kind) => !QUIET.includes(kind))
}

/** Takes a plan and actions of a comparison; returns them the worst status first, of equal ones those that worsened, then in their order. */
export function worstMovesFirst<
  Row extends Pick<ActionChange, 'after'> & { readonly change?: ActionChange | null },
>(plan: HasStatuses, rows: readonly Row[]): Row[] {
  // Where there is no status, none is worse than done.
  const severity = (bucket: Bucket | null) =>
    bucket === null || bucket === NO_UPDATE ? -1 : severityOf(plan, bucket)
  const rank = ({ after, change }: Row) =>
    2 * severity(after?.bucket ?? null) + Number(change?.kinds.includes('worsened') ?? false)
  return rows.toSorted((a, b) => rank(b) - rank(a))
}

/** Takes a comparison; returns the actions whose due date slipped, the longest slip first, equal ones in the plan's order. */
export function slippedIn({ changes }: Comparison): (ActionChange & { readonly redating: Redating })[] {
  return changes
    .flatMap((change) => (change.redating ? [{ ...change, redating: change.redating }] : []))
    .filter(({ redating }) => (redating.days ?? 0) > 0)
    .sort((a, b) => (b.redating.days ?? 0) - (a.redating.days ?? 0))
}

/** Takes a comparison and a kind of movement; returns the actions that made it, in the plan's order. */
export function changesOf({ changes }: Comparison, kind: ChangeKind): ActionChange[] {
  return changes.filter(({ kinds }) => kinds.includes(kind))
}

const nameOf = ({ code, reference, asAt, figuresOf }: Side): SideName => ({
  code,
  reference,
  asAt,
  ...(figuresOf && figuresOf.precision !== 'day' && { figuresOf }),
})

function changeOf(plan: HasStatuses, pair: Pair, after: Side): ActionChange | null {
  const fields = pair.before && pair.after ? changedFields(pair.before, pair.after) : []
  const kinds = kindsOf(plan, pair, fields)
  if (kinds.length === 0) return null
  const replacementId = pair.after?.action.heirId ?? null
  return {
    id: pair.id,
    before: actionStateOf(pair.before),
    after: actionStateOf(pair.after),
    kinds,
    fields,
    redating: redatingOf(pair),
    heirRef: replacementId === null ? null : (pair.after?.index.actions.get(replacementId)?.ref ?? null),
    why: whyOf(pair, fields, after.reasonsByAction?.(pair.id) ?? []),
  }
}

function actionStateOf(located: LocatedAction | null): ActionState | null {
  if (!located) return null
  const { action, index, bucket } = located
  const { ref, title, lifecycle, due, current } = action
  const section = index.sections.get(action.sectionId)
  return {
    ref,
    title,
    lifecycle,
    bucket,
    due,
    status: current?.status ?? null,
    basis: current?.basis ?? null,
    section: section ? { code: section.code, title: section.title } : null,
    pillar: section ? pillarOf(index, section) : null,
  }
}

function whyOf(
  { before, after }: Pair,
  fields: readonly FieldChange[],
  reasons: readonly ChangeReason[],
): Why {
  const update = after?.action.current ?? null
  const sentenceOf = (what: ChangeReason['what']) =>
    fields.some(({ field }) => field === what)
      ? (reasons.find((entry) => entry.what === what)?.reason ?? null)
      : null
  return {
    reason: update?.reason ?? null,
    mitigation: update?.mitigation ?? null,
    narrative: update?.narrative ?? null,
    updated: update?.effective ?? null,
    isNew: update !== null && update.id !== before?.action.current?.id,
    due: sentenceOf('due'),
    lifecycle: sentenceOf('lifecycle'),
    counted: sentenceOf('counted'),
  }
}

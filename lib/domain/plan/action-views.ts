/** What is known of one action, for its page and the API. */

import type { DatedTo, IsoDate } from '@/lib/domain/dates'
import { overdue } from './due-date'
import type {
  Achievement,
  Action,
  PlanState,
  PastUpdate,
  Publication,
  ReferenceSource,
  SourceDocument,
  TimescaleSource,
} from './plan'
import { type PlanIndex, ancestorsOf, descendantsOf, indexPlan } from './plan-index'
import { type RollUp, countedActions } from '@/lib/domain/status/roll-up'
import { rollUpActions } from './views'
import { type ActionRow, viewActionRow } from './action-row'

/** A paper, as far as a reader needs it to find and weigh it. */
export type SourceName = Pick<SourceDocument, 'code' | 'reference' | 'title' | 'url' | 'readAs'>

export interface HistoryEntry extends Omit<PastUpdate, 'sourceIds'> {
  readonly sources: readonly SourceName[]
}

/** An achievement or a publication with the references of all the actions it cites, in the plan's order. */
export type Citing<T extends Achievement | Publication> = Omit<T, 'actionIds'> & {
  readonly actionRefs: readonly string[]
}

type RefAndTitle = Pick<Action, 'ref' | 'title'>

export interface ActionView extends ActionRow {
  readonly doneWhen: string | null
  readonly originalDue: DatedTo | null
  /** Whole days that it is overdue, see overdue; null when it is not. */
  readonly daysPastDue: number | null
  readonly refSource: ReferenceSource
  readonly timescaleSource: TimescaleSource
  readonly sourceLocator: string | null
  readonly note: string | null
  /** The actions that it is part of, the whole first, its parent last. */
  readonly above: readonly ActionRow[]
  /** What took its place, once it was merged or superseded. */
  readonly replacedBy: RefAndTitle | null
  /** What it took in: actions that were merged into it or superseded by it, in the plan's order. */
  readonly mergedFrom: readonly (RefAndTitle & Pick<Action, 'lifecycle'>)[]
  /** Its parts at any depth, in the plan's order. */
  readonly parts: readonly ActionRow[]
  /** The roll-up of those parts that are counted in its place; null when none is. */
  readonly partsRollUp: RollUp | null
  /** Everything ever said about it, newest first. */
  readonly history: readonly HistoryEntry[]
  readonly achievements: readonly Citing<Achievement>[]
  readonly publications: readonly Citing<Publication>[]
}

/**
 * Takes a plan, one of its actions, everything said about that action (newest first) and today's date; returns all that
 * is known of the action.
 */
export function viewAction(
  plan: PlanState,
  action: Action,
  history: readonly PastUpdate[],
  today: IsoDate,
): ActionView {
  const index = indexPlan(plan)
  const parts = descendantsOf(index, action)
  const countedParts = countedActions(parts)
  return {
    ...viewActionRow(index, action),
    doneWhen: action.doneWhen,
    originalDue: action.originalDue,
    daysPastDue: overdue(index, action, today)?.days ?? null,
    refSource: action.refSource,
    timescaleSource: action.timescaleSource,
    sourceLocator: action.sourceLocator,
    note: action.note,
    above: ancestorsOf(index, action)
      .toReversed()
      .map((one) => viewActionRow(index, one)),
    replacedBy: nameReplacement(index, action),
    mergedFrom: plan.actions
      .filter(({ heirId }) => heirId === action.id)
      .map(({ ref, title, lifecycle }) => ({ ref, title, lifecycle })),
    parts: parts.map((part) => viewActionRow(index, part)),
    partsRollUp: countedParts.length ? rollUpActions(index.plan, countedParts) : null,
    history: history.map(({ sourceIds, ...update }) => ({
      ...update,
      sources: nameSources(plan, sourceIds),
    })),
    achievements: index.achievementsOf(action.id).map((achievement) => viewCiting(index, achievement)),
    publications: index.publicationsOf(action.id).map((publication) => viewCiting(index, publication)),
  }
}

function nameReplacement(index: PlanIndex, { heirId }: Action): RefAndTitle | null {
  const replacement = heirId === null ? undefined : index.actions.get(heirId)
  return replacement ? { ref: replacement.ref, title: replacement.title } : null
}

/** Takes a plan and ids of its sources; returns their names in the order given. */
export function nameSources(plan: PlanState, ids: readonly string[]): SourceName[] {
  return ids.flatMap((id) => plan.sources.find((source) => source.id === id) ?? [])
}

/**
 * Takes a plan and a citation ("Summary of Phase 1 Activity, section 5.4"); returns the source that it names: one whose title, or
 * what its title says after a colon, is the citation or what stands in it before a comma. Null where the plan has none such.
 */
export function findCited(plan: Pick<PlanState, 'sources'>, citation: string): SourceName | null {
  const cited = citation.trim().toLowerCase()
  const names = [cited, cited.split(',')[0] ?? cited]
  return (
    plan.sources.find(({ title }) => {
      const known = title.trim().toLowerCase()
      return names.some((name) => name !== '' && (known === name || known.endsWith(`: ${name}`)))
    }) ?? null
  )
}

/** Takes an achievement or a publication; returns it with the references of the actions it cites in place of their ids. */
export function viewCiting<T extends Achievement | Publication>(
  index: PlanIndex,
  { actionIds, ...citing }: T,
): Citing<T> {
  return { ...citing, actionRefs: actionIds.flatMap((id) => index.actions.get(id)?.ref ?? []) }
}

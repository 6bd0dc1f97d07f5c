/** Ways into a plan: by id, by section, from an action to its parts. Made once for each plan state. */

import type { HasFields } from '@/lib/domain/own-fields'
import type { HasRoles } from './roles'
import type {
  Achievement,
  Action,
  HasLevels,
  Partner,
  PartnerLink,
  Pillar,
  PlanState,
  Publication,
  Section,
  Timescale,
} from './plan'
import { countedActions, isCounted } from '@/lib/domain/status/roll-up'
import type { HasStatuses } from '@/lib/domain/status/status'

export interface PlanIndex {
  /** Of which it is the index, as far as its statuses and levels go. */
  readonly plan: HasStatuses & HasLevels & HasRoles & HasFields
  readonly pillars: ReadonlyMap<string, Pillar>
  readonly sections: ReadonlyMap<string, Section>
  readonly actions: Pick<ReadonlyMap<string, Action>, 'get' | 'has'>
  readonly partners: ReadonlyMap<string, Partner>
  readonly timescales: ReadonlyMap<string, Timescale>
  readonly sectionsOf: (pillarId: string) => readonly Section[]
  readonly actionsOf: (sectionId: string) => readonly Action[]
  readonly partsOf: (actionId: string) => readonly Action[]
  readonly achievementsOf: (actionId: string) => readonly Achievement[]
  readonly publicationsOf: (actionId: string) => readonly Publication[]
  /**
   * All actions in the plan's order, some in each portion. From one state to the next a portion in which nothing changed is the same list,
   * and so is what the other lists hold of it: what is made of such a list need be made once.
   */
  readonly portions: readonly (readonly Action[])[]
  /** The plan's counted, active actions, in its order. */
  readonly counted: readonly Action[]
  readonly countedOf: (sectionId: string) => readonly Action[]
  /** The counted actions of a timescale, or, for null, those without one. */
  readonly countedIn: (timescaleId: string | null) => readonly Action[]
  /** The counted actions that involve a partner, see partnerIdsOf. */
  readonly countedWith: (partnerId: string) => readonly Action[]
}

/** As much of the index as the tree of actions needs. */
type ActionIndex = Pick<PlanIndex, 'actions' | 'partsOf' | 'sections'>

const made = new WeakMap<PlanState, PlanIndex>()

/** Takes a plan; returns its index. */
export function indexPlan(plan: PlanState): PlanIndex {
  const known = made.get(plan)
  if (known) return known
  const { found, portions, counted, ofSection, ofAction, countedOf, countedIn } = listActions(plan.actions)
  const index: Omit<PlanIndex, 'countedWith'> = {
    plan,
    pillars: byId(plan.pillars),
    sections: byId(plan.sections),
    actions: found,
    partners: byId(plan.partners),
    timescales: byId(plan.timescales),
    sectionsOf: listIn(groupBy(plan.sections, (section) => section.pillarId)),
    actionsOf: listIn(ofSection),
    partsOf: listIn(ofAction),
    achievementsOf: group(plan.achievements, (achievement) => achievement.actionIds),
    publicationsOf: group(plan.publications, (publication) => publication.actionIds),
    portions,
    counted,
    countedOf: listIn(countedOf),
    countedIn: (timescaleId) => listIn(countedIn)(timescaleId ?? ''),
  }
  // Few pages ask for it, and it walks the tree around each action.
  let byPartner: PlanIndex['countedWith'] | undefined
  const countedWith: PlanIndex['countedWith'] = (partnerId) =>
    (byPartner ??= group(counted, (action) => partnerIdsOf(index, action)))(partnerId)
  const whole = { ...index, countedWith }
  made.set(plan, whole)
  return whole
}

type Groups<T> = ReadonlyMap<string, readonly T[]>

/** What is made of the actions of a plan alone. */
interface Lists {
  /** Actions by their ids, but for those that changed since. */
  readonly base: ReadonlyMap<string, Action>
  readonly changed: ReadonlyMap<string, Action>
  readonly found: PlanIndex['actions']
  readonly portions: PlanIndex['portions']
  readonly counted: readonly Action[]
  readonly ofSection: Groups<Action>
  readonly ofAction: Groups<Action>
  readonly countedOf: Groups<Action>
  readonly countedIn: Groups<Action>
}

const PORTION = 100
/** Of more that changed one after the other, the map is made again. */
const MOST_CHANGED = 500

const listsMade = new WeakMap<readonly Action[], Lists>()

const sectionOf = ({ sectionId }: Action) => sectionId
const parentIdOf = ({ parentId }: Action) => parentId
const timescaleOf = ({ timescaleId }: Action) => timescaleId ?? ''

function listActions(actions: readonly Action[]): Lists {
  const known = listsMade.get(actions)
  if (known) return known
  const counted = countedActions(actions)
  const portions: Action[][] = []
  for (let at = 0; at < actions.length; at += PORTION) portions.push(actions.slice(at, at + PORTION))
  const lists: Lists = {
    ...findAmong(byId(actions), new Map()),
    portions,
    counted,
    ofSection: groupBy(actions, sectionOf),
    ofAction: groupBy(actions, parentIdOf),
    countedOf: groupBy(counted, sectionOf),
    countedIn: groupBy(counted, timescaleOf),
  }
  listsMade.set(actions, lists)
  return lists
}

function findAmong(
  base: Lists['base'],
  changed: Lists['changed'],
): Pick<Lists, 'base' | 'changed' | 'found'> {
  return { base, changed, found: { get: (id) => changed.get(id) ?? base.get(id), has: (id) => base.has(id) } }
}

/**
 * Takes the actions of a plan, and some of them as they are now; returns all of them as they are now. Of ten thousand actions an update changes
 * one: the others are not even looked at, where those that changed are still in the same place and counted as before.
 */
export function replaceActions(held: readonly Action[], now: readonly Action[]): readonly Action[] {
  const lists = listActions(held)
  const pairs = now.flatMap((is) => {
    const was = lists.found.get(is.id)
    return was ? { was, is } : []
  })
  const replaceIn = (list: readonly Action[]): readonly Action[] => {
    let copy: Action[] | null = null
    for (const { was, is } of pairs) {
      const at = list.indexOf(was)
      if (at >= 0) (copy ??= [...list])[at] = is
    }
    return copy ?? list
  }
  const actions = replaceIn(held)
  if (actions === held || !pairs.every(staysInPlace)) return actions
  const replaceInGroups = (groups: Groups<Action>, keyOf: (action: Action) => string | null) => {
    const replaced = new Map(groups)
    for (const key of new Set(pairs.map(({ is }) => keyOf(is)))) {
      const list = key === null ? undefined : groups.get(key)
      if (key !== null && list) replaced.set(key, replaceIn(list))
    }
    return replaced
  }
  const changed = new Map([...lists.changed, ...now.map((action) => [action.id, action] as const)])
  listsMade.set(actions, {
    ...(changed.size > MOST_CHANGED ? findAmong(byId(actions), new Map()) : findAmong(lists.base, changed)),
    portions: lists.portions.map(replaceIn),
    counted: replaceIn(lists.counted),
    ofSection: replaceInGroups(lists.ofSection, sectionOf),
    ofAction: replaceInGroups(lists.ofAction, parentIdOf),
    countedOf: replaceInGroups(lists.countedOf, sectionOf),
    countedIn: replaceInGroups(lists.countedIn, timescaleOf),
  })
  return actions
}

function staysInPlace({ was, is }: { readonly was: Action; readonly is: Action }): boolean {
  return (
    was.sectionId === is.sectionId &&
    was.parentId === is.parentId &&
    was.timescaleId === is.timescaleId &&
    isCounted(was) === isCounted(is)
  )
}

/** Takes an action; returns the actions above it, the nearest first. Throws when it stands above itself. */
export function ancestorsOf(index: ActionIndex, action: Action): Action[] {
  const above: Action[] = []
  for (let next = parentOf(index, action); next; next = parentOf(index, next)) {
    if (next === action || above.includes(next)) throw new Error(`Action ${action.ref} is a part of itself`)
    above.push(next)
  }
  return above
}

function parentOf(index: ActionIndex, action: Action): Action | undefined {
  return action.parentId === null ? undefined : index.actions.get(action.parentId)
}

/** Takes an action; returns the actions below it at any depth, each before its own parts. */
export function descendantsOf(index: ActionIndex, action: Action): Action[] {
  const below: Action[] = []
  const waiting = index.partsOf(action.id).toReversed()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next === action) throw new Error(`Action ${action.ref} is a part of itself`)
    below.push(next)
    waiting.push(...index.partsOf(next.id).toReversed())
  }
  return below
}

/**
 * Takes an action; returns the partners that answer for it, and where the plan names them: on the action itself, on an
 * action above it, or, failing both, on its section, if the plan has sections.
 */
export function partnersOf(
  index: PlanIndex,
  action: Action,
): { links: readonly PartnerLink[]; namedOn: 'action' | 'parent' | 'section' } {
  if (action.partners.length) return { links: action.partners, namedOn: 'action' }
  const above = ancestorsOf(index, action).find((ancestor) => ancestor.partners.length)
  if (above) return { links: above.partners, namedOn: 'parent' }
  const section = index.sections.get(action.sectionId)
  return section ? { links: section.partners, namedOn: 'section' } : { links: [], namedOn: 'action' }
}

/**
 * Takes an action; returns the ids of every partner it involves, each once: those named on it, on an action above it,
 * on one of its parts, or on its section, whose key partners serve all of its actions.
 */
export function partnerIdsOf(index: ActionIndex, action: Action): string[] {
  const named = [action, ...ancestorsOf(index, action), ...descendantsOf(index, action)].flatMap(
    (a) => a.partners,
  )
  const section = index.sections.get(action.sectionId)?.partners ?? []
  return [...new Set([...named, ...section].map((link) => link.partnerId))]
}

const mapsMade = new WeakMap<readonly object[], ReadonlyMap<string, unknown>>()

/** Of the same list it is the same map: so it tells whether two states of a plan have a list in common. */
function byId<T extends { id: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  const known = mapsMade.get(rows) as ReadonlyMap<string, T> | undefined
  if (known) return known
  // Without a list of ten thousand pairs for the collector: after each update of a large plan this is made again.
  const map = new Map<string, T>()
  for (const row of rows) map.set(row.id, row)
  mapsMade.set(rows, map)
  return map
}

/** Takes rows and the one key of each, null for a row that is in no group. */
function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string | null): Groups<T> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== null) addTo(groups, key, row)
  }
  return groups
}

const listIn =
  <T>(groups: Groups<T>) =>
  (key: string): readonly T[] =>
    groups.get(key) ?? []

function group<T>(rows: readonly T[], keysOf: (row: T) => readonly string[]): (key: string) => readonly T[] {
  const groups = new Map<string, T[]>()
  for (const row of rows) for (const key of keysOf(row)) addTo(groups, key, row)
  return listIn(groups)
}

function addTo<T>(groups: Map<string, T[]>, key: string, row: T) {
  const members = groups.get(key)
  if (members) members.push(row)
  else groups.set(key, [row])
}

/** What undoing an import does: what it added leaves the plan, and what it changed goes back. Pure: nothing is written by it. */

import type { DatedTo } from '@/lib/domain/dates'
import type { LevelChange } from './place-levels'
import type { OwnChanges } from '@/lib/domain/own-fields'
import type { Action, PartnerLink, PlanState, ReferenceSource, TimescaleSource } from '@/lib/domain/plan/plan'

/** An action as it was before an import changed it. */
export interface ActionBefore {
  readonly id: string
  readonly ref: string
  readonly refSource: ReferenceSource
  readonly title: string
  readonly sectionId: string
  readonly parentId: string | null
  readonly timescaleId: string | null
  readonly timescaleSource: TimescaleSource
  readonly dueNote: string | null
  readonly note: string | null
  readonly due: DatedTo | null
  readonly partners: readonly PartnerLink[]
  /** Of fields of the plan's own that it changed; left out of imports from before there were any. */
  readonly own?: OwnChanges | undefined
  /** An earlier import that was undone had added it: this one brought it back. */
  readonly isBroughtBack: boolean
}

type LevelBefore = Pick<LevelChange, 'level' | 'id' | 'code' | 'field' | 'before'>

/** What an import wrote, by ids, and what was there before. */
export interface WrittenImport {
  readonly pillars: readonly string[]
  readonly sections: readonly string[]
  readonly partners: readonly string[]
  readonly timescales: readonly string[]
  readonly outcomes: readonly string[]
  /** What it called otherwise, as it was called before. */
  readonly renamed: readonly LevelBefore[]
  readonly actions: readonly string[]
  /** Actions that were not in the file, and were withdrawn. */
  readonly withdrawn: readonly string[]
  readonly updates: readonly { readonly id: string; readonly actionId: string }[]
  readonly changed: readonly ActionBefore[]
}

/** Takes an action, whether an import brought it back, and the codes of the plan's own fields that it has columns for; returns what of it the import may change. */
export function toBefore(
  action: Action,
  isBroughtBack: boolean,
  codes: readonly string[] = [],
): ActionBefore {
  const { id, ref, refSource, title, sectionId, parentId, timescaleId, timescaleSource } = action
  const { dueNote, note, due, partners } = action
  return {
    id,
    ref,
    refSource,
    title,
    sectionId,
    parentId,
    timescaleId,
    timescaleSource,
    dueNote,
    note,
    due,
    partners: partners.map(({ partnerId, role }) => ({ partnerId, role })),
    own: Object.fromEntries(codes.map((code) => [code, action.ownFields?.[code] ?? null])),
    isBroughtBack,
  }
}

export interface UndoPlan {
  /** As if they had never been added. */
  readonly removed: readonly Action[]
  /** On record, and no longer in the plan. */
  readonly withdrawn: readonly Action[]
  /** Withdrawn by the import, and in the plan again. */
  readonly returned: readonly Action[]
  readonly restored: readonly { readonly now: Action; readonly before: ActionBefore }[]
  /** A date that was promised by the import stays: what was promised is never taken back. */
  readonly datesThatStay: number
  readonly updates: readonly string[]
  readonly pillars: readonly string[]
  readonly sections: readonly string[]
  readonly partners: readonly string[]
  readonly timescales: readonly string[]
  readonly outcomes: readonly string[]
  readonly renamed: readonly LevelBefore[]
}

type Plan = Pick<PlanState, 'pillars' | 'sections' | 'actions' | 'partners'>

/**
 * Takes a plan in which nothing was built on an import, what that wrote, and whether what it added may still be removed as added by
 * mistake; returns what undoing it does. An action of which something was said stays on record, with what it refers to.
 */
export function planUndo(plan: Plan, written: WrittenImport, isRemovable: boolean): UndoPlan {
  const byId = new Map(plan.actions.map((action) => [action.id, action]))
  const isAdded = new Set(written.actions)
  const stays = new Set(isRemovable ? written.updates.map(({ actionId }) => actionId) : written.actions)
  for (const id of stays) {
    const parentId = byId.get(id)?.parentId ?? null
    if (parentId !== null && isAdded.has(parentId)) stays.add(parentId)
  }
  const added = written.actions.flatMap((id) => byId.get(id) ?? [])
  const restored = written.changed.flatMap((before) => {
    const now = byId.get(before.id)
    return now ? [{ now, before }] : []
  })
  const broughtBack = restored.filter(({ before }) => before.isBroughtBack).map(({ now }) => now)
  const withdrawn = [...added.filter(({ id }) => stays.has(id)), ...broughtBack]

  const old = new Map(written.changed.map((before) => [before.id, before]))
  const isRemoved = new Set(added.filter(({ id }) => !stays.has(id)).map(({ id }) => id))
  const afterwards = plan.actions
    .filter(({ id }) => !isRemoved.has(id))
    .map((action) => old.get(action.id) ?? action)
  const usedSections = new Set(afterwards.map(({ sectionId }) => sectionId))
  const sections = written.sections.filter((id) => !usedSections.has(id))
  const isGone = new Set(sections)
  const sectionsLeft = plan.sections.filter(({ id }) => !isGone.has(id))
  const usedPillars = new Set(sectionsLeft.map(({ pillarId }) => pillarId))
  const usedTimescales = new Set(afterwards.map(({ timescaleId }) => timescaleId))
  const usedPartners = new Set(
    [...afterwards, ...sectionsLeft].flatMap(({ partners }) => partners.map(({ partnerId }) => partnerId)),
  )
  return {
    removed: added.filter(({ id }) => isRemoved.has(id)),
    withdrawn,
    returned: written.withdrawn.flatMap((id) => byId.get(id) ?? []),
    restored,
    datesThatStay: restored.filter(({ now, before }) => before.due === null && now.due !== null).length,
    updates: written.updates.map(({ id }) => id),
    pillars: written.pillars.filter((id) => !usedPillars.has(id)),
    sections,
    partners: written.partners.filter((id) => !usedPartners.has(id)),
    timescales: written.timescales.filter((id) => !usedTimescales.has(id)),
    outcomes: written.outcomes,
    renamed: written.renamed,
  }
}

/** How sections and pillars stood in one state of a plan, and how they stand in another. */

import type { PlanState } from '@/lib/domain/plan/plan'
import type { OverallRag } from '@/lib/domain/status/rag'
import type { RollUp } from '@/lib/domain/status/roll-up'
import { type SectionRow, viewPillar, viewSectionRow } from '@/lib/domain/plan/views'
import type { CodeAndTitle } from '@/lib/domain/plan/action-row'

interface SectionState extends CodeAndTitle {
  readonly pillar: CodeAndTitle | null
  readonly rollUp: RollUp
  /** The overall RAG that counts; null when there is none. */
  readonly rag: OverallRag | null
  readonly assessed: OverallRag | null
  readonly suggested: OverallRag | null
  /** Why it was rated so, where a person said. */
  readonly reason: string | null
}

interface PillarState extends CodeAndTitle {
  readonly rollUp: RollUp
}

const SECTION_CHANGES = ['added', 'removed', 'recoded', 'renamed', 'moved', 'rerated'] as const
/** In the plan of one state only; under another code, title or pillar; with another overall RAG. */
export type SectionChange = (typeof SECTION_CHANGES)[number]

/** One section or pillar in both states, or in one of them. */
interface Both<Standing> {
  readonly id: string
  readonly before: Standing | null
  readonly after: Standing | null
}

export interface SectionMovement extends Both<SectionState> {
  readonly changes: readonly SectionChange[]
}

export type PillarMovement = Both<PillarState>

/** Takes two states of one plan; returns all sections of either, in the order of the later one, those that are gone last. */
export function compareSections(before: PlanState, after: PlanState): SectionMovement[] {
  const pillarOf = new Map(
    [before, after].map((plan) => [plan, new Map(plan.sections.map(({ id, pillarId }) => [id, pillarId]))]),
  )
  return pair(sectionStatesOf(before), sectionStatesOf(after)).map((both) => {
    const { id, before: was, after: is } = both
    const isMoved = pillarOf.get(before)?.get(id) !== pillarOf.get(after)?.get(id)
    const found: Readonly<Record<SectionChange, boolean>> = {
      added: !was,
      removed: !is,
      recoded: was !== null && is !== null && was.code !== is.code,
      renamed: was !== null && is !== null && was.title !== is.title,
      moved: was !== null && is !== null && isMoved,
      rerated: was !== null && is !== null && was.rag !== is.rag,
    }
    return { ...both, changes: SECTION_CHANGES.filter((change) => found[change]) }
  })
}

/** Takes two states of one plan; returns all pillars of either, in the order of the later one, those that are gone last. */
export function comparePillars(before: PlanState, after: PlanState): PillarMovement[] {
  return pair(pillarsOf(before), pillarsOf(after))
}

function pillarsOf(plan: PlanState) {
  return new Map(
    plan.pillars.map((pillar) => {
      const { code, title, rollUp } = viewPillar(plan, pillar)
      return [pillar.id, { code, title, rollUp }]
    }),
  )
}

function sectionStatesOf(plan: PlanState) {
  const rows = plan.sections.map((section) => [section, viewSectionRow(plan, section)] as const)
  return new Map(
    rows.map(([section, row]) => [section.id, sectionStateOf(row, section.assessment?.reason ?? null)]),
  )
}

function sectionStateOf(
  { code, title, pillar, rollUp, rating }: SectionRow,
  reason: string | null,
): SectionState {
  const { rag, assessed, suggestion } = rating
  return { code, title, pillar, rollUp, rag, assessed, suggested: suggestion.rag, reason }
}

function pair<Standing>(before: ReadonlyMap<string, Standing>, after: ReadonlyMap<string, Standing>) {
  return [...after.keys(), ...[...before.keys()].filter((id) => !after.has(id))].map(
    (id): Both<Standing> => ({
      id,
      before: before.get(id) ?? null,
      after: after.get(id) ?? null,
    }),
  )
}

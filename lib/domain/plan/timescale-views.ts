/** The plan by timescale, and what is past its end. */

import type { IsoDate } from '@/lib/domain/dates'
import { overdue } from './due-date'
import type { PlanState } from './plan'
import { indexPlan } from './plan-index'
import type { RollUp } from '@/lib/domain/status/roll-up'
import { type BasisCounts, countBases, rollUpActions } from './views'
import { type ActionRow, type CodeAndTitle, viewActionRow } from './action-row'

/** The code under which actions without a timescale stand. */
export const NO_TIMESCALE = 'none'

interface TimescaleRow extends CodeAndTitle {
  /** Null for the actions without a timescale. */
  readonly id: string | null
  /** Both null for the actions without a timescale. */
  readonly startsOn: IsoDate | null
  readonly endsOn: IsoDate | null
  readonly isPast: boolean
  readonly rollUp: RollUp
  readonly basisCounts: BasisCounts
}

export interface TimescalesView {
  readonly rows: readonly TimescaleRow[]
  /** Counted actions that are not delivered although their date, or their timescale, has ended. The longest past first. */
  readonly pastEnd: readonly (ActionRow & { readonly endedOn: IsoDate })[]
}

/** Takes a plan and today's date; returns a row for each timescale in the plan's order, and for the actions without one. */
export function viewTimescales(plan: PlanState, today: IsoDate): TimescalesView {
  const index = indexPlan(plan)
  const rows = plan.timescales.map((timescale) => ({
    id: timescale.id as string | null,
    code: timescale.code,
    title: timescale.label,
    startsOn: timescale.startsOn as IsoDate | null,
    endsOn: timescale.endsOn,
    isPast: timescale.endsOn !== null && timescale.endsOn < today,
    rollUp: rollUpActions(plan, index.countedIn(timescale.id)),
    basisCounts: countBases(index.countedIn(timescale.id)),
  }))
  const without = index.countedIn(null)
  if (without.length) {
    const title = 'No timescale recorded'
    rows.push({
      id: null,
      code: NO_TIMESCALE,
      title,
      startsOn: null,
      endsOn: null,
      isPast: false,
      rollUp: rollUpActions(plan, without),
      basisCounts: countBases(without),
    })
  }
  const pastEnd = index.counted.flatMap((action) => {
    const late = overdue(index, action, today)
    return late ? [{ ...viewActionRow(index, action), endedOn: late.endedOn }] : []
  })
  return {
    rows,
    pastEnd: pastEnd.sort((a, b) => (a.endedOn < b.endedOn ? -1 : a.endedOn > b.endedOn ? 1 : 0)),
  }
}

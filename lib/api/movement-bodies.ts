/** Movement and time series: from the views that pages show to what the API returns. */

import type { MovementRow, ActionState } from '@/lib/domain/movement/movement'
import { cellPlaces, countIn } from '@/lib/domain/movement/movement-matrix'
import type { SectionMovement } from '@/lib/domain/movement/movement-sections'
import type { PlanState } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { countAt, percentOf, type RollUp } from '@/lib/domain/status/roll-up'
import { bucketLabel, bucketsOf, type HasStatuses, statusesOfBoth } from '@/lib/domain/status/status'
import type { BucketBases, Trend, TrendLevel } from '@/lib/domain/movement/trend'
import { type BasisCounts, countBases } from '@/lib/domain/plan/views'
import type { CodeAndTitle } from '@/lib/domain/plan/action-row'
import { brief, pointInALine } from '@/lib/format/movement/briefing'
import { sidesQuery } from '@/lib/format/movement/movement-links'
import { fieldLabel, describeFieldValue } from '@/lib/format/movement/movement-words'
import { paths } from '@/lib/paths'
import type { FoundComparison } from '@/lib/queries/movement/comparison'
import type { MovementBody, TimeSeriesBody } from '@/lib/schemas/api'
import { writeCounts } from './body-parts'
import { apiPaths } from './links'

type Query = Readonly<Record<string, string>>

/** Takes a plan as it lives, a comparison, those of its rows that were asked for and their filters; returns the body of /plans/{plan}/movement. */
export function writeMovement(
  plan: PlanState,
  { comparison, sides, stalled: standstills }: FoundComparison,
  rows: readonly MovementRow[],
  filters: Query,
): MovementBody {
  const { before, after, totals, matrix } = comparison
  const places = cellPlaces(statusesOfBoth(sides.before.plan, sides.after.plan))
  const query = { ...sidesQuery(comparison), ...filters }
  const name = ({ code, reference, asAt }: typeof before) => ({ report: code, reference, asAt })
  return {
    before: name(before),
    after: name(after),
    briefing: brief({ comparison, stalled: standstills, plan }).map((point) =>
      pointInALine(point)
        .map(({ text }) => text)
        .join(''),
    ),
    totals: { before: writeCounts(totals.before), after: writeCounts(totals.after) },
    matrix: places
      .flatMap((was) => places.map((is) => ({ was, is, count: countIn(matrix, { was, is }) })))
      .filter(({ count }) => count > 0),
    sections: comparison.sections.map(({ id, before: then, after: now }) => ({
      id,
      before: writeSection(then, basesIn(sides.before.plan, id)),
      after: writeSection(now, basesIn(sides.after.plan, id)),
    })),
    total: rows.length,
    actions: rows.map((row) => writeAction(plan, row)),
    links: { self: apiPaths.movement(plan.slug, query), page: paths.compare(plan.slug, query) },
  }
}

const basesIn = (plan: PlanState, sectionId: string) => countBases(indexPlan(plan).countedOf(sectionId))

function writeSection(
  state: SectionMovement['before'],
  basisCounts: BasisCounts,
): MovementBody['sections'][number]['before'] {
  if (!state) return null
  const { code, title, rollUp, rag } = state
  return { code, title, rollUp: writeCounts(rollUp), basisCounts, rag }
}

function writeAction(plan: PlanState, row: MovementRow): MovementBody['actions'][number] {
  const { change } = row
  return {
    id: row.id,
    before: writeState(plan, row.before),
    after: writeState(plan, row.after),
    kinds: [...(change?.kinds ?? [])],
    daysLater: change?.redating?.days ?? null,
    originalDue: change?.redating?.original ?? null,
    heirRef: change?.heirRef ?? null,
    why: change && writeWhy(change.why),
    fields: (change?.fields ?? []).map((one) => ({
      field: one.field,
      code: one.own?.code ?? null,
      label: fieldLabel(plan.words, one),
      before: describeFieldValue(plan, one, one.before) || null,
      after: describeFieldValue(plan, one, one.after) || null,
    })),
  }
}

function writeWhy(why: NonNullable<MovementRow['change']>['why']) {
  const { reason, mitigation, narrative, isNew, due, lifecycle, counted } = why
  return { reason, mitigation, narrative, isNew, due, lifecycle, counted }
}

function writeState(plan: HasStatuses, state: ActionState | null): MovementBody['actions'][number]['before'] {
  if (!state) return null
  const { ref, title, section, pillar, lifecycle, bucket, status, basis, due } = state
  return {
    ref,
    title,
    section,
    pillar,
    lifecycle,
    bucket,
    status,
    basis,
    due,
    statusLabel: status && bucketLabel(plan, status),
  }
}

/** Takes a plan as it lives and its trend; returns the body of /plans/{plan}/time-series. */
export function writeTimeSeries(plan: PlanState, { points, altered }: Trend): TimeSeriesBody {
  return {
    altered: [...altered],
    rows: points.flatMap((point) => {
      const { code, reference, asAt, rollUp, bases, pillars, sections } = point
      const about = { report: code, reference, asAt }
      return [
        ...writeRows(point, about, 'plan', {
          id: plan.id,
          code: plan.slug,
          title: plan.title,
          rollUp,
          bases,
        }),
        ...pillars.flatMap((pillar) => writeRows(point, about, 'pillar', pillar)),
        ...sections.flatMap((section) => writeRows(point, about, 'section', section)),
      ]
    }),
    links: { self: apiPaths.timeSeries(plan.slug), page: paths.reports(plan.slug) },
  }
}

type Counted = CodeAndTitle & { readonly id: string; readonly rollUp: RollUp; readonly bases: BucketBases }

function writeRows(
  plan: HasStatuses,
  about: Pick<TimeSeriesBody['rows'][number], 'report' | 'reference' | 'asAt'>,
  level: TrendLevel,
  { id, code, title, rollUp, bases }: Counted,
): TimeSeriesBody['rows'] {
  const { base, counts } = rollUp
  return bucketsOf(plan).map((bucket) => ({
    ...about,
    level,
    id,
    code,
    title,
    bucket,
    label: bucketLabel(plan, bucket),
    count: countAt(counts, bucket),
    base,
    percent: base ? percentOf(countAt(counts, bucket), base) : null,
    basisCounts: bases[bucket] ?? countBases([]),
  }))
}

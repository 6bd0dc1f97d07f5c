/** Movement and time series: from the views that pages show to what the API returns. */

import type { MovementRow, ActionState } from '@/lib/domain/movement/movement'
import { CELL_PLACES, countIn } from '@/lib/domain/movement/movement-matrix'
import type { SectionMovement } from '@/lib/domain/movement/movement-sections'
import type { PlanState, PlanWords } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import { percentOf, type RollUp } from '@/lib/domain/status/roll-up'
import { BUCKETS, bucketLabel } from '@/lib/domain/status/status'
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
    matrix: CELL_PLACES.flatMap((was) =>
      CELL_PLACES.map((is) => ({ was, is, count: countIn(matrix, { was, is }) })),
    ).filter(({ count }) => count > 0),
    sections: comparison.sections.map(({ id, before: then, after: now }) => ({
      id,
      before: writeSection(then, basesIn(sides.before.plan, id)),
      after: writeSection(now, basesIn(sides.after.plan, id)),
    })),
    total: rows.length,
    actions: rows.map((row) => writeAction(plan.words, row)),
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

function writeAction(words: PlanWords, row: MovementRow): MovementBody['actions'][number] {
  const { change } = row
  return {
    id: row.id,
    before: writeState(row.before),
    after: writeState(row.after),
    kinds: [...(change?.kinds ?? [])],
    daysLater: change?.redating?.days ?? null,
    originalDue: change?.redating?.original ?? null,
    heirRef: change?.heirRef ?? null,
    why: change && writeWhy(change.why),
    fields: (change?.fields ?? []).map(({ field, before, after }) => ({
      field,
      label: fieldLabel(words, field),
      before: describeFieldValue(field, before) || null,
      after: describeFieldValue(field, after) || null,
    })),
  }
}

function writeWhy(why: NonNullable<MovementRow['change']>['why']) {
  const { reason, mitigation, narrative, isNew, due, lifecycle, counted } = why
  return { reason, mitigation, narrative, isNew, due, lifecycle, counted }
}

function writeState(state: ActionState | null): MovementBody['actions'][number]['before'] {
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
    statusLabel: status && bucketLabel(status),
  }
}

/** Takes a plan as it lives and its trend; returns the body of /plans/{plan}/time-series. */
export function writeTimeSeries(plan: PlanState, { points, altered }: Trend): TimeSeriesBody {
  return {
    altered: [...altered],
    rows: points.flatMap(({ code, reference, asAt, rollUp, bases, pillars, sections }) => {
      const about = { report: code, reference, asAt }
      return [
        ...writeRows(about, 'plan', { id: plan.id, code: plan.slug, title: plan.title, rollUp, bases }),
        ...pillars.flatMap((pillar) => writeRows(about, 'pillar', pillar)),
        ...sections.flatMap((section) => writeRows(about, 'section', section)),
      ]
    }),
    links: { self: apiPaths.timeSeries(plan.slug), page: paths.reports(plan.slug) },
  }
}

type Counted = CodeAndTitle & { readonly id: string; readonly rollUp: RollUp; readonly bases: BucketBases }

function writeRows(
  about: Pick<TimeSeriesBody['rows'][number], 'report' | 'reference' | 'asAt'>,
  level: TrendLevel,
  { id, code, title, rollUp, bases }: Counted,
): TimeSeriesBody['rows'] {
  const { base, counts } = rollUp
  return BUCKETS.map((bucket) => ({
    ...about,
    level,
    id,
    code,
    title,
    bucket,
    label: bucketLabel(bucket),
    count: counts[bucket],
    base,
    percent: base ? percentOf(counts[bucket], base) : null,
    basisCounts: bases[bucket],
  }))
}

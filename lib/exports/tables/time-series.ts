/** How a plan went from report to report. */

import { BASES, type Basis } from '@/lib/domain/plan/plan'
import { type Bucket, bucketsOf } from '@/lib/domain/status/status'
import { TREND_LEVELS, type TrendLevel } from '@/lib/domain/movement/trend'
import { hasKind } from '@/lib/domain/structure/structure'
import { joinNames } from '@/lib/format/words'
import type { Column, Table, TablePlan } from './table'
import { PLAN_COLUMN } from './columns'

interface TimeSeriesRecord {
  readonly plan: string
  readonly report: string
  readonly reference: string
  readonly asAt: string
  readonly level: TrendLevel
  readonly id: string
  readonly code: string
  readonly title: string
  readonly bucket: Bucket
  readonly label: string
  readonly count: number
  readonly base: number
  readonly percent: number | null
  readonly basisCounts: Readonly<Record<Basis, number>>
}

const levelsOf = (plan: TablePlan) => TREND_LEVELS.filter((level) => level === 'plan' || hasKind(plan, level))

/** One row a report, a level and a status. */
export const timeSeriesTable = (plan: TablePlan): Table<TimeSeriesRecord> => ({
  name: 'time-series',
  title: 'Time series',
  description: `One row for each report, for ${joinNames(levelsOf(plan).map((level) => (level === 'plan' ? 'the plan' : `each ${level}`)))}, and each status, zeros included.`,
  primaryKey: ['plan', 'report', 'level', 'id', 'status'],
  columns: [
    PLAN_COLUMN,
    {
      name: 'report',
      title: 'Report code',
      type: 'string',
      description: 'The code of the report.',
      value: ({ report }) => report,
    },
    {
      name: 'reference',
      title: 'Report',
      type: 'string',
      description: 'The reference of the report.',
      value: ({ reference }) => reference,
    },
    {
      name: 'as_at',
      title: 'As at',
      type: 'date',
      description: 'The day of the figures.',
      value: ({ asAt }) => asAt,
    },
    {
      name: 'level',
      title: 'Level',
      type: 'string',
      codes: levelsOf(plan),
      description: 'What the row is of.',
      value: ({ level }) => level,
    },
    {
      name: 'code',
      title: 'Code',
      type: 'string',
      description: 'Its code in that report; the slug of the plan.',
      value: ({ code }) => code,
    },
    {
      name: 'title',
      title: 'Title',
      type: 'string',
      description: 'Its title in that report.',
      value: ({ title }) => title,
    },
    {
      name: 'status',
      title: 'Status code',
      type: 'string',
      codes: bucketsOf(plan),
      description: 'A status, or "noUpdate" for the absence of one.',
      value: ({ bucket }) => bucket,
    },
    {
      name: 'status_label',
      title: 'Status',
      type: 'string',
      description: 'The status as the plan words it.',
      value: ({ label }) => label,
    },
    {
      name: 'actions',
      title: 'Actions',
      type: 'integer',
      description: 'How many counted actions have the status.',
      value: ({ count }) => count,
    },
    {
      name: 'counted_actions',
      title: 'Counted actions',
      type: 'integer',
      description: 'How many counted actions there are: the total for a percentage.',
      value: ({ base }) => base,
    },
    {
      name: 'percent',
      title: 'Share',
      type: 'integer',
      empty: '[z]',
      description: 'Whole percentage of the total; empty if the total is 0.',
      value: ({ percent }) => percent,
    },
    ...BASES.map((basis): Column<TimeSeriesRecord> => ({
      name: `basis_${basis}`,
      title: `Basis ${basis}`,
      type: 'integer',
      description: `Of those actions, how many have a status whose basis is “${basis}”.`,
      value: ({ basisCounts }) => basisCounts[basis],
    })),
    {
      name: 'id',
      title: 'Identifier',
      type: 'string',
      description: 'Stays with it, even if its code changes.',
      value: ({ id }) => id,
    },
  ],
})

/** What reports say was done, what was published, citing actions, and what is the same work in other plans. */

import type { Achievement, PlanState, Publication } from '@/lib/domain/plan/plan'
import { indexPlan } from '@/lib/domain/plan/plan-index'
import type { SameWork } from '@/lib/domain/structure/same-work'
import type { Citing } from '@/lib/domain/plan/action-views'
import { describeMetric } from '@/lib/format/words'
import type { Table } from './table'
import { dateColumns, listed, SEPARATOR } from './columns'

/** One row an achievement. */
export const ACHIEVEMENT_TABLE: Table<Citing<Achievement>> = {
  name: 'achievements',
  title: 'Achievements',
  description: 'One row for each reported achievement, with the actions it cites. Always the whole plan.',
  primaryKey: ['achievement_code'],
  columns: [
    {
      name: 'achievement_code',
      title: 'Code',
      type: 'string',
      description: 'Unique in the plan.',
      value: ({ code }) => code,
    },
    {
      name: 'summary',
      title: 'What was done',
      type: 'string',
      width: 60,
      description: 'What was done, in short.',
      value: ({ summary }) => summary,
    },
    {
      name: 'metrics',
      title: 'Figures',
      type: 'string',
      width: 40,
      empty: '[x]',
      description: 'What was measured, one figure a line, with its date.',
      value: ({ metrics }) => metrics.map((one) => `${describeMetric(one)} (${one.asOf})`).join('\n') || null,
    },
    ...dateColumns<Citing<Achievement>>(
      'reported',
      'Reported',
      'When it was reported.',
      ({ reported }) => reported,
      undefined,
    ),
    {
      name: 'source_title',
      title: 'Reported in',
      type: 'string',
      description: 'The document that reports it.',
      value: ({ sourceTitle }) => sourceTitle,
    },
    {
      name: 'source_page',
      title: 'Page',
      type: 'string',
      empty: '[x]',
      description: 'The page of that document.',
      value: ({ sourcePage }) => sourcePage ?? null,
    },
    {
      name: 'is_doubtful_match',
      title: 'Doubtful match',
      type: 'boolean',
      description: 'Whether the document may mean a different action.',
      value: ({ doubtfulMatch }) => doubtfulMatch,
    },
    {
      name: 'note',
      title: 'Note',
      type: 'string',
      empty: '[z]',
      description: 'What a reader should know.',
      value: ({ note }) => note,
    },
    {
      name: 'action_refs',
      title: 'Actions',
      type: 'string',
      separator: SEPARATOR,
      empty: '[x]',
      description: `Numbers of the actions that it cites, separated by "${SEPARATOR}".`,
      value: ({ actionRefs }) => listed(actionRefs),
    },
  ],
}

/** One row a publication. */
export const PUBLICATION_TABLE: Table<Citing<Publication>> = {
  name: 'publications',
  title: 'Publications',
  description: 'One row for each publication that cites actions of the plan. Always the whole plan.',
  primaryKey: ['publication_code'],
  columns: [
    {
      name: 'publication_code',
      title: 'Code',
      type: 'string',
      description: 'Unique in the plan.',
      value: ({ code }) => code,
    },
    {
      name: 'publication_title',
      title: 'Title',
      type: 'string',
      width: 60,
      description: 'Its title.',
      value: ({ title }) => title,
    },
    {
      name: 'publisher',
      title: 'Publisher',
      type: 'string',
      empty: '[x]',
      description: 'Who published it.',
      value: ({ publisher }) => publisher,
    },
    {
      name: 'published',
      title: 'Published',
      type: 'string',
      empty: '[x]',
      description: 'When, as exactly as it is printed: a day, a month or a year.',
      value: ({ published }) => published,
    },
    {
      name: 'url',
      title: 'Web address',
      type: 'string',
      empty: '[x]',
      description: 'Where it can be read.',
      value: ({ url }) => url ?? null,
    },
    {
      name: 'note',
      title: 'Note',
      type: 'string',
      empty: '[z]',
      description: 'What a reader should know.',
      value: ({ note }) => note,
    },
    {
      name: 'action_refs',
      title: 'Actions',
      type: 'string',
      separator: SEPARATOR,
      empty: '[x]',
      description: `Numbers of the actions that it cites, separated by "${SEPARATOR}".`,
      value: ({ actionRefs }) => listed(actionRefs),
    },
  ],
}

interface SameWorkRecord {
  readonly row: SameWork
  /** What it is called in this plan: the number of the action, the code of the achievement. */
  readonly code: string
}

/** One row a pair: a record of this plan, and one of another plan that is the same work. */
export const SAME_WORK_TABLE: Table<SameWorkRecord> = {
  name: 'same-work',
  title: 'Same work in other plans',
  description:
    'One row for each action or achievement of another plan that is the same work as one of this plan, as far as you may read it. Each plan counts its own.',
  primaryKey: ['record', 'code', 'other_plan', 'other_record', 'other_code'],
  columns: [
    {
      name: 'record',
      title: 'Record',
      type: 'string',
      description: 'What it is in this plan: action or achievement.',
      value: ({ row }) => row.record,
    },
    {
      name: 'code',
      title: 'Number',
      type: 'string',
      description: 'The number of the action, or the code of the achievement, in this plan.',
      value: ({ code }) => code,
    },
    {
      name: 'other_plan',
      title: 'Other plan',
      type: 'string',
      description: 'The other plan’s name in addresses.',
      value: ({ row }) => row.other.plan.slug,
    },
    {
      name: 'other_plan_title',
      title: 'Title of the other plan',
      type: 'string',
      description: 'Its short title.',
      value: ({ row }) => row.other.plan.shortTitle,
    },
    {
      name: 'other_record',
      title: 'Record there',
      type: 'string',
      description: 'What it is in the other plan: action or achievement.',
      value: ({ row }) => row.other.record,
    },
    {
      name: 'other_code',
      title: 'Number there',
      type: 'string',
      description: 'Its number or code in the other plan.',
      value: ({ row }) => row.other.code,
    },
    {
      name: 'other_title',
      title: 'Title there',
      type: 'string',
      width: 60,
      description: 'What it is called there.',
      value: ({ row }) => row.other.title,
    },
    {
      name: 'is_named_here',
      title: 'Named by this plan',
      type: 'boolean',
      description: 'Whether this plan names the other; otherwise the other plan names this one.',
      value: ({ row }) => row.isNamedHere,
    },
  ],
}

/** Takes a plan at a moment and what is the same work; returns the rows of the records that it had then. */
export function recordSameWork(plan: PlanState, rows: readonly SameWork[]): SameWorkRecord[] {
  const { actions } = indexPlan(plan)
  const achievements = new Map(plan.achievements.map(({ id, code }) => [id, code]))
  return rows.flatMap((row) => {
    const code = actions.get(row.recordId)?.ref ?? achievements.get(row.recordId)
    return code === undefined ? [] : [{ row, code }]
  })
}

/** What reports say was done, and what was published, citing actions. */

import type { Achievement, Publication } from '@/lib/domain/plan/plan'
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

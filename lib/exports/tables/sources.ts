import type { SourceDocument } from '@/lib/domain/plan/plan'
import type { Table } from './table'

/** One row a paper that statuses come from. */
export const SOURCE_TABLE: Table<SourceDocument> = {
  name: 'sources',
  title: 'Sources',
  description: 'One row for each document that statuses and ratings of the plan come from.',
  primaryKey: ['source_code'],
  columns: [
    {
      name: 'source_code',
      title: 'Source code',
      type: 'string',
      description: 'The code used in other tables.',
      value: ({ code }) => code,
    },
    {
      name: 'reference',
      title: 'Reference',
      type: 'string',
      empty: '[x]',
      description: 'The document’s own reference.',
      value: ({ reference }) => reference,
    },
    {
      name: 'source_title',
      title: 'Title',
      type: 'string',
      description: 'The document’s title.',
      value: ({ title }) => title,
    },
    {
      name: 'publisher',
      title: 'Publisher',
      type: 'string',
      description: 'Who published it.',
      value: ({ publisher }) => publisher,
    },
    {
      name: 'published',
      title: 'Published',
      type: 'string',
      empty: '[x]',
      description: 'When it was published, as exactly as it says: a day, a month or a year.',
      value: ({ date }) => date,
    },
    {
      name: 'url',
      title: 'Address',
      type: 'string',
      description: 'Where it can be found.',
      value: ({ url }) => url,
    },
  ],
}

import type { CountRecord } from '@/lib/domain/plan/records'
import { bucketLabel, bucketsOf } from '@/lib/domain/status/status'
import { columnsOf, type Table, type TablePlan } from './table'
import { STAMP } from './columns'

/** One row a section and status. */
export const countTable = (plan: TablePlan): Table<CountRecord> => ({
  name: 'status-counts',
  title: 'Status counts',
  description:
    'One row for each section and status, with the number of counted actions, zeros included. Always the whole plan, whatever the filters.',
  primaryKey: ['plan', 'as_at', 'section_id', 'status'],
  foreignKeys: [{ column: 'section_id', table: 'sections', to: 'section_id' }],
  columns: columnsOf<CountRecord>(plan, [
    ...STAMP,
    {
      name: 'pillar_code',
      level: 'pillar',
      title: 'Pillar code',
      type: 'string',
      description: 'The pillar that the section belongs to.',
      value: ({ pillar }) => pillar?.code ?? null,
    },
    {
      name: 'section_id',
      title: 'Section identifier',
      type: 'string',
      description: 'Stays with the section, even if its code changes.',
      value: ({ section }) => section.id,
    },
    {
      name: 'section_code',
      title: 'Section code',
      type: 'string',
      description: 'The section’s code in the plan. Text: 1.10 is not 1.1.',
      value: ({ section }) => section.code,
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
      value: ({ bucket }) => bucketLabel(plan, bucket),
    },
    {
      name: 'actions',
      title: 'Actions',
      type: 'integer',
      description: 'How many counted actions of the section have the status.',
      value: ({ count }) => count,
    },
    {
      name: 'counted_actions',
      title: 'Counted actions',
      type: 'integer',
      description: 'How many counted actions the section has: the total for a percentage.',
      value: ({ base }) => base,
    },
  ]),
})

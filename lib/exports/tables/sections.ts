import { BASES } from '@/lib/domain/plan/plan'
import { OVERALL_RAGS, ragLabel } from '@/lib/domain/status/rag'
import type { SectionRecord } from '@/lib/domain/plan/records'
import { bucketLabel, bucketsOf } from '@/lib/domain/status/status'
import { countAt } from '@/lib/domain/status/roll-up'
import { columnsOf, type Column, type Table, type TablePlan } from './table'
import { dateColumns, STAMP } from './columns'

const snakeCase = (code: string) => code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** One row a section: its rating, and how its counted actions stand. */
export const sectionTable = (plan: TablePlan): Table<SectionRecord> => ({
  name: 'sections',
  title: 'Status by section',
  description:
    'One row for each section of the plan: its overall RAG, and how many of its counted actions have each status. Always the whole plan, whatever the filters.',
  primaryKey: ['plan', 'as_at', 'section_id'],
  columns: columnsOf(plan, [
    ...STAMP,
    {
      name: 'section_id',
      title: 'Section identifier',
      type: 'string',
      description: 'Stays with the section, even if its code changes.',
      value: ({ id }) => id,
    },
    {
      name: 'section_code',
      title: 'Section code',
      type: 'string',
      description: 'The section’s code in the plan. Text: 1.10 is not 1.1.',
      value: ({ code }) => code,
    },
    {
      name: 'section_title',
      title: 'Section',
      type: 'string',
      description: 'The section’s title.',
      value: ({ title }) => title,
    },
    {
      name: 'pillar_code',
      level: 'pillar',
      title: 'Pillar code',
      type: 'string',
      description: 'The pillar that the section belongs to.',
      value: ({ pillar }) => pillar?.code ?? null,
    },
    {
      name: 'pillar_title',
      level: 'pillar',
      title: 'Pillar',
      type: 'string',
      description: 'The pillar’s name.',
      value: ({ pillar }) => pillar?.title ?? null,
    },
    {
      name: 'overall_rag',
      title: 'Overall RAG code',
      type: 'string',
      codes: OVERALL_RAGS,
      empty: '[x]',
      description: 'The assessed rating, or the suggested rating if there is none.',
      value: ({ rating }) => rating.rag,
    },
    {
      name: 'overall_rag_label',
      title: 'Overall RAG',
      type: 'string',
      empty: '[x]',
      description: 'The overall RAG as text.',
      value: ({ rating }) => rating.rag && ragLabel(rating.rag),
    },
    {
      name: 'assessed_rag',
      title: 'Assessed RAG code',
      type: 'string',
      codes: OVERALL_RAGS,
      empty: '[x]',
      description: 'The rating that a person gave.',
      value: ({ rating }) => rating.assessed,
    },
    {
      name: 'assessed_rag_basis',
      title: 'Basis of the assessed RAG',
      type: 'string',
      codes: BASES,
      empty: '[z]',
      description: 'How the assessed RAG is known.',
      value: ({ assessment }) => assessment && assessment.basis,
    },
    ...dateColumns<SectionRecord>(
      'assessed_rag',
      'Assessed RAG',
      'The date of the assessed RAG.',
      ({ assessment }) => assessment && assessment.effective,
      '[z]',
    ),
    {
      name: 'assessed_rag_is_stale',
      title: 'Assessed RAG is stale',
      type: 'boolean',
      description: 'Whether action statuses have changed since the rating was made.',
      value: ({ rating }) => rating.isStale,
    },
    {
      name: 'suggested_rag',
      title: 'Suggested RAG code',
      type: 'string',
      codes: OVERALL_RAGS,
      empty: '[x]',
      description: 'The rating that the plan’s rule suggests.',
      value: ({ rating }) => rating.suggestion.rag,
    },
    {
      name: 'counted_actions',
      title: 'Counted actions',
      type: 'integer',
      description: 'How many actions are counted: the base of the numbers beside it.',
      value: ({ rollUp }) => rollUp.base,
    },
    ...bucketsOf(plan).map((bucket): Column<SectionRecord> => ({
      name: `count_${snakeCase(bucket)}`,
      title: bucketLabel(plan, bucket),
      type: 'integer',
      description: `How many of the counted actions are "${bucketLabel(plan, bucket)}".`,
      value: ({ rollUp }) => countAt(rollUp.counts, bucket),
    })),
  ]),
})

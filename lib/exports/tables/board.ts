/** What the board asked and challenged, as a report carries it, and what printed reports do not agree with. None names a person. */

import { ASK_KINDS, type FrozenBoardRequest } from '@/lib/domain/board/board-requests'
import { DISPUTE_OUTCOMES, type FrozenDispute } from '@/lib/domain/board/disputes'
import { type Finding, FINDING_GROUPS, groupOf } from '@/lib/domain/printed/findings'
import { BASES, type PlanWords } from '@/lib/domain/plan/plan'
import type { HasStatuses } from '@/lib/domain/status/status'
import { ASK_KIND_LABELS, OUTCOME_LABELS, describeRating } from '@/lib/format/board/request-words'
import { describeFinding } from '@/lib/format/printed/finding-words'
import type { Column, Table } from './table'

type Subject = Pick<FrozenBoardRequest, 'number' | 'about' | 'raisedOn' | 'basis'>

const SUBJECT: readonly Column<Subject>[] = [
  {
    name: 'number',
    title: 'Number',
    type: 'integer',
    description: 'Its number in the plan.',
    value: ({ number }) => number,
  },
  {
    name: 'about_level',
    title: 'About',
    type: 'string',
    codes: ['action', 'section'],
    description: 'Whether it is about an action or a section.',
    value: ({ about }) => about.level,
  },
  {
    name: 'about_code',
    title: 'Which',
    type: 'string',
    description: 'The number or code of that action or section.',
    value: ({ about }) => about.code,
  },
  {
    name: 'about_title',
    title: 'Its title',
    type: 'string',
    description: 'What that action or section is called.',
    value: ({ about }) => about.title,
  },
  {
    name: 'raised_on',
    title: 'Raised on',
    type: 'date',
    description: 'The day of the meeting, or on which it was raised.',
    value: ({ raisedOn }) => raisedOn,
  },
]
const BASIS: Column<Subject> = {
  name: 'basis',
  title: 'Basis',
  type: 'string',
  codes: BASES,
  description: 'How it is known. A made up request is demonstration data.',
  value: ({ basis }) => basis,
}

/** One row a board request that the report carries. */
export const REQUEST_TABLE: Table<FrozenBoardRequest> = {
  name: 'board-requests',
  title: 'Board requests',
  description:
    'One row for each board request in the report: open, or answered or withdrawn since the previous report.',
  primaryKey: ['number'],
  columns: [
    ...SUBJECT,
    {
      name: 'kind',
      title: 'Kind code',
      type: 'string',
      codes: ASK_KINDS,
      description: 'Whether it is a question or a decision.',
      value: ({ kind }) => kind,
    },
    {
      name: 'kind_label',
      title: 'Kind',
      type: 'string',
      description: 'The kind as text.',
      value: ({ kind }) => ASK_KIND_LABELS[kind],
    },
    {
      name: 'request',
      title: 'Request',
      type: 'string',
      width: 60,
      description: 'What was asked or decided.',
      value: ({ text }) => text,
    },
    {
      name: 'report',
      title: 'Report discussed',
      type: 'string',
      empty: '[x]',
      description: 'The report discussed at the meeting.',
      value: ({ report }) => report && report.reference,
    },
    {
      name: 'owner',
      title: 'Responsible',
      type: 'string',
      empty: '[x]',
      description: 'The organisation responsible.',
      value: ({ owner }) => owner && owner.name,
    },
    {
      name: 'due_on',
      title: 'Due',
      type: 'date',
      empty: '[x]',
      description: 'When an answer is needed.',
      value: ({ dueOn }) => dueOn,
    },
    {
      name: 'is_overdue',
      title: 'Overdue',
      type: 'boolean',
      description: 'Whether it is open and that day has passed.',
      value: ({ isOverdue }) => isOverdue,
    },
    {
      name: 'standing',
      title: 'State',
      type: 'string',
      codes: ['open', 'answered', 'withdrawn'],
      description: 'Whether it is open, answered or withdrawn.',
      value: ({ standing }) => standing,
    },
    {
      name: 'answer',
      title: 'Answer',
      type: 'string',
      width: 60,
      empty: '[z]',
      description: 'The answer, or why it was withdrawn.',
      value: ({ settled }) => settled && settled.text,
    },
    {
      name: 'answered_on',
      title: 'Answered on',
      type: 'date',
      empty: '[z]',
      description: 'When it was answered or withdrawn.',
      value: ({ settled }) => settled && settled.on,
    },
    BASIS,
  ],
}

/** One row a challenge of a rating that the report carries. */
export const challengeTable = (plan: HasStatuses): Table<FrozenDispute> => ({
  name: 'rating-challenges',
  title: 'Disputed ratings',
  description: 'One row for each disputed rating in the report: open, or answered since the previous report.',
  primaryKey: ['number'],
  columns: [
    ...SUBJECT,
    {
      name: 'rating',
      title: 'Disputed rating',
      type: 'string',
      description: 'The rating when it was disputed.',
      value: ({ rating }) => describeRating(plan, rating),
    },
    {
      name: 'reason',
      title: 'Why',
      type: 'string',
      description: 'Why it was disputed.',
      value: ({ reason }) => reason,
    },
    {
      name: 'outcome',
      title: 'Outcome code',
      type: 'string',
      codes: DISPUTE_OUTCOMES,
      empty: '[z]',
      description: 'The decision; empty while it is open.',
      value: ({ answer }) => answer && answer.outcome,
    },
    {
      name: 'outcome_label',
      title: 'Outcome',
      type: 'string',
      empty: '[z]',
      description: 'The outcome as text.',
      value: ({ answer }) => answer && OUTCOME_LABELS[answer.outcome],
    },
    {
      name: 'answer',
      title: 'Answer',
      type: 'string',
      width: 60,
      empty: '[z]',
      description: 'What was answered.',
      value: ({ answer }) => answer && answer.text,
    },
    {
      name: 'answered_on',
      title: 'Answered on',
      type: 'date',
      empty: '[z]',
      description: 'When it was answered.',
      value: ({ answer }) => answer && answer.on,
    },
    BASIS,
  ],
})

/** Something in a printed report that does not agree. */
export interface FindingRecord {
  readonly code: string
  readonly reference: string
  readonly comparedAsAt: string
  readonly finding: Finding
  readonly plan: HasStatuses & { readonly words: PlanWords }
}

/** One row a finding. */
export const FINDING_TABLE: Table<FindingRecord> = {
  name: 'findings',
  title: 'Findings in printed reports',
  description:
    'One row for each inconsistency in a printed report: with arithmetic, its own tables or the plan.',
  primaryKey: ['report', 'finding'],
  columns: [
    {
      name: 'report',
      title: 'Report code',
      type: 'string',
      description: 'The code of the printed report.',
      value: ({ code }) => code,
    },
    {
      name: 'reference',
      title: 'Report',
      type: 'string',
      description: 'The number on the report.',
      value: ({ reference }) => reference,
    },
    {
      name: 'compared_as_at',
      title: 'Compared as at',
      type: 'date',
      description: 'The date on which the plan was compared with it.',
      value: ({ comparedAsAt }) => comparedAsAt,
    },
    {
      name: 'group',
      title: 'Does not match',
      type: 'string',
      codes: FINDING_GROUPS,
      description: 'What the figure does not match.',
      value: ({ finding }) => groupOf(finding),
    },
    {
      name: 'kind',
      title: 'Kind code',
      type: 'string',
      description: 'What kind of inconsistency it is.',
      value: ({ finding }) => finding.kind,
    },
    {
      name: 'finding',
      title: 'Finding',
      type: 'string',
      width: 100,
      description: 'The inconsistency as text.',
      value: ({ finding, plan }) => describeFinding(finding, plan),
    },
  ],
}

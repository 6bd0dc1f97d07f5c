/** The tables of a workbook that people read and print: few columns, in words. */

import type { ActionRecord, SectionRecord } from '@/lib/domain/plan/records'
import { ragLabel } from '@/lib/domain/status/rag'
import { shareOf, type RollUp } from '@/lib/domain/status/roll-up'
import { BASES, hasSections } from '@/lib/domain/plan/plan'
import type { BasisCounts } from '@/lib/domain/plan/views'
import { BASIS_LABELS, describeAdverse, describeShares, joinNames } from '@/lib/format/words'
import { type DatedTo } from '@/lib/domain/dates'
import { formatDate } from '@/lib/format/dates'
import { columnsOf, type Table, type TablePlan } from './table'
import { labelOf } from './columns'

/** Longer than fits a line or two of print. */
const MOST_SAID = 300

/** A section, or the whole plan. */
export type SummaryRecord = Pick<SectionRecord, 'code' | 'title' | 'rollUp' | 'basisCounts' | 'updated'> & {
  readonly pillar: string | null
  readonly rag: SectionRecord['rating']['rag']
}

/** Takes counts of bases; returns "12 published, 57 illustrative", in words; empty where nothing has a status. */
export function describeBases(counts: BasisCounts): string {
  return BASES.filter((basis) => counts[basis] > 0)
    .map((basis) => `${counts[basis]} ${BASIS_LABELS[basis].toLowerCase()}`)
    .join(', ')
}

const describeDate = (date: DatedTo | null) => date && formatDate(date)
const share = ({ adverse, base }: RollUp) => (base ? shareOf(adverse, base) : null)

/** One row for the whole plan, and one for each section. */
export const summaryTable = (plan: TablePlan): Table<SummaryRecord> => ({
  name: 'summary',
  title: hasSections(plan) ? 'Summary by section' : 'Summary',
  description: `The whole plan${hasSections(plan) ? ', and then each section' : ''}, with the base of its shares and how the statuses are known.`,
  primaryKey: [hasSections(plan) ? 'section' : 'title'],
  columns: columnsOf(plan, [
    {
      name: 'section',
      level: 'section',
      title: 'Section',
      type: 'string',
      width: 9,
      description: 'The section’s code; “All” for the whole plan.',
      value: ({ code }) => code,
    },
    {
      name: 'title',
      title: 'Title',
      type: 'string',
      width: 34,
      description: 'What it is called.',
      value: ({ title }) => title,
    },
    {
      name: 'pillar',
      level: 'pillar',
      title: 'Pillar',
      type: 'string',
      width: 18,
      empty: '[z]',
      description: 'The pillar that it belongs to.',
      value: ({ pillar }) => pillar,
    },
    {
      name: 'rating',
      level: 'section',
      title: 'Overall rating',
      type: 'string',
      width: 13,
      empty: '[z]',
      description: 'The assessed rating, or the suggested rating if there is none.',
      value: ({ rag }) => rag && ragLabel(rag),
    },
    {
      name: 'base',
      title: 'Counted actions',
      type: 'integer',
      width: 11,
      description: 'How many actions are counted: the base of the shares.',
      value: ({ rollUp }) => rollUp.base,
    },
    {
      name: 'statuses',
      title: 'Status of these',
      type: 'string',
      width: 38,
      description: 'Their shares, each rounded on its own.',
      value: ({ rollUp }) => describeShares(rollUp),
    },
    {
      name: 'adverse',
      title: 'Need attention',
      type: 'integer',
      width: 11,
      description: `How many are ${describeAdverse(plan, 'in need of attention')}.`,
      value: ({ rollUp }) => rollUp.adverse,
    },
    {
      name: 'adverse_share',
      title: 'Percentage of these',
      type: 'string',
      width: 12,
      empty: '[z]',
      description: 'The percentage of counted actions.',
      value: ({ rollUp }) => share(rollUp),
    },
    {
      name: 'basis',
      title: 'How the statuses are known',
      type: 'string',
      width: 24,
      empty: '[z]',
      description: 'How many statuses have each basis. The sheet Notes explains it.',
      value: ({ basisCounts }) => describeBases(basisCounts) || null,
    },
    {
      name: 'updated',
      title: 'Last update',
      type: 'string',
      width: 15,
      empty: '[x]',
      description: 'The date of the latest update.',
      value: ({ updated }) => describeDate(updated),
    },
  ]),
})

/** One row an action. */
export const readerTable = (plan: TablePlan): Table<ActionRecord> => ({
  name: 'actions-to-read',
  title: 'Actions to read and print',
  description:
    'One row for each action and part, in 10 columns. The sheet Actions has all columns and the full text.',
  primaryKey: ['action'],
  columns: columnsOf(plan, [
    {
      name: 'action',
      title: 'Action',
      type: 'string',
      width: 8,
      description: 'The action’s number.',
      value: ({ ref }) => ref,
    },
    {
      name: 'title',
      title: 'Title',
      type: 'string',
      width: 48,
      description: 'What the action is, in short.',
      value: ({ title }) => title,
    },
    {
      name: 'section',
      level: 'section',
      title: 'Section',
      type: 'string',
      width: 9,
      description: 'The code of the section that it belongs to; the sheet Summary has its title.',
      value: ({ section }) => section?.code ?? null,
    },
    {
      name: 'status',
      title: 'Status',
      type: 'string',
      width: 16,
      empty: '[z]',
      description: 'The status. “(not counted)” means it is not counted in the figures.',
      value: ({ bucket, status }) => {
        const label = labelOf(plan, bucket ?? status)
        return label && bucket === null ? `${label} (not counted)` : label
      },
    },
    {
      name: 'basis',
      title: 'How it is known',
      type: 'string',
      width: 13,
      empty: '[z]',
      description: 'The basis of the status. The sheet Notes explains it.',
      value: ({ basis }) => basis && BASIS_LABELS[basis],
    },
    {
      name: 'why',
      title: 'Why, and what is being done',
      type: 'string',
      width: 42,
      empty: '[x]',
      description: `The reason and the mitigating action, up to ${MOST_SAID} characters.`,
      value: ({ reason, mitigation }) => shorten([reason, mitigation].filter(Boolean).join(' ')) || null,
    },
    {
      name: 'due',
      title: 'Due',
      type: 'string',
      width: 14,
      empty: '[x]',
      description: 'The due date on the day, as exactly as it is known.',
      value: ({ due }) => describeDate(due),
    },
    {
      name: 'overdue',
      title: 'Days overdue',
      type: 'integer',
      width: 10,
      empty: '[z]',
      description: 'Whole days since the due date or the end of the timescale, where it is not delivered.',
      value: ({ daysOverdue }) => daysOverdue,
    },
    {
      name: 'updated',
      title: 'Last update',
      type: 'string',
      width: 15,
      empty: '[x]',
      description: 'The date of the status.',
      value: ({ updated }) => describeDate(updated),
    },
    {
      name: 'led_by',
      title: 'Led by',
      type: 'string',
      width: 24,
      empty: '[x]',
      description: 'The partners that lead it, or the other partners if no lead is named.',
      value: ({ partners }) => {
        const leads = partners.filter(({ meaning }) => meaning === 'lead')
        return joinNames((leads.length ? leads : partners).map(({ abbreviation }) => abbreviation)) || null
      },
    },
  ]),
})

function shorten(text: string): string {
  return text.length <= MOST_SAID ? text : `${text.slice(0, MOST_SAID).trimEnd()} …`
}

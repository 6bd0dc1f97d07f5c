import { CONFIDENCES, UPDATE_KINDS } from '@/lib/domain/plan/plan'
import type { UpdateRecord } from '@/lib/domain/plan/records'
import { bucketLabel } from '@/lib/domain/status/status'
import { columnsOf, type Table, type TablePlan } from './table'
import { basisColumns, dateColumns, listed, PLAN_COLUMN, SEPARATOR, wordColumns } from './columns'

const KIND_LABELS = {
  update: 'Update',
  nilReturn: 'No change',
  correction: 'Correction',
  revision: 'Update edited by an editor',
  withdrawal: 'Withdrawal',
} as const

/** One row an update, for every update that readers may see. */
export const historyTable = (plan: TablePlan): Table<UpdateRecord> => ({
  name: 'history',
  title: 'History of updates',
  description:
    'One row for each published update of the actions, in the order recorded. Rows never change: a correction is a separate row.',
  primaryKey: ['update_id'],
  columns: columnsOf(plan, [
    PLAN_COLUMN,
    {
      name: 'update_id',
      title: 'Update identifier',
      type: 'string',
      description: 'Stays with the update.',
      value: ({ id }) => id,
    },
    {
      name: 'action_id',
      title: 'Action identifier',
      type: 'string',
      description: 'Stays with the action, even if its number changes.',
      value: ({ action }) => action.id,
    },
    {
      name: 'action_ref',
      title: 'Action',
      type: 'string',
      description: 'The action’s number in the plan today. Text: 1.10 is not 1.1.',
      value: ({ action }) => action.ref,
    },
    {
      name: 'action_title',
      title: 'Title',
      type: 'string',
      description: 'What the action is, in short, as worded today.',
      value: ({ action }) => action.title,
    },
    {
      name: 'section_code',
      level: 'section',
      title: 'Section code',
      type: 'string',
      description: 'The section that the action belongs to today. Text: 1.10 is not 1.1.',
      value: ({ section }) => section?.code ?? null,
    },
    {
      name: 'kind',
      title: 'Kind code',
      type: 'string',
      codes: UPDATE_KINDS,
      description:
        'Whether it is a new update, confirms one ("nilReturn"), corrects one, is an editor’s wording of one, or withdraws one that an import wrote.',
      value: ({ kind }) => kind,
    },
    {
      name: 'kind_label',
      title: 'Kind',
      type: 'string',
      description: 'The kind as text.',
      value: ({ kind }) => KIND_LABELS[kind],
    },
    {
      name: 'about_update_id',
      title: 'Identifier of the update it is about',
      type: 'string',
      empty: '[z]',
      description: 'The update that it confirms or corrects.',
      value: ({ aboutId }) => aboutId,
    },
    {
      name: 'status',
      title: 'Status code',
      type: 'string',
      codes: plan.statuses.map(({ code }) => code),
      description: 'The status.',
      value: ({ status }) => status,
    },
    {
      name: 'status_label',
      title: 'Status',
      type: 'string',
      description: 'The status as the plan words it.',
      value: ({ status }) => bucketLabel(plan, status),
    },
    ...basisColumns<UpdateRecord>(
      ({ basis }) => basis,
      ({ basisNote }) => basisNote,
    ),
    ...dateColumns<UpdateRecord>(
      'status',
      'Status',
      'The date of the status.',
      ({ effective }) => effective,
      undefined,
    ),
    {
      name: 'status_recorded_at',
      title: 'Status recorded at',
      type: 'datetime',
      description: 'When the update was recorded, in UTC.',
      value: ({ recordedAt }) => recordedAt,
    },
    {
      name: 'status_attributed_to',
      title: 'Status given by',
      type: 'string',
      description: 'The organisation responsible for the status. Never a person.',
      value: ({ attributedTo }) => attributedTo,
    },
    {
      name: 'status_sources',
      title: 'Sources of the status',
      type: 'string',
      separator: SEPARATOR,
      empty: '[x]',
      description: `Codes of the documents that the status comes from, separated by "${SEPARATOR}".`,
      value: ({ sourceCodes }) => listed(sourceCodes),
    },
    {
      name: 'confidence',
      title: 'Confidence',
      type: 'string',
      codes: CONFIDENCES,
      empty: '[z]',
      description: 'For an inferred status: how well the text supports it.',
      value: ({ confidence }) => confidence,
    },
    ...wordColumns<UpdateRecord>(),
    {
      name: 'evidence',
      title: 'Evidence',
      type: 'string',
      empty: '[x]',
      description: 'Links to evidence, one a line: the title, then the address in angle brackets.',
      value: ({ evidence }) => evidence.map(({ title, url }) => `${title} <${url}>`).join('\n') || null,
    },
  ]),
})

import { CONFIDENCES, UPDATE_KINDS } from '@/lib/domain/plan/plan'
import type { UpdateRecord } from '@/lib/domain/plan/records'
import { bucketLabel, STATUS_CODES } from '@/lib/domain/status/status'
import type { Table } from './table'
import { basisColumns, dateColumns, listed, PLAN_COLUMN, SEPARATOR, wordColumns } from './columns'

const KIND_LABELS = {
  update: 'Update',
  nilReturn: 'No change',
  correction: 'Correction',
  revision: 'Update as an editor reworded it',
} as const

/** One row an update, for every update that readers may see. */
export const HISTORY_TABLE: Table<UpdateRecord> = {
  name: 'history',
  title: 'History of updates',
  description:
    'One row for each progress update ever made about the actions that readers may see, in the order of recording. Rows are never changed: a correction is a row of its own.',
  primaryKey: ['update_id'],
  columns: [
    PLAN_COLUMN,
    {
      name: 'update_id',
      title: 'Update identifier',
      type: 'string',
      description: 'Stays with the update for ever.',
      value: ({ id }) => id,
    },
    {
      name: 'action_id',
      title: 'Action identifier',
      type: 'string',
      description: 'Stays with the action for ever, whatever its number.',
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
      title: 'Section code',
      type: 'string',
      description: 'The section that the action belongs to today. Text: 1.10 is not 1.1.',
      value: ({ section }) => section.code,
    },
    {
      name: 'kind',
      title: 'Kind code',
      type: 'string',
      codes: UPDATE_KINDS,
      description:
        'Whether it says something new, confirms what was said ("nilReturn"), corrects it, or is an editor’s wording of it.',
      value: ({ kind }) => kind,
    },
    {
      name: 'kind_label',
      title: 'Kind',
      type: 'string',
      description: 'The kind in words.',
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
      codes: STATUS_CODES,
      description: 'Where delivery stood.',
      value: ({ status }) => status,
    },
    {
      name: 'status_label',
      title: 'Status',
      type: 'string',
      description: 'The status as the published reports word it.',
      value: ({ status }) => bucketLabel(status),
    },
    ...basisColumns<UpdateRecord>(
      ({ basis }) => basis,
      ({ basisNote }) => basisNote,
    ),
    ...dateColumns<UpdateRecord>(
      'status',
      'Status',
      'When the status was true.',
      ({ effective }) => effective,
      undefined,
    ),
    {
      name: 'status_recorded_at',
      title: 'Status recorded at',
      type: 'datetime',
      description: 'When the update was put on record, in UTC.',
      value: ({ recordedAt }) => recordedAt,
    },
    {
      name: 'status_attributed_to',
      title: 'Status given by',
      type: 'string',
      description: 'The body that stands for the status. Never a person.',
      value: ({ attributedTo }) => attributedTo,
    },
    {
      name: 'status_sources',
      title: 'Sources of the status',
      type: 'string',
      separator: SEPARATOR,
      empty: '[x]',
      description: `Codes of the papers that the status comes from, parted by "${SEPARATOR}".`,
      value: ({ sourceCodes }) => listed(sourceCodes),
    },
    {
      name: 'confidence',
      title: 'Confidence',
      type: 'string',
      codes: CONFIDENCES,
      empty: '[z]',
      description: 'For an inferred status: how far the text bears it.',
      value: ({ confidence }) => confidence,
    },
    ...wordColumns<UpdateRecord>(),
    {
      name: 'evidence',
      title: 'Evidence',
      type: 'string',
      empty: '[x]',
      description: 'Pages that prove it, each as its title with its address in angle brackets, one a line.',
      value: ({ evidence }) => evidence.map(({ title, url }) => `${title} <${url}>`).join('\n') || null,
    },
  ],
}

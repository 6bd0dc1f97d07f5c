import {
  ACTIVITY_TYPES,
  CONFIDENCES,
  type PartnerRole,
  REFERENCE_SOURCES,
  TIMESCALE_SOURCES,
} from '@/lib/domain/plan/plan'
import type { ActionRecord } from '@/lib/domain/plan/records'
import { LIFECYCLES } from '@/lib/domain/status/roll-up'
import { BUCKETS } from '@/lib/domain/status/status'
import { ACTIVITY_LABELS, LIFECYCLE_LABELS } from '@/lib/format/words'
import type { Table } from './table'
import { basisColumns, dateColumns, labelOf, listed, SEPARATOR, STAMP, wordColumns } from './columns'

const partnersAs = (role: PartnerRole) => (row: ActionRecord) =>
  listed(row.partners.filter((partner) => partner.role === role).map(({ code }) => code))

/** One row an action a date. */
export const ACTION_TABLE: Table<ActionRecord> = {
  name: 'actions',
  title: 'Actions',
  description: 'One row for each action and part of an action, as it stood on one day.',
  primaryKey: ['plan', 'as_at', 'action_id'],
  foreignKeys: [{ column: 'section_id', table: 'sections', to: 'section_id' }],
  columns: [
    ...STAMP,
    {
      ...{ name: 'action_id', title: 'Action identifier', type: 'string' },
      description: 'Stays with the action for ever, whatever its number.',
      value: ({ id }) => id,
    },
    {
      ...{ name: 'action_ref', title: 'Action', type: 'string' },
      description: 'The action’s number in the plan. Text: 1.10 is not 1.1.',
      value: ({ ref }) => ref,
    },
    {
      ...{ name: 'action_ref_source', title: 'Source of the number', type: 'string' },
      description:
        'Whether the number is printed, confirmed by another paper, deduced from the order, or entered by an editor.',
      codes: REFERENCE_SOURCES,
      value: ({ refSource }) => refSource,
    },
    {
      ...{ name: 'action_title', title: 'Title', type: 'string' },
      description: 'What the action is, in short.',
      value: ({ title }) => title,
    },
    {
      ...{ name: 'parent_id', title: 'Identifier of the action above', type: 'string', empty: '[z]' },
      description: 'For a part of an action: the action that it is a part of.',
      value: ({ parentId }) => parentId,
    },
    {
      ...{ name: 'parent_ref', title: 'Action above', type: 'string', empty: '[z]' },
      description: 'For a part of an action: the number of the action that it is a part of.',
      value: ({ parentRef }) => parentRef,
    },
    {
      ...{ name: 'depth', title: 'Depth', type: 'integer' },
      description: 'How many actions stand above it: 0 for a numbered action.',
      value: ({ depth }) => depth,
    },
    {
      ...{ name: 'pillar_code', title: 'Pillar code', type: 'string' },
      description: 'The pillar that the action belongs to.',
      value: ({ pillar }) => pillar.code,
    },
    {
      ...{ name: 'pillar_title', title: 'Pillar', type: 'string' },
      description: 'The pillar’s name.',
      value: ({ pillar }) => pillar.title,
    },
    {
      ...{ name: 'section_id', title: 'Section identifier', type: 'string' },
      description: 'Stays with the section for ever, whatever its code.',
      value: ({ sectionId }) => sectionId,
    },
    {
      ...{ name: 'section_code', title: 'Section code', type: 'string' },
      description: 'The section that the action belongs to. Text: 1.10 is not 1.1.',
      value: ({ section }) => section.code,
    },
    {
      ...{ name: 'section_title', title: 'Section', type: 'string' },
      description: 'The section’s title.',
      value: ({ section }) => section.title,
    },
    {
      ...{ name: 'is_counted', title: 'Counted', type: 'boolean' },
      description:
        'Whether it enters the counts and shares of its section: marked as counted, and still active.',
      value: ({ bucket }) => bucket !== null,
    },
    {
      ...{ name: 'rated_with_ref', title: 'Rated with', type: 'string', empty: '[z]' },
      description: 'For an action that is not counted: the counted action above it that it is rated with.',
      value: ({ ratedWith }) => ratedWith,
    },
    {
      ...{ name: 'lifecycle', title: 'Lifecycle code', type: 'string', codes: LIFECYCLES },
      description: 'Whether it is still a commitment.',
      value: ({ lifecycle }) => lifecycle,
    },
    {
      ...{ name: 'lifecycle_label', title: 'Lifecycle', type: 'string' },
      description: 'The lifecycle in words.',
      value: ({ lifecycle }) => LIFECYCLE_LABELS[lifecycle],
    },
    {
      ...{ name: 'heir_ref', title: 'Replaced by', type: 'string', empty: '[z]' },
      description: 'The action that took its place, once it was merged or superseded.',
      value: ({ heirRef }) => heirRef,
    },
    {
      ...{ name: 'status', title: 'Status code', type: 'string', codes: BUCKETS, empty: '[z]' },
      description:
        'Where delivery stands. "noUpdate" for a counted action of which nothing has been said; empty for one that is neither counted nor spoken of.',
      value: ({ bucket, status }) => bucket ?? status,
    },
    {
      ...{ name: 'status_label', title: 'Status', type: 'string', empty: '[z]' },
      description: 'The status as the published reports word it.',
      value: ({ bucket, status }) => labelOf(bucket ?? status),
    },
    ...basisColumns<ActionRecord>(
      ({ basis }) => basis,
      ({ basisNote }) => basisNote,
    ),
    ...dateColumns<ActionRecord>('status', 'Status', 'When the status was true.', ({ updated }) => updated),
    {
      ...{ name: 'status_recorded_at', title: 'Status recorded at', type: 'datetime', empty: '[x]' },
      description: 'When the status was put on record, in UTC.',
      value: ({ recordedAt }) => recordedAt,
    },
    {
      ...{ name: 'status_attributed_to', title: 'Status given by', type: 'string', empty: '[x]' },
      description: 'The body that stands for the status. Never a person.',
      value: ({ attributedTo }) => attributedTo,
    },
    {
      ...{
        name: 'status_sources',
        title: 'Sources of the status',
        type: 'string',
        separator: SEPARATOR,
        empty: '[x]',
      },
      description: `Codes of the papers that the status comes from, parted by "${SEPARATOR}".`,
      value: ({ sourceCodes }) => listed(sourceCodes),
    },
    {
      ...{ name: 'confidence', title: 'Confidence', type: 'string', codes: CONFIDENCES, empty: '[z]' },
      description: 'For an inferred status: how far the text bears it.',
      value: ({ confidence }) => confidence,
    },
    ...wordColumns<ActionRecord>(),
    {
      ...{ name: 'activity', title: 'Activity code', type: 'string', codes: ACTIVITY_TYPES, empty: '[x]' },
      description: 'Whether the plan calls it existing or new activity.',
      value: ({ activity }) => activity,
    },
    {
      ...{ name: 'activity_label', title: 'Activity', type: 'string', empty: '[x]' },
      description: 'The activity in words.',
      value: ({ activity }) => activity && ACTIVITY_LABELS[activity],
    },
    {
      ...{ name: 'timescale_code', title: 'Timescale code', type: 'string', empty: '[x]' },
      description: 'The band of time that the plan promised.',
      value: ({ timescale }) => timescale && timescale.code,
    },
    {
      ...{ name: 'timescale_label', title: 'Timescale', type: 'string', empty: '[x]' },
      description: 'The timescale in words.',
      value: ({ timescale }) => timescale && timescale.title,
    },
    {
      ...{ name: 'timescale_source', title: 'Source of the timescale', type: 'string' },
      description: 'Whether the plan states the timescale, or it was inferred, or is missing.',
      codes: TIMESCALE_SOURCES,
      value: ({ timescaleSource }) => timescaleSource,
    },
    ...dateColumns<ActionRecord>(
      'original_due',
      'Original due',
      'The due date first promised.',
      ({ originalDue }) => originalDue,
    ),
    ...dateColumns<ActionRecord>('due', 'Due', 'The due date that held on the day.', ({ due }) => due),
    {
      ...{ name: 'due_note', title: 'Note on the due date', type: 'string', empty: '[z]' },
      description: 'What is to be said of the due date.',
      value: ({ dueNote }) => dueNote,
    },
    {
      ...{ name: 'days_overdue', title: 'Days overdue', type: 'integer', empty: '[z]' },
      description:
        'Whole days since the due date, or else the end of the timescale, of a counted action that is not delivered.',
      value: ({ daysOverdue }) => daysOverdue,
    },
    {
      ...{ name: 'done_when', title: 'Done when', type: 'string', empty: '[x]' },
      description: 'How one will know that it is done.',
      value: ({ doneWhen }) => doneWhen,
    },
    {
      ...{
        name: 'lead_partners',
        title: 'Lead partners',
        type: 'string',
        separator: SEPARATOR,
        empty: '[x]',
      },
      description: `Codes of the partners that lead, parted by "${SEPARATOR}".`,
      value: partnersAs('lead'),
    },
    {
      ...{
        name: 'support_partners',
        title: 'Supporting partners',
        type: 'string',
        separator: SEPARATOR,
        empty: '[x]',
      },
      description: `Codes of the partners that support, parted by "${SEPARATOR}".`,
      value: partnersAs('support'),
    },
    {
      ...{ name: 'key_partners', title: 'Key partners', type: 'string', separator: SEPARATOR, empty: '[x]' },
      description: `Codes of the partners that the plan names without saying whether they lead, parted by "${SEPARATOR}".`,
      value: partnersAs('keyPartner'),
    },
    {
      ...{
        name: 'partner_names',
        title: 'Partner names',
        type: 'string',
        separator: SEPARATOR,
        empty: '[x]',
      },
      description: `The names of all of these, parted by "${SEPARATOR}".`,
      value: ({ partners }) => listed(partners.map(({ name }) => name.replaceAll(SEPARATOR, ','))),
    },
    {
      ...{ name: 'partners_named_on', title: 'Partners named on', type: 'string' },
      description: 'Where the plan names them: on the action, on one above it, or on its section.',
      codes: ['action', 'parent', 'section'],
      value: ({ partnersNamedOn }) => partnersNamedOn,
    },
    {
      ...{
        name: 'involved_partners',
        title: 'Involved partners',
        type: 'string',
        separator: SEPARATOR,
        empty: '[x]',
      },
      description: `Codes of every partner named on it, above it, on its parts or on its section, parted by "${SEPARATOR}".`,
      value: ({ involves }) => listed(involves),
    },
  ],
}

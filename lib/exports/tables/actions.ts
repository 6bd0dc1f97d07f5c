import {
  ACTIVITY_TYPES,
  CONFIDENCES,
  hasSections,
  REFERENCE_SOURCES,
  TIMESCALE_SOURCES,
  type PlanRole,
} from '@/lib/domain/plan/plan'
import type { HasFields } from '@/lib/domain/own-fields'
import type { ActionRecord } from '@/lib/domain/plan/records'
import { LIFECYCLES } from '@/lib/domain/status/roll-up'
import { bucketsOf } from '@/lib/domain/status/status'
import { ACTIVITY_LABELS, LIFECYCLE_LABELS } from '@/lib/format/words'
import { rolesOf, USUAL_ROLES } from '@/lib/domain/plan/roles'
import { ownColumns } from './own-fields'
import { type Column, columnsOf, type Table, type TablePlan } from './table'
import { basisColumns, dateColumns, labelOf, listed, SEPARATOR, STAMP, wordColumns } from './columns'

/** The columns of the usual roles, by the role's code; one of a plan's own is called by its code. */
const ROLE_COLUMNS: Readonly<Record<string, { name: string; title: string; says: string }>> = {
  lead: { name: 'lead_partners', title: 'Lead partners', says: 'partners that lead' },
  support: { name: 'support_partners', title: 'Supporting partners', says: 'partners that support' },
  keyPartner: {
    name: 'key_partners',
    title: 'Key partners',
    says: 'partners that the plan names without saying whether they lead',
  },
}

function roleColumn(role: PlanRole): Column<ActionRecord> {
  const usual = USUAL_ROLES.find(({ code }) => code === role.code)
  const isRenamed = usual?.one !== role.one || usual.many !== role.many
  const { name, title, says } = ROLE_COLUMNS[role.code] ?? {
    name: `partners_${role.code.toLowerCase().replaceAll('-', '_')}`,
    title: '',
    says: '',
  }
  return {
    name,
    title: isRenamed ? `Partners: ${role.one}` : title,
    type: 'string',
    separator: SEPARATOR,
    empty: '[x]',
    description: `Codes of the ${isRenamed ? `partners with the role “${role.one}”` : says}, separated by "${SEPARATOR}".`,
    value: ({ partners }) =>
      listed(partners.filter((partner) => partner.role === role.code).map(({ code }) => code)),
  }
}

/** One row an action a date. */
export const actionTable = (plan: TablePlan & HasFields): Table<ActionRecord> => ({
  name: 'actions',
  title: 'Actions',
  description: 'One row for each action and part of an action, on one day.',
  primaryKey: ['plan', 'as_at', 'action_id'],
  foreignKeys: hasSections(plan) ? [{ column: 'section_id', table: 'sections', to: 'section_id' }] : [],
  columns: columnsOf(plan, [
    ...STAMP,
    {
      name: 'action_id',
      title: 'Action identifier',
      type: 'string',
      description: 'Stays with the action, even if its number changes.',
      value: ({ id }) => id,
    },
    {
      name: 'action_ref',
      title: 'Action',
      type: 'string',
      description: 'The action’s number in the plan. Text: 1.10 is not 1.1.',
      value: ({ ref }) => ref,
    },
    {
      name: 'action_ref_source',
      title: 'Source of the number',
      type: 'string',
      description:
        'Whether the number is printed, confirmed by another paper, deduced from the order, or entered by an editor.',
      codes: REFERENCE_SOURCES,
      value: ({ refSource }) => refSource,
    },
    {
      name: 'action_title',
      title: 'Title',
      type: 'string',
      description: 'What the action is, in short.',
      value: ({ title }) => title,
    },
    {
      name: 'parent_id',
      title: 'Identifier of the action above',
      type: 'string',
      empty: '[z]',
      description: 'For a part of an action: the action that it is a part of.',
      value: ({ parentId }) => parentId,
    },
    {
      name: 'parent_ref',
      title: 'Action above',
      type: 'string',
      empty: '[z]',
      description: 'For a part of an action: the number of the action that it is a part of.',
      value: ({ parentRef }) => parentRef,
    },
    {
      name: 'depth',
      title: 'Depth',
      type: 'integer',
      description: 'How many actions it is part of: 0 for a numbered action.',
      value: ({ depth }) => depth,
    },
    {
      name: 'pillar_code',
      level: 'pillar',
      title: 'Pillar code',
      type: 'string',
      description: 'The pillar that the action belongs to.',
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
      name: 'section_id',
      level: 'section',
      title: 'Section identifier',
      type: 'string',
      description: 'Stays with the section, even if its code changes.',
      value: ({ sectionId }) => sectionId,
    },
    {
      name: 'section_code',
      level: 'section',
      title: 'Section code',
      type: 'string',
      description: 'The section that the action belongs to. Text: 1.10 is not 1.1.',
      value: ({ section }) => section?.code ?? null,
    },
    {
      name: 'section_title',
      level: 'section',
      title: 'Section',
      type: 'string',
      description: 'The section’s title.',
      value: ({ section }) => section?.title ?? null,
    },
    {
      name: 'is_counted',
      title: 'Counted',
      type: 'boolean',
      description: 'Whether it is counted in the figures: marked as counted and active.',
      value: ({ bucket }) => bucket !== null,
    },
    {
      name: 'rated_with_ref',
      title: 'Rated with',
      type: 'string',
      empty: '[z]',
      description: 'For an action that is not counted: the counted action above it that it is rated with.',
      value: ({ ratedWith }) => ratedWith,
    },
    {
      name: 'lifecycle',
      title: 'Lifecycle code',
      type: 'string',
      codes: LIFECYCLES,
      description: 'Whether it is still a commitment.',
      value: ({ lifecycle }) => lifecycle,
    },
    {
      name: 'lifecycle_label',
      title: 'Lifecycle',
      type: 'string',
      description: 'The lifecycle as text.',
      value: ({ lifecycle }) => LIFECYCLE_LABELS[lifecycle],
    },
    {
      name: 'heir_ref',
      title: 'Replaced by',
      type: 'string',
      empty: '[z]',
      description: 'The action that replaced it, if it was merged or superseded.',
      value: ({ heirRef }) => heirRef,
    },
    {
      name: 'status',
      title: 'Status code',
      type: 'string',
      codes: bucketsOf(plan),
      empty: '[z]',
      description:
        'The status. "noUpdate" for a counted action without an update; empty for an action that is not counted and has no update.',
      value: ({ bucket, status }) => bucket ?? status,
    },
    {
      name: 'status_label',
      title: 'Status',
      type: 'string',
      empty: '[z]',
      description: 'The status as the plan words it.',
      value: ({ bucket, status }) => labelOf(plan, bucket ?? status),
    },
    ...basisColumns<ActionRecord>(
      ({ basis }) => basis,
      ({ basisNote }) => basisNote,
    ),
    ...dateColumns<ActionRecord>('status', 'Status', 'The date of the status.', ({ updated }) => updated),
    {
      name: 'status_recorded_at',
      title: 'Status recorded at',
      type: 'datetime',
      empty: '[x]',
      description: 'When the status was recorded, in UTC.',
      value: ({ recordedAt }) => recordedAt,
    },
    {
      name: 'status_attributed_to',
      title: 'Status given by',
      type: 'string',
      empty: '[x]',
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
    ...wordColumns<ActionRecord>(),
    {
      name: 'activity',
      title: 'Activity code',
      type: 'string',
      codes: ACTIVITY_TYPES,
      empty: '[x]',
      description: 'Whether the plan calls it existing or new activity.',
      value: ({ activity }) => activity,
    },
    {
      name: 'activity_label',
      title: 'Activity',
      type: 'string',
      empty: '[x]',
      description: 'The activity in words.',
      value: ({ activity }) => activity && ACTIVITY_LABELS[activity],
    },
    {
      name: 'timescale_code',
      title: 'Timescale code',
      type: 'string',
      empty: '[x]',
      description: 'The timescale given in the plan.',
      value: ({ timescale }) => timescale && timescale.code,
    },
    {
      name: 'timescale_label',
      title: 'Timescale',
      type: 'string',
      empty: '[x]',
      description: 'The timescale in words.',
      value: ({ timescale }) => timescale && timescale.title,
    },
    {
      name: 'timescale_source',
      title: 'Source of the timescale',
      type: 'string',
      description: 'Whether the plan states the timescale, or it was inferred, or is missing.',
      codes: TIMESCALE_SOURCES,
      value: ({ timescaleSource }) => timescaleSource,
    },
    ...dateColumns<ActionRecord>(
      'original_due',
      'Original due',
      'The original due date.',
      ({ originalDue }) => originalDue,
    ),
    ...dateColumns<ActionRecord>(
      'due',
      'Due',
      'The due date on the day the row describes.',
      ({ due }) => due,
    ),
    {
      name: 'due_note',
      title: 'Note on the due date',
      type: 'string',
      empty: '[z]',
      description: 'A note about the due date.',
      value: ({ dueNote }) => dueNote,
    },
    {
      name: 'days_overdue',
      title: 'Days overdue',
      type: 'integer',
      empty: '[z]',
      description:
        'Whole days since the due date, or else the end of the timescale, of a counted action that is not delivered.',
      value: ({ daysOverdue }) => daysOverdue,
    },
    {
      name: 'done_when',
      title: 'Done when',
      type: 'string',
      empty: '[x]',
      description: 'What done looks like.',
      value: ({ doneWhen }) => doneWhen,
    },
    ...rolesOf(plan).map(roleColumn),
    {
      name: 'partner_names',
      title: 'Partner names',
      type: 'string',
      separator: SEPARATOR,
      empty: '[x]',
      description: `The names of all of these, separated by "${SEPARATOR}".`,
      value: ({ partners }) => listed(partners.map(({ name }) => name.replaceAll(SEPARATOR, ','))),
    },
    {
      name: 'partners_named_on',
      title: 'Partners named on',
      type: 'string',
      description: 'Where the plan names them: on the action, on one above it, or on its section.',
      codes: ['action', 'parent', 'section'],
      value: ({ partnersNamedOn }) => partnersNamedOn,
    },
    {
      name: 'involved_partners',
      title: 'Involved partners',
      type: 'string',
      separator: SEPARATOR,
      empty: '[x]',
      description: `Codes of every partner named on it, above it, on its parts or on its section, separated by "${SEPARATOR}".`,
      value: ({ involves }) => listed(involves),
    },
    ...ownColumns(plan),
  ]),
})

/** The table of what moved, and that of the fields that changed. */

import type { HasRoles } from '@/lib/domain/plan/roles'
import type { Comparison, MovementRow, ActionState } from '@/lib/domain/movement/movement'
import type { FieldChange } from '@/lib/domain/movement/movement-fields'
import { BASES, type PlanWords } from '@/lib/domain/plan/plan'
import { LIFECYCLES } from '@/lib/domain/status/roll-up'
import { bucketsOf, type HasStatuses } from '@/lib/domain/status/status'
import {
  fieldLabel,
  kindWords,
  describeFieldValue,
  describeState,
} from '@/lib/format/movement/movement-words'
import { columnsOf, type Column, type Table, type TablePlan } from './table'
import { dateColumns, listed, PLAN_COLUMN, SEPARATOR } from './columns'

/** An action of a comparison, and which two states those are. */
export interface MovementRecord {
  readonly plan: string
  readonly sides: Pick<Comparison, 'before' | 'after'>
  readonly row: MovementRow
}

export interface FieldRecord extends Pick<MovementRecord, 'plan' | 'sides'> {
  readonly id: string
  readonly ref: string
  readonly words: PlanWords
  readonly change: FieldChange
}

type Sided = Pick<MovementRecord, 'sides'>

const SIDES = [
  { at: 'before', prefix: 'from', word: 'earlier' },
  { at: 'after', prefix: 'to', word: 'later' },
] as const

/** Which two states a row is about, so that files of several comparisons can be put below each other. */
const SIDE_COLUMNS: readonly Column<Sided>[] = SIDES.flatMap(({ at, prefix, word }): Column<Sided>[] => [
  {
    name: `${prefix}_report`,
    title: `${at === 'before' ? 'From' : 'To'} report`,
    type: 'string',
    description: `The code of the ${word} report. “now” for the plan when the file was made.`,
    value: ({ sides }) => sides[at].code ?? 'now',
  },
  {
    name: `${prefix}_as_at`,
    title: `${at === 'before' ? 'From' : 'To'} day`,
    type: 'date',
    description: `The day of the figures of the ${word} state.`,
    value: ({ sides }) => sides[at].asAt,
  },
])

/** How an action stands on one side: every column may be empty, where it is not in the plan of that side. */
function stateColumns(
  plan: HasStatuses,
  { at, word }: (typeof SIDES)[number],
): readonly Column<MovementRecord>[] {
  const of =
    <T>(value: (state: ActionState) => T) =>
    ({ row }: MovementRecord) => {
      const state = row[at]
      return state && value(state)
    }
  const column = (
    name: string,
    title: string,
    description: string,
    value: (state: ActionState) => string | null,
    codes?: readonly string[],
  ): Column<MovementRecord> => ({
    name: `${name}_${at}`,
    title: `${title} ${at === 'before' ? 'then' : 'now'}`,
    type: 'string',
    empty: '[z]',
    description: `${description}, in the ${word} state.`,
    value: of(value),
    ...(codes && { codes }),
  })
  return [
    column('action_ref', 'Number', 'The action’s number', ({ ref }) => ref),
    column('action_title', 'Title', 'What the action is, in short', ({ title }) => title),
    {
      ...column('pillar_code', 'Pillar code', 'The code of its pillar', ({ pillar }) => pillar?.code ?? null),
      level: 'pillar',
    },
    {
      ...column(
        'section_code',
        'Section code',
        'The code of its section',
        ({ section }) => section?.code ?? null,
      ),
      level: 'section',
    },
    {
      ...column(
        'section_title',
        'Section',
        'The title of its section',
        ({ section }) => section?.title ?? null,
      ),
      level: 'section',
    },
    column(
      'lifecycle',
      'Lifecycle code',
      'Whether it is a commitment',
      ({ lifecycle }) => lifecycle,
      LIFECYCLES,
    ),
    column(
      'status',
      'Status code',
      'The status, “noUpdate” if it is counted and has no update',
      ({ bucket, status }) => bucket ?? status,
      bucketsOf(plan),
    ),
    column('standing', 'Status', 'The status as text, or why it has none that is counted', (state) =>
      describeState(plan, state),
    ),
    {
      name: `is_counted_${at}`,
      title: `Counted ${at === 'before' ? 'then' : 'now'}`,
      type: 'boolean',
      description: `Whether it is counted in the ${word} state.`,
      value: ({ row }) => (row[at]?.bucket ?? null) !== null,
    },
    column('basis', 'Basis code', 'How the status is known', ({ basis }) => basis, BASES),
    ...dateColumns<MovementRecord>(
      `due_${at}`,
      `Due ${at === 'before' ? 'then' : 'now'}`,
      `The due date in the ${word} state.`,
      ({ row }) => row[at]?.due ?? null,
    ),
  ]
}

const why =
  (name: 'reason' | 'mitigation' | 'narrative' | 'due' | 'lifecycle' | 'counted') =>
  ({ row }: MovementRecord) =>
    row.change?.why[name] ?? null

/** One row an action. */
export const movementTable = (plan: TablePlan): Table<MovementRecord> => ({
  name: 'movement',
  title: 'Movement',
  description:
    'One row for each action that changed, or that is in the chosen cell of the matrix, then and now.',
  primaryKey: ['plan', 'from_report', 'to_report', 'action_id'],
  columns: columnsOf(plan, [
    PLAN_COLUMN,
    ...SIDE_COLUMNS,
    {
      name: 'action_id',
      title: 'Action identifier',
      type: 'string',
      description: 'Stays with the action, even if its number changes.',
      value: ({ row }) => row.id,
    },
    ...SIDES.flatMap((side) => stateColumns(plan, side)),
    {
      name: 'kinds',
      title: 'Kinds of movement, codes',
      type: 'string',
      separator: SEPARATOR,
      empty: '[z]',
      description: `Codes of the kinds of its movement, separated by “${SEPARATOR}”; empty where nothing about it changed.`,
      value: ({ row }) => listed(row.change?.kinds ?? []),
    },
    {
      name: 'kinds_label',
      title: 'Kinds of movement',
      type: 'string',
      empty: '[z]',
      description: `The kinds as text, separated by “${SEPARATOR} ”.`,
      value: ({ row }) =>
        row.change?.kinds.map((kind) => kindWords(plan, kind).title).join(`${SEPARATOR} `) ?? null,
    },
    {
      name: 'days_later',
      title: 'Days later',
      type: 'integer',
      empty: '[z]',
      description: 'How many days later its due date is now. Negative if earlier.',
      value: ({ row }) => row.change?.redating?.days ?? null,
    },
    {
      name: 'heir_ref',
      title: 'Replaced by',
      type: 'string',
      empty: '[z]',
      description: 'The action that replaced it, if it was merged or superseded.',
      value: ({ row }) => row.change?.heirRef ?? null,
    },
    {
      name: 'reason',
      title: 'Reason',
      type: 'string',
      empty: '[x]',
      description: 'The reason for its status in the later state.',
      value: why('reason'),
    },
    {
      name: 'mitigation',
      title: 'Mitigating action',
      type: 'string',
      empty: '[x]',
      description: 'What is being done about it.',
      value: why('mitigation'),
    },
    {
      name: 'narrative',
      title: 'Narrative',
      type: 'string',
      empty: '[x]',
      description: 'The latest progress reported.',
      value: why('narrative'),
    },
    {
      name: 'due_reason',
      title: 'Why the date moved',
      type: 'string',
      empty: '[z]',
      description: 'The reason given when its due date changed.',
      value: why('due'),
    },
    {
      name: 'lifecycle_reason',
      title: 'Why its lifecycle changed',
      type: 'string',
      empty: '[z]',
      description: 'The reason given when it was withdrawn, merged, superseded or reinstated.',
      value: why('lifecycle'),
    },
    {
      name: 'counted_reason',
      title: 'Why counting changed',
      type: 'string',
      empty: '[z]',
      description: 'The reason given when it was counted, or no longer counted.',
      value: why('counted'),
    },
    {
      name: 'changed_fields',
      title: 'Changed fields',
      type: 'string',
      separator: SEPARATOR,
      empty: '[z]',
      description: `Names of the fields that changed, separated by “${SEPARATOR}”. The table of changed fields has their values.`,
      value: ({ row }) => listed(row.change?.fields.map(({ field }) => field) ?? []),
    },
  ]),
})

/** One row a changed field. */
export const fieldTable = (plan: HasStatuses & HasRoles): Table<FieldRecord> => ({
  name: 'changed-fields',
  title: 'Changed fields',
  description: 'One row for each field of an action that changed, with its old and new value as text.',
  primaryKey: ['plan', 'from_report', 'to_report', 'action_id', 'field'],
  columns: [
    PLAN_COLUMN,
    ...SIDE_COLUMNS,
    {
      name: 'action_id',
      title: 'Action identifier',
      type: 'string',
      description: 'Stays with the action, even if its number changes.',
      value: ({ id }) => id,
    },
    {
      name: 'action_ref',
      title: 'Number',
      type: 'string',
      description: 'The action’s number, in the later state where it is in it.',
      value: ({ ref }) => ref,
    },
    {
      name: 'field',
      title: 'Field code',
      type: 'string',
      description: 'Which field changed. “field_” and a code: a field of the plan’s own.',
      value: ({ change: { field, own } }) => (own ? `field_${own.code}` : field),
    },
    {
      name: 'field_label',
      title: 'Field',
      type: 'string',
      description: 'The field as text.',
      value: ({ change, words }) => fieldLabel(words, change),
    },
    {
      name: 'value_before',
      title: 'Old value',
      type: 'string',
      empty: '[x]',
      description: 'The value in the earlier state.',
      value: ({ change }) => describeFieldValue(plan, change, change.before) || null,
    },
    {
      name: 'value_after',
      title: 'New value',
      type: 'string',
      empty: '[x]',
      description: 'The value in the later state.',
      value: ({ change }) => describeFieldValue(plan, change, change.after) || null,
    },
  ],
})

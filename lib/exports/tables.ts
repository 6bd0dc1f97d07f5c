/** The tables that files hold. docs/files.md says how they belong together. */

import { ACTIVITY_TYPES, BASES, CONFIDENCES, PARTNER_KINDS, type PartnerRole } from '@/lib/domain/plan'
import { REFERENCE_SOURCES, type SourceDocument, TIMESCALE_SOURCES, UPDATE_KINDS } from '@/lib/domain/plan'
import { type DatedTo, DATE_PRECISIONS } from '@/lib/domain/dates'
import { OVERALL_RAGS, ragLabel } from '@/lib/domain/rag'
import { LIFECYCLES } from '@/lib/domain/roll-up'
import type {
  ActionRecord,
  CountRecord,
  PartnerRecord,
  SectionRecord,
  UpdateRecord,
} from '@/lib/domain/records'
import { type Bucket, BUCKETS, bucketLabel, STATUS_CODES } from '@/lib/domain/status'
import {
  ACTIVITY_LABELS,
  BASIS_LABELS,
  BASIS_MEANINGS,
  LIFECYCLE_LABELS,
  PARTNER_KIND_LABELS,
} from '@/lib/format/words'
import type { Column, Table } from './table'

/** Parts the codes in a cell that holds several; no code has it. */
const SEPARATOR = ';'
const listed = (codes: readonly string[]) => codes.join(SEPARATOR) || null

const NO_BASIS = { code: 'none', label: 'No status', meaning: 'Nothing has been said of it yet.' } as const
/** What a status rests on, as every row of a file says it. */
const BASIS_CODES = [...BASES, NO_BASIS.code]
/** Each basis with its label and its meaning, for the notes of a file. */
export const BASIS_NOTES: readonly { code: string; label: string; meaning: string }[] = [
  ...BASES.map((code) => ({ code, label: BASIS_LABELS[code], meaning: BASIS_MEANINGS[code] })),
  NO_BASIS,
]

const PLAN_COLUMN: Column<{ readonly plan: string }> = {
  name: 'plan',
  title: 'Plan',
  description: 'The plan’s name in addresses.',
  type: 'string',
  value: ({ plan }) => plan,
}

const STAMP: readonly Column<{
  readonly plan: string
  readonly asAt: string
  readonly knownAt: string | null
}>[] = [
  PLAN_COLUMN,
  {
    name: 'as_at',
    title: 'As at',
    description: 'The day of which the row is true.',
    type: 'date',
    value: ({ asAt }) => asAt,
  },
  {
    name: 'known_at',
    title: 'Known at',
    description:
      'The row rests only on what was on record at the end of this day. Empty: on all that was on record when the file was made.',
    type: 'date',
    empty: '[z]',
    value: ({ knownAt }) => knownAt,
  },
]

/** A date and how exactly it is known. */
function dateColumns<Row>(
  name: string,
  title: string,
  description: string,
  value: (row: Row) => DatedTo | null,
  empty: '[x]' | '[z]' | undefined = '[x]',
): readonly Column<Row>[] {
  const may = empty ? { empty } : {}
  return [
    {
      ...{ name: `${name}_date`, title: `${title} date`, type: 'date', ...may },
      description: `${description} The last day, where only the month or the year is known.`,
      value: (row) => value(row)?.date ?? null,
    },
    {
      ...{ name: `${name}_date_precision`, title: `${title} date precision`, type: 'string', ...may },
      description: `How exactly the ${title.toLowerCase()} date is known.`,
      codes: DATE_PRECISIONS,
      value: (row) => value(row)?.precision ?? null,
    },
  ]
}

/** What the status rests on: in every row, so that an example can never be taken for a fact. */
function basisColumns<Row>(
  value: (row: Row) => (typeof BASES)[number] | null,
  note: (row: Row) => string | null,
): readonly Column<Row>[] {
  return [
    {
      ...{ name: 'basis', title: 'Basis', type: 'string', codes: BASIS_CODES },
      description:
        'How the status is known. Only "published" and "reported" are statements by those responsible; "inferred" is a conclusion, and "illustrative" is an example and not a fact.',
      value: (row) => value(row) ?? NO_BASIS.code,
    },
    {
      ...{ name: 'basis_meaning', title: 'What the basis means', type: 'string' },
      description: 'The basis, explained in a sentence.',
      value: (row) => {
        const basis = value(row)
        return basis === null ? NO_BASIS.meaning : BASIS_MEANINGS[basis]
      },
    },
    {
      ...{ name: 'basis_note', title: 'Note on the basis', type: 'string', empty: '[z]' },
      description: 'What is to be said of the basis of this very status.',
      value: note,
    },
  ]
}

const partnersAs = (role: PartnerRole) => (row: ActionRecord) =>
  listed(row.partners.filter((partner) => partner.role === role).map(({ code }) => code))

/** Status texts: the same in the newest state and in the history. */
function wordColumns<
  Row extends Record<'narrative' | 'reason' | 'mitigation', string | null>,
>(): Column<Row>[] {
  return [
    {
      ...{ name: 'narrative', title: 'Narrative', type: 'string', empty: '[x]' },
      description: 'What was said of the progress.',
      value: ({ narrative }) => narrative,
    },
    {
      ...{ name: 'reason', title: 'Reason', type: 'string', empty: '[z]' },
      description: 'Why it is rated so; asked for where the status is adverse.',
      value: ({ reason }) => reason,
    },
    {
      ...{ name: 'mitigation', title: 'Mitigating action', type: 'string', empty: '[z]' },
      description: 'What is being done about it; asked for where the status is adverse.',
      value: ({ mitigation }) => mitigation,
    },
  ]
}

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
      description: 'Whether the number is printed, confirmed by another paper, or deduced from the order.',
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
      ...{ name: 'status_sources', title: 'Sources of the status', type: 'string', empty: '[x]' },
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
      ...{ name: 'lead_partners', title: 'Lead partners', type: 'string', empty: '[x]' },
      description: `Codes of the partners that lead, parted by "${SEPARATOR}".`,
      value: partnersAs('lead'),
    },
    {
      ...{ name: 'support_partners', title: 'Supporting partners', type: 'string', empty: '[x]' },
      description: `Codes of the partners that support, parted by "${SEPARATOR}".`,
      value: partnersAs('support'),
    },
    {
      ...{ name: 'key_partners', title: 'Key partners', type: 'string', empty: '[x]' },
      description: `Codes of the partners that the plan names without saying whether they lead, parted by "${SEPARATOR}".`,
      value: partnersAs('keyPartner'),
    },
    {
      ...{ name: 'partner_names', title: 'Partner names', type: 'string', empty: '[x]' },
      description: `The names of all of these, parted by "${SEPARATOR} ".`,
      value: ({ partners }) => partners.map(({ name }) => name).join(`${SEPARATOR} `) || null,
    },
    {
      ...{ name: 'partners_named_on', title: 'Partners named on', type: 'string' },
      description: 'Where the plan names them: on the action, on one above it, or on its section.',
      codes: ['action', 'parent', 'section'],
      value: ({ partnersNamedOn }) => partnersNamedOn,
    },
    {
      ...{ name: 'involved_partners', title: 'Involved partners', type: 'string', empty: '[x]' },
      description: `Codes of every partner named on it, above it, on its parts or on its section, parted by "${SEPARATOR}".`,
      value: ({ involves }) => listed(involves),
    },
  ],
}

const snakeCase = (code: string) => code.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

const labelOf = (bucket: Bucket | null) => bucket && bucketLabel(bucket)

/** One row a section: its rating, and how its counted actions stand. */
export const SECTION_TABLE: Table<SectionRecord> = {
  name: 'sections',
  title: 'Status by section',
  description:
    'One row for each section of the plan: its overall RAG, and how many of its counted actions stand at each status. Always the whole plan, whatever the filters.',
  primaryKey: ['plan', 'as_at', 'section_id'],
  columns: [
    ...STAMP,
    {
      ...{ name: 'section_id', title: 'Section identifier', type: 'string' },
      description: 'Stays with the section for ever, whatever its code.',
      value: ({ id }) => id,
    },
    {
      ...{ name: 'section_code', title: 'Section code', type: 'string' },
      description: 'The section’s code in the plan. Text: 1.10 is not 1.1.',
      value: ({ code }) => code,
    },
    {
      ...{ name: 'section_title', title: 'Section', type: 'string' },
      description: 'The section’s title.',
      value: ({ title }) => title,
    },
    {
      ...{ name: 'pillar_code', title: 'Pillar code', type: 'string' },
      description: 'The pillar that the section belongs to.',
      value: ({ pillar }) => pillar.code,
    },
    {
      ...{ name: 'pillar_title', title: 'Pillar', type: 'string' },
      description: 'The pillar’s name.',
      value: ({ pillar }) => pillar.title,
    },
    {
      ...{
        name: 'overall_rag',
        title: 'Overall RAG code',
        type: 'string',
        codes: OVERALL_RAGS,
        empty: '[x]',
      },
      description:
        'The rating that counts: a person’s where there is one, else the one that the rule suggests.',
      value: ({ rating }) => rating.rag,
    },
    {
      ...{ name: 'overall_rag_label', title: 'Overall RAG', type: 'string', empty: '[x]' },
      description: 'The overall RAG in words.',
      value: ({ rating }) => rating.rag && ragLabel(rating.rag),
    },
    {
      ...{ name: 'assessed_rag', title: 'Assessed RAG code', type: 'string', codes: OVERALL_RAGS },
      ...{ empty: '[x]', description: 'The rating that a person gave.' },
      value: ({ rating }) => rating.assessed,
    },
    {
      ...{ name: 'assessed_rag_basis', title: 'Basis of the assessed RAG', type: 'string', codes: BASES },
      ...{ empty: '[z]', description: 'How the assessed RAG is known.' },
      value: ({ assessment }) => assessment && assessment.basis,
    },
    ...dateColumns<SectionRecord>(
      'assessed_rag',
      'Assessed RAG',
      'When the assessed RAG was true.',
      ({ assessment }) => assessment && assessment.effective,
      '[z]',
    ),
    {
      ...{ name: 'assessed_rag_is_stale', title: 'Assessed RAG is stale', type: 'boolean' },
      description: 'Whether the statuses below have changed since the rating was made.',
      value: ({ rating }) => rating.isStale,
    },
    {
      ...{ name: 'suggested_rag', title: 'Suggested RAG code', type: 'string', codes: OVERALL_RAGS },
      ...{ empty: '[x]', description: 'The rating that the plan’s rule suggests.' },
      value: ({ rating }) => rating.suggestion.rag,
    },
    {
      ...{ name: 'counted_actions', title: 'Counted actions', type: 'integer' },
      description: 'How many actions are counted: the base of the numbers beside it.',
      value: ({ rollUp }) => rollUp.base,
    },
    ...BUCKETS.map((bucket): Column<SectionRecord> => ({
      ...{ name: `count_${snakeCase(bucket)}`, title: bucketLabel(bucket), type: 'integer' },
      description: `How many of the counted actions stand at "${bucketLabel(bucket)}".`,
      value: ({ rollUp }) => rollUp.counts[bucket],
    })),
  ],
}

/** One row a partner. */
export const PARTNER_TABLE: Table<PartnerRecord> = {
  name: 'partners',
  title: 'Partners',
  description: 'One row for each partner of the plan. Always the whole plan, whatever the filters.',
  primaryKey: ['plan', 'as_at', 'partner_id'],
  columns: [
    ...STAMP,
    {
      ...{ name: 'partner_id', title: 'Partner identifier', type: 'string' },
      description: 'Stays with the partner for ever.',
      value: ({ id }) => id,
    },
    {
      ...{ name: 'partner_code', title: 'Partner code', type: 'string' },
      description: 'What other tables call the partner.',
      value: ({ code }) => code,
    },
    {
      ...{ name: 'abbreviation', title: 'Abbreviation', type: 'string' },
      description: 'The partner’s short name.',
      value: ({ abbreviation }) => abbreviation,
    },
    {
      ...{ name: 'partner_name', title: 'Partner', type: 'string' },
      description: 'The partner’s name.',
      value: ({ title }) => title,
    },
    {
      ...{ name: 'kind', title: 'Kind code', type: 'string', codes: PARTNER_KINDS },
      description: 'What kind of body it is.',
      value: ({ kind }) => kind,
    },
    {
      ...{ name: 'kind_label', title: 'Kind', type: 'string' },
      description: 'The kind in words.',
      value: ({ kind }) => PARTNER_KIND_LABELS[kind],
    },
    {
      ...{ name: 'counted_actions', title: 'Counted actions', type: 'integer' },
      description:
        'How many counted actions involve it. An action counts for each of its partners: do not add these up.',
      value: ({ rollUp }) => rollUp.base,
    },
  ],
}

/** One row a section and status. */
export const COUNT_TABLE: Table<CountRecord> = {
  name: 'status-counts',
  title: 'Status counts',
  description:
    'One row for each section and status, with the number of counted actions, zeros included. Always the whole plan, whatever the filters.',
  primaryKey: ['plan', 'as_at', 'section_id', 'status'],
  foreignKeys: [{ column: 'section_id', table: 'sections', to: 'section_id' }],
  columns: [
    ...STAMP,
    {
      ...{ name: 'pillar_code', title: 'Pillar code', type: 'string' },
      description: 'The pillar that the section belongs to.',
      value: ({ pillar }) => pillar.code,
    },
    {
      ...{ name: 'section_id', title: 'Section identifier', type: 'string' },
      description: 'Stays with the section for ever, whatever its code.',
      value: ({ section }) => section.id,
    },
    {
      ...{ name: 'section_code', title: 'Section code', type: 'string' },
      description: 'The section’s code in the plan. Text: 1.10 is not 1.1.',
      value: ({ section }) => section.code,
    },
    {
      ...{ name: 'status', title: 'Status code', type: 'string', codes: BUCKETS },
      description: 'A status, or "noUpdate" for the absence of one.',
      value: ({ bucket }) => bucket,
    },
    {
      ...{ name: 'status_label', title: 'Status', type: 'string' },
      description: 'The status as the published reports word it.',
      value: ({ bucket }) => bucketLabel(bucket),
    },
    {
      ...{ name: 'actions', title: 'Actions', type: 'integer' },
      description: 'How many counted actions of the section stand at the status.',
      value: ({ count }) => count,
    },
    {
      ...{ name: 'counted_actions', title: 'Counted actions', type: 'integer' },
      description: 'How many counted actions the section has: the base for a share.',
      value: ({ base }) => base,
    },
  ],
}

/** One row a paper that statuses come from. */
export const SOURCE_TABLE: Table<SourceDocument> = {
  name: 'sources',
  title: 'Sources',
  description: 'One row for each paper that statuses and ratings of the plan come from.',
  primaryKey: ['source_code'],
  columns: [
    {
      ...{ name: 'source_code', title: 'Source code', type: 'string' },
      description: 'What other tables call the paper.',
      value: ({ code }) => code,
    },
    {
      ...{ name: 'reference', title: 'Reference', type: 'string', empty: '[x]' },
      description: 'The paper’s own reference.',
      value: ({ reference }) => reference,
    },
    {
      ...{ name: 'source_title', title: 'Title', type: 'string' },
      description: 'The paper’s title.',
      value: ({ title }) => title,
    },
    {
      ...{ name: 'publisher', title: 'Publisher', type: 'string' },
      description: 'Who published it.',
      value: ({ publisher }) => publisher,
    },
    {
      ...{ name: 'published', title: 'Published', type: 'string', empty: '[x]' },
      description: 'When it was published, as exactly as it says: a day, a month or a year.',
      value: ({ date }) => date,
    },
    {
      ...{ name: 'url', title: 'Address', type: 'string' },
      description: 'Where it can be found.',
      value: ({ url }) => url,
    },
  ],
}

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
      ...{ name: 'update_id', title: 'Update identifier', type: 'string' },
      description: 'Stays with the update for ever.',
      value: ({ id }) => id,
    },
    {
      ...{ name: 'action_id', title: 'Action identifier', type: 'string' },
      description: 'Stays with the action for ever, whatever its number.',
      value: ({ action }) => action.id,
    },
    {
      ...{ name: 'action_ref', title: 'Action', type: 'string' },
      description: 'The action’s number in the plan today. Text: 1.10 is not 1.1.',
      value: ({ action }) => action.ref,
    },
    {
      ...{ name: 'action_title', title: 'Title', type: 'string' },
      description: 'What the action is, in short, as worded today.',
      value: ({ action }) => action.title,
    },
    {
      ...{ name: 'section_code', title: 'Section code', type: 'string' },
      description: 'The section that the action belongs to today. Text: 1.10 is not 1.1.',
      value: ({ section }) => section.code,
    },
    {
      ...{ name: 'kind', title: 'Kind code', type: 'string', codes: UPDATE_KINDS },
      description:
        'Whether it says something new, confirms what was said ("nilReturn"), corrects it, or is an editor’s wording of it.',
      value: ({ kind }) => kind,
    },
    {
      ...{ name: 'kind_label', title: 'Kind', type: 'string' },
      description: 'The kind in words.',
      value: ({ kind }) => KIND_LABELS[kind],
    },
    {
      ...{ name: 'about_update_id', title: 'Identifier of the update it is about', type: 'string' },
      ...{ empty: '[z]', description: 'The update that it confirms or corrects.' },
      value: ({ aboutId }) => aboutId,
    },
    {
      ...{ name: 'status', title: 'Status code', type: 'string', codes: STATUS_CODES },
      description: 'Where delivery stood.',
      value: ({ status }) => status,
    },
    {
      ...{ name: 'status_label', title: 'Status', type: 'string' },
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
      ...{ name: 'status_recorded_at', title: 'Status recorded at', type: 'datetime' },
      description: 'When the update was put on record, in UTC.',
      value: ({ recordedAt }) => recordedAt,
    },
    {
      ...{ name: 'status_attributed_to', title: 'Status given by', type: 'string' },
      description: 'The body that stands for the status. Never a person.',
      value: ({ attributedTo }) => attributedTo,
    },
    {
      ...{ name: 'status_sources', title: 'Sources of the status', type: 'string', empty: '[x]' },
      description: `Codes of the papers that the status comes from, parted by "${SEPARATOR}".`,
      value: ({ sourceCodes }) => listed(sourceCodes),
    },
    {
      ...{ name: 'confidence', title: 'Confidence', type: 'string', codes: CONFIDENCES, empty: '[z]' },
      description: 'For an inferred status: how far the text bears it.',
      value: ({ confidence }) => confidence,
    },
    ...wordColumns<UpdateRecord>(),
    {
      ...{ name: 'evidence', title: 'Evidence', type: 'string', empty: '[x]' },
      description: 'Pages that prove it, each as its title with its address in angle brackets, one a line.',
      value: ({ evidence }) => evidence.join('\n') || null,
    },
  ],
}

/** The addresses of the API and their parameters, as its description lists them. */

import { ACTIVITY_CHOICES, SORT_KEYS } from '@/lib/domain/plan/action-list'
import { CHANGE_KINDS } from '@/lib/domain/movement/movement-kinds'
import { NO_TIMESCALE } from '@/lib/domain/plan/timescale-views'
import { type ActionParameter, MOST_TEXT, nameSort } from '@/lib/schemas/plan/action-filter'
import { MOST_IN_PART, USUAL_HISTORY, USUAL_PART } from '@/lib/schemas/api'

/** A JSON schema, as far as this API uses them. */
export interface JsonSchema {
  $ref?: string
  type?: string
  format?: string
  description?: string
  examples?: unknown[]
  enum?: string[]
  default?: unknown
  items?: JsonSchema
  anyOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema
  required?: string[]
  minimum?: number
  maximum?: number
  maxLength?: number
}

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  description: string
  schema: JsonSchema
  /** Those of a path, and those that the page's example of a request sets. */
  example?: string | number | string[]
}

/** What the addresses are about, in the order of a reader's questions. */
export const TAGS = {
  Plans: 'A plan and its figures.',
  Sections: 'Sections, their figures and their ratings.',
  Actions: 'Actions, their updates and due dates.',
  Partners: 'Organisations involved in a plan.',
  Outcomes: 'The changes a plan aims for.',
  Timescales: 'When actions are due.',
  Reports: 'Issued reports, and changes from one to the next.',
  'Printed reports': 'Figures of printed reports, and where they do not match.',
  Changes: 'What was published when.',
  Description: 'This API.',
} as const

export interface Endpoint {
  path: string
  operationId: string
  /** One of TAGS. */
  tag: keyof typeof TAGS
  summary: string
  description: string
  /** The name of its answer's schema; null for a CSV file. */
  answer: string | null
  parameters: Parameter[]
}

const inPath = (name: string, description: string, example: string): Parameter => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
  example,
})

const PLAN = inPath('plan', 'The plan’s slug.', 'mental-health-workforce')
const MOMENT: Parameter[] = [
  {
    name: 'as-at',
    in: 'query',
    description: 'Figures for that day. Without it, the current figures. Not in the future.',
    schema: { type: 'string', format: 'date', examples: ['2025-06-30'] },
  },
  {
    name: 'known-at',
    in: 'query',
    description:
      'Only information recorded by the end of that day, in Scotland. Without it, all information.',
    schema: { type: 'string', format: 'date', examples: ['2025-07-31'] },
  },
]
/** What can be read as a report froze it, too. */
const STATE: Parameter[] = [
  ...MOMENT,
  {
    name: 'report',
    in: 'query',
    description:
      'The code of an issued report, to read everything as that report has it. Not together with a day.',
    schema: { type: 'string', examples: ['lb-25-03-03'] },
  },
]
const ISSUED = inPath('report', 'The code of an issued report, made from its reference.', 'lb-25-03-03')
const SECTION = inPath('section', 'The section’s code.', '1.1')
const REPORT = inPath('report', 'The code of a printed report, made from its reference.', 'lb-25-03-03')
const ACTION = inPath('action', 'The action’s reference.', '26')

const inQuery = (name: string, description: string, schema: JsonSchema): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
})
const MOVEMENT: Parameter[] = [
  inQuery(
    'from',
    'The earlier state: the code of an issued report. Without it, the last report before the later state.',
    { type: 'string', examples: ['lb-25-03-03'] },
  ),
  inQuery('to', 'The later state: the code of an issued report, or “now”, which it is when left out.', {
    type: 'string',
    examples: ['now'],
  }),
  inQuery('was', 'Only actions with that earlier status, including those that did not change.', {
    type: 'string',
  }),
  inQuery('is', 'Only actions with that later status, including those that did not change.', {
    type: 'string',
  }),
  inQuery('kind', 'Only actions with this kind of change.', {
    type: 'string',
    enum: [...CHANGE_KINDS],
  }),
]

/** How a list is read in parts. */
const partsOf = (usual: number): Parameter[] => [
  inQuery('limit', 'How many to return.', {
    type: 'integer',
    minimum: 1,
    maximum: MOST_IN_PART,
    default: usual,
  }),
  inQuery(
    'cursor',
    'Where to continue, from the next address of the last answer. It is valid for the same day or report only.',
    {
      type: 'string',
    },
  ),
]
const PARTS = partsOf(USUAL_PART)
const IN_PARTS =
  'In parts: follow next until it is null. If the plan changes meanwhile, the next part is a 409.'

type ListParameter = Exclude<ActionParameter, 'page' | 'column'> | 'limit' | 'cursor'

const LIST_PARAMETERS: Record<ListParameter, Omit<Parameter, 'name' | 'in'>> = {
  pillar: { description: 'A pillar’s code.', schema: { type: 'string', examples: ['train'] } },
  section: { description: 'A section’s code.', schema: { type: 'string', examples: ['1.1'] } },
  status: {
    description:
      'The code of one of the plan’s statuses, or noUpdate for counted actions without one. May be repeated: any of them.',
    schema: { type: 'array', items: { type: 'string' } },
    example: ['atRisk'],
  },
  partner: { description: 'A partner’s code.', schema: { type: 'string', examples: ['nes'] } },
  timescale: {
    description: `A timescale’s code, or “${NO_TIMESCALE}” for actions without one.`,
    schema: { type: 'string', examples: ['short'] },
  },
  activity: {
    description: 'Existing or new activity, or actions of which the plan does not say.',
    schema: { type: 'string', enum: [...ACTIVITY_CHOICES] },
  },
  q: {
    description:
      'Words that must all be in the reference (current or former), title, section or a partner’s name. Case and accents are ignored.',
    schema: { type: 'string', maxLength: MOST_TEXT, examples: ['rural recruitment'] },
  },
  counted: {
    description: '“yes”: only counted actions.',
    schema: { type: 'string', enum: ['yes'] },
  },
  field: {
    description:
      'A field of the plan’s own and one of its choices, such as “priority:High” or “assessed:yes”. May be repeated: of one field any of them, of several fields all.',
    schema: { type: 'array', items: { type: 'string' } },
  },
  sort: {
    description: 'What to order by, with “-” before it to reverse. Actions without a value come last.',
    schema: {
      type: 'string',
      enum: SORT_KEYS.flatMap((by) => [false, true].map((descending) => nameSort({ by, descending }))),
      default: SORT_KEYS[0],
    },
  },
  limit: {
    description: 'How many actions to return.',
    schema: { type: 'integer', minimum: 1, maximum: MOST_IN_PART, default: USUAL_PART },
    example: 5,
  },
  cursor: {
    description:
      'Where to continue, from the next address of the last answer. It is valid for the same filters, order and day only.',
    schema: { type: 'string' },
  },
}

export const ENDPOINTS = [
  {
    path: '/api/v1/plans',
    operationId: 'listPlans',
    tag: 'Plans',
    summary: 'The plans',
    description: 'Every plan that may be read, by title.',
    answer: 'PlanList',
    parameters: [],
  },
  {
    path: '/api/v1/plans/{plan}',
    operationId: 'getPlan',
    tag: 'Plans',
    summary: 'A plan',
    description: 'The plan, the words it uses, its rating rule, its sources and the codes for filters.',
    answer: 'Plan',
    parameters: [PLAN, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/rollup',
    operationId: 'getRollUp',
    tag: 'Plans',
    summary: 'The figures of a plan',
    description: 'Counts, shares and ratings of the plan, of each pillar and of each section.',
    answer: 'PlanRollUp',
    parameters: [PLAN, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/sections',
    operationId: 'listSections',
    tag: 'Sections',
    summary: 'The sections of a plan',
    description: 'Each with its figures, in the plan’s order.',
    answer: 'SectionList',
    parameters: [PLAN, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/sections/{section}',
    operationId: 'getSection',
    tag: 'Sections',
    summary: 'A section',
    description:
      'Its figures, rating and reason, partners, outcomes and first actions. A former code redirects (308).',
    answer: 'Section',
    parameters: [PLAN, SECTION, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/actions',
    operationId: 'listActions',
    tag: 'Actions',
    summary: 'The actions of a plan',
    description:
      'Filtered and ordered, in parts: follow next until it is null. If the plan changes meanwhile, the next part is ' +
      'a 409: start again, or read an issued report, which never changes.',
    answer: 'ActionList',
    parameters: [
      PLAN,
      ...Object.entries(LIST_PARAMETERS).map(([name, parameter]) => ({
        name,
        in: 'query' as const,
        ...parameter,
      })),
      ...STATE,
    ],
  },
  {
    path: '/api/v1/plans/{plan}/actions/{action}',
    operationId: 'getAction',
    tag: 'Actions',
    summary: 'An action',
    description:
      'All its details, and its updates, newest first and in parts: follow historyNext until it is null. If the plan changes ' +
      'meanwhile, the next part is a 409. A former number redirects (308).',
    answer: 'ActionDetail',
    parameters: [PLAN, ACTION, ...partsOf(USUAL_HISTORY), ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/reports',
    operationId: 'listReports',
    tag: 'Reports',
    summary: 'Issued reports',
    description:
      'All issued reports, including corrected ones. Each says which report it corrects, or is corrected by.',
    answer: 'ReportList',
    parameters: [PLAN],
  },
  {
    path: '/api/v1/plans/{plan}/reports/{report}',
    operationId: 'getReport',
    tag: 'Reports',
    summary: 'An issued report',
    description:
      'Its figures, and whether its document is unchanged since it was issued. This is checked for every answer.',
    answer: 'Report',
    parameters: [PLAN, ISSUED],
  },
  {
    path: '/api/v1/plans/{plan}/reports/{report}/snapshot',
    operationId: 'getSnapshot',
    tag: 'Reports',
    summary: 'The document of a report',
    description:
      'The exact document of the report. Cairn-SHA256 is the fingerprint from when it was issued: the SHA-256 of what you ' +
      'receive must be the same. Repr-Digest (RFC 9530) is that of what is sent.',
    answer: 'Snapshot',
    parameters: [PLAN, ISSUED],
  },
  {
    path: '/api/v1/plans/{plan}/movement',
    operationId: 'getMovement',
    tag: 'Reports',
    summary: 'Compare reports',
    description:
      'What changed between 2 reports, or between a report and now: the matrix of statuses, sections then and now, and every action ' +
      'that changed with its old and new values and why. Identity follows the action, not its number. Reports that cannot be compared, ' +
      'an altered report or a filter that is not valid are errors.',
    answer: 'Movement',
    parameters: [PLAN, ...MOVEMENT],
  },
  {
    path: '/api/v1/plans/{plan}/time-series',
    operationId: 'getTimeSeries',
    tag: 'Reports',
    summary: 'Trend of a plan',
    description:
      'One row for each report and status, for the plan, each pillar and each section, from issued reports. Reports that were ' +
      'corrected are left out.',
    answer: 'TimeSeries',
    parameters: [PLAN],
  },
  {
    path: '/api/v1/plans/{plan}/time-series.csv',
    operationId: 'getTimeSeriesCsv',
    tag: 'Reports',
    summary: 'Trend of a plan, as CSV',
    description: 'The rows of the time series as a CSV file, with a header of names in snake_case.',
    answer: null,
    parameters: [PLAN],
  },
  {
    path: '/api/v1/plans/{plan}/history',
    operationId: 'listHistory',
    tag: 'Actions',
    summary: 'The history of a plan',
    description: `Every published update of its actions, in the order recorded. ${IN_PARTS}`,
    answer: 'History',
    parameters: [PLAN, ...PARTS, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/due-date-moves',
    operationId: 'listDueDateMoves',
    tag: 'Actions',
    summary: 'Due date changes',
    description: `Every change to a due date and the reason, in the order recorded. ${IN_PARTS}`,
    answer: 'DueDateMoveList',
    parameters: [PLAN, ...PARTS, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/section-ratings',
    operationId: 'listSectionRatings',
    tag: 'Sections',
    summary: 'Ratings over time',
    description: `Every rating that a person gave a section, in the order recorded. ${IN_PARTS}`,
    answer: 'SectionRatingList',
    parameters: [PLAN, ...PARTS, ...MOMENT],
  },
  {
    path: '/api/v1/plans/{plan}/partners',
    operationId: 'listPartners',
    tag: 'Partners',
    summary: 'The partners of a plan',
    description: `Each with the figures of the counted actions that involve it. ${IN_PARTS}`,
    answer: 'PartnerList',
    parameters: [PLAN, ...PARTS, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/timescales',
    operationId: 'listTimescales',
    tag: 'Timescales',
    summary: 'The timescales of a plan',
    description: `Each with its figures. ${IN_PARTS}`,
    answer: 'TimescaleList',
    parameters: [PLAN, ...PARTS, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/outcomes',
    operationId: 'listOutcomes',
    tag: 'Outcomes',
    summary: 'The outcomes of a plan',
    description: `Each with the sections that work towards it, and their figures. ${IN_PARTS}`,
    answer: 'OutcomeList',
    parameters: [PLAN, ...PARTS, ...STATE],
  },
  {
    path: '/api/v1/plans/{plan}/changes',
    operationId: 'listChanges',
    tag: 'Changes',
    summary: 'What was published when',
    description:
      'Updates, ratings, date changes, structure changes and reports, each from the time readers could see it, ' +
      'newest first. No one is named. In parts: follow next until it is null. Anything published meanwhile is before the first part.',
    answer: 'ChangeLog',
    parameters: [PLAN, ...PARTS],
  },
  {
    path: '/api/v1/plans/{plan}/printed-reports',
    operationId: 'listPrintedReports',
    tag: 'Printed reports',
    summary: 'Printed reports',
    description:
      'The printed reports that were entered, and how many inconsistencies each has. Each is compared with the ' +
      'plan on the date of its figures, unless you ask for another day.',
    answer: 'PrintedReportList',
    parameters: [PLAN, ...MOMENT],
  },
  {
    path: '/api/v1/plans/{plan}/printed-reports/{report}',
    operationId: 'getPrintedReport',
    tag: 'Printed reports',
    summary: 'A printed report',
    description:
      'Its figures as printed, and where they do not match arithmetic, its own tables or the ' +
      'statuses on record.',
    answer: 'PrintedReport',
    parameters: [PLAN, REPORT, ...MOMENT],
  },
] as const satisfies readonly Endpoint[]

/** The name of what an address does. */
export type Operation = (typeof ENDPOINTS)[number]['operationId'] | 'getOpenApi'

/** Takes the name of what an address does; returns the parameters that its query may have, by name. */
export function queryOf(operation: Operation): ReadonlyMap<string, Parameter> {
  const found: Endpoint | undefined = ENDPOINTS.find(({ operationId }) => operationId === operation)
  return new Map(
    (found?.parameters ?? []).flatMap((parameter) =>
      parameter.in === 'query' ? [[parameter.name, parameter]] : [],
    ),
  )
}
